"""The fields of a page are read from what it says of itself and what it shows; what is unsure stays empty."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.importing import encodings
from site_builder.importing.html.fields import fields
from site_builder.importing.html.fields.fields import Fields
from site_builder.importing.html.markup import parsing
from site_builder.importing.recognising.names import Names

URL = "https://www.fenland-courier.example/comment/2019/03/09/the-dykes-will-not-hold"
TEXT = (
    "The water stood a foot below the crest on Sunday, and nobody in the valley slept well that night. " * 4
)
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {
            "@type": "NewsArticle",
            "headline": "The dykes will not hold",
            "datePublished": "2019-03-09T07:05:00+01:00",
            "dateModified": "2019-03-11T09:00:00+01:00",
            "author": [
                {"@type": "Person", "@id": "#1", "name": "Dr Anna Lindqvist", "jobTitle": "Hydrologist"},
                {"@type": "Person", "name": "Tom Ashby, PhD"},
            ],
            "publisher": {"@type": "Organization", "name": "Fenland Courier"},
            "image": {"@type": "ImageObject", "url": "/pictures/dyke-at-dawn.jpg"},
            "inLanguage": "en-GB",
        },
    ],
}
HEAD = f"""
<title>The dykes will not hold | Fenland Courier</title>
<link rel="canonical" href="/comment/2019/03/09/the-dykes-will-not-hold">
<meta property="og:title" content="The dykes will not hold">
<meta property="og:site_name" content="Fenland Courier">
<meta property="og:description" content="Three winters of neglect have left the valley with walls of mud &amp;amp; hope.">
<meta name="description" content="Three winters of neglect have left the valley with walls of mud &amp;amp; hope.">
<meta property="og:image" content="https://www.fenland-courier.example/pictures/dyke-at-dawn.jpg">
<meta property="article:published_time" content="2019-03-09T07:05:00+01:00">
<script type="application/ld+json">{json.dumps(LINKED)}</script>
"""
BODY = f"""
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article>
<h1>The dykes will not hold</h1>
<p class="byline">By Dr Anna Lindqvist and Tom Ashby, PhD</p>
<time datetime="2019-03-09T07:05:00+01:00">9 March 2019</time>
<figure><img src="/pictures/dyke-at-dawn.jpg" alt="A dyke at dawn">
<figcaption>The wall near Holm. Photo: Marta Ruiz</figcaption></figure>
<p>{TEXT}</p><p>{TEXT}</p><p>{TEXT}</p>
</article>
<footer>© 2019 Fenland Courier</footer>
"""


def page(head: str = HEAD, body: str = BODY, attributes: str = 'lang="en-GB"') -> str:
    return f"<!doctype html><html {attributes}><head>{head}</head><body>{body}</body></html>"


def read(text: str, url: str = URL, names: Names | None = None) -> Fields:
    return fields.read(parsing.parsed(text), url, names or Names())


def test_a_page_whose_signals_agree_gives_every_field():
    found = read(page())
    assert found.title
    assert found.title.value == "The dykes will not hold"
    assert found.published
    assert found.published.value == "2019-03-09T07:05:00+01:00"
    assert found.site_name
    assert found.site_name.value == "Fenland Courier"
    assert found.description
    assert found.description.value.endswith("walls of mud & hope.")
    assert found.kind
    assert found.kind.value == "article"
    assert found.doubts == ()


def test_authors_are_people_each_apart_without_degrees_and_honorifics():
    found = read(page())
    assert found.authors
    assert [writer.name for writer in found.authors.value] == ["Anna Lindqvist", "Tom Ashby"]
    assert found.authors.value[0].role == "Hydrologist"


def test_a_date_of_change_is_told_from_the_date_of_publication():
    found = read(page())
    assert found.updated
    assert found.updated.value == "2019-03-11T09:00:00+01:00"


def test_an_organisation_that_the_digest_lists_is_marked_as_one():
    linked = {"@type": "Article", "headline": "The dykes will not hold", "author": "Fen Watch"}
    head = f"""<title>The dykes will not hold | Fenland Courier</title><meta name="author" content="Fen Watch">
    <script type="application/ld+json">{json.dumps(linked)}</script>"""
    body = f"<article><h1>The dykes will not hold</h1><p class=byline>By Fen Watch</p><p>{TEXT}</p></article>"
    found = read(page(head, body), names=Names(organisations=frozenset({"fen watch"})))
    assert found.authors
    assert found.authors.value[0].organisation


def test_every_field_says_what_said_it_and_how_sure_it_is():
    found = read(page())
    for one in (found.title, found.authors, found.published, found.description, found.site_name):
        assert one
        assert one.rule
        assert 0 < one.confidence <= 1


def test_a_page_without_anything_to_say_has_empty_fields():
    found = read("<p>Hello.</p>", "")
    assert (found.authors, found.published, found.updated, found.canonical, found.image) == (None,) * 5
    assert (found.language, found.description) == (None, None)


def test_an_address_that_is_no_address_of_the_web_is_not_taken():
    head = '<link rel="canonical" href="javascript:alert(1)"><meta property="og:image" content="data:image/png,x">'
    found = read(page(head))
    assert found.canonical is None or found.canonical.value.startswith("https://")
    assert found.image is None


def test_a_canonical_address_is_resolved_against_the_pages_own():
    found = read(page())
    assert found.canonical
    assert found.canonical.value == URL


def test_the_language_may_stand_on_the_body():
    found = read("<html><body lang=pt-BR><h1>O cais</h1><p>Texto.</p></body></html>").language
    assert found
    assert found.value == "pt-BR"


def test_a_saved_page_says_itself_where_it_is_from():
    pages = ("https://quay.example/2019/pier", "https://quay.example/")
    found = [read(page(f'<link rel="canonical" href="{one}">'), "").canonical for one in pages]
    assert [one.value if one else None for one in found] == [pages[0], None]


def test_a_canonical_address_that_is_the_front_page_of_the_site_is_doubted():
    assert read(page('<link rel="canonical" href="/">')).canonical is None


def test_the_lead_image_has_its_alternative_text_and_its_credit():
    found = read(page())
    assert found.image
    image = found.image.value
    assert image.url == "https://www.fenland-courier.example/pictures/dyke-at-dawn.jpg"
    assert (image.alt, image.credit) == ("A dyke at dawn", "Marta Ruiz")


def test_a_logo_leads_no_piece():
    assert read(page('<meta property="og:image" content="/static/site-logo.png">')).image is None


@pytest.mark.parametrize(
    ("attributes", "head", "language"),
    [
        ('lang="de_AT"', "", "de-AT"),
        ('lang="fa" dir="rtl"', "", "fa"),
        ("", '<meta property="og:locale" content="pt_BR">', "pt-BR"),
        ('lang="zh-hant-tw"', "", "zh-Hant-TW"),
    ],
)
def test_the_language_is_a_tag_in_its_usual_case(attributes: str, head: str, language: str):
    found = read(page(head, BODY, attributes))
    assert found.language
    assert found.language.value == language


def test_the_copy_of_an_archive_is_read_as_the_page_that_it_keeps():
    found = read(page(), f"https://web.archive.org/web/20200101000000/{URL}")
    assert found.canonical
    assert found.canonical.value == URL
    assert found.site_name
    assert found.site_name.value == "Fenland Courier"


@settings(max_examples=60)
@given(st.binary(max_size=2_000), st.text(max_size=60))
def test_any_bytes_give_fields(data: bytes, url: str):
    text, _ = encodings.decoded(data)
    assert isinstance(read(text, url), Fields)


FRAGMENTS = (
    "<div class=author>", "</div>", "<h1>", "<time datetime='2019-99-99T25:00'>", "<a rel=author href=//[>", "By ", "31.02.2019",
    "<meta name=author content=';,&'>", "<script type='application/ld+json'>", '{"@graph": [', '"@type": "Article", ',
    '"author": {"@id": 7}, ', '"headline": [[[', "]}", "</script>", "<title>", " | ", "<meta property='og:image' content='http://[x'>",
    "9 March 2019", "Anna Lindqvist", "<span class=byline>", "\x00", "&#x202e;", "<svg><title>x</title></svg>", "<br>", "<p>",
)  # fmt: skip


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from(FRAGMENTS), max_size=60), st.sampled_from(["", "http://[", URL, "x:y", "//a"])
)
def test_any_markup_gives_fields(fragments: list[str], url: str):
    assert isinstance(read("".join(fragments), url), Fields)


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 5_000 + "x",
        "<p class=author>" + "By Anna Lindqvist and " * 20_000,
        "<title>" + "a | " * 50_000 + "</title>",
        "".join(f"<p class=byline>By Anna{number} Lindqvist, 9 March 2019</p>" for number in range(3_000)),
        "<script type='application/ld+json'>" + "[" * 100_000 + "</script>",
        "<script type='application/ld+json'>" + "{" * 100_000 + "</script>",
        "<script type='application/ld+json'>"
        '{"@type":"Article","author":[' + '"a b",' * 50_000 + "</script>",
        "<script>" + "2019-" * 100_000 + "</script>",
        "".join(f"<meta name=date{number} content=2019-03-{number % 28 + 1:02}>" for number in range(5_000)),
        "<p>" + "1.1.19 " * 100_000,
        "<p>© " + "2019 " * 100_000,
        "<p>" + "a" * 1_000_000,
        "<h1>" + "<span>a</span>" * 50_000,
        "<a href='" + "/author/" * 50_000 + "'>x</a>",
        "<p class='" + "author-" * 100_000 + "'>x",
    ],
    ids=range(15),
)
@pytest.mark.slow
def test_a_hostile_page_is_read_in_bounded_time(text: str):
    import time

    before = time.process_time()
    assert isinstance(read(text), Fields)
    assert time.process_time() - before < 6


@pytest.mark.parametrize(
    "changed", ["2019-03-09", "2019-03-08T10:00:00Z", "2019-03-09T06:05:00Z", "2019-03-09T07:05:00+01:00"]
)
def test_a_change_that_is_not_after_the_publication_is_none(changed: str):
    assert read(page(HEAD.replace("2019-03-11T09:00:00+01:00", changed))).updated is None
