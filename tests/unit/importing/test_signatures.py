"""Which names a line signs with, and in which way."""

from __future__ import annotations

import pytest

from site_builder.importing import signatures


def told(text: str, *, headed: bool = False, near: bool = False) -> list[tuple[tuple[str, ...], str]]:
    return [(names, kind) for names, kind, _ in signatures.read(text, headed=headed, near=near)]


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
    ],
)
def test_a_line_that_says_by_whom_signs(text: str, names: tuple[str, ...]):
    assert (names, "signed") in told(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ingrid Valmont", "line"),
        ("Ingrid Valmont | 14 October 2021", "beside"),
        ("Ingrid Valmont Political Correspondent", "line"),
        ("Ingrid Valmont is a keeper of weirs and writes about rivers.", "about"),
        ("More posts by Ingrid Valmont", "more"),
        ("Picture of Ingrid Valmont", "pictured"),
    ],
)
def test_a_name_stands_in_many_ways(text: str, kind: str):
    assert (("Ingrid Valmont",), kind) in told(text)


def test_a_name_of_any_shape_counts_only_where_one_may_stand():
    assert told("weirkeeper") == []
    assert told("weirkeeper", near=True) == [(("weirkeeper",), "handle")]


def test_what_is_printed_twice_beside_a_picture_is_one_name():
    assert signatures.split("Ingrid Valmont Ingrid Valmont") == ("Ingrid Valmont",)


@pytest.mark.parametrize("text", ["", "x" * 100_000, "By " * 50_000, "by\n" + "a, " * 40_000])
def test_a_line_too_long_to_sign_names_nobody_at_once(text: str):
    assert told(text) == []
