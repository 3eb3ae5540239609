"""Feeds as they are met: with other vocabularies in them, badly escaped, broken off, and with excerpts only."""

import json

import pytest
from documents import PROSE, TITLE

from site_builder.diagnostics import Diagnostic
from site_builder.importing.inputs import feeds
from site_builder.importing.inputs.opening import held

NAMES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)
LINK = "<link>https://quay.example.org/pier</link>"
MARKUP = f"&lt;p&gt;{PROSE} &amp;amp; more&lt;/p&gt;"


def rss(items: str) -> bytes:
    return (
        f'<?xml version="1.0"?><rss {NAMES}><channel><title>The Quay</title>{items}</channel></rss>'.encode()
    )


def atom(entry: str) -> bytes:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><entry>{entry}<link href="https://quay.example.org/pier"/></entry></feed>'.encode()


def test_what_a_feed_says_of_pictures_and_sounds_is_not_said_of_the_piece():
    pictured = (
        f"<item><media:title>A gull</media:title><title>{TITLE}</title>"
        "<media:content url='https://quay.example.org/g.jpg'><media:description>A gull on a plank.</media:description></media:content>"
        f"<itunes:author>The Cast</itunes:author><description>{MARKUP}</description></item>"
    )
    (part,) = held("feed.xml", rss(pictured))
    assert (part.stated.title, part.stated.authors) == (TITLE, ())
    assert f"<p>{PROSE} &amp; more</p>" in part.data.decode()
    assert b"gull" not in part.data


@pytest.mark.parametrize("fault", ["&nbsp;", "&", "\x01", "<br>", "&mdash; <b>x</i>"])
def test_one_badly_written_title_costs_no_other_text_its_markup(fault):
    feed = rss(f"<item><title>One {fault} two</title></item><item><description>{MARKUP}</description></item>")
    *_, part = held("feed.xml", feed)
    assert f"<p>{PROSE} &amp; more</p>" in part.data.decode()


def test_entities_of_html_in_a_feed_are_the_characters_that_they_name():
    (part,) = held(
        "feed.xml",
        rss(f"<item><title>Piers&mdash;old &amp; new</title><description>{MARKUP}</description></item>"),
    )
    assert part.stated.title == "Piers—old & new"


def test_a_feed_that_breaks_off_gives_its_whole_items_and_says_so():
    feed = rss(f"<item><title>One</title><description>{MARKUP}</description></item>" * 3)
    first, second, fault = held("feed.xml", feed[:-120])
    assert [first.name, second.name] == ["feed.xml#1", "feed.xml#2"]
    assert (fault.code, fault.message) == ("damaged-document", "the feed breaks off in item 3")


@pytest.mark.parametrize(
    ("entry", "title"),
    [
        ("<title type='html'>The &lt;b&gt;old&lt;/b&gt; pier &amp;amp; its &amp;lt;planks&amp;gt;</title>", "The old pier & its <planks>"),
        ("<title>What &lt;b&gt; and &amp;amp; mean</title>", "What <b> and &amp; mean"),
    ],
)  # fmt: skip
def test_a_title_is_read_as_atom_says_that_it_is_written(entry, title):
    (part,) = held("feed.xml", atom(f"{entry}<content type='html'>{MARKUP}</content>"))
    assert part.stated.title == title


def test_a_title_with_markup_in_it_loses_the_markup_and_one_about_markup_does_not():
    items = [f"<item><title>{one}</title><description>{MARKUP}</description></item>" for one in (
        "The &lt;i&gt;Old&lt;/i&gt; Pier", "When to use &lt;b&gt;")]  # fmt: skip
    assert [one.stated.title for one in held("feed.xml", rss("".join(items)))] == [
        "The Old Pier",
        "When to use <b>",
    ]


@pytest.mark.parametrize(
    "feed",
    [
        rss(f"<item><title>{TITLE}</title>{LINK}<description>{PROSE[:90]} [&amp;#8230;]</description></item>"),
        rss(f"<item><title>{TITLE}</title>{LINK}<description>{PROSE} &lt;a href='/pier'&gt;Continue reading →&lt;/a&gt;</description></item>"),
        atom(f"<title>{TITLE}</title><summary>{PROSE}</summary>"),
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [
            {"title": TITLE, "url": "https://quay.example.org/pier", "summary": PROSE}]}).encode(),
    ],
)  # fmt: skip
def test_the_beginning_of_a_piece_is_no_piece_and_its_address_is_named(feed):
    (fault,) = held("feed", feed)
    assert isinstance(fault, Diagnostic)
    assert (fault.code, fault.hint) == (
        "empty-document",
        "hand in its address, https://quay.example.org/pier",
    )


def test_a_whole_text_where_a_summary_belongs_is_taken():
    (part,) = held("feed.xml", atom(f"<title>{TITLE}</title><summary>{PROSE * 5}</summary>"))
    assert PROSE in part.data.decode()


def test_more_items_than_are_read_are_not_passed_over_in_silence(monkeypatch):
    monkeypatch.setattr(feeds, "_MOST_ITEMS", 2)
    item = f"<item><description>{MARKUP}</description></item>"
    *parts, fault = held("feed.xml", rss(item * 3))
    assert (len(parts), fault.code) == (2, "document-too-large")
    assert fault.message == "of the feed's 3 items the first 2 are read"
