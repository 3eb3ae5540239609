"""A page is read the same however a program has dumped it to text."""

from __future__ import annotations

import pytest
from dumps import AUTHOR, HEADING, ITEMS, PARAGRAPHS, PIECE, STYLES, TITLE

from site_builder.importing import segments
from site_builder.importing.document import Document
from site_builder.importing.recognising.names import Names
from site_builder.importing.text import plain_text


def draft(text: str, url: str = ""):
    return plain_text.extract(Document("page.txt", "", "utf-8", text, url), Names())


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_title_author_date_and_body_are_read_in_every_style(style):
    found = draft(style())
    assert found.title == TITLE
    assert [one.name for one in found.authors] == [AUTHOR]
    assert found.date == "2021-10-14"
    assert [one.text for one in found.blocks] == list(PIECE)
    assert [one.text for one in found.blocks if one.kind == "item"] == list(ITEMS)
    assert [one.text for one in found.blocks if one.kind == "heading"] == [HEADING]


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_each_field_names_its_line_and_how_sure_it_is(style):
    text = style()
    found = {one.field: one for one in draft(text).evidence}
    lines = text.split("\n")
    assert TITLE in lines[found["title"].line - 1]
    assert AUTHOR in lines[found["author"].line - 1]
    assert "2021" in lines[found["date"].line - 1]
    assert all(0 < one.confidence <= 1 for one in found.values())


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_wrapped_paragraphs_are_whole_segments(style):
    told = [one.text for one in segments.split(style())]
    assert all(paragraph in told for paragraph in PARAGRAPHS)


def test_the_address_states_the_day_when_the_page_does_not():
    text = next(style for style in STYLES if style.__name__ == "blocks")().replace("14 October 2021\n\n", "")
    found = draft(
        text, "https://lantern.example/2021/10/14/why-the-weir-at-ostermoor-was-never-going-to-hold"
    )
    assert found.date == "2021-10-14"


def test_a_document_without_a_date_or_name_gives_neither():
    found = draft("\n\n".join((TITLE, *PARAGRAPHS)))
    assert (found.date, found.authors) == ("", ())
    assert found.title == TITLE


def test_a_thread_in_which_many_write_much_is_read_as_a_page():
    posts = [
        line
        for number, text in enumerate((*PARAGRAPHS, *reversed(PARAGRAPHS)))
        for line in (
            f"weirkeeper{number}",
            f"{number + 10} posts",
            f"3 May 2020, 1{number}:05",
            text.replace("the", f"the {number}th"),
            "Reply",
        )
    ]
    found = draft("\n\n".join(("Ostermoor message board", "Who knew of the cracks?", *posts)))
    assert found.frame == ""
    assert len(found.blocks) >= len(PARAGRAPHS)
