"""Labels of the digest's own vocabularies are no titles, as long as something else may be one."""

from __future__ import annotations

import pytest
from dumps import PARAGRAPHS, TITLE

from site_builder.importing import segments
from site_builder.importing.document import Document
from site_builder.importing.recognising.names import Names, fold
from site_builder.importing.text import body as text_body
from site_builder.importing.text import plain_text
from site_builder.importing.text import titles as text_titles

DOCUMENT = "\n\n".join(("Home", TITLE, "By Ingrid Valmont", "9 March 2017", *PARAGRAPHS))


def chosen(names: Names) -> str:
    found = text_titles.choose(text_body.read(segments.split(DOCUMENT), ""), names)
    assert found
    return found[0].text


def test_the_heading_above_the_byline_is_the_title():
    assert chosen(Names()) == TITLE


@pytest.mark.parametrize("vocabulary", ["regions", "topics", "sources"])
def test_what_is_as_a_whole_the_name_of_a_term_is_none(vocabulary):
    assert chosen(Names(**{vocabulary: {fold(TITLE): "weirs"}})) != TITLE
    assert chosen(Names(**{vocabulary: {"weir": "weirs"}})) == TITLE


def test_where_there_is_nothing_else_it_is_taken_all_the_same():
    reading = text_body.read(segments.split("Ostermoor"), "")
    found = text_titles.choose(reading, Names(regions={"ostermoor": "ostermoor"}))
    assert found
    assert found[0].text == "Ostermoor"


MENU = ("Home", "World", "Viewpoint", "Sports", "Log in")


def titled(*head: str) -> str:
    text = "\n".join(head) + "\n\n" + "\n\n".join(PARAGRAPHS)
    return plain_text.extract(Document("page.txt", "", "utf-8", text), Names()).title


def test_a_section_that_stands_in_the_menu_too_is_no_title():
    assert titled(*MENU, "Viewpoint", "7 November 2022", TITLE) == TITLE


def test_who_posts_on_a_network_is_no_title():
    assert titled("Ruth Miller", "February 16, 2023 at 8:14 PM · Public") == ""
    assert titled("Ruth Miller", "16 February 2023") == "Ruth Miller"  # a piece may be called after a person


@pytest.mark.parametrize("note", ["For submission to the Lantern – 250 words", "DRAFT – not for circulation"])
def test_a_note_for_the_editor_is_no_title(note: str):
    assert titled(note, "", TITLE, "by Ruth Miller and Paul Stone", "20 March 2023") == TITLE
