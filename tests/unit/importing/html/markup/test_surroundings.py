"""What the classes of an element say that it is, and what they only seem to say."""

import pytest
from lxml.html import fragment_fromstring

from site_builder.importing.html.markup.surroundings import SIGNS, signs_of


def signs(classes: str) -> set[str]:
    return {
        SIGNS[number] for number in signs_of(fragment_fromstring(f"<div class='{classes}'></div>"), "div")
    }


@pytest.mark.parametrize(
    ("classes", "said"),
    [
        ("articleBody", {"body", "article"}),
        ("entry_content related", {"body", "article", "content", "related"}),
        ("text-block", {"content"}),
        ("onetrust-banner-sdk", {"ad", "consent"}),
        ("overflow-x-auto hidden", {"unseen"}),
    ],
)
def test_words_of_a_class_speak_for_what_an_element_is(classes: str, said: set[str]):
    assert signs(classes) == said


@pytest.mark.parametrize(
    "classes",
    ["text-gray-800 overflow-hidden top-0 bottom-auto", "has-sidebar no-comments", "even thread-even"],
)
def test_words_of_looks_and_of_a_page_with_something_speak_for_nothing(classes: str):
    assert signs(classes) == set()


@pytest.mark.parametrize("word", ["comment", "related", "footer"])
def test_the_content_of_something_beside_the_piece_is_not_its_content(word: str):
    assert not signs(f"{word}-content") & {"body", "article", "content"}
