"""A page that listens to the dev server's events, for its tests."""

import http.client
import json


class Listener:
    """A page that listens to the events."""

    def __init__(self, server):
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        self._connection.request("GET", "/__site_builder__/events")
        self.response = self._connection.getresponse()

    def line(self):
        return self.response.readline().decode().rstrip("\n")

    def next(self):
        line = self.line()
        assert self.line() == ""
        return json.loads(line.removeprefix("data: "))

    def leave(self):
        self.response.close()
        self._connection.close()
