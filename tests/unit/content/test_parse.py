"""What parse makes of sound files."""

import pytest
import yaml
from sound_entry import ENTRY

from site_builder.content import frontmatter
from site_builder.content.parse import Parsed, parse
from site_builder.model import (
    Author,
    Byline,
    Correction,
    Provenance,
    Region,
    Relation,
    Rights,
    Site,
    Source,
    StandingPage,
    Topic,
)


def parse_entry(text: str = ENTRY) -> Parsed:
    return parse("content/entries/2014/iran.md", text.encode())


def metadata_of(**fields: str):
    base = {"id": "a", "title": "A", "author": "null", "date": "2014-06-17", "region": "r", "source": "s"}
    lines = "".join(f"{name}: {value}\n" for name, value in (base | fields).items() if value)
    return parse_entry(f"---\n{lines}---\n").record.metadata


def test_an_entry_is_read_whole():
    parsed = parse_entry()
    entry = parsed.record
    assert parsed.diagnostics == ()
    assert entry.metadata.title == "Iran: a great rapprochement"
    assert entry.metadata.authors == (
        Byline("Jane O’Neill", "jane-oneill"),
        Byline("The Institute", "the-institute", "Publisher", organisation=True),
    )
    assert entry.metadata.date == "2014-06-17T14:52:00+01:00"
    assert entry.metadata.permalink == "/2014/iran/"
    assert entry.metadata.topics == ("iran", "iraq")
    assert entry.metadata.summary == "Two lines, one summary."
    assert entry.metadata.updated == "2014-06-20"
    assert entry.metadata.relations == (
        Relation("excerpt_of", "original"),
        Relation("responds_to", "one"),
        Relation("responds_to", "two"),
        Relation("cites", "three"),
    )
    assert entry.body.corrections[1] == Correction("2014-06-20", "c", "d")
    assert entry.body.provenance == Provenance("Anna", "2014-06-17T14:52", ("region",), "2014-06-17-iran")
    assert entry.body.text == "See [[other]] and [[other]]\n\n    and `[[code]]`"
    assert entry.references == ("other",)
    assert entry.aliases == ("/old/café/",)
    assert (entry.publish_at, entry.expire_at) == ("2014-06-18T00:00:00Z", "2014-06-18T00:30:00Z")


def test_without_the_c_parser_the_same_is_read(monkeypatch):
    expected = parse_entry()
    monkeypatch.setattr(frontmatter, "EventParser", yaml.SafeLoader)
    assert parse_entry() == expected
    assert [d.code for d in parse_entry("---\ntitle: Iran: a thing\n---\n").diagnostics] == ["yaml-syntax"]


def test_what_an_entry_names_is_mentioned_at_its_place():
    mentions = parse_entry().mentions
    places = [(m.target, m.field, m.location.line, m.location.column) for m in mentions]
    assert places == [
        ("region/middle-east", "region", 9, 9),
        ("source/courier", "source", 10, 9),
        ("entry/original", "excerpt_of", 18, 13),
        ("entry/one", "responds_to", 19, 15),
        ("entry/two", "responds_to", 19, 20),
        ("entry/three", "cites", 20, 8),
        ("entry/other", "", 31, 5),
        ("entry/other", "", 31, 19),
    ]


def test_null_says_that_the_source_names_nobody():
    assert metadata_of(author="null").authors == ()


def test_an_author_may_be_one_mapping():
    assert metadata_of(author="{name: Jo, role: Editor}").authors == (Byline("Jo", "jo", "Editor"),)


def test_a_draft_is_a_record_with_empty_fields():
    text = "---\nid: a\ntitle:\nauthor:\ndate:\nregion:\nstatus: draft\n---\n"
    parsed = parse_entry(text)
    assert [d.severity for d in parsed.diagnostics] == ["warning"] * 5
    assert (parsed.record.metadata.title, parsed.record.metadata.permalink) == ("", "")


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("2014-06-17", "2014-06-17"),
        ("2014-06-17T14:52Z", "2014-06-17T14:52Z"),
        ("2014-06-17t14:52:01z", "2014-06-17T14:52:01Z"),
        ("2014-06-17  14:52:00.123 -0330", "2014-06-17T14:52:00-03:30"),
        ('"2016-02-29"', "2016-02-29"),
    ],
)
def test_dates_have_one_form(written, canonical):
    assert metadata_of(date=written).date == canonical


@pytest.mark.parametrize(
    "written",
    [
        "2014-06-17T24:00Z",
        "2015-02-29",
        "2014-06-17T10:00:60Z",
        "3000-01-01",
        "\u0662\u0660\u0661\u0664-06-17",  # digits, but Arabic ones
        "2014-06-17T10:00+14:01",
    ],
)
def test_dates_that_do_not_exist_are_refused(written):
    parsed = parse_entry(f"---\nid: a\ntitle: A\nauthor: null\ndate: {written}\nregion: r\nsource: s\n---\n")
    assert parsed.record is None
    assert {d.code for d in parsed.diagnostics} <= {"impossible-date", "bad-date"}


@pytest.mark.parametrize(
    "alias",
    [
        "/",
        "old/",
        "/old",
        "/a//b/",
        "/./a/",
        "/a%2F..%2Fb/",
        "/a\\b/",
        "/a%E2%80%AEb/",
        "/a%00b/",
        "/a%25/",
        f"/{'ü' * 121}/",
    ],
)
def test_paths_that_cannot_be_aliases(alias):
    parsed = parse_entry(ENTRY.replace("/old/caf%C3%A9/", f"'{alias}'"))
    assert [d.code for d in parsed.diagnostics] == ["bad-alias"]


@pytest.mark.parametrize(
    "url",
    [
        "https://",
        "https://[::1",
        "https://a:b",
        "http:example.org",
        "//example.org",
        "https://a b",
        f"https://example.org/{'a' * 2000}",
    ],
)
def test_what_is_no_address(url):
    parsed = parse_entry(ENTRY.replace("https://example.org/iran", f"'{url}'"))
    assert [d.code for d in parsed.diagnostics] == ["bad-url"]


def test_the_vocabularies():
    files = {
        "regions/eu/france.md": "name: France\nparent: eu\ncountries: [FR]\nm49: 250\naliases: Frankreich",
        "authors/jo.md": "name: Jo\nrole: Editor\nhome: https://example.org",
        "sources/courier.md": "name: C\nhosts: www.example.org\nrights: {policy: full, share: 1}\nlanguage: fr",
        "topics/oil.md": "name: Oil\naliases: [Crude]",
        "pages/about.md": "title: About\ndescription: Us",
    }
    records = [
        parse(f"content/{path}", f"---\n{text}\n---\nText.\n".encode()).record for path, text in files.items()
    ]
    assert records == [
        Region("france", "France", "eu", ("FR",), "250", ("Frankreich",), "Text."),
        Author("jo", "Jo", "Editor", home="https://example.org", biography="Text."),
        Source(
            "courier",
            "C",
            hosts=("example.org",),
            rights=Rights("full", share=1.0),
            language="fr",
            introduction="Text.",
        ),
        Topic("oil", "Oil", ("Crude",), "Text."),
        StandingPage("about", "About", "Us", "Text."),
    ]


SITE = b"title: T\nbase_url: https://example.org/d\nidentity: example.org,2026\n"


def test_feeds_have_their_settings_in_the_site_and_in_the_rights_of_a_source():
    site = parse("content/site.yaml", SITE + b"feed_text: true\nwebsub: https://hub.example.org/\n").record
    assert (site.feed_text, site.websub) == (True, "https://hub.example.org/")
    plain = parse("content/site.yaml", SITE).record
    assert (plain.feed_text, plain.websub) == (False, "")
    source = parse(
        "content/sources/c.md", b"---\nname: C\nkind: blog\nrights: {policy: full, feed: false}\n---\n"
    ).record
    assert (source.kind, source.rights) == ("blog", Rights("full", feed=False))


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("site.yaml", SITE + b"websub: hub.example.org\n", "bad-url"),
        ("site.yaml", SITE + b"websub: 'javascript:alert(1)'\n", "bad-url"),
        ("site.yaml", SITE + b"feed_text: some\n", "wrong-type"),
        ("sources/c.md", b"---\nname: C\nkind: gazette\n---\n", "unknown-value"),
        ("sources/c.md", b"---\nname: C\nrights: {feed: some}\n---\n", "wrong-type"),
        ("pages/feeds.md", b"---\ntitle: Feeds\n---\nText.\n", "reserved-permalink"),
        ("pages/entries.md", b"---\ntitle: Entries\n---\nText.\n", "reserved-permalink"),
    ],
)
def test_what_feeds_cannot_be_set_to_is_told(path, text, code):
    assert [found.code for found in parse(f"content/{path}", text).diagnostics] == [code]


def test_the_rights_may_be_one_word():
    record = parse("content/sources/c.md", b"---\nname: C\nrights: link\n---\n").record
    assert isinstance(record, Source)
    assert record.rights == Rights("link")


def test_the_address_of_the_site_ends_in_a_slash():
    record = parse(
        "content/site.yaml", b"title: T\nbase_url: https://example.org/d\nidentity: example.org,2026\n"
    ).record
    assert record == Site("T", "https://example.org/d/", "example.org,2026")


def test_elsewhere_nothing_is_read():
    assert [d.code for d in parse("content/captures/x.md", b"x").diagnostics] == ["unexpected-file"]
