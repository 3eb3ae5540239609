"""A field that was left empty is filled in where it stands, and nothing else of the entry changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.importing.writing.complete import complete

ENTRY = b"""---
# the editor's own words
id:   2017-03-09-x   # never changes
kind: excerpt
title: 'Single: quoted'
region:   # to do
source: "tidetalk"
summary: |
  region: not this one
provenance:
  poster: gull
  capture: 2017-03-09-x
---
Body with  region: and trailing blanks   \r
"""
ADDITIONS = {"region": "northern-isles", "excerpt_of": "2017-03-09-y", "provenance.inherited": "[region]"}


def test_only_the_missing_fields_are_added_each_in_its_place():
    assert complete(ENTRY, ADDITIONS).decode().splitlines() == [
        line
        for old in ENTRY.decode().splitlines()
        for line in {
            "region:   # to do": ["region: northern-isles   # to do"],
            "provenance:": ["excerpt_of: 2017-03-09-y", "provenance:"],
            "  capture: 2017-03-09-x": ["  inherited: [region]", "  capture: 2017-03-09-x"],
        }.get(old, [old])
    ]


def test_the_line_ends_of_the_file_are_kept():
    crlf = ENTRY.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    changed = complete(crlf, ADDITIONS)
    assert changed.count(b"\n") == changed.count(b"\r\n") == crlf.count(b"\n") + 2


def test_completing_twice_changes_nothing_more():
    once = complete(ENTRY, ADDITIONS)
    assert complete(once, ADDITIONS) == once


@pytest.mark.parametrize(
    "line",
    [
        "region: elsewhere",
        "region: ''",
        "region: null",
        "region: !!str x",
        "region:\n  - a",
        "region: >\n  a",
    ],
)
def test_a_value_that_an_editor_set_is_never_touched(line):
    entry = ENTRY.replace(b"region:   # to do", line.encode())
    assert complete(entry, {"region": "northern-isles"}) == entry


def test_a_revision_needs_the_very_line_that_was_written():
    revise = {"kind": ("kind: excerpt", "kind: repost")}
    assert complete(ENTRY, {}, revise=revise) == ENTRY.replace(b"kind: excerpt", b"kind: repost")
    kept = ENTRY.replace(b"kind: excerpt", b"kind: excerpt # checked")
    assert complete(kept, {}, revise=revise) == kept


def test_a_line_can_be_taken_away():
    assert complete(ENTRY, {}, revise={"kind": ("kind: excerpt", "")}) == ENTRY.replace(
        b"kind: excerpt\n", b""
    )


def test_provenance_that_is_not_there_is_added_whole():
    entry = b"---\nid: a\n---\n"
    assert (
        complete(entry, {"provenance.inherited": "[region]"})
        == b"---\nid: a\nprovenance: {inherited: [region]}\n---\n"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no front matter",
        b"---\nid: a\n",
        b"\xff\xfe---",
        b"---\nid: [a\n---\n",
        b"---\nid: a\nprovenance: {poster: b}\n---\n",
        b"---\nid: a\nprovenance: word\n---\n",
        b"---\n- a\n---\n",
    ],
)
def test_what_cannot_be_edited_with_certainty_is_left_alone(data):
    additions = {"provenance.inherited": "[region]", "region": "r"}
    assert complete(data, additions) == data


@given(st.binary(max_size=200), st.binary(max_size=40))
def test_bytes_of_every_kind_are_survived_and_the_body_is_never_touched(head, body):
    data = b"---\nid: a\n" + head + b"\n---\n" + body
    changed = complete(data, {"region": "r"})
    assert changed == data or changed.replace(b" r", b"", 1).endswith(body)
