"""Where the development server listens, and below which path it serves."""

import pytest
from serving import request

from site_builder.serve import DevServer


def test_a_taken_port_yields_to_the_next_free_one(server, output):
    other = DevServer(output, port=server.port)
    try:
        assert server.port < other.port <= server.port + 20
        assert other.url == f"http://127.0.0.1:{other.port}/"
    finally:
        other.close()


def test_only_loopback_interfaces_are_accepted(output):
    for host in ("0.0.0.0", "", "example.org", "::"):  # noqa: S104 - refused here
        with pytest.raises(ValueError, match="not this machine"):
            DevServer(output, host=host, port=0)


def test_a_site_below_a_path_is_served_there(output):
    server = DevServer(output, host="localhost", port=0, base_path="/digest/")
    server.start()
    try:
        assert server.url == f"http://127.0.0.1:{server.port}/digest/"
        assert request(server, "/digest/assets/site.css")[1] == "p{}"
        assert request(server, "/assets/site.css")[0].status == 404
        assert request(server, "/")[0].getheader("Location") == "/digest/"
        assert request(server, "/__site_builder__/live.js")[0].status == 200
    finally:
        server.close()


def test_a_base_path_may_have_any_letters(output):
    server = DevServer(output, port=0, base_path="/обзор/")
    server.start()
    try:
        assert request(server, server.url.partition(str(server.port))[2])[1].startswith("<html><body><p>home")
    finally:
        server.close()


def test_ipv6_loopback_is_served(output):
    try:
        server = DevServer(output, host="::1", port=0)
    except OSError:
        pytest.skip("this machine has no IPv6")
    assert server.url == f"http://[::1]:{server.port}/"
    server.close()
