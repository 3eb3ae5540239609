import json
from pathlib import Path

import feedparser
import pytest
from digest_records import SITE, entry, index, page

from site_builder.incremental.living import living
from site_builder.incremental.shape import FULL, LISTED
from site_builder.model import Byline, Site
from site_builder.pages import PAGE_KINDS
from site_builder.pages.feed import Person
from site_builder.render.templates import Templates


def test_feed_and_entry_ids_never_change_with_the_address_or_the_permalink():
    before = page("feed", "", entry("2014-01-02-one"))
    moved = Site("Another Title", "https://moved.example/", SITE.identity)
    after = page("feed", "", moved, entry("2014-01-02-one", permalink="/2014/elsewhere/", title="New"))
    assert before.id == after.id == "tag:example.org,2026:feed/"
    assert before.entries[0].id == after.entries[0].id == "tag:example.org,2026:entry/2014-01-02-one"
    assert before.entries[0].url != after.entries[0].url


def test_ids_of_unicode_entries_are_valid_uris():
    feed = page("feed", "topic/wüste", entry("2014-01-02-über", topics=("wüste",)))
    assert feed.id == "tag:example.org,2026:feed/topic/w%C3%BCste"
    assert feed.entries[0].id == "tag:example.org,2026:entry/2014-01-02-%C3%BCber"
    assert feed.url == "https://example.org/digest/topics/w%C3%BCste/feed.xml"


def test_a_feed_holds_the_newest_entries_and_no_more_than_the_site_says():
    entries = [entry(f"2014-01-{day:02}-e{day}") for day in range(1, 26)]
    feed = page("feed", "", *entries)
    assert [e.title for e in feed.entries] == [f"Title of e{day}" for day in range(25, 5, -1)]


def test_a_region_s_feed_holds_the_regions_below_it():
    entries = [
        entry("2014-01-01-a"),
        entry("2014-01-02-b", region="sahel"),
        entry("2014-01-03-c", region="asia"),
    ]
    feed = page("feed", "region/africa", *entries)
    assert [e.title for e in feed.entries] == ["Title of b", "Title of a"]
    assert (feed.title, feed.page) == (
        "The Test Digest: Africa",
        "https://example.org/digest/regions/africa/",
    )


def test_an_entry_of_a_feed_tells_who_what_and_where():
    first = page("feed", "", entry("2014-01-02-one", topics=("water", "dry-land"))).entries[0]
    assert (first.url, first.via) == ("https://example.org/digest/2014/one/", "https://review.example/one")
    assert first.authors == (Person("Ada Okoro", "https://example.org/digest/authors/ada-okoro/"),)
    assert first.summary == "What one argues."
    assert [(c.term, c.label) for c in first.categories] == [
        ("africa", "Africa"),
        ("water", "Water"),
        ("dry-land", "Dry land"),
    ]
    assert first.published == "2014-01-02T00:00:00Z"
    assert first.updated.startswith("2014-01-02T00:00:00.")


@pytest.mark.parametrize(
    ("fields", "outlet"),
    [
        ({}, Person("The Review", "https://example.org/digest/sources/review/")),
        ({"source": ""}, Person("review.example")),
        ({"source": "", "source_url": ""}, Person("No author named")),
        ({"kind": "note", "source": "", "source_url": ""}, None),
    ],
)
def test_what_nobody_signed_is_its_outlet_s_and_not_the_editor_s(fields, outlet):
    [found] = page("feed", "", entry("2014-01-02-one", authors=(), **fields)).entries
    assert (found.authors, found.outlet) == ((), outlet)


@pytest.mark.parametrize(("kind", "own"), [("commentary", ["The Review"]), ("note", [])])
def test_an_unsigned_entry_has_no_author_in_json_and_only_a_note_has_the_feed_s(kind, own):
    templates = Templates([Path(__file__).parents[3] / "templates"])
    unsigned = entry("2014-01-02-one", authors=(), kind=kind)
    [found] = feedparser.parse(templates.render("feed.xml", page("feed", "", unsigned))).entries
    assert [author.name for author in found.get("authors", [])] == own
    [item] = json.loads(templates.render("feed.json", page("json-feed", "", unsigned)))["items"]
    assert item.get("authors") == (None if kind == "note" else [])


def test_a_feed_was_updated_with_its_latest_correction_whatever_the_zone():
    entries = [
        entry("2014-01-02-one", updated="2014-05-01T01:00+03:00"),
        entry("2014-01-03-two", updated="2014-04-30T23:00Z"),
        entry("2014-01-04-three"),
    ]
    assert page("feed", "", *entries).updated == "2014-04-30T23:00:00Z"


@pytest.mark.parametrize(
    ("identity", "expected"),
    [
        ("example.org,2026", "2026-01-01T00:00:00Z"),
        ("example.org,2026-03", "2026-03-01T00:00:00Z"),
        ("example.org,2026-03-05", "2026-03-05T00:00:00Z"),
    ],
)
def test_a_feed_without_entries_is_as_old_as_the_site_s_identity(identity, expected):
    site = Site("T", "https://example.org/", identity)
    assert page("feed", "region/asia", site).updated == expected


def addresses(key, *entries):
    return [
        url.address.removeprefix("https://example.org/digest/") for url in page("sitemap", key, *entries).urls
    ]


def test_a_month_s_shard_lists_its_entries_with_their_last_change_and_its_page():
    entries = [
        entry("2014-01-02-one", updated="2014-02-01"),
        entry("2014-01-09-two", topics=(), authors=()),
        entry("2014-03-02-three"),
    ]
    urls = page("sitemap", "2014-01", *entries).urls
    assert [(url.address.rpartition("digest/")[2], url.changed) for url in urls] == [
        ("2014/", ""),
        ("2014/01/", ""),
        ("2014/one/", "2014-02-01"),
        ("2014/two/", "2014-01-09"),
    ]


def test_a_page_by_year_stands_in_the_shard_of_its_first_entry_s_month_only():
    many = [entry(f"2014-02-{1 + number % 28:02}-m{number}") for number in range(LISTED)]
    many += [entry("2014-01-03-first", topics=()), entry("2014-03-01-last")]
    assert addresses("2014-01", *many) == [
        "2014/", "2014/01/", "2014/first/", "regions/africa/2014/", "sources/review/2014/",
        "authors/ada-okoro/2014/",
    ]  # fmt: skip
    assert addresses("2014-02", *many)[LISTED + 1 :] == ["topics/water/2014/"]
    assert addresses("2014-03", *many) == ["2014/03/", "2014/last/"]


def test_a_year_has_one_shard_until_it_is_full_and_then_one_for_each_month():
    few = [
        entry("2013-12-31-old"),
        *(entry(f"2014-0{1 + n % 3}-{1 + n % 28:02}-n{n}") for n in range(FULL - 1)),
    ]
    full = [*few, entry("2014-11-01-last")]
    months = ["2014-01", "2014-02", "2014-03", "2014-11"]
    assert periods(few) == ["2013", "2014"]
    assert periods(full) == ["2013", *months]
    whole = addresses("2014", *few)
    assert whole[:4] == ["2014/", "2014/01/", "2014/02/", "2014/03/"]
    split = [address for month in months for address in addresses(month, *full)]
    assert sorted(split) == sorted([*whole, "2014/11/", "2014/last/"])


def periods(entries):
    """Return the periods of which the index names shards, which are those that live."""
    shards = [url.address.rpartition("/")[2] for url in page("sitemaps", "", *entries).urls]
    named = [shard.removesuffix(".xml") for shard in shards if shard[0].isdigit()]
    site = index(*entries)
    assert named == sorted(key for kind, key in living(site, site.collections) if kind == "sitemap")
    return named


def test_the_other_shards_list_pages_and_terms():
    one = entry("2014-01-02-one", authors=(Byline("Bo", "bö"),))
    assert addresses("pages", one) == ["", "archive/", "clusters/", "feeds/", "about/"]
    assert addresses("regions", one) == ["regions/", "regions/africa/", "regions/sahel/", "regions/asia/"]
    assert addresses("authors", one) == ["authors/", "authors/b%C3%B6/"]
    assert addresses("topics") == ["topics/"]


def test_the_index_names_every_shard_and_robots_the_index():
    shards = [url.address.rpartition("/")[2] for url in page("sitemaps", "", entry("2014-01-02-one")).urls]
    assert shards == ["pages.xml", "regions.xml", "authors.xml", "sources.xml", "topics.xml", "2014.xml"]
    assert page("robots", "").sitemap == "https://example.org/digest/sitemap.xml"
    assert PAGE_KINDS["sitemaps"].path(None, "") == "sitemap.xml"
