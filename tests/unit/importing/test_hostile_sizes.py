"""Documents made to take long: the time grows with their size and no faster."""

from __future__ import annotations

from time import process_time

import pytest

from site_builder.importing import segments
from site_builder.importing.html.markup import linked_data
from site_builder.importing.html.markup.blocks import blocks_of
from site_builder.importing.html.markup.parsing import parsed
from site_builder.importing.inputs.parts import Part
from site_builder.importing.reading import read
from site_builder.importing.recognising.names import Names

SECONDS = 8.0  # what grows with the square of the size takes minutes here


def spent(work, *given) -> float:
    start = process_time()
    work(*given)
    return process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("blank lines", "\n" * 400_000 + "x"),
        ("marks", "!\n" * 200_000),
        ("mail heads", "From: a\nSubject: b\nDate: c\n" * 15_000),
        ("one line", "1/1/" * 100_000),
    ],
)
def test_a_text_of_many_lines_is_read_in_time_that_grows_with_them(name, text):
    assert spent(read, Names(), Part("a.txt", text.encode(), "text")) < SECONDS, name


def test_blank_lines_are_cut_into_nothing():
    (one,) = segments.split("\n" * 1_000 + "x")
    assert (one.first, one.gap) == (1_001, 1_000)


def test_a_tag_with_more_attributes_than_any_page_has_is_read_without_them():
    attributes = " ".join(f"a{number}=b" for number in range(60_000))
    found = []
    assert spent(lambda: found.append(parsed(f"<div {attributes}><p class=x>The pier</p>"))) < SECONDS
    (paragraph,) = found[0].iter("p")
    assert (paragraph.get("class"), paragraph.text) == ("x", "The pier")


def test_a_long_attribute_is_kept():
    said = "a " * 20_000
    (division,) = parsed(f"<div data-state='{said}'>x</div>").iter("div")
    assert division.get("data-state") == said


def test_the_text_behind_hundreds_of_tags_that_nobody_closed_is_not_lost():
    page = "<body>" + "<div><font>" * 400 + "<p>The harbour board met.</p>"
    assert [block.text for block in blocks_of(parsed(page))] == ["The harbour board met."]


def test_linked_data_full_of_spaces_is_read_in_time_that_grows_with_them():
    assert spent(linked_data.read, [f"-->{' ' * 300_000}x", f"{{}}{', ' * 100_000}"]) < SECONDS


def test_linked_data_in_a_comment_is_still_read():
    for source in (
        '<!-- {"@type": "Article"} -->',
        '//<![CDATA[\n{"@type": "Article"}\n//]]>',
        '{"@type": "Article"}',
    ):
        (item,) = linked_data.read([source])
        assert item.is_piece
