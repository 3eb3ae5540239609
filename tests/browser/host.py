"""A host of static files as one rents them: it obeys the site's `_headers`, compresses what is text, and knows nothing of us."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

TEXTS = {".css", ".html", ".js", ".json", ".opml", ".svg", ".txt", ".xml"}
WATCH = rb"""(() => {
  const say = text => sessionStorage.setItem("said", `${sessionStorage.getItem("said") ?? ""}${text}\n`);
  addEventListener("error", event => say(event.message ?? `not loaded: ${event.target.src ?? event.target.href}`), true);
  addEventListener("unhandledrejection", event => say(event.reason));
  addEventListener("securitypolicyviolation", event => say(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));
  for (const level of ["error", "warn"]) console[level] = (...words) => say(words.join(" "));
})();"""
"""Keeps for the visit what goes wrong on its pages."""
Rules = list[tuple[list[str], dict[str, str]]]


def read_rules(text: str) -> Rules:
    """Return the rules of a `_headers` file: the parts of a pattern, and the headers that are sent where it fits."""
    rules: Rules = []
    for line in text.splitlines():
        if line.startswith((" ", "\t")):
            name, _, value = line.partition(":")
            rules[-1][1][name.strip()] = value.strip()
        elif line.strip() and not line.startswith("#"):
            rules.append((line.strip().split("/"), {}))
    return rules


def said_of(path: str, rules: Rules) -> dict[str, str]:
    """Return the headers for a path: those of all rules that fit, joined by commas where two set the same one."""
    said: dict[str, str] = {}
    for pattern, headers in rules:
        if fits(pattern, path.split("/")):
            for name, value in headers.items():
                said[name] = f"{said[name]}, {value}" if name in said else value
    return said


def fits(pattern: list[str], parts: list[str]) -> bool:
    """Tell whether a pattern has the form of a path: `:name` is any one part, `*` at the end all the rest."""
    if pattern[-1] == "*":
        pattern, parts = pattern[:-1], parts[: len(pattern) - 1]
    return len(pattern) == len(parts) and all(
        one.startswith(":") or one == other for one, other in zip(pattern, parts, strict=True)
    )


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, output: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Handler, directory=output))
        self.output = output
        self.watches = False
        self.rules: Rules = []
        self.sent: list[tuple[str, int]] = []
        self.packed: dict[tuple[str, int], bytes] = {}

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of browsers that hang up; they do so whenever a page is left."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def pack(self, path: Path) -> bytes:
        """Return a file compressed; each edition is compressed once."""
        key = (str(path), path.stat().st_mtime_ns)
        if key not in self.packed:
            self.packed[key] = gzip.compress(path.read_bytes(), 6)
        return self.packed[key]


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or a body waits up to 40 ms for the receipt of its head
    server: _Server

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""

    def do_GET(self) -> None:
        if self.server.watches and self.path == "/watch.js":
            self._answer(200, WATCH, {"Content-Type": "text/javascript"})
            return
        path = Path(self.translate_path(self.path))
        if path.is_dir() and not self.path.partition("?")[0].endswith("/"):
            self._answer(301, b"", {"Location": f"{self.path}/"})
            return
        path = path / "index.html" if path.is_dir() else path
        status = 200 if path.is_file() else 404
        path = path if status == 200 else Path(self.directory) / "404.html"
        said = {"Content-Type": self.guess_type(str(path))}
        if said["Content-Type"].startswith(("text/", "application/javascript")):
            said["Content-Type"] += "; charset=utf-8"
        said |= said_of(self.path.partition("?")[0], self.server.rules)
        if self.server.watches and path.suffix == ".html":
            watched = path.read_bytes().replace(b"<head>", b'<head><script src="/watch.js"></script>', 1)
            self._answer(status, watched, said)
            return
        takes = "gzip" in self.headers.get("Accept-Encoding", "")
        if path.suffix in TEXTS and takes:
            self._answer(status, self.server.pack(path), said | {"Content-Encoding": "gzip"})
        else:
            self._answer(status, path.read_bytes(), said)

    do_HEAD = do_GET  # noqa: N815 - the name is http.server's; `_answer` leaves out the body

    def _answer(self, status: int, body: bytes, said: dict[str, str]) -> None:
        self.server.sent.append((self.path, len(body)))
        self.send_response(status)
        for name, value in {**said, "Content-Length": str(len(body)), "Vary": "Accept-Encoding"}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


class Host:
    """A host of files: its address, and what it has sent since it was last asked."""

    def __init__(self, server: _Server) -> None:
        self.address = f"http://127.0.0.1:{server.server_port}/"
        self._sent = server.sent
        self._server = server

    def read_rules(self) -> None:
        """Obey the `_headers` of the site as it is now."""
        self._server.rules = read_rules((self._server.output / "_headers").read_text("utf-8"))

    def take_sent(self) -> list[tuple[str, int]]:
        """Return (path, bytes) of each answer since the last call."""
        sent = list(self._sent)
        self._sent.clear()
        return sent


@contextmanager
def hosted(output: Path, *, obeys: bool = True, watches: bool = False) -> Iterator[Host]:
    """Show an output folder as a host would, with the headers of its `_headers` if it `obeys`.

    If it `watches`, the first script of each page is WATCH: for browsers that don't tell what their console says.
    """
    server = _Server(output)
    server.watches = watches
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    host = Host(server)
    if obeys:
        host.read_rules()
    yield host
    server.shutdown()
    thread.join()
    server.server_close()
