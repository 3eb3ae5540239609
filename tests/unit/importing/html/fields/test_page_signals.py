"""What each signal of a page says is read as it is meant, however badly it is written."""

from __future__ import annotations

import pytest

from site_builder.importing.html.fields import datings, printed_days, signatures, signed_lines, site
from site_builder.importing.html.fields.signals import Signals
from site_builder.importing.html.markup import linked_data, meta, parsing
from site_builder.importing.html.markup.zones import Zone
from site_builder.importing.recognising.date_order import DAY, MONTH


def signals(text: str, url: str = "") -> Signals:
    return Signals(parsing.parsed(text), url)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Anna Lindqvist", ["Anna Lindqvist"]),
        ("ByAnna Lindqvist", ["Anna Lindqvist"]),
        ("Von Anna Lindqvist und Tom Ashby", ["Anna Lindqvist", "Tom Ashby"]),
        ("Dr. Anna Lindqvist, MD; RD", ["Anna Lindqvist"]),
        ("Anna Lindqvist, MS, RD, FAND", ["Anna Lindqvist"]),
        ("Prof. Anna Lindqvist, PhD, Tom Ashby, Marta Ruiz", ["Anna Lindqvist", "Tom Ashby", "Marta Ruiz"]),
        ("Anna Lindqvist | 9 March 2019 | 4 min read", ["Anna Lindqvist"]),
        ("Dec. 19, 2018 · Anna Lindqvist", ["Anna Lindqvist"]),
        ("Written by Anna Lindqvist for the Fenland Courier", ["Anna Lindqvist"]),
        ("Anna Lindqvist1, Tom Ashby2", ["Anna Lindqvist", "Tom Ashby"]),
        ("Text: Anna Lindqvist, Fotos: Tom Ashby", ["Anna Lindqvist"]),
        ("Text von Anna Lindqvist Illustration von Tom Ashby", ["Anna Lindqvist"]),
        ("Written by:Anna Lindqvist", ["Anna Lindqvist"]),
        ("Contributors: Anna Lindqvist", ["Anna Lindqvist"]),
        ("Byrne Ashby", ["Byrne Ashby"]),
        ("Anna Lindqvist @ Fenland", ["Anna Lindqvist"]),
        ("Anna Lindqvist on behalf of the dykes group", ["Anna Lindqvist"]),
        ("by Dr. Anna Lindqvist, PhD and Tom Ashby, MPH | DykeWorks", ["Anna Lindqvist", "Tom Ashby"]),
        ("dykewalker64", ["dykewalker64"]),
        ("Medically reviewed by Anna Lindqvist", []),
        ("admin", []),
        ("Read more", []),
        ("https://fenland-courier.example/anna", []),
        ("Mon 9 March 2019", []),
        ("", []),
    ],
)
def test_a_signature_names_people_and_nothing_else(text: str, names: list[str]):
    assert [writer.name for writer in signatures.read(text)] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [("Centre for Dykes and Drainage", "Centre for Dykes and Drainage"), ("Fen and Field", "Fen and Field")],
)
def test_an_organisation_is_named_in_full_whatever_words_its_name_has(text: str, name: str):
    (writer,) = signatures.body(text)
    assert (writer.name, writer.organisation) == (name, True)


def test_what_can_be_no_organisation_signs_nothing():
    assert signatures.body("https://fenland-courier.example/") == ()


PARAGRAPH = "<p>" + "The water stood a foot below the crest on Sunday. " * 4


@pytest.mark.parametrize(
    ("text", "signal", "names"),
    [
        ("<p>19 December 2018 · Anna Lindqvist in Water", "dated", ["Anna Lindqvist"]),
        ("<p>Anna Lindqvist/Tom Ashby", "beside", ["Anna Lindqvist", "Tom Ashby"]),
        ("<p class=byline>Von Anna Lindqvist, dpa", "agency", ["Anna Lindqvist", "dpa"]),
        (PARAGRAPH * 8 + "<p>Anna Lindqvist", "end", ["Anna Lindqvist"]),
        (PARAGRAPH * 8 + "<p>Anna Lindqvist is a hydrologist of Holm.", "about", ["Anna Lindqvist"]),
        (PARAGRAPH * 60 + "<p>Von Anna Lindqvist" + PARAGRAPH * 80, "by", ["Anna Lindqvist"]),
    ],
)
def test_whoever_signs_near_the_title_or_below_the_text_may_be_the_author(
    text: str, signal: str, names: list[str]
):
    found = signed_lines.read(signals(f"<h1>The dykes will not hold</h1>{text}"))
    assert (signal, names) in [(one.signal, [writer.name for writer in one.writers]) for one in found]


def test_a_role_behind_a_name_is_its_role():
    (writer,) = signatures.read("Anna Lindqvist, senior fellow at the Fen Institute")
    assert (writer.name, writer.role) == ("Anna Lindqvist", "senior fellow at the Fen Institute")


def test_a_family_name_that_stands_first_is_put_last_where_one_person_is_meant():
    (writer,) = signatures.read("Lindqvist, Anna", one=True)
    assert writer.name == "Anna Lindqvist"


def test_a_desk_that_signs_is_an_organisation():
    (writer,) = signatures.read("By Fenland News Agency")
    assert writer.organisation


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "Article", "headline": "A"}',
        '<!-- {"@type": "Article", "headline": "A"} -->',
        '//<![CDATA[\n{"@type": "Article", "headline": "A"}\n//]]>',
        '{"@type": "Article", "headline": "A",}',
        '{"@type": "http://schema.org/Article", "headline": "A"}',
        "{&quot;@type&quot;: &quot;Article&quot;, &quot;headline&quot;: &quot;A&quot;}",
        '{"@graph": [{"@type": ["Thing", "Article"], "headline": "A"}]}',
        '[{"@type": "WebPage", "mainEntity": {"@type": "Article", "headline": "A"}}]',
        '{"@type": "WebSite"}\n{"@type": "Article", "headline": "A"}',
        '{"@type": "Article", "headline": "A"} {"@type": "Article", "headline": ',
        '{"@type": "Article", "headline": "A", "text": "two\nlines"}',
    ],
)
def test_linked_data_is_read_however_it_is_wrapped_or_broken(text: str):
    pieces = [item for item in linked_data.read([text]) if item.is_piece]
    assert linked_data.text(pieces[0].says["headline"]) == "A"


@pytest.mark.parametrize("text", ["", "{", "[[[", "null", "7", '{"a": NaN}', "alert(1)", "[" * 10_000])
def test_what_is_no_linked_data_has_no_pieces(text: str):
    assert [item for item in linked_data.read([text]) if item.is_piece] == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("A &amp;amp; B", "A & B"),
        (["A", "B"], "A"),
        ({"@value": "A"}, "A"),
        ({"name": ["A"]}, "A"),
        (None, ""),
        (7, ""),
        ([], ""),
    ],
)
def test_the_text_of_a_property_is_its_first_string(value: object, text: str):
    assert linked_data.text(value) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2019-03-09T07:05:00+01:00", "2019-03-09T07:05:00+01:00"),
        ("2019-03-09T07:05:00.123+0100", "2019-03-09T07:05:00+01:00"),
        ("2019-03-09 07:05:00 UTC", "2019-03-09T07:05:00Z"),
        ("2019-03-09T07:05:00", "2019-03-09"),
        ("2019-03-09", "2019-03-09"),
        ("20190309", "2019-03-09"),
        ("9 March 2019", "2019-03-09"),
        ("09.03.19", "2019-03-09"),
    ],
)
def test_a_stated_date_keeps_its_precision_and_its_zone(text: str, value: str):
    assert printed_days.read(text)[0].value == value


def test_a_date_of_two_readings_gives_both_and_is_doubtful():
    assert [(one.day, one.doubtful, one.order) for one in printed_days.read("03/04/2019")] == [
        ("2019-04-03", True, DAY),
        ("2019-03-04", True, MONTH),
    ]


@pytest.mark.parametrize(
    "path",
    [
        "2019/03/09/dykes",
        "20190309-dykes",
        "news/09-03-2019",
        "09_03_2019.html",
        "2019/march/9/dykes",
        "2019-Mar-09/dykes",
    ],
)
def test_the_day_in_an_address_is_a_dating(path: str):
    found = datings.gathered(signals("<p>x", f"https://fenland-courier.example/{path}"))
    assert [(one.signal, one.day) for one in found] == [("url", "2019-03-09")]


def test_a_word_in_an_address_that_is_no_month_is_no_dating():
    assert datings.gathered(signals("<p>x", "https://fenland-courier.example/2019/dykes/9/")) == []


def test_the_head_is_read_by_name_property_and_itemprop_with_entities_resolved():
    found = meta.read(
        parsing.parsed(
            "<title>A &amp;amp; B</title><meta name=Author content=x><meta property='og:title' value=y>"
            "<meta itemprop=headline content=z><body><svg><title>no</title></svg>"
        )
    )
    assert found.title == "A & B"
    assert (found.first("author"), found.first("og:title"), found.first("item:headline")) == ("x", "y", "z")


def test_lines_are_blocks_with_what_only_a_style_sheet_sets_apart_set_apart():
    found = signals(
        "<p>One <b>line</b>.<br>Two</p><p><span class=a>Anna Lindqvist</span><span class=b>9 March</span></p>"
    )
    assert [line.text for line in found.lines] == ["One line.", "Two", "Anna Lindqvist | 9 March"]


def test_a_dropped_initial_stays_in_its_word():
    assert signals("<p><span class=drop>T</span>he water").lines[0].text == "The water"


def test_scripts_and_styles_show_nothing():
    assert signals("<p>a<script>b</script><style>c</style><template>d</template>").lines[0].text == "a"


def test_a_page_that_shows_nothing_without_scripts_shows_its_noscript():
    assert [line.text for line in signals("<noscript><p>a</p></noscript>").lines] == ["a"]


def test_a_line_knows_the_zones_it_stands_in():
    (line,) = signals("<div class='articleFooter'><p class='post-author'><a href=/x>Anna</a></p></div>").lines
    assert line.near & Zone.AUTHOR
    assert line.above & Zone.FOOTER | line.near & Zone.FOOTER
    assert line.links == ("/x",)


def test_what_surrounds_the_title_too_sets_nothing_apart():
    found = signals(
        "<div class=with-sidebar><h1>The dykes will not hold</h1><p>x</p></div><div class=sidebar><p>y</p></div>"
    )
    assert [bool(found.zones(line) & Zone.RELATED) for line in found.lines] == [False, False, True]


@pytest.mark.parametrize(
    ("url", "host", "registered"),
    [
        ("https://www.fenland-courier.example/a", "fenland-courier.example", "fenland-courier"),
        ("https://news.courier.co.uk/a", "news.courier.co.uk", "courier"),
        ("https://web.archive.org/web/20190309000000/http://courier.com/a", "courier.com", "courier"),
        ("http://[", "", ""),
        ("", "", ""),
    ],
)
def test_the_site_of_a_page_is_told_from_its_address(url: str, host: str, registered: str):
    site = signals("", url).site
    assert (site.host, site.registered) == (host, registered)


def test_the_name_of_the_site_is_known_by_what_the_page_says_and_by_its_host():
    head = "<meta property='og:site_name' content='The Fenland Courier'>"
    site = signals(head, "https://fenland.example/a").site
    assert site.likeness("The Fenland Courier") == site.likeness("Fenland") == 1
    assert 0 < site.likeness("Fenland Courier") < 1
    assert site.likeness("Anna Lindqvist") == site.likeness("") == 0


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("© 2011-2019 Fenland Courier. All rights reserved", "Fenland Courier"),
        ("Copyright 2019 by Anna Lindqvist", "Anna Lindqvist"),
        ("No rights at all", ""),
    ],
)
def test_a_copyright_notice_names_the_owner(text: str, name: str):
    assert site.owner(text) == name


@pytest.mark.parametrize("name", ["h²", "h٣", "h7", "hx"])
def test_an_element_whose_name_is_nearly_a_headings_is_none(name):
    lines = signals(f"<body><{name}>Dykes of the fen</{name}><p>They hold.</p></body>").lines
    assert [line.heading for line in lines] == [0] * len(lines)
    assert lines[0].text.startswith("Dykes of the fen")
