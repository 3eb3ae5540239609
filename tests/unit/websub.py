"""A hub and a subscriber as the W3C's WebSub describes them, on real sockets; nothing of the site's own is in them."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

ATOM = "{http://www.w3.org/2005/Atom}"
WAITS = 10


class Told(NamedTuple):
    """What a hub tells a subscriber: headers and content."""

    headers: Any
    content: bytes


def ask(address: str, form: dict[str, str] | None = None) -> tuple[int, Any, bytes]:
    """Return status, headers and body of an answer; with a form, of what it is sent to."""
    data = urlencode(form).encode() if form else None
    with urllib.request.urlopen(address, data, WAITS) as answer:  # noqa: S310 - our own sockets
        return answer.status, answer.headers, answer.read()


def linked(headers: Any, address: str) -> dict[str, str]:
    """Return the targets of `Link` headers by relation (RFC 8288); relative ones are seen from the address asked."""
    found = re.findall(r'<([^>]*)>\s*;\s*rel="?([a-z]+)"?', ", ".join(headers.get_all("Link") or []))
    return {relation: urljoin(address, target) for target, relation in found}


def named_in(feed: bytes) -> dict[str, str]:
    """Return the hub and the address that an Atom feed itself names."""
    links = ET.fromstring(feed).findall(f"{ATOM}link")  # noqa: S314 - our own output
    return {link.get("rel", ""): link.get("href", "") for link in links if link.get("rel") in {"hub", "self"}}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def _answer(self, content: bytes) -> None:
        status, body = self.server.party.answer(self.path, self.headers, content)  # type: ignore[attr-defined]
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def listening(make: Callable[[str], Any]) -> Iterator[Any]:
    """Yield a party that is made with its own address and answers there."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.party = make(f"http://127.0.0.1:{server.server_port}/")  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield server.party  # type: ignore[attr-defined]
    server.shutdown()
    thread.join()
    server.server_close()


class Hub:
    """Takes subscriptions once the subscriber has confirmed them (sections 5.1, 5.3), and passes news on (6, 7)."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._subscribed: dict[str, dict[str, str]] = {}
        self.tasks: Queue[Callable[[], None]] = Queue()

    def answer(self, _path: str, _headers: Any, content: bytes) -> tuple[int, bytes]:
        form = {name: values[0] for name, values in parse_qs(content.decode()).items()}
        if form.get("hub.mode") == "subscribe":
            self.tasks.put(lambda: self._confirm(form))
            return 202, b""
        if form.get("hub.mode") == "publish":
            self.tasks.put(lambda: self._spread(form["hub.url"]))
            return 204, b""
        return 400, b"unknown hub.mode"

    def work(self) -> None:
        """Do what was asked since, after the answer as the standard has it."""
        while not self.tasks.empty():
            self.tasks.get()()

    def _confirm(self, form: dict[str, str]) -> None:
        challenge = secrets.token_urlsafe()
        query = {
            "hub.mode": "subscribe",
            "hub.topic": form["hub.topic"],
            "hub.challenge": challenge,
            "hub.lease_seconds": "864000",
        }
        status, _, body = ask(f"{form['hub.callback']}?{urlencode(query)}")
        if status == 200 and body.decode() == challenge:
            self._subscribed.setdefault(form["hub.topic"], {})[form["hub.callback"]] = form["hub.secret"]

    def _spread(self, topic: str) -> None:
        """Fetch a topic and send it whole, signed, with its type and the links of section 7."""
        _, headers, content = ask(topic)
        for callback, secret in self._subscribed.get(topic, {}).items():
            said = {
                "Content-Type": headers["Content-Type"],
                "Link": f'<{self.address}>; rel="hub", <{topic}>; rel="self"',
                "X-Hub-Signature": f"sha256={hmac.new(secret.encode(), content, hashlib.sha256).hexdigest()}",
            }
            request = urllib.request.Request(callback, content, said)  # noqa: S310 - our own sockets
            with urllib.request.urlopen(request, timeout=WAITS) as answer:  # noqa: S310 - likewise
                assert answer.status == 200


class Subscriber:
    """Looks where a feed's hub is, first in its headers, then in the feed (section 4), and subscribes there (5.1)."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.told: list[Told] = []
        self._topics: set[str] = set()
        self._secret = secrets.token_urlsafe()

    def subscribe(self, feed: str) -> int:
        """Subscribe to a feed; return the status of the hub's answer."""
        _, headers, content = ask(feed)
        found = linked(headers, feed) or named_in(content)
        self._topics.add(found["self"])
        form = {
            "hub.mode": "subscribe",
            "hub.topic": found["self"],
            "hub.callback": self.address,
            "hub.secret": self._secret,
        }
        return ask(found["hub"], form)[0]

    def answer(self, path: str, headers: Any, content: bytes) -> tuple[int, bytes]:
        if not content:
            asked = {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}
            return (
                (200, asked["hub.challenge"].encode()) if asked["hub.topic"] in self._topics else (404, b"")
            )
        method, _, digest = headers["X-Hub-Signature"].partition("=")
        if hmac.compare_digest(digest, hmac.new(self._secret.encode(), content, method).hexdigest()):
            self.told.append(Told(headers, content))
        return 200, b""
