"""Lines that a program wrapped are one paragraph again; lines that it did not wrap stay apart."""

from __future__ import annotations

from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.importing import segments, wrapping

LONG = (
    "The quay was built for ships that never came, and the ships that do come are too long for it by half, so that"
    " they lie across the channel and the ferry waits."
)
WORDS = st.lists(st.text("abcdefghij", min_size=4, max_size=9), min_size=40, max_size=60)


def told(text: str) -> list[str]:
    return [one.text for one in segments.split(text)]


@given(
    st.lists(WORDS, min_size=3, max_size=6), st.integers(60, 100), st.sampled_from(["", "   ", "        "])
)
def test_wrapping_paragraphs_at_any_width_and_margin_loses_nothing(paragraphs, width, margin):
    texts = [" ".join(words) for words in paragraphs]
    dump = "\n\n".join(fill(one, width, initial_indent=margin, subsequent_indent=margin) for one in texts)
    assert " ".join(told(dump)) == " ".join(texts)
    assert len(told(dump)) == len(texts)


def test_a_menu_of_short_lines_stays_lines():
    menu = "\n".join(f"   {name}" for name in ("Home", "News", "Weather", "Archive"))
    assert told(f"{menu}\n\n{fill(LONG * 3, 72)}")[:4] == ["Home", "News", "Weather", "Archive"]


def test_an_item_goes_on_below_its_text_and_the_next_item_is_another():
    text = "     * rope that was\n       tarred twice\n     * a bell\n"
    assert told(text) == ["• rope that was tarred twice", "• a bell"] or told(text) == [
        "* rope that was tarred twice",
        "* a bell",
    ]


def test_fields_and_buttons_of_forms_are_no_text():
    (one,) = segments.split("   ____________________ (BUTTON) Search")
    assert (one.text, one.form) == ("Search", True)


def test_numbers_before_links_and_the_list_of_addresses_are_left_out():
    lines = [f"   [{number}]Page {number} of the harbour" for number in range(1, 9)]
    listed = [f"   {number}. https://harbour.example/{number}" for number in range(1, 9)]
    found = told("\n".join([*lines, "", "References", "", *listed]))
    assert found == [f"Page {number} of the harbour" for number in range(1, 9)]


def test_a_few_notes_in_brackets_stay():
    assert told("[1] See the survey.\n[2]The letters.") == ["[1] See the survey.", "[2]The letters."]


def test_lines_of_ideographs_are_joined_without_spaces():
    line = "港" * 30
    assert wrapping.join([line, line]) == line * 2
    assert wrapping.join([line, "quay"]) == f"{line} quay"


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "____", "(BUTTON)"])
def test_lines_without_words_give_no_text(text):
    assert [one for one in told(text) if any(map(str.isalnum, one))] == []
