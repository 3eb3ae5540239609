"""Every file of a digest of 2,000 entries: each link and anchor, each feed, sitemap and data file, and a sample by the Nu checker."""

import json
import shutil
import sys
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import feedparser
import jsonschema
import pytest
from large_site import AT_REST, HTML, HUB, LONG, ORIGINAL, WITHDRAWN
from lxml import etree
from nu import complaints
from whole_site import WholeSite

sys.path.insert(0, str(Path(__file__).parents[1] / "unit/pages"))
from test_feed_formats import JSON_FEED

pytestmark = pytest.mark.slow

BASE = "https://digest.example.org/"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SCHEMA = json.loads((Path(__file__).parents[2] / "docs/entries.schema.json").read_text("utf-8"))
GUESSES = ".*This document appears to be written in .*"
"""What the Nu checker makes of generated words, and of Arabic pieces, marked as such, on a page of an English digest."""
SAMPLE = 60
"""So many pages besides those of each kind are judged by the Nu checker."""


@pytest.fixture(scope="module")
def site(large):
    return WholeSite(large.output, BASE)


def test_every_link_leads_to_a_file_and_to_the_anchor_it_names(site):
    assert site.dead() == []
    links = sum(len(page.links) for page in site.pages.values())
    assert links > 100_000
    anchors = [anchor for file in site.pages for _, _, anchor in site.inside(file) if anchor]
    assert len(anchors) > 3000


def test_links_that_lead_nowhere_are_found(site, tmp_path):
    (tmp_path / "index.html").write_text(
        "<p id=a><a href='/b/'>b</a><a href='#c'>c</a><a href='#a'>a</a><img src=d.png>"
    )
    assert WholeSite(tmp_path, BASE).dead() == [("index.html", link) for link in ("/b/", "#c", "d.png")]


def test_no_page_has_an_id_twice(site):
    assert {file: page.twice for file, page in site.pages.items() if page.twice} == {}


def test_every_page_is_reached_from_the_home_page_in_three_clicks_but_those_that_moved_or_went(site):
    depths = site.depths()
    away = {"404.html", AT_REST, "2024/rain/index.html", f"{WITHDRAWN[:4]}/{WITHDRAWN[11:]}/index.html"}
    assert site.pages.keys() - depths.keys() == away
    assert max(depths.values()) <= 3


def test_sitemaps_have_each_page_to_be_indexed_once_and_no_other(site):
    index = etree.parse(site.output / "sitemap.xml")
    shards = [site.target("", loc.text)[0] for loc in index.iter(f"{SITEMAP}loc")]
    assert sorted(shards) == sorted(file for file in site.files if file.startswith("sitemaps/"))
    listed = []
    for shard in shards:
        tree = etree.parse(site.output / shard).getroot()
        assert tree.tag == f"{SITEMAP}urlset"
        assert len(tree) <= 50_000
        assert {child.tag for url in tree for child in url} <= {f"{SITEMAP}loc", f"{SITEMAP}lastmod"}
        for moment in tree.iter(f"{SITEMAP}lastmod"):
            datetime.fromisoformat(moment.text)
        listed += [loc.text for loc in tree.iter(f"{SITEMAP}loc")]
    addresses = {
        quote(BASE + file.removesuffix("index.html"), safe=":/")
        for file, page in site.pages.items()
        if page.index
    }
    assert len(listed) == len(set(listed))
    assert set(listed) == addresses
    assert {page.canonical for page in site.pages.values() if page.index} == addresses


def test_every_feed_is_valid_in_both_forms(site, large):
    assert len(large.files["feed"]) == len(large.files["json-feed"]) > 300
    for file in large.files["feed"]:
        root = etree.parse(large.output / file).getroot()
        check_atom(root)
        links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
        assert links == {
            "self": quote(BASE + file, safe=":/"),
            "hub": HUB,
            "alternate": quote(BASE + file.removesuffix("feed.xml"), safe=":/"),
        }
        other = json.loads((large.output / file.replace(".xml", ".json")).read_text("utf-8"))
        jsonschema.validate(other, JSON_FEED)
        entries = root.findall(f"{ATOM}entry")
        assert [item["id"] for item in other["items"]] == [entry.findtext(f"{ATOM}id") for entry in entries]
        for item in other["items"]:
            target, _ = site.target("", item["url"])
            assert target in site.pages


def check_atom(root):
    """RFC 4287, 4.1.1 and 4.1.2: what a feed and its entries must have, and what they must not have twice."""
    entries = root.findall(f"{ATOM}entry")
    assert root.tag == f"{ATOM}feed"
    for element in (root, *entries):
        once = [element.findall(f"{ATOM}{name}") for name in ("id", "title", "updated")]
        assert [len(found) for found in once] == [1, 1, 1]
        assert all(found.text.strip() for [found] in once)
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated")).tzinfo
        assert len(element.findall(f"{ATOM}summary")) <= 1
        assert all(person.findtext(f"{ATOM}name").strip() for person in element.findall(f"{ATOM}author"))
        assert element.findall(f"{ATOM}author")
        alternates = [link for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternates) == 1
    ids = [found.text for found in root.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids)
    assert len({entry.findtext(f"{ATOM}updated") for entry in entries}) == len(entries)


def test_feeds_are_read_by_another_program(large):
    for file in large.files["feed"]:
        found = feedparser.parse((large.output / file).read_bytes())
        assert not found.bozo, found.get("bozo_exception")
        assert found.version == "atom10"
        assert found.entries


def test_the_list_of_feeds_has_each_feed_once(site, large):
    outlines = [
        outline
        for outline in etree.parse(large.output / "feeds.opml").iter("outline")
        if outline.get("xmlUrl")
    ]
    assert sorted(site.target("", outline.get("xmlUrl"))[0] for outline in outlines) == sorted(
        large.files["feed"]
    )
    assert all(outline.get("text") and outline.get("type") for outline in outlines)


def test_the_data_of_each_month_is_as_its_schema_says(site, large):
    jsonschema.validate(json.loads((large.output / "entries.json").read_text("utf-8")), SCHEMA)
    found = []
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for file in large.files["month-data"]:
        month = json.loads((large.output / file).read_text("utf-8"))
        validator.validate(month)
        found += month["entries"]
    assert (
        len({entry["id"] for entry in found}) == len(found) == len(large.files["entry"]) - 1
    )  # one is withdrawn
    assert all(site.target("", entry["url"])[0] in site.pages for entry in found)


@pytest.mark.browser
def test_a_page_of_each_kind_and_a_sample_conform_to_the_html_standard(large, judge):
    files = [large.example(kind) for kind in HTML]
    files += [large.of_entry(entry) for entry in (ORIGINAL, LONG, WITHDRAWN)]
    files += [path for path in large.files["asset"] if path.endswith(".css")]
    pages = sorted(path for kind in HTML for path in large.files[kind] if kind != "redirect")
    files += pages[:: len(pages) // SAMPLE]
    assert shutil.which("java"), "the Nu HTML checker needs Java: run tests/browser/install-browser.sh"
    assert complaints(judge, [large.output / file for file in dict.fromkeys(files)], GUESSES) == ""
