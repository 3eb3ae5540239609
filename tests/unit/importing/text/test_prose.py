"""Which segments of a document are its body, and as what."""

import pytest

from site_builder.importing import segments
from site_builder.importing.text import prose

LONG = "The quay was built for ships that never came, and the ships that do come are too long for it by half."
OTHER = (
    "A second quay would cost as much as the first one did, and the council has no money for either of them."
)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in prose.blocks(segments.split(text))]


def test_a_sentence_set_apart_is_printed_once():
    assert kinds(f"{LONG}\n\n“the ships that do come are too long”\n\n{OTHER}") == [
        ("paragraph", LONG),
        ("paragraph", OTHER),
    ]


def test_titles_right_below_recommended_are_not_of_the_text():
    assert kinds(f"{LONG}\n\nRecommended\nRopes of the North\nA Bell for Sale\n\n{OTHER}") == [
        ("paragraph", LONG),
        ("paragraph", OTHER),
    ]


def test_lines_in_lower_case_below_a_colon_are_a_list():
    assert kinds(f"{LONG}\n\nThree things help:\nropes of the north\na bell\n\n{OTHER}")[1:4] == [
        ("paragraph", "Three things help:"),
        ("item", "ropes of the north"),
        ("item", "a bell"),
    ]


def test_quoted_lines_are_a_quotation_unless_all_are():
    assert kinds(f"{LONG}\n\n> {OTHER}") == [("paragraph", LONG), ("quote", OTHER)]
    assert kinds(f"> {LONG}\n\n> {OTHER}") == [("paragraph", LONG), ("paragraph", OTHER)]


def test_a_mark_of_omission_stays_in_its_place():
    assert kinds(f"{LONG}\n\n[...]\n\n{OTHER}")[1] == ("paragraph", "[...]")


@pytest.mark.parametrize(
    ("line", "opens"),
    [("1. The Ropes", True), ("Introduction", True), ("7. Mai 2019", False), ("The Ropes", False)],
)
def test_a_numbered_line_opens_a_section_and_a_date_does_not(line, opens):
    (segment,) = segments.split(line)
    assert prose.opens_section(segment) is opens


@pytest.mark.parametrize(
    "line",
    [
        "Previous attempts failed.",
        "Latest figures say otherwise.",
        "Related risks",
        "Share of the vote",
        "Back to basics",
    ],
)
def test_short_lines_of_a_text_are_not_taken_for_chrome(line):
    assert line in [text for _, text in kinds(f"{LONG}\n\n{line}\n\n{OTHER}")]
