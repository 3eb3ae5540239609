"""Feeds as other programs read them: Atom by feedparser, JSON Feed against what version 1.1 demands."""

import json
from pathlib import Path

import feedparser
import jsonschema
import pytest
from digest_records import LINK, SITE, entry, follows, page, trace
from msgspec.structs import replace

from site_builder.model import Byline, Rights, Source
from site_builder.render.templates import Templates

THEME = Path(__file__).parents[3] / "templates"
ONE = "2014-01-02-one"
TEXTS = replace(SITE, feed_text=True)
HOSTILE = "</content>]]><script>alert(1)</script> & \"'\u2028"
URI = {"type": "string", "pattern": "^https?://"}
AUTHORS = {
    "type": "array",
    "items": {
        "type": "object",
        "minProperties": 1,
        "properties": {"name": {"type": "string", "minLength": 1}, "url": URI, "avatar": URI},
        "additionalProperties": False,
    },
}
DATE = {
    "type": "string",
    "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$",
}
ITEM = {
    "type": "object",
    "required": ["id"],
    "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
    "properties": {
        "id": {"type": "string", "minLength": 1},
        "url": URI,
        "external_url": URI,
        "title": {"type": "string"},
        "content_html": {"type": "string", "minLength": 1},
        "content_text": {"type": "string", "minLength": 1},
        "summary": {"type": "string", "minLength": 1},
        "date_published": DATE,
        "date_modified": DATE,
        "authors": AUTHORS,
        "tags": {"type": "array", "items": {"type": "string"}},
        "language": {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"},
    },
    "additionalProperties": False,
}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items", "home_page_url", "feed_url"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "home_page_url": URI,
        "feed_url": URI,
        "description": {"type": "string"},
        "favicon": URI,
        "authors": AUTHORS,
        "language": ITEM["properties"]["language"],
        "hubs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "url"],
                "properties": {"type": {"const": "WebSub"}, "url": URI},
                "additionalProperties": False,
            },
        },
        "items": {"type": "array", "items": ITEM},
    },
    "additionalProperties": False,
}
"""https://jsonfeed.org/version/1.1 with nothing in it that we don't write, and URLs for public feeds."""


@pytest.fixture(scope="module")
def templates():
    return Templates([THEME])


@pytest.fixture
def atom(templates):
    def read(*entries, key=""):
        found = feedparser.parse(templates.render("feed.xml", page("feed", key, *entries)))
        assert not found.bozo, found.get("bozo_exception")
        assert found.version == "atom10"
        return found

    return read


@pytest.fixture
def json_feed(templates):
    def read(*entries, key=""):
        found = json.loads(templates.render("feed.json", page("json-feed", key, *entries)))
        jsonschema.validate(found, JSON_FEED)
        assert len({item["id"] for item in found["items"]}) == len(found["items"])
        return found

    return read


def test_a_json_feed_says_what_the_atom_feed_says(atom, json_feed):
    entries = [
        entry(ONE, topics=("water", "dry-land"), source="beispiel", updated="2014-05-01T01:00:00+03:00"),
        entry("2014-01-03-two", authors=(), summary=""),
        entry("2014-01-04-note", kind="note", source="", source_url=""),
    ]
    one, other = atom(*entries), json_feed(*entries)
    assert other["title"] == one.feed.title == "The Test Digest"
    assert (other["feed_url"], other["home_page_url"]) == (
        "https://example.org/digest/feed.json",
        one.feed.link,
    )
    assert [link.href for link in one.feed.links if link.rel == "self"] == [
        "https://example.org/digest/feed.xml"
    ]
    assert other["favicon"] == one.feed.icon == "https://example.org/digest/assets/favicon.svg"
    assert (other["language"], other["authors"]) == (one.feed.language, [{"name": one.feed.author}])
    assert len(one.entries) == len(other["items"]) == 3
    for left, right in zip(one.entries, other["items"], strict=True):
        assert (left.id, left.link, left.title) == (right["id"], right["url"], right["title"])
        assert (left.published, left.updated) == (right["date_published"], right["date_modified"])
        named = [author["name"] for author in right["authors"]]
        assert [author.name for author in left.authors] == (named or ["The Review"])
        assert [tag.label for tag in left.tags] == right["tags"]
        via = [link.href for link in left.links if link.rel == "via"]
        assert via == ([right["external_url"]] if "external_url" in right else [])
        assert right["content_text"] == left.get("summary", left.title)
    assert [item.get("language") for item in other["items"]] == [None, None, "de"]
    assert one.entries[2].title_detail.language == "de"
    assert other["items"][2]["authors"] == [
        {"name": "Ada Okoro", "url": "https://example.org/digest/authors/ada-okoro/"}
    ]


def test_a_term_has_a_json_feed_beside_its_atom_feed(json_feed):
    found = json_feed(entry(ONE), key="topic/water")
    assert found["title"] == "The Test Digest: Water"
    assert found["feed_url"] == "https://example.org/digest/topics/water/feed.json"
    assert json_feed(key="region/asia")["items"] == []


def test_hostile_text_stays_text(atom, json_feed):
    hostile = entry(
        ONE, title=HOSTILE, summary=HOSTILE, text=f"{HOSTILE} <b>", authors=(Byline(HOSTILE, "h"),)
    )
    [left], [right] = atom(TEXTS, hostile).entries, json_feed(TEXTS, hostile)["items"]
    assert right["title"] == right["summary"] == right["authors"][0]["name"] == HOSTILE
    assert "<script" not in right["content_html"]
    assert "&lt;script&gt;" in right["content_html"]
    assert "<script" not in left.content[0].value


def test_a_hub_is_named_in_both_forms_and_there_is_none_unless_the_site_has_one(atom, json_feed):
    assert [link.rel for link in atom().feed.links] == ["self", "alternate"]
    assert "hubs" not in json_feed()
    site = replace(SITE, websub="https://hub.example.org/?a&b")
    for key in ("", "topic/water"):
        links = {link.rel: link.href for link in atom(site, entry(ONE), key=key).feed.links}
        assert links["hub"] == "https://hub.example.org/?a&b"
        assert links["self"].endswith("feed.xml")
        assert json_feed(site, entry(ONE), key=key)["hubs"] == [
            {"type": "WebSub", "url": "https://hub.example.org/?a&b"}
        ]


def test_texts_are_in_feeds_only_where_the_site_says_so(json_feed):
    assert "content_html" not in json_feed(entry(ONE))["items"][0]
    assert not [fact for fact in trace("json-feed", "", entry(ONE)) if fact.startswith("body/")]
    assert "Text of one." in json_feed(TEXTS, entry(ONE))["items"][0]["content_html"]


def test_a_source_s_words_are_a_quotation_below_the_digest_s_summary(atom, json_feed):
    item = json_feed(TEXTS, entry(ONE, source="beispiel"))["items"][0]
    assert item["content_html"] == (
        "<p>What one argues.</p>\n"
        '<blockquote cite="https://review.example/one" lang="de" dir="ltr">\n<p>Text of one.</p>\n</blockquote>\n'
    )
    assert item["summary"] == "What one argues."
    assert atom(TEXTS, entry(ONE, source="beispiel")).entries[0].content[0].type == "text/html"
    note = json_feed(TEXTS, entry(ONE, kind="note", source="", source_url=""))["items"][0]
    assert note["content_html"] == "<p>What one argues.</p>\n<p>Text of one.</p>\n"


@pytest.mark.parametrize(
    "rights", [LINK, Rights("full", feed=False), Rights("excerpt", feed=False), Rights("excerpt", 0, 0, 0.0)]
)
def test_no_more_than_rights_allow_is_in_a_feed(json_feed, rights):
    source = Source("review", "The Review", rights=rights)
    copy = entry(
        "2014-01-03-two", kind="excerpt", source="forum", text="SECRET", relations=follows("excerpt_of", ONE)
    )
    for item in json_feed(TEXTS, source, entry(ONE, text="SECRET"), copy)["items"]:
        assert "SECRET" not in item.get("content_html", "")
        assert "blockquote" not in item.get("content_html", "")


def test_an_excerpt_is_the_one_that_the_entry_s_page_shows(json_feed, templates):
    source = Source("review", "The Review", rights=Rights("excerpt", 1, 10, 1.0))
    body = "One two three four.\n\nFive six seven.\n\nEight nine ten eleven twelve."
    shown = templates.render("entry.html", page("entry", ONE, source, entry(ONE, text=body))).decode()
    found = json_feed(TEXTS, source, entry(ONE, text=body))["items"][0]["content_html"]
    quoted = found.partition('one">\n')[2].partition("</blockquote>")[0]
    assert quoted == "<p>One two three four.</p>\n"
    assert quoted in shown
    assert "Five" not in found + shown


def test_links_of_a_text_are_whole_addresses(json_feed):
    body = (
        "See [[2014-01-03-two]], [about](/about/), [beside](../two/?a=1&b=2), [out](https://a.example/#x), "
        '[mail](mailto:a@b.example), ![p](/assets/p.png) and `href="x"`[^n].\n\n[^n]: A note.'
    )
    found = json_feed(TEXTS, entry(ONE, text=body), entry("2014-01-03-two"))["items"][1]["content_html"]
    for link in (
        'href="https://example.org/digest/2014/two/"',
        'href="https://example.org/digest/about/"',
        'href="https://example.org/digest/2014/two/?a=1&amp;b=2"',
        'href="https://a.example/#x"',
        'href="mailto:a@b.example"',
        'src="https://example.org/digest/assets/p.png"',
        'href="https://example.org/digest/2014/one/#note-1"',
        'href="https://example.org/digest/2014/one/#note-ref-1"',
        "<code>href=&quot;x&quot;</code>",
    ):
        assert link in found
    assert found.count("https://example.org/digest/2014/two/") == 2


def test_a_text_of_which_nothing_may_be_shown_is_no_content(atom, json_feed):
    silent = entry(ONE, source="review", summary="", text="Word.")
    review = Source("review", "The Review", rights=Rights("excerpt", 1, 1, 0.1))
    (left,) = atom(TEXTS, review, silent).entries
    (right,) = json_feed(TEXTS, review, silent)["items"]
    assert "content" not in left
    assert "content_html" not in right
    assert right["content_text"] == left.title
