"""Heads as editors paste them: whoever signs is named with the role, and nobody else is."""

from __future__ import annotations

import pytest

from site_builder.importing import document
from site_builder.importing.document import Document
from site_builder.importing.recognising.names import Names
from site_builder.importing.text import plain_text

TITLE = "The Ferry Levy Will Not Save the Outer Quays"
BODY = """\
The ferry levy was meant to save the outer quays, and it has paid for a committee. Eleven people now decide where the money goes, and none of them lives further out than the second lighthouse.

A levy on each crossing falls on those who cross most, and those are the people of the quays. What was planned as a gift from the town has become a toll on the islands, taken twice a day and spent on paper.

The council will not give up what it has just begun to collect. It should at least ask those who pay, since the outer quays are few and a meeting would fit into the waiting room of one ferry.
"""


def read(head: str, foot: str = ""):
    found = document.read("a.txt", f"{head}\n\n{BODY}\n{foot}".encode())
    assert isinstance(found, Document)
    return plain_text.extract(found, Names())


def told(draft) -> list[tuple[str, str]]:
    return [(one.name, one.role) for one in draft.authors]


INES, OSKAR = ("Ines Valmont", ""), ("Oskar Quill", "")


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ("By Ines Valmont\nand Oskar Quill\n\n3 March 2021", [INES, OSKAR]),
        ("By Ines Valmont\nBy Oskar Quill\n\n3 March 2021", [INES, OSKAR]),
        ("Ines Valmont\nOskar Quill\n\n3 March 2021", [INES, OSKAR]),
        ("Ines Valmont | Oskar Quill | 3 March 2021", [INES, OSKAR]),
        ("Ines Valmont / Oskar Quill\n3 March 2021", [INES, OSKAR]),
        ("Ines Valmont and Oskar Quill\n3 March 2021\n\nInes Valmont\nOskar Quill", [INES, OSKAR]),
        (
            "3 March 2021\n\nInes Valmont\nSenior Research Fellow\nOskar Quill\nAssociate Fellow",
            [("Ines Valmont", "Senior Research Fellow"), ("Oskar Quill", "Associate Fellow")],
        ),
        (
            "Dr. Ines Valmont\nWissenschaftliche Mitarbeiterin\nOskar Quill\nLeiter der Forschungsgruppe\n\n3. März 2021",
            [
                ("Ines Valmont", "Wissenschaftliche Mitarbeiterin"),
                ("Oskar Quill", "Leiter der Forschungsgruppe"),
            ],
        ),
        (
            "By Ines Valmont, Director of the Tidal Programme, and Oskar Quill, Research Analyst\n\n3 March 2021",
            [("Ines Valmont", "Director of the Tidal Programme"), ("Oskar Quill", "Research Analyst")],
        ),
        (
            "Ines Valmont – Head of the Tidal Programme\n\n3 March 2021",
            [("Ines Valmont", "Head of the Tidal Programme")],
        ),
        (
            "Ines Valmont (University of the Outer Quays)\nOskar Quill (Weir Institute)\n\n3 March 2021",
            [INES, OSKAR],
        ),
        ("**By Ines Valmont** | *3 March 2021*", [INES]),
        ("*Ines Valmont* · 3 March 2021", [INES]),
        ("Published: 3 March 2021 | Updated: 5 March 2021\n\nBy Ines Valmont", [INES]),
        ("3 March 2021\n\nBy our correspondent Ines Valmont", [INES]),
        ("By the Tidal Safety Team\n\n3 March 2021", [("Tidal Safety Team", "")]),
        ("Ines Valmont\nTranslated by Peter Hollis\nIllustration by Anna Costa\n\n3 March 2021", [INES]),
    ],
)
def test_all_who_sign_below_the_title_are_named(head, authors):
    draft = read(f"{TITLE}\n\n{head}")
    assert draft.title == TITLE
    assert told(draft) == authors
    assert draft.date == "2021-03-03"
    assert draft.blocks[0].text.startswith("The ferry levy was meant")


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("3 March 2021\n\nSpeakers\nNaomi Feldman, former negotiator\nAnna Brandt, Weir Institute", ""),
        ("3 March 2021", "More stories\nBy Anna Schmidt: The long road\nBy David Keller: What they want\n"),
        ("3 March 2021", "Media contact: Daniel Moss, 01632 960123, press@quays.example\n"),
        ("3 March 2021", "Edited by Claire Dunmore\n"),
        ("With Clara Jensen, Peter Holt\nHosted by Simon Drake\n3 March 2021", ""),
    ],
)
def test_who_spoke_is_listed_below_or_answers_the_press_has_not_written_the_piece(head, foot):
    assert told(read(f"{TITLE}\n\n{head}", foot)) == []


def test_of_a_list_of_columnists_above_the_title_the_byline_tells_whose_piece_it_is():
    columnists = "Our columnists\nAnna Reed\nPeter Moss\nOskar Quill\nJoan Pritchard"
    assert told(read(f"{columnists}\n\n{TITLE}\nBy Oskar Quill\n3 March 2021")) == [OSKAR]


def test_paragraphs_that_introduce_two_people_below_the_text_name_both_and_are_no_part_of_it():
    foot = "Ines Valmont is director of the Tidal Programme at the Weir Institute.\nOskar Quill is a former pilot of the outer quays.\n"
    draft = read(f"{TITLE}\n\n3 March 2021", foot)
    assert told(draft) == [INES, OSKAR]
    assert draft.blocks[-1].text.endswith("one ferry.")


def test_the_lines_in_which_people_sign_are_no_standfirst_and_nothing_left_out():
    draft = read(f"{TITLE}\n\nDr Ines Valmont, Oskar Quill and Ada Brand\n\n3 March 2021")
    assert draft.standfirst == ""
    assert not [one for one in draft.doubts if one.field == "body"]


def test_a_byline_in_arabic_is_one():
    title = "ضريبة العبارات لن تنقذ الأرصفة"
    body = (
        "لم تكن ضريبة العبارات إلا وعدا قديما للأرصفة البعيدة، وقد صارت اليوم لجنة من أحد عشر عضوا.\n\n" * 3
    )
    found = document.read("a.txt", f"{title}\n\nبقلم: منى عبد الرحمن\n\n17 مايو 2023\n\n{body}".encode())
    assert isinstance(found, Document)
    assert told(plain_text.extract(found, Names())) == [("منى عبد الرحمن", "")]


def message(subject: str, body: str) -> str:
    return f"From: Paula Stern <paula@lists.example.org>\nTo: quays@lists.example.org\nSubject: {subject}\nDate: Tue, 9 Mar 2021 09:12:44 +0200\n\n{body}"


def test_the_subject_of_a_message_is_its_title_where_it_prints_none():
    found = document.read("a.txt", message("Fwd: Pilotage", BODY).encode())
    assert isinstance(found, Document)
    draft = plain_text.extract(found, Names())
    assert draft.title == "Pilotage"
    assert [one.rule for one in draft.evidence if one.field == "title"] == ["the message's “Subject” line"]


def test_a_headline_in_capitals_is_no_name_where_a_message_prints_it():
    head = "The Ferry Levy's Long Shadow\nBy Ines Valmont\n3 March 2021"
    found = document.read("a.txt", message("Fwd: the ferry levy's long shadow", f"{head}\n\n{BODY}").encode())
    assert isinstance(found, Document)
    assert plain_text.extract(found, Names()).title == "The Ferry Levy's Long Shadow"
