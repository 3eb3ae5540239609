"""A request gets a file of the output folder, whatever tricks its address plays."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from serving import HEADERS

from site_builder.serve.files import Found, Moved, content_type, headers, locate
from site_builder.serve.rules import read, said_of


def make_site(root):
    output = root / "output"
    for name in (
        "index.html",
        "2014/café/index.html",
        "assets/site.css",
        ".hidden",
        ".git/config",
        "a b.txt",
    ):
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        (output / name).write_text(name)
    (root / "secret.txt").write_text("secret")
    (root / "output-secret").mkdir()
    (output / "out").symlink_to(root / "secret.txt")
    (output / "up").symlink_to(root)
    (output / "loop").symlink_to(output / "loop")
    (output / "in").symlink_to(output / "2014")
    os.mkfifo(output / "pipe")
    (output / "empty").mkdir()
    return output


@pytest.fixture
def output(tmp_path):
    return make_site(tmp_path)


@pytest.mark.parametrize(
    ("target", "file"),
    [
        ("/", "index.html"),
        ("/?q=1", "index.html"),
        ("/index.html", "index.html"),
        ("/2014/caf%C3%A9/", "2014/café/index.html"),
        ("/in/caf%c3%a9/", "in/café/index.html"),
        ("/assets/site.css?v=%2e%2e/", "assets/site.css"),
        ("/a%20b.txt", "a b.txt"),
    ],
)
def test_an_address_finds(output, target, file):
    assert locate(output, "/", target) == Found(output / file)


@pytest.mark.parametrize(
    "target",
    [
        "/nothing", "/nothing/", "/empty/", "/index.html/", "/index.html/x", "//", "//assets/site.css", "/assets//site.css",
        "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/..%5csecret.txt", "/..\\secret.txt",
        "/assets/../../secret.txt", "/assets/%2e%2E/index.html", "/%252e%252e/secret.txt", "/../output-secret/",
        "/.hidden", "/.git/config", "/%2egit/config", "/./index.html", "/index.html%00", "/index.html%00.css", "/%0aindex.html",
        "/caf%e9/", "/%ff", "/%c0%ae%c0%ae/secret.txt", "/%zz", "/out", "/up/", "/up/secret.txt", "/loop", "/loop/", "/pipe",
        "/" + "a" * 5000, "/" + "a/" * 3000, "", "index.html", "*", "http://127.0.0.1/index.html", "/etc/passwd", "/\ud800",
    ],
)  # fmt: skip
def test_an_address_finds_nothing(output, target):
    assert locate(output, "/", target) is None


@pytest.mark.parametrize(
    ("base_path", "target", "location"),
    [
        ("/", "/2014", "/2014/"),
        ("/", "/2014/caf%c3%a9?a=b&c", "/2014/caf%C3%A9/?a=b&c"),
        ("/digest/", "/digest", "/digest/"),
        ("/digest/", "/", "/digest/"),
        ("/digest/", "/digest/2014", "/digest/2014/"),
    ],
)
def test_an_address_has_moved(output, base_path, target, location):
    assert locate(output, base_path, target) == Moved(location)


def test_a_base_path_is_taken_off(output):
    assert locate(output, "/digest/", "/digest/assets/site.css") == Found(output / "assets/site.css")
    assert locate(output, "/digest/", "/assets/site.css") is None
    assert locate(output, "/digest/", "/digestive/") is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("A.PNG", "image/png"),
        ("LICENCE", "application/octet-stream"),
    ],
)
def test_the_type_of(name, kind):
    assert content_type(Path(name)) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("feed.xml", "application/atom+xml; charset=utf-8"),
        ("regions/africa/feed.xml", "application/atom+xml; charset=utf-8"),
        ("topics/café/feed.json", "application/feed+json; charset=utf-8"),
        ("feeds.opml", "text/x-opml; charset=utf-8"),
        ("entries/2014-06.json", "application/json; charset=utf-8"),
        ("2014/feed.xml/index.html", "text/html; charset=utf-8"),
    ],
)
def test_the_type_of_what_programs_read_is_the_one_that_hosts_are_told(output, name, kind):
    (output / "_headers").write_text(HEADERS)
    assert headers(output, "/", output / name)["Content-Type"] == kind


def test_hosts_let_programs_of_other_sites_read_feeds_and_this_server_does_not(output):
    (output / "_headers").write_text(HEADERS)
    told = said_of("/feed.json", read(HEADERS))
    assert told.pop("Access-Control-Allow-Origin") == "*"
    assert headers(output, "/", output / "feed.json") == told


def test_the_rules_of_a_site_below_a_path_are_those_of_its_files(output):
    (output / "_headers").write_text("/digest/:year/:entry/index.html\n  X-Told: so\n")
    page = output / "2014/café/index.html"
    assert headers(output, "/digest/", page)["X-Told"] == "so"
    assert "X-Told" not in headers(output, "/", page)


PARTS = st.sampled_from(
    ["/", "..", ".", "%2e", "%2f", "%5c", "%00", "%25", "up", "out", "secret.txt", "assets", "in", "loop", "?", "#", "\\", "~"]
)  # fmt: skip


@given(st.lists(PARTS | st.text(max_size=3), max_size=12).map("".join), st.sampled_from(["/", "/digest/"]))
def test_nothing_outside_the_output_is_ever_found(target, base_path):
    with TemporaryDirectory() as name:
        output = make_site(Path(name))
        found = locate(output, base_path, base_path + target)
        if isinstance(found, Found):
            assert found.path.resolve().is_relative_to(output.resolve())
            assert "secret" not in found.path.read_text()
        if isinstance(found, Moved):
            assert found.location.startswith(base_path)
            assert not found.location.startswith("//")
