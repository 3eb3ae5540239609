"""The development server on a real socket: pages with the script in them, events, and no strangers."""

import http.client
import socket
import threading
import time

import pytest
from listening import Listener
from serving import HEADERS, request

from site_builder.building.report import Report, failed
from site_builder.diagnostics import Diagnostic, Location
from site_builder.serve import DevServer
from site_builder.serve import server as server_module
from site_builder.serve.rules import read, said_of

FAULT = failed(
    [
        Diagnostic(Location("content/entries/a.md", 2, 3), "error", "unknown-key", "no <b>such</b> key", "do this"),
        Diagnostic(Location("content/entries/b.md", 1, 1), "warning", "some-code", "only a warning"),
    ]
)  # fmt: skip


@pytest.fixture
def listen(server):
    listeners = []

    def make():
        listeners.append(Listener(server))
        return listeners[-1]

    yield make
    for listener in listeners:
        listener.leave()


def wait_until(condition):
    """Wait for what another thread is about to do."""
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        threading.Event().wait(0.005)


def test_a_page_is_sent_with_the_script_and_is_unchanged_on_disk(server, output):
    before = (output / "index.html").read_bytes()
    response, body = request(server, "/")
    assert response.status == 200
    assert response.getheader("Content-Type") == "text/html; charset=utf-8"
    assert response.getheader("Cache-Control") == "no-store"
    start, _, end = body.partition('<script src="/__site_builder__/live.js?')
    assert start == "<html><body><p>home</p>"
    assert end.endswith('" defer></script></body></html>')
    assert (output / "index.html").read_bytes() == before


def test_a_file_is_sent_with_the_headers_that_hosts_are_told_to_send(server):
    for address, file in (
        ("/", "index.html"),
        ("/assets/site.css", "assets/site.css"),
        ("/nowhere", "404.html"),
    ):
        sent = request(server, address)[0].headers
        assert said_of(f"/{file}", read(HEADERS)).items() <= dict(sent).items()
        assert "frame-ancestors 'none'" in sent["Content-Security-Policy"]
        assert sent["Strict-Transport-Security"] is None
    script = request(server, "/__site_builder__/live.js")[0].headers
    assert (script["X-Content-Type-Options"], script["Cache-Control"]) == ("nosniff", "no-store")


def test_a_feed_is_sent_with_its_hub_as_hosts_are_told_and_other_sites_may_not_read_it(server):
    sent = request(server, "/feed.xml")[0].headers
    assert sent["Link"] == '<https://hub.example.org/>; rel="hub", <https://example.org/feed.xml>; rel="self"'
    assert sent["Access-Control-Allow-Origin"] is None


def test_what_hosts_are_told_anew_is_sent_from_then_on(server, output):
    (output / "_headers").write_text("/*\n  X-Told: anew\n")
    assert request(server, "/")[0].headers["X-Told"] == "anew"
    (output / "_headers").unlink()
    sent = request(server, "/")[0].headers
    assert (sent["X-Told"], sent["X-Content-Type-Options"]) == (None, "nosniff")
    assert sent["Content-Type"] == "text/html; charset=utf-8"


def test_a_page_without_an_end_of_its_body_gets_the_script_too(server):
    assert request(server, "/bare.html")[1].startswith("bare<script ")


def test_only_pages_get_the_script(server):
    response, body = request(server, "/feed.xml")
    assert (response.getheader("Content-Type"), body) == ("application/atom+xml; charset=utf-8", "<feed/>")
    assert request(server, "/assets/site.css")[1] == "p{}"


def test_the_head_of_a_page_tells_its_length_and_has_no_body(server):
    response, body = request(server, "/", "HEAD")
    assert (response.status, body) == (200, "")
    assert int(response.getheader("Content-Length")) == len(request(server, "/")[1])
    assert request(server, "/__site_builder__/events", "HEAD")[0].status == 404


def test_a_missing_page_is_the_sites_own_and_listens_for_its_appearance(server, output):
    response, body = request(server, "/nowhere/")
    assert response.status == 404
    assert body.startswith("<body>lost<script ")
    (output / "404.html").unlink()
    response, body = request(server, "/nowhere/")
    assert (response.status, response.getheader("Content-Type")) == (404, "text/plain; charset=utf-8")


def test_a_folder_moves_to_its_slash(server):
    response, _ = request(server, "/assets?x")
    assert (response.status, response.getheader("Location")) == (302, "/assets/?x")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_nothing_can_be_written(server, method):
    assert request(server, "/", method)[0].status == 501


@pytest.mark.parametrize(
    ("hosts", "status"),
    [
        (["localhost:{port}"], 200),
        (["LocalHost:{port}"], 200),
        (["127.0.0.1:{port}"], 200),
        (["[::1]:{port}"], 200),
        (["localhost"], 421),
        (["localhost:1"], 421),
        (["evil.example:{port}"], 421),
        (["127.0.0.1.evil.example:{port}"], 421),
        (["localhost:{port}@evil.example"], 421),
        (["localhost:{port}", "evil.example"], 421),
        ([""], 421),
        ([], 421),
    ],
)
@pytest.mark.parametrize("target", ["/", "/__site_builder__/live.js"])
def test_only_this_machines_own_names_are_answered(server, target, hosts, status):
    response, body = request(server, target, Host=[host.format(port=server.port) for host in hosts])
    assert response.status == status
    assert ("home" in body) == (status == 200 and target == "/")


def test_strangers_cannot_listen(server):
    assert request(server, "/__site_builder__/events", Host="evil.example")[0].status == 421


def test_raw_paths_that_clients_would_tidy_up_are_refused(server):
    for target in ("/../index.html", "/assets//site.css", "/%2e%2e/%2e%2e/etc/passwd", "/\\index.html"):
        assert request(server, target)[0].status == 404


def test_garbage_is_answered_and_the_server_lives_on(server, capfd):
    for garbage in (
        b"\x00\xff\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /" + b"a" * 70000 + b"\r\n",
    ):
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as raw:
            raw.sendall(garbage)
    assert request(server, "/")[0].status == 200
    assert capfd.readouterr() == ("", "")


def test_a_bug_of_ours_is_not_hidden(server, monkeypatch, capfd):
    monkeypatch.setattr(server_module, "locate", lambda *_: 1 / 0)
    with pytest.raises(http.client.RemoteDisconnected):
        request(server, "/")
    wait_until(lambda: "ZeroDivisionError" in capfd.readouterr().err)


def test_the_script_is_served(server):
    response, body = request(server, "/__site_builder__/live.js?x-0")
    assert response.getheader("Content-Type") == "text/javascript; charset=utf-8"
    assert "EventSource" in body


def test_a_listener_hears_what_changed_and_what_is_wrong(server, listen):
    page = listen()
    assert page.response.getheader("Content-Type") == "text/event-stream"
    first = page.next()
    assert (first["changed"], first["fault"]) == ([], "")
    server.publish(Report(written=("a.html",), removed=("b.html",)))
    second = page.next()
    assert second["changed"] == ["a.html", "b.html"]
    assert (second["version"] != first["version"], second["before"]) == (True, first["version"])
    server.publish(FAULT)
    third = page.next()
    assert third["version"] == second["version"]
    assert (
        third["fault"]
        == "content/entries/a.md:2:3  error[unknown-key]  no <b>such</b> key\n    hint: do this"
    )
    server.publish(Report())
    fourth = page.next()
    assert (fourth["version"], fourth["changed"], fourth["fault"]) == (second["version"], [], "")


def test_a_page_opened_during_a_fault_hears_of_it_and_bears_its_version(server, listen):
    server.publish(Report(written=("a.html",)))
    server.publish(FAULT)
    told = listen().next()
    assert "unknown-key" in told["fault"]
    assert f"live.js?{told['version']}" in request(server, "/")[1]


def test_every_listener_hears(server, listen):
    pages = [listen() for _ in range(5)]
    for page in pages:
        page.next()
    server.publish(Report(written=("a.html",)))
    assert [page.next()["changed"] for page in pages] == [["a.html"]] * 5


def test_listeners_are_limited_and_those_that_left_make_room(output, monkeypatch):
    monkeypatch.setattr(server_module, "_LISTENERS", 1)
    monkeypatch.setattr(server_module, "HEARTBEAT_SECONDS", 0.01)
    server = DevServer(output, port=0)
    server.start()
    try:
        page = Listener(server)
        page.next()
        assert page.line() == ": still here"
        assert request(server, "/__site_builder__/events")[0].status == 503
        page.leave()
        wait_until(lambda: server.live.listeners == 0)
        again = Listener(server)
        assert again.response.status == 200
        again.leave()
    finally:
        server.close()


def test_closing_sends_listeners_away(output):
    server = DevServer(output, port=0)
    server.start()
    page = Listener(server)
    page.next()
    server.close()
    assert page.line() == ""  # the end of the stream
    page.leave()
    wait_until(lambda: server.live.listeners == 0)
    with pytest.raises(ConnectionRefusedError):
        request(server, "/")
