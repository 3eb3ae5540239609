"""What the head of a page says to programs: linked data of lists, Open Graph, the `citation_*` names, feeds."""

import re
from pathlib import Path

import pytest
from digest_records import SITE, entry, follows, page
from msgspec.structs import replace

from site_builder.model import Author, Byline, Relation, Rights, Source
from site_builder.pages.open_graph import locale
from site_builder.render.templates import Templates

ROOT = Path(__file__).parents[3]
ONE, TWO = "2014-01-02-one", "2014-01-03-two"
BASE = "https://example.org/digest/"


def way(data):
    items = data["breadcrumb"]["itemListElement"]
    assert data["breadcrumb"]["@type"] == "BreadcrumbList"
    assert [item["position"] for item in items] == list(range(1, len(items) + 1))
    assert {item["@type"] for item in items} == {"ListItem"}
    return [(item["name"], item["item"].removeprefix(BASE)) for item in items]


HOME = ("The Test Digest", "")
LISTS = [
    ("region", "sahel", "Place", [HOME, ("Regions", "regions/"), ("Africa", "regions/africa/"), ("Sahel", "regions/sahel/")]),
    ("author", "ada-okoro", "Person", [HOME, ("Authors", "authors/"), ("Ada Okoro", "authors/ada-okoro/")]),
    ("source", "review", "Organization", [HOME, ("Sources", "sources/"), ("The Review", "sources/review/")]),
    ("topic", "water", "Thing", [HOME, ("Topics", "topics/"), ("Water", "topics/water/")]),
    ("slice", "topic/water/2014", None, [HOME, ("Topics", "topics/"), ("Water", "topics/water/"), ("Water, 2014", "topics/water/2014/")]),
    ("year", "2014", None, [HOME, ("Archive", "archive/"), ("2014", "2014/")]),
    ("month", "2014-01", None, [HOME, ("Archive", "archive/"), ("2014", "2014/"), ("January 2014", "2014/01/")]),
    ("archive", "", None, [HOME, ("Archive", "archive/")]),
    ("regions", "", None, [HOME, ("Regions", "regions/")]),
    ("authors", "", None, [HOME, ("Authors", "authors/")]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "key", "about", "crumbs"), LISTS)
def test_a_list_is_a_collection_with_the_way_to_it(kind, key, about, crumbs):
    layout = page(kind, key, entry(ONE)).layout
    data = layout.data
    assert (data["@context"], data["@type"]) == ("https://schema.org", "CollectionPage")
    assert data["@id"] == data["url"] == layout.canonical
    assert data["name"] == crumbs[-1][0]
    assert data["isPartOf"] == {"@type": "WebSite", "name": "The Test Digest", "url": BASE}
    assert data.get("about", {}).get("@type") == about
    assert way(data) == crumbs


def test_an_organisation_is_no_person_with_a_record_or_without():
    signed = entry(ONE, authors=(Byline("The Institute", "the-institute", organisation=True),))
    assert page("author", "the-institute", signed).layout.data["about"]["@type"] == "Organization"
    record = Author("the-institute", "The Institute", organisation=True)
    assert page("author", "the-institute", signed, record).layout.data["about"]["@type"] == "Organization"


def test_the_home_page_describes_the_site_and_other_pages_have_no_list():
    data = page("home", "", entry(ONE)).layout.data
    assert (data["@type"], data["url"], data["description"], data["inLanguage"]) == (
        "WebSite",
        BASE,
        "Read on",
        "en",
    )
    assert "potentialAction" not in data
    for kind, key in (("standing", "about"), ("not-found", ""), ("feeds", ""), ("entry", ONE)):
        assert page(kind, key, entry(ONE)).layout.data == {}


@pytest.mark.parametrize(
    ("kind", "type_", "periodical"),
    [
        ("", "OpinionNewsArticle", None),
        ("newspaper", "OpinionNewsArticle", "Newspaper"),
        ("magazine", "OpinionNewsArticle", "Periodical"),
        ("blog", "BlogPosting", "Blog"),
        ("forum", "DiscussionForumPosting", None),
    ],
)
def test_a_piece_is_of_the_type_that_its_source_s_kind_makes_it(kind, type_, periodical):
    source = Source("review", "The Review", home="https://review.example/", language="fr", kind=kind)
    piece = page("entry", ONE, source, entry(ONE)).machine.data["mainEntity"]
    assert (piece["@type"], piece.get("isPartOf", {}).get("@type")) == (type_, periodical)
    assert piece["publisher"] == {
        "@type": "Organization",
        "name": "The Review",
        "url": "https://review.example/",
    }
    assert (piece["inLanguage"], piece["mainEntityOfPage"]) == ("fr", f"{BASE}2014/one/")


@pytest.mark.parametrize(
    ("fields", "type_", "words"),
    [
        ({}, "DiscussionForumPosting", "The clock Rain & wells; see here. West East"),
        ({"authors": ()}, "CreativeWork", "The clock Rain & wells; see here. West East"),
        ({"text": ""}, "CreativeWork", None),
    ],
)
def test_a_post_has_its_words_as_the_page_shows_them_and_an_author_or_is_no_post(fields, type_, words):
    text = (
        "## The clock\n\nRain & *wells*;\nsee [here](https://e.org/).[^1]\n\n- West\n- East\n\n[^1]: A note."
    )
    posted = Source("forum", "The Forum", kind="forum", rights=Rights("full"))
    piece = page("entry", ONE, posted, entry(ONE, source="forum", **{"text": text} | fields)).machine.data[
        "mainEntity"
    ]
    assert (piece["@type"], piece.get("text")) == (type_, words)


def test_a_post_that_may_only_be_linked_to_has_no_words():
    posted = Source("forum", "The Forum", kind="forum", rights=Rights("link", 0, 0, 0.0))
    piece = page("entry", ONE, posted, entry(ONE, source="forum")).machine.data["mainEntity"]
    assert (piece["@type"], "text" in piece) == ("CreativeWork", False)


def test_authors_are_told_by_their_pages():
    bylines = (
        Byline("Ada Okoro", "ada-okoro", role="Fellow"),
        Byline("The Institute", "the-institute", organisation=True),
    )
    assert page("entry", ONE, entry(ONE, authors=bylines)).machine.data["mainEntity"]["author"] == [
        {"@type": "Person", "name": "Ada Okoro", "url": f"{BASE}authors/ada-okoro/", "jobTitle": "Fellow"},
        {"@type": "Organization", "name": "The Institute", "url": f"{BASE}authors/the-institute/"},
    ]


def test_dates_keep_their_precision_and_what_is_cited_is_named():
    citing = entry(
        TWO, date="2014-01-03T10:00:00+01:00", updated="2014-02-01", relations=(Relation("cites", ONE),)
    )
    shown = page("entry", TWO, entry(ONE), citing).machine
    assert (shown.data["datePublished"], shown.data["dateModified"]) == (
        "2014-01-03T10:00:00+01:00",
        "2014-02-01",
    )
    assert shown.data["citation"] == [f"{BASE}2014/one/"]
    assert ("article:published_time", "2014-01-03T10:00:00+01:00") in shown.properties
    assert ("article:modified_time", "2014-02-01") in shown.properties
    assert "citation" not in page("entry", ONE, entry(ONE)).machine.data


def test_an_entry_s_open_graph_names_authors_by_their_pages_and_its_subjects():
    bylines = (Byline("Ada Okoro", "ada-okoro"), Byline("Ü", "ü"))
    shown = page("entry", ONE, entry(ONE, authors=bylines, topics=("water", "dry-land")))
    assert shown.machine.properties == (
        ("article:published_time", "2014-01-02"),
        ("article:author", f"{BASE}authors/ada-okoro/"),
        ("article:author", f"{BASE}authors/%C3%BC/"),
        ("article:section", "Africa"),
        ("article:tag", "Water"),
        ("article:tag", "Dry land"),
    )


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "en_US"),
        ("en-GB", "en_GB"),
        ("de-at", "de_AT"),
        ("zh-Hant-TW", "zh_TW"),
        ("fr", "fr_FR"),
        ("tlh", ""),
    ],
)
def test_a_locale_has_a_territory(tag, expected):
    assert locale(tag) == expected


@pytest.fixture(scope="module")
def head():
    templates = Templates([ROOT / "templates"])

    def rendered(template, model):
        return templates.render(template, model).decode().partition("</head>")[0]

    return rendered


READ_BY_ZOTERO = {
    "citation_title": "Title of one",
    "citation_author": "Ada Okoro",
    "citation_publication_date": "2014/01/02",
    "citation_journal_title": "The Review",
    "citation_language": "fr",
    "citation_public_url": "https://review.example/one",
    "citation_abstract": "What one argues.",
}
"""The names that its translator for embedded metadata takes fields from, as far as a commentary has such fields."""


def test_the_head_of_an_entry_has_what_reference_managers_and_link_previews_read(head):
    text = head("entry.html", page("entry", ONE, entry(ONE, language="fr")))
    metas = re.findall(r'<meta name="(citation_\w+)" content="([^"]*)">', text)
    assert dict(metas) == READ_BY_ZOTERO
    assert len(metas) == len(READ_BY_ZOTERO)
    properties = dict(re.findall(r'<meta property="([\w:]+)" content="([^"]*)">', text))
    assert (properties["og:type"], properties["og:locale"]) == ("article", "en_US")
    assert properties["article:published_time"] == "2014-01-02"
    assert '<meta name="twitter:card" content="summary">' in text


def test_an_excerpt_s_abstract_is_the_original_s():
    copy = entry(TWO, kind="excerpt", source="forum", relations=follows("excerpt_of", ONE))
    assert ("citation_abstract", "What one argues.") in page("entry", TWO, entry(ONE), copy).machine.meta


def test_pages_offer_their_feeds_in_both_forms(head):
    link = r'<link rel="alternate" type="application/(\w+\+\w+)" title="([^"]*)" href="([^"]*)">'
    site = [
        ("atom+xml", "The Test Digest", "/digest/feed.xml"),
        ("feed+json", "The Test Digest", "/digest/feed.json"),
    ]
    assert re.findall(link, head("home.html", page("home", ""))) == site
    name = "The Test Digest: Water"
    assert re.findall(link, head("term.html", page("topic", "water", entry(ONE)))) == [
        ("atom+xml", name, "/digest/topics/water/feed.xml"),
        ("feed+json", name, "/digest/topics/water/feed.json"),
        *site,
    ]


def test_a_site_whose_language_has_no_known_territory_names_no_locale(head):
    assert "og:locale" not in head("home.html", page("home", "", replace(SITE, language="tlh")))
