"""How tests ask the development server for a file, and what the site has it send."""

import http.client
from pathlib import Path

from site_builder.incremental.memory import MemoryIndex
from site_builder.incremental.reader import Reader
from site_builder.model import Site
from site_builder.pages.headers import view
from site_builder.render.templates import Templates

_SITE = Site("A Digest", "https://example.org/", "example.org,2026", websub="https://hub.example.org/")
HEADERS = (
    Templates([Path(__file__).parents[2] / "templates"])
    .render("headers.txt", view(Reader(MemoryIndex([_SITE])), ""))
    .decode()
)
"""The `_headers` of a site that has a hub."""


def request(server, target, method="GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.putrequest(method, target, skip_host="Host" in headers)
    for name, values in headers.items():
        for value in values if isinstance(values, list) else [values]:
            connection.putheader(name, value)
    connection.endheaders()
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body.decode()
