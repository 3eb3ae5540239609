"""The demonstration digest as it would be published: its links, pages, sitemap, feeds, and the rights it keeps."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import quote

import pytest
from published_digest import Published, publish_demo

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ADDRESSES = {"og:url", "og:image"}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return publish_demo(tmp_path_factory.mktemp("digest"))


def unlisted(published: Published) -> set[str]:
    """Return the pages that have an address and nothing more: moved, withdrawn, and the page of errors."""
    addresses = {alias for entry in published.shown for alias in entry.aliases}
    addresses |= {e.metadata.permalink for e in published.shown if e.metadata.status == "withdrawn"}
    return {f"{address[1:]}index.html" for address in addresses} | {"404.html"}


# --- links --------------------------------------------------------------------------------------------------


def test_every_link_of_a_page_leads_to_a_file_and_to_the_anchor_it_names(published):
    links = [(path, link) for path, page in published.pages.items() for link in page.links]
    assert published.dead(links) == []
    inside = [found for path, link in links if (found := published.target(path, link))]
    assert len(inside) > 5000
    assert sum(bool(anchor) for _, anchor in inside) > 150


def test_a_link_leaves_the_site_by_https_or_stays_in_it(published):
    links = {link for page in published.pages.values() for link in page.links}
    odd = {link for link in links if ":" in link.split("/")[0] and not link.startswith("data:")}
    assert {link for link in odd if not link.startswith("https://")} == set()


def test_pages_name_their_own_address_and_pictures_that_exist(published):
    for path, page in published.pages.items():
        named = [page.meta[name] for name in ADDRESSES & page.meta.keys()]
        assert published.dead((path, link) for link in named) == []
        assert page.meta.get("og:url") in (None, quote(published.address(path), safe=":/"))


def test_a_redirect_leads_to_a_page_that_leads_nowhere_else(published):
    leads = {path: page.leads_to for path, page in published.pages.items() if page.leads_to is not None}
    aliases = {alias for entry in published.entries.values() for alias in entry.aliases}
    assert {f"/{path.removesuffix('index.html')}" for path in leads} == aliases
    for path, link in leads.items():
        file, anchor = published.target(path, link)
        assert published.pages[file].leads_to is None
        assert anchor == ""


def test_every_page_is_reached_from_the_home_page_in_three_clicks(published):
    depth, front = {"index.html": 0}, ["index.html"]
    for path in front:
        found = (published.target(path, link) for link in published.pages[path].clicks)
        for file in dict.fromkeys(target[0] for target in found if target):
            if file in published.pages and file not in depth:
                depth[file] = depth[path] + 1
                front.append(file)
    assert published.pages.keys() - depth.keys() <= unlisted(published)
    deepest = max(depth, key=depth.__getitem__)
    assert depth[deepest] <= 3, f"{deepest} is {depth[deepest]} clicks away"


# --- pages --------------------------------------------------------------------------------------------------


def test_pages_are_well_formed(published):
    faults = {path: page.faults for path, page in published.pages.items() if page.faults}
    assert faults == {}
    assert [p for p in published.pages if not published.text(p).startswith("<!doctype html>\n<html ")] == []
    for tag in ("html", "head", "body", "main"):
        assert {page.tags.count(tag) for page in published.pages.values()} == {1}, tag
    heads = (page.tags[: page.tags.index("body")] for page in published.pages.values())
    assert {head.count("title") for head in heads} == {1}  # further ones name what a picture shows


def test_a_page_has_one_main_heading_and_no_id_twice(published):
    for path, page in published.pages.items():
        assert page.tags.count("h1") == 1, path
        assert len(page.ids) == len(set(page.ids)), path


def test_nothing_is_loaded_from_elsewhere_and_no_page_brings_code_or_styles_of_its_own(published):
    for path, page in published.pages.items():
        assert [
            asset for asset in page.assets if not asset.startswith((published.site.base_path, "data:"))
        ] == [], path
        scripts = [(kind, text) for kind, text in page.scripts if kind != "application/ld+json"]
        own = {"index.html": [("", "")], "search/index.html": [("module", "")]}
        assert scripts == own.get(path, []), path  # files of the site
        assert not {"style", "iframe", "object", "embed"} & set(page.tags), path
        assert not re.search(r"<[^>]*\s(on\w+|style)=", published.text(path)), path
    css = published.text("assets/site.css")
    assert "@import" not in css
    assert re.findall(r"url\((?!data:)", css) == []


def test_linked_data_is_sound_json_and_names_only_addresses_that_exist(published):
    found = 0
    for path, page in published.pages.items():
        for text in (text for kind, text in page.scripts if kind == "application/ld+json"):
            data = json.loads(text)
            assert data["@context"] == "https://schema.org"
            addresses = (value for value in strings(data) if value.startswith(published.site.base_url))
            assert published.dead((path, address) for address in addresses) == []
            found += 1
    assert found >= sum(entry.metadata.status == "published" for entry in published.shown)


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


# --- sitemap, robots, feeds ---------------------------------------------------------------------------------


def test_every_page_to_be_indexed_is_in_the_sitemap_once_and_no_other(published):
    shards = [loc.text for loc in published.xml("sitemap.xml").iter(f"{SITEMAP}loc")]
    files = [published.target("", shard)[0] for shard in shards]
    assert sorted(files) == sorted(path for path in published.files if path.startswith("sitemaps/"))
    listed = [loc.text for file in files for loc in published.xml(file).iter(f"{SITEMAP}loc")]
    expected = {
        quote(published.address(path), safe=":/") for path in published.pages.keys() - unlisted(published)
    }
    assert len(listed) == len(set(listed))
    assert set(listed) == expected


def test_pages_ask_not_to_be_indexed_or_name_their_canonical_address(published):
    closed = {path for path, page in published.pages.items() if page.meta.get("robots") == "noindex"}
    assert closed == unlisted(published)
    canonical = {path: page.relations.get("canonical") for path, page in published.pages.items()}
    for path in published.pages.keys() - closed:
        assert canonical[path] == quote(published.address(path), safe=":/")


def test_robots_names_the_sitemap_by_its_full_address(published):
    [line] = re.findall(r"^Sitemap: (.*)$", published.text("robots.txt"), re.MULTILINE)
    assert line == f"{published.site.base_url}sitemap.xml"
    assert "Disallow" not in published.text("robots.txt")


def test_feeds_obey_the_atom_format(published):
    feeds = {path: published.xml(path) for path in published.files if path.endswith("feed.xml")}
    assert len(feeds) > 50
    for path, feed in feeds.items():
        check_person_and_once(feed, path)
        assert own_address(feed, path) == f"{published.site.base_url}{path}"
        entries = feed.findall(f"{ATOM}entry")
        assert entries
        for entry in entries:
            check_person_and_once(entry, path)
            assert len(alternates(entry)) == 1  # RFC 4287, 4.1.2: must be there where there is no content
        ids = [element.text for element in feed.iter(f"{ATOM}id")]
        assert len(ids) == len(set(ids))
        links = [(path, element.get("href")) for element in feed.iter(f"{ATOM}link")]
        assert published.dead(links) == []


def check_person_and_once(element: ET.Element, path: str) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: what a feed and an entry must have, and what they must not have twice."""
    for name in ("id", "title", "updated"):
        [found] = element.findall(f"{ATOM}{name}")
        assert (found.text or "").strip(), path
    assert re.match(r"[a-z][a-z0-9+.-]*:\S+$", element.findtext(f"{ATOM}id"))
    for date in (*element.findall(f"{ATOM}updated"), *element.findall(f"{ATOM}published")):
        assert "T" in date.text
        assert datetime.fromisoformat(date.text).tzinfo
    for name in ("summary", "content", "published", "subtitle", "rights"):
        assert len(element.findall(f"{ATOM}{name}")) <= 1
    people = element.findall(f"{ATOM}author")
    assert people
    assert all((person.findtext(f"{ATOM}name") or "").strip() for person in people)
    assert all(category.get("term") for category in element.findall(f"{ATOM}category"))


def own_address(feed: ET.Element, path: str) -> str:
    [own] = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert len(alternates(feed)) == 1, path
    return own


def alternates(element: ET.Element) -> list[ET.Element]:
    return [link for link in element.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]


def test_an_entry_has_one_id_in_all_feeds_and_each_feed_has_its_own(published):
    feeds = [published.xml(path) for path in published.files if path.endswith("feed.xml")]
    assert len({feed.findtext(f"{ATOM}id") for feed in feeds}) == len(feeds)
    ids: dict[str, set[str]] = {}
    for entry in (entry for feed in feeds for entry in feed.findall(f"{ATOM}entry")):
        ids.setdefault(alternates(entry)[0].get("href"), set()).add(entry.findtext(f"{ATOM}id"))
    assert len(ids) > 30
    assert {address: found for address, found in ids.items() if len(found) > 1} == {}
