"""Headlines of pasted texts: which line is one, and what is cut from its beginning and its end."""

from __future__ import annotations

import pytest

from site_builder.importing import document, segments
from site_builder.importing.document import Document
from site_builder.importing.recognising.names import Names
from site_builder.importing.text import broken_lines, headlines, plain_text, title_places

BODY = """\
For ten years the keepers have counted the boats that pass the outer light, and for ten years the number has fallen. Nobody in the council has asked them why, since the count is kept in a book that stays in the tower.

The boats are not gone. They go by night, without a lamp, and land at the old slip where no dues are taken. Everybody in the harbour knows it, and those who should forbid it buy their fish there.

A toll that half of the fleet avoids is no toll. The council could halve it and take in more, but it would have to read the book first, and the book is up two hundred steps.
"""


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Opinion | The Outer Light", "The Outer Light"),
        ("Analysis: How Not to Lose a Harbour", "How Not to Lose a Harbour"),
        ("PODCAST Is the Harbour Ready?", "Is the Harbour Ready?"),
        ("Kommentar: Der Hafen und der Winter", "Der Hafen und der Winter"),
        ("Tribune. Le port n’a plus le temps", "Le port n’a plus le temps"),
        ("Opinie: De haven als beleid", "De haven als beleid"),
        ("Thema: Wer kennt den Hafen?", "Wer kennt den Hafen?"),
        ("【論説】港の静かな変化", "港の静かな変化"),
        ("观点 | 港口的水与账", "港口的水与账"),
        ("رأي | المرفأ بين الأمس والغد", "المرفأ بين الأمس والغد"),
        ("#61 – Why the price of rope matters", "Why the price of rope matters"),
        ("The Balance Is Not Over – The Quay Observer, 30 June 2022", "The Balance Is Not Over"),
        ("Small Ports, Big Banks | The Quay Ledger | 12 April 2016", "Small Ports, Big Banks"),
        ("How the harbour heals | Opinion", "How the harbour heals"),
        ("“Can a Harbour Limp?”", "Can a Harbour Limp?"),
    ],
)
def test_kind_outlet_and_day_are_no_part_of_a_headline(printed, title):
    assert headlines.bare(printed) == title


def test_an_outlet_that_the_document_prints_by_itself_too_is_cut_off():
    title = "What the Storm Means for Rope | Harbour Politics Monitor"
    assert headlines.bare(title, ["Subscribe to Harbour Politics Monitor"]) == "What the Storm Means for Rope"
    assert headlines.bare(title, ["Harbour politics are dull"]) == title


@pytest.mark.parametrize(
    "title",
    [
        "Breaking: Harbour hires a new keeper",
        "Review: Salt",
        "„Wir haben den Fluss vergessen“",
        "»Kein Geld mehr, um den Hafen zu räumen«",
        "Harbour notes, week 12: rope, tar & more",
        "Where we stand on 3 May 2024",
        "Opinion polls and the price of rope",
        "Comment écrire l’histoire d’un port",
    ],
)
def test_a_headline_that_only_looks_labelled_stays_as_it_is(title):
    assert headlines.bare(title, [title]) == title


@pytest.mark.parametrize(
    ("line", "issue"),
    [
        ("Delta Briefing #87", True),
        ("Nieuwsbrief Zuid-Haven nr. 33", True),
        ("Documento de Análisis 24/2021", True),
        ("PORTS PROGRAMME | BRIEFING PAPER 2018/7", True),
        ("Vol. 7, No. 1, January 18, 2013", True),
        ("Best ropes as of 07/2024", False),
        ("harbour weekly issue #130: rope, tar, nets, tides & more", False),
        ("16 Best Harbours (2026 Ranking + Guide)", False),
    ],
)
def test_a_series_with_a_number_is_told_from_a_headline_with_one(line, issue):
    assert title_places.is_issue(line) is issue


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        (
            "THE RISE AND FALL AND RISE OF\nTHE HARBOUR EXCHANGE",
            ["THE RISE AND FALL AND RISE OF THE HARBOUR EXCHANGE"],
        ),
        ("El puerto, cinco años después:\n¿qué hemos aprendido?", None),
        ("Fault Lines: Naval Procurement\nAfter the Ceasefire", None),
        ("Warum der Hafen sein Korn\nüber die Donau verschifft", None),
        ("A harbour that opened with whiteboards has computers,\nand nobody to sit before them", None),
    ],
)
def test_a_headline_broken_over_two_lines_is_one(head, lines):
    found = [one.text for one in broken_lines.mended(segments.split(f"{head}\n\n{BODY}"))]
    assert found[0] == (lines or [head.replace("\n", " ")])[0]
    assert len(found) == 1 + BODY.count("\n\n") + 1


@pytest.mark.parametrize(
    "head",
    [
        "The Myth of the Rational Pilot\nAnalysts keep finding strategy where there is only debt",
        "The Outer Light\nInes Valmont and\nOskar Quill",
        "The Outer Light\nby Ines Valmont",
        "COMMENT\nthe keepers of the light",
        "Sign in or\nsubscribe to our paper today",
    ],
)
def test_lines_that_say_different_things_are_not_joined(head):
    first = broken_lines.mended(segments.split(f"{head}\n\n{BODY}"))[0].text
    assert first == head.split("\n")[0]


@pytest.mark.parametrize(
    ("head", "title", "standfirst"),
    [
        ("Delta Briefing No. 8\n\nThe Outer Light\n\nby Ines Valmont\n\n3 March 2021", "The Outer Light", ""),
        ("Analysis | Ostermoor\n\nWho Counts the Boats\n\n3 March 2021 – Ines Valmont", "Who Counts the Boats", ""),
        ("EDITORIAL\n\nThe light is not a plan\n\nBy Ines Valmont\n\n3 March 2021", "The light is not a plan", ""),
        (
            "WHO COUNTS THE BOATS\nThe keepers have a book, and the council has a lift that stops below it\nINES VALMONT\nMARCH 3, 2021",
            "WHO COUNTS THE BOATS",
            "The keepers have a book, and the council has a lift that stops below it",
        ),
        ("STATEMENT OF\n\nINES VALMONT\nDIRECTOR, CENTRE FOR TIDES\n\nTHE COUNT OF THE BOATS\n\n3 March 2021", "THE COUNT OF THE BOATS", ""),
    ],
)  # fmt: skip
def test_the_headline_is_chosen_among_what_stands_around_it(head, title, standfirst):
    found = document.read("a.txt", f"{head}\n\n{BODY}".encode())
    assert isinstance(found, Document)
    draft = plain_text.extract(found, Names())
    assert (draft.title, draft.standfirst, draft.date) == (title, standfirst, "2021-03-03")
    assert draft.blocks[0].text.startswith("For ten years the keepers")
