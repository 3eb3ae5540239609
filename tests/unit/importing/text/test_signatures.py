"""Which names a line signs with, and in which way."""

from __future__ import annotations

import pytest

from site_builder.importing.text import signatures


def told(text: str, *, headed: bool = False, near: bool = False) -> list[tuple[tuple[str, ...], str]]:
    return [(one.names, one.kind) for one in signatures.read(text, headed=headed, near=near)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ingrid Valmont", ("Ingrid Valmont",)),
        ("Written by Ingrid Valmont, PhD and Tomas Quill", ("Ingrid Valmont", "Tomas Quill")),
        ("Von Ingrid Valmont, Port Sorrel", ("Ingrid Valmont", "Port Sorrel")),
        ("By INGRID VALMONT OCT. 14, 2021", ("Ingrid Valmont",)),
        ("Par Loïc Le Quai | 14 octobre 2021", ("Loïc Le Quai",)),
        ("Text: Ingrid Valmont, Tomas Quill und Ada Brand", ("Ingrid Valmont", "Tomas Quill", "Ada Brand")),
        ("Autorin: Ingrid Valmont, Datum: 14.10.2021", ("Ingrid Valmont",)),
        ("by Lisa D. Quill", ("Lisa D. Quill",)),
        ("Thread starter weirkeeper", ("weirkeeper",)),
        ("Thread starter weirkeeper99", ("weirkeeper99",)),
        (
            "By Ingrid Valmont, VMD, DACX; Tomas Quill, BA & Ada Brand, M.P.H.",
            ("Ingrid Valmont", "Tomas Quill", "Ada Brand"),
        ),
        ("By Ingrid Valmont, AFP", ("Ingrid Valmont", "AFP")),
        ("By Ingrid (Inga) Valmont", ("Ingrid Valmont",)),
        ("Von Ingrid Valmont mit Tomas Quill", ("Ingrid Valmont",)),
        ("By Ingrid ValmontUpdated: Feb 5, 2026", ("Ingrid Valmont",)),
        (
            "By Ingrid Valmont, Weir Institute, and Thomas Quill, University of Port Sorrel",
            ("Ingrid Valmont", "Thomas Quill"),
        ),
        ("By Ingrid Valmont, Institute for Peace and Human Rights", ("Ingrid Valmont",)),
        ("By Ingrid Valmont in Port Sorrel and Tomas Quill in Weir", ("Ingrid Valmont", "Tomas Quill")),
        ("By Ingrid Valmont in Port Sorrel, before the flood", ("Ingrid Valmont",)),
        ("Reporting by Ingrid Valmont; Editing by Tomas Quill", ("Ingrid Valmont",)),
    ],
)
def test_a_line_that_says_by_whom_signs(text: str, names: tuple[str, ...]):
    assert (names, "signed") in told(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ingrid Valmont", "line"),
        ("Ingrid Valmont | 14 October 2021", "beside"),
        ("and Ingrid Valmont", "line"),
        ("Ingrid Valmont Political Correspondent", "line"),
        ("Ingrid Valmont is a keeper of weirs and writes about rivers.", "about"),
        ("More posts by Ingrid Valmont", "more"),
        ("Picture of Ingrid Valmont", "pictured"),
        ("Ingrid Valmont's avatar", "pictured"),
        ("An avatar representing Ingrid Valmont", "pictured"),
        ("Hello, I’m Ingrid Valmont, and I keep weirs.", "speaking"),
        ("© 2019-2021 Ingrid Valmont. All rights reserved.", "owner"),
        ("Copyright (c) 2021 Ingrid Valmont · Privacy", "owner"),
    ],
)
def test_a_name_stands_in_many_ways(text: str, kind: str):
    assert (("Ingrid Valmont",), kind) in told(text)


def test_what_follows_a_name_may_be_no_part_of_it():
    assert (("Ingrid Valmont",), "trimmed") in told("By Ingrid Valmont Harbour Desk Weekly")
    assert (("Ingrid Valmont",), "opens") in told("Ingrid Valmont Harbour Weir", near=True)


def test_all_who_stand_beside_each_other_on_a_line_are_named_together():
    assert (("Ingrid Valmont", "Tomas Quill"), "beside") in told("Ingrid Valmont | Tomas Quill")
    assert (("Ingrid Valmont", "Tomas Quill"), "beside") in told("Ingrid Valmont/Tomas Quill")


def test_a_name_of_any_shape_counts_only_where_one_may_stand():
    assert told("weirkeeper") == []
    assert told("weirkeeper", near=True) == [(("weirkeeper",), "handle")]


def test_what_is_printed_twice_beside_a_picture_is_one_name():
    assert signatures.split("Ingrid Valmont Ingrid Valmont") == ("Ingrid Valmont",)


@pytest.mark.parametrize("text", ["", "x" * 100_000, "By " * 50_000, "by\n" + "a, " * 40_000])
def test_a_line_too_long_to_sign_names_nobody_at_once(text: str):
    assert told(text) == []
