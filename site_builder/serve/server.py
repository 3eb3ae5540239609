"""DevServer: a read-only HTTP server on this machine's loopback interface for the output folder.

It is for the editor's own browser: it answers only requests whose Host is this machine, so that no web page
can read a draft by pointing its own name here (DNS rebinding), and nothing it sends may be cached.
"""

import errno
import socket
import socketserver
import sys
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Final
from urllib.parse import quote

from site_builder.building.report import Report
from site_builder.content.parse import parse
from site_builder.diagnostics import format_text
from site_builder.model import Site
from site_builder.project import Project
from site_builder.serve.files import Moved, content_type, headers, locate
from site_builder.serve.live import PREFIX, SCRIPT, Live

LOOPBACK: Final = {"localhost": "127.0.0.1", "127.0.0.1": "127.0.0.1", "::1": "::1"}
HEARTBEAT_SECONDS: Final = 15.0
_LISTENERS: Final = 32
_PORTS_TRIED: Final = 20
_PLAIN: Final = {"Content-Type": "text/plain; charset=utf-8"}


class DevServer:
    """Serves `output` at `base_path` of http://host:port/; the next free port when `port` is taken.

    Raises ValueError when `host` is not this machine's loopback interface, OSError when no port is free.
    """

    def __init__(
        self, output: Path, *, host: str = "127.0.0.1", port: int = 8000, base_path: str = "/"
    ) -> None:
        if host not in LOOPBACK:
            raise ValueError(f"{host!r} is not this machine; choose one of {', '.join(LOOPBACK)}")
        self.live = Live(_LISTENERS)
        self._server = _bound(LOOPBACK[host], port)
        self._server.output, self._server.live = output, self.live
        self._server.base_path = quote(base_path, safe="/%")  # as requests have it
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), name="dev-server", daemon=True)

    @property
    def port(self) -> int:
        """The port in use, which may not be the one asked for."""
        return self._server.server_port

    @property
    def url(self) -> str:
        """The address of the home page."""
        return f"http://{self._server.authority}{self._server.base_path}"

    def start(self) -> None:
        """Answer requests, in threads of their own, until `close`."""
        self._thread.start()

    def publish(self, report: Report) -> None:
        """Tell open pages what a build did: they load anew, or show its diagnostics."""
        if report.ok:
            self.live.publish((*report.written, *report.removed), "")
        else:
            faults = (d for d in report.diagnostics if d.severity == "error")
            self.live.publish((), "\n\n".join(map(format_text, faults)))

    def close(self) -> None:
        """Stop answering, and send listening pages away."""
        self.live.close()
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()


def base_path_of(project: Project) -> str:
    """Return the path under which the site's links are made; "/" while its settings can't be read."""
    try:
        data = (project.content / "site.yaml").read_bytes()
    except OSError:
        return "/"
    record = parse("content/site.yaml", data).record
    return record.base_path if isinstance(record, Site) else "/"


def _bound(address: str, port: int) -> "_Server":
    for candidate in range(port, port + _PORTS_TRIED):
        try:
            return (_Server6 if ":" in address else _Server)((address, candidate), _Handler)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or candidate == port + _PORTS_TRIED - 1:
                raise
    raise AssertionError("unreachable: the last failure is raised")


class _Server(ThreadingHTTPServer):
    output: Path
    base_path: str
    live: Live

    def server_bind(self) -> None:
        """Bind without asking the name service for our own name, as HTTPServer would."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    @property
    def authority(self) -> str:
        """Host and port as they stand in an address."""
        name = f"[{self.server_name}]" if ":" in self.server_name else self.server_name
        return f"{name}:{self.server_port}"

    def is_addressed_by(self, hosts: list[str]) -> bool:
        """Tell whether a request's Host headers name this server."""
        port = f":{self.server_port}"
        known = {f"{name}{port}" for name in ("localhost", "127.0.0.1", "[::1]")}
        if port == ":80":
            known |= {name.removesuffix(port) for name in known}
        return len(hosts) == 1 and hosts[0].strip().lower() in known

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of browsers that hang up; they do so whenever a page is left."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Server6(_Server):
    address_family = socket.AF_INET6


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 10  # for a client that connects and says nothing, or does not read what it asked for

    def do_GET(self) -> None:
        """Answer with a file, the script or the events."""
        if not self.server.is_addressed_by(self.headers.get_all("Host") or []):
            self._send(
                HTTPStatus.MISDIRECTED_REQUEST, b"This server answers only to this machine's own name.\n"
            )
        elif not self.path.startswith(PREFIX):
            self._send_file()
        elif self.path == f"{PREFIX}events" and self.command == "GET":
            self._send_events()
        elif self.path.partition("?")[0] == f"{PREFIX}live.js":
            self._send(HTTPStatus.OK, SCRIPT.read_bytes(), {"Content-Type": content_type(SCRIPT)})
        else:
            self._send(HTTPStatus.NOT_FOUND, b"There is no such thing here.\n")

    do_HEAD = do_GET  # noqa: N815 - the name is http.server's; `_send` leaves out the body

    def _send_file(self) -> None:
        found = locate(self.server.output, self.server.base_path, self.path)
        if isinstance(found, Moved):
            self._send(HTTPStatus.FOUND, b"", location=found.location)
            return
        status = HTTPStatus.OK if found else HTTPStatus.NOT_FOUND
        path = found.path if found else self.server.output / "404.html"
        tag = self.server.live.tag()  # before the page is read, so that it is never older than it says
        try:
            body = path.read_bytes()
        except OSError:  # gone since it was located, or there is no page to say so
            self._send(HTTPStatus.NOT_FOUND, b"There is no such page.\n")
            return
        said = headers(self.server.output, self.server.base_path, path)
        is_page = said["Content-Type"].startswith("text/html")
        self._send(status, _with_script(body, tag) if is_page else body, said)

    def _send(
        self, status: HTTPStatus, body: bytes, said: Mapping[str, str] = _PLAIN, location: str = ""
    ) -> None:
        self._start(status, said)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _start(self, status: HTTPStatus, said: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in ({"X-Content-Type-Options": "nosniff"} | dict(said)).items():
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")

    def _send_events(self) -> None:
        live = self.server.live
        if not live.join():
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, b"Too many pages are listening.\n")
            return
        try:
            self._start(HTTPStatus.OK, {"Content-Type": "text/event-stream"})
            self.end_headers()
            seen = None
            while message := live.message(seen, HEARTBEAT_SECONDS):
                seen, data = message
                self.wfile.write(data)
        except OSError:
            pass  # the page was left
        finally:
            live.leave()

    def version_string(self) -> str:
        """Name the server without versions."""
        return "site-builder"

    def log_message(self, *_: object) -> None:
        """Say nothing of requests; the terminal belongs to the builds."""


def _with_script(page: bytes, tag: bytes) -> bytes:
    end = page.lower().rfind(b"</body>")
    end = len(page) if end < 0 else end
    return page[:end] + tag + page[end:]
