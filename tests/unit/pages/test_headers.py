"""`_headers`, read as hosts read it."""

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from digest_records import SITE, page
from msgspec.structs import replace

from site_builder.pages.headers import POLICY, RULES
from site_builder.render.templates import Templates
from site_builder.serve.rules import read, said_of

ROOT = Path(__file__).parents[3]
FILES = [
    "index.html", "2014/one/index.html", "topics/wüste/index.html", "regions/africa/2014/index.html", "404.html",
    "feed.xml", "regions/africa/feed.xml", "feed.json", "topics/wüste/feed.json", "feeds.opml", "entries.json",
    "entries/2014-06.json", "sitemap.xml", "sitemaps/2014-06.xml", "robots.txt", "assets/site.css", "_headers",
]  # fmt: skip


def parsed(text):
    """Return the rules of a `_headers` file: pattern → headers, in order."""
    rules = {}
    for line in text.splitlines():
        assert len(line) <= 2000  # more is an error at Cloudflare
        if not line.startswith(" "):
            assert line not in rules
            assert re.fullmatch(r"/(?:[^\s*:]+|:[a-z]+/|\*$)*", line)
            rules[line] = headers = []
        else:
            name, colon, value = line.strip().partition(": ")
            assert colon
            assert value == value.strip() != ""
            headers.append((name, value))
    return rules


def applied(rules, path):
    """Return every header of a request, as a host finds them."""
    found = []
    for pattern, headers in rules.items():
        expression = re.escape(pattern).replace(r"\*", ".*")
        if re.fullmatch(re.sub(r":[a-z]+", "[^/]+", expression), path):
            found += headers
    return found


@pytest.fixture(scope="module")
def written():
    templates = Templates([ROOT / "templates"])
    return lambda site: templates.render("headers.txt", page("headers", "", site)).decode()


@pytest.fixture(scope="module")
def headers_of(written):
    """Return what our own server sends with a file."""
    rules = read(written(SITE))
    return lambda path: said_of(SITE.base_path + path, rules)


@pytest.mark.parametrize("base", ["/", "/digest/"])
@pytest.mark.parametrize("path", FILES)
def test_a_host_sends_what_our_own_server_sends_and_no_header_twice(written, path, base):
    text = written(replace(SITE, base_url=f"https://example.org{base}", websub="https://hub.example.org/"))
    headers = applied(parsed(text), base + path)
    assert len({name.lower() for name, _ in headers}) == len(headers)
    assert dict(headers) == said_of(base + path, read(text))
    assert len(parsed(text)) <= 100


def test_a_rule_of_a_project_s_own_is_read_as_hosts_read_it():
    text = (
        "# of our own\n/*\n  X-One: a: b\n\n/notes/:year/\n\tX-One: c\n  not a header\n/other\n  X-Two: d\n"
    )
    assert said_of("/notes/2014/", read(text)) == {"X-One": "a: b, c"}
    assert said_of("/notes/2014/x", read(text)) == {"X-One": "a: b"}
    assert said_of("/other", read(text)) == {"X-One": "a: b", "X-Two": "d"}
    assert read("  X: before any rule\n") == ()


@pytest.mark.parametrize("base", ["/", "/digest/"])
@pytest.mark.parametrize("path", FILES)
def test_with_a_hub_feeds_alone_name_it_and_themselves(written, headers_of, path, base):
    address = f"https://example.org{base}{path}"
    site = replace(SITE, base_url=f"https://example.org{base}", websub="https://hub.example.org/?a=<b>&c")
    headers = dict(applied(parsed(written(site)), base + path))
    if not path.endswith(("feed.xml", "feed.json")):
        assert headers == headers_of(path)
        return
    links = re.findall(r'<([^>]*)>; rel="([a-z]+)"', headers.pop("Link"))
    assert [rel for _, rel in links] == ["hub", "self"]
    assert [urljoin(address, link) for link, _ in links] == ["https://hub.example.org/?a=%3Cb%3E&c", address]
    assert headers == headers_of(path)


def test_everything_is_guarded_and_only_data_may_be_read_by_other_sites(headers_of):
    for path in FILES:
        found = headers_of(path)
        assert found["X-Content-Type-Options"] == "nosniff"
        assert {"Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy"} <= found.keys()
        is_data = path.endswith((".json", ".opml", "feed.xml"))
        assert ("Access-Control-Allow-Origin" in found) == is_data
        assert ("Content-Type" in found) == is_data
        assert not {"Strict-Transport-Security", "Cache-Control"} & found.keys()


def test_the_policy_is_the_one_of_every_page_and_forbids_framing_besides(headers_of):
    base = (ROOT / "templates/layouts/base.html").read_text(encoding="utf-8")
    assert re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', base) == [POLICY]
    assert headers_of("index.html")["Content-Security-Policy"] == f"{POLICY}; frame-ancestors 'none'"
    assert "unsafe" not in POLICY


def test_the_example_for_nginx_says_the_same(headers_of):
    guide = (ROOT / "docs/publishing.md").read_text(encoding="utf-8")
    said = dict(re.findall(r'^ +add_header ([\w-]+) "([^"]*)" always;$', guide, re.MULTILINE))
    assert said == headers_of("index.html")
    types = {
        value.partition(";")[0]
        for rule in RULES
        for name, value in map(tuple_of, rule.headers)
        if name == "Content-Type"
    }
    assert all(kind in guide for kind in types)


def tuple_of(header):
    return header.name, header.value
