"""Fetching, against a real server on this machine that the guard is told to let pass, and against hosts that it must not."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from documents import RSS, TITLE, page
from hypothesis import given
from hypothesis import strategies as st
from imports import entries, run

from site_builder.importing.fetching import fetch, robots
from site_builder.importing.fetching.addresses import Refused, checked, is_public
from site_builder.importing.fetching.connections import Guarded
from site_builder.importing.fetching.fetch import Disallowed, Failed, Fetcher
from site_builder.integrity.captures import from_bytes


class Handler(BaseHTTPRequestHandler):
    """Answers as the `answers` of its server say: path → (status, headers, body)."""

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        status, headers, body = self.server.answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        if self.path == "/endless":
            self.wfile.flush()
            self.server.released.wait(10)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as found:
        found.answers, found.asked, found.released = {}, [], threading.Event()
        found.daemon_threads = True
        thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield found
        found.released.set()
        found.shutdown()
        thread.join()


class Names:
    """A resolver of invented names; each look-up takes the next of a name's answers."""

    def __init__(self, **answers: list[str]) -> None:
        self.answers = answers

    def __call__(self, host: str, _port: int) -> list[str]:
        left = self.answers[host.partition(".")[0]]
        return [left.pop(0) if len(left) > 1 else left[0]]


@pytest.fixture
def fetcher(server) -> Iterator[Fetcher]:
    """A fetcher for which the names `quay…` and `other…` lead to the server, as a public address would."""
    names = Names(
        quay=["127.0.0.1"], other=["127.0.0.1"], inner=["127.0.0.2"], turning=["127.0.0.1", "127.0.0.2"]
    )
    found = Fetcher(Guarded(names, lambda address: address == "127.0.0.1"), limit=100_000, seconds=5)
    yield found
    found._client.close()


def at(server, path: str, host: str = "quay.example") -> str:
    return f"http://{host}:{server.server_port}{path}"


HTML = {"Content-Type": "text/html; charset=windows-1252"}


def test_an_answer_comes_with_its_charset_and_the_server_is_told_who_asks(server, fetcher):
    server.answers["/pier"] = (200, HTML, "Quai – été".encode("cp1252"))
    answer = fetcher.fetch(at(server, "/pier#top"))
    assert (answer.url, answer.status, answer.medium, answer.charset) == (
        at(server, "/pier"), 200, "text/html", "windows-1252",
    )  # fmt: skip
    assert answer.data.decode("cp1252") == "Quai – été"
    (_, headers) = server.asked[-1]
    assert headers["User-Agent"] == fetch.USER_AGENT
    assert headers["Host"] == f"quay.example:{server.server_port}"
    assert "Cookie" not in headers


def test_redirects_are_followed_and_the_last_address_is_kept(server, fetcher):
    server.answers["/a"] = (302, {"Location": "/b"}, b"")
    server.answers["/b"] = (301, {"Location": at(server, "/c", "other.example")}, b"")
    server.answers["/c"] = (200, HTML, b"here")
    assert fetcher.fetch(at(server, "/a")).url == at(server, "/c", "other.example")


@pytest.mark.parametrize(
    "target",
    [
        "http://inner.example:{port}/",
        "http://127.0.0.2:{port}/",
        "file:///etc/passwd",
        "ftp://quay.example/",
        "http://a:b@quay.example/",
    ],
)
def test_a_redirect_to_what_is_not_public_is_refused(server, target):
    names = Names(quay=["127.0.0.1"], inner=["127.0.0.2"], **{"127": ["127.0.0.2"]})
    fetcher = Fetcher(Guarded(names, lambda address: address == "127.0.0.1"))
    server.answers["/a"] = (302, {"Location": target.format(port=server.server_port)}, b"")
    with pytest.raises(Refused):
        fetcher.fetch(at(server, "/a"))
    assert {path for path, _ in server.asked} == {"/robots.txt", "/a"}


def test_a_name_that_answers_otherwise_the_second_time_is_refused(server, fetcher):
    server.answers["/a"] = (302, {"Location": "/b", "Connection": "close"}, b"")
    server.answers["/robots.txt"] = (404, {"Connection": "close"}, b"")
    with pytest.raises(Refused, match=r"127\.0\.0\.2, which is not on the public internet"):
        fetcher.fetch(at(server, "/a", "turning.example"))


def test_a_host_with_one_address_of_ours_among_public_ones_is_refused(server):
    fetcher = Fetcher(Guarded(lambda *_: ["127.0.0.1", "10.0.0.1"], lambda address: address == "127.0.0.1"))
    with pytest.raises(Refused):
        fetcher.fetch(at(server, "/"))
    assert server.asked == []


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"]
)
def test_this_machine_is_refused_in_every_spelling(server, host):
    with pytest.raises(Refused):
        Fetcher().fetch(at(server, "/", host))
    assert server.asked == []


def test_what_robots_txt_forbids_is_not_fetched_and_it_is_asked_for_once(server, fetcher):
    server.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\n")
    server.answers["/a"] = (200, HTML, b"a")
    fetcher.fetch(at(server, "/a"))
    with pytest.raises(Disallowed):
        fetcher.fetch(at(server, "/private/a"))
    assert [path for path, _ in server.asked] == ["/robots.txt", "/a"]


def test_without_a_readable_robots_txt_nothing_is_fetched(server, fetcher):
    server.answers["/robots.txt"] = (503, {}, b"")
    with pytest.raises(Failed, match=r"robots\.txt"):
        fetcher.fetch(at(server, "/a"))


def test_answers_that_are_too_large_are_cut_off_also_where_they_are_packed(server, fetcher):
    server.answers["/large"] = (200, HTML, b"a" * 100_001)
    packed = gzip.compress(b"a" * 10_000_000)
    server.answers["/bomb"] = (200, {**HTML, "Content-Encoding": "gzip"}, packed)
    for path in ("/large", "/bomb"):
        with pytest.raises(Failed, match="larger than"):
            fetcher.fetch(at(server, path))


def test_endless_redirects_and_answers_that_break_off_fail(server, fetcher):
    server.answers["/a"] = (302, {"Location": "/a"}, b"")
    server.answers["/b"] = (200, {**HTML, "Content-Length": "100", "Connection": "close"}, b"short")
    server.answers["/c"] = (200, {**HTML, "Content-Encoding": "gzip"}, b"not packed")
    for path in "abc":
        with pytest.raises(Failed):
            fetcher.fetch(at(server, f"/{path}"))


def test_a_server_that_never_ends_its_answer_is_given_up(server):
    fetcher = Fetcher(Guarded(lambda *_: ["127.0.0.1"], lambda _: True), seconds=0.3)
    server.answers["/endless"] = (200, {**HTML, "Content-Length": "100"}, b"short")
    with pytest.raises(Failed, match="in time"):
        fetcher.fetch(at(server, "/endless"))


def test_an_address_is_imported_with_where_it_was_found(server, fetcher, project, monkeypatch):
    monkeypatch.setattr(fetch, "fetcher", lambda: fetcher)
    server.answers["/a"] = (301, {"Location": "/pier?utm_source=x"}, b"")
    server.answers["/pier?utm_source=x"] = (200, {"Content-Type": "text/html"}, page().encode())
    server.answers["/feed"] = (200, {"Content-Type": "application/rss+xml"}, RSS.encode())
    server.answers["/picture"] = (200, {"Content-Type": "image/png"}, b"\x89PNG")
    report = run(project, at(server, "/a"), at(server, "/picture"), at(server, "/gone"), "file:///etc/passwd")
    assert [[fault.code for fault in one.diagnostics] for one in report.outcomes] == [
        [], ["unsupported-document"], ["fetch-failed"], ["address-refused"],
    ]  # fmt: skip
    path = next(one for one in report.outcomes[0].files if "captures" in one)
    capture = from_bytes(path, (project / path).read_bytes())
    assert (capture.url, capture.final_url, capture.status) == (
        at(server, "/a"),
        at(server, "/pier?utm_source=x"),
        200,
    )
    text = next(iter(entries(project).values())).decode()
    assert f'source_url: "{at(server, "/pier")}"' in text
    assert f"  accessed: {capture.captured[:10]}\n" in text  # citations say when it was read there
    assert run(project, at(server, "/feed")).outcomes[0].document.endswith("/feed#1")
    assert TITLE in report.text() or len(entries(project)) == 2


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:4700::1", True), ("10.1.2.3", False), ("172.16.0.1", False),
        ("192.168.1.1", False), ("127.0.0.1", False), ("169.254.169.254", False), ("100.64.0.1", False),
        ("0.0.0.0", False), ("224.0.0.1", False), ("240.0.0.1", False), ("255.255.255.255", False),  # noqa: S104
        ("192.0.2.1", False), ("198.18.0.1", False), ("::", False), ("::1", False), ("fe80::1", False),
        ("fe80::1%eth0", False), ("fc00::1", False), ("ff02::1", False), ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True), ("64:ff9b::7f00:1", False), ("64:ff9b::5db8:d822", True),
        ("2002:7f00:1::", False), ("2002:0a00:1::", False), ("::7f00:1", False), ("2001:db8::1", False), ("host", False),
    ],
)  # fmt: skip
def test_only_addresses_of_the_public_internet_are_public(address, public):
    assert is_public(address) is public


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/",
        "http://",
        "http://u:p@a.example/",
        "javascript:x",
        "http://[::1",
        "http://a:99999/",
        "//a/b",
    ],
)
def test_other_addresses_than_those_of_the_web_are_refused(url):
    with pytest.raises(Refused):
        checked(url)


@given(st.text(max_size=60))
def test_no_text_is_an_address_that_raises_anything_else(text):
    with suppress(Refused):
        assert checked(text).lower().startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Site-Builder\nAllow: /", "/a", True),
        ("User-agent: site-builder\nUser-agent: other\nDisallow: /a\nUser-agent: *\nDisallow: /", "/b", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", True),
        ("User-agent: *\nDisallow: /a*b*c", "/a-x-b-y-c-z", False),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/café", False),
        ("user-AGENT : * # all\n disallow : /a # not this", "/a", False),
        ("\ufeffnonsense\n:::\nDisallow: /", "/a", True),
    ],
)
def test_the_longest_rule_of_the_group_for_us_decides(rules, path, allowed):
    assert robots.allows(rules, "site-builder", f"https://a.example{path}") is allowed
