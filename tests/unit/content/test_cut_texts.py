"""A text that YAML cuts at ` #` is told with its place; a comment that cannot be taken for text is none of it."""

from __future__ import annotations

import pytest

from site_builder.content import simple_front_matter
from site_builder.content.parse import parse
from site_builder.diagnostics import Diagnostic

ENTRY = "---\nid: 2014-06-17-oil\n{}\nauthor: Jane Doe\ndate: 2014-06-17\nregion: africa\nsource: courier\n---\nOil.\n"


def cuts(lines: str, path: str = "content/entries/oil.md", frame: str = ENTRY) -> list[Diagnostic]:
    return [one for one in parse(path, frame.format(lines).encode()).diagnostics if one.code == "cut-text"]


@pytest.mark.parametrize(
    ("lines", "line", "column", "whole"),
    [
        ("title: The #1 problem # of ours", 3, 12, "The #1 problem # of ours"),
        ("title: The problem # of ours", 3, 20, "The problem # of ours"),
        ("title: #1 problem", 3, 8, "#1 problem"),
        ("title: Öl 🌊 – die #1", 3, 19, "Öl 🌊 – die #1"),
        ("title: Oil\nsummary: one two\n  three #4 five", 5, 9, "one two three #4 five"),
        ("title: Oil\nprovenance:\n  poster: anna #2", 5, 16, "anna #2"),
        ("title: Oil\ncorrections:\n  - date: 2014-06-20\n    was: no #1\n    now: no. 1", 6, 13, "no #1"),
        ("title: Oil\naliases:\n  - We #march", 5, 8, "We #march"),
    ],
)
def test_a_free_text_that_a_comment_cuts_off_is_told_with_its_place_and_the_whole_in_quotes(
    lines, line, column, whole
):
    (told,) = cuts(lines)
    assert (told.severity, told.location.line, told.location.column) == ("warning", line, column)
    assert f'"{whole}"' in told.hint


@pytest.mark.parametrize(
    "lines",
    [
        "title: Oil  # the paper has “Oil!”",
        "title: Oil\t# the paper has “Oil!”",
        "# the paper has “Oil!”\ntitle: Oil",
        "title: 'Oil #1' # as printed",
        'title: "The #1 problem # of ours"',
        "title: Oil#1, C# and F#",
        "title: # to be found",
        "title: Oil\nlanguage: en # surely",
        "title: Oil\nsummary: >\n  the #1 problem # of ours",
    ],
)
def test_what_is_plainly_a_comment_or_plainly_text_is_not_told(lines):
    assert cuts(lines) == []


def test_the_warning_keeps_no_entry_back():
    parsed = parse("content/entries/oil.md", ENTRY.format("title: The #1 problem").encode())
    assert parsed.record is not None
    assert parsed.record.metadata.title == "The"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/regions/africa.md", "---\nname: Africa #1\n---\n"),
        ("content/authors/jane-doe.md", "---\nname: Jane Doe\nrole: Fellow #2\n---\n"),
        ("content/pages/about.md", "---\ntitle: About #1\n---\n"),
        ("content/site.yaml", "title: Our #1 digest\nurl: https://example.org/\nid: x\n"),
    ],
)
def test_names_and_titles_of_all_records_are_looked_at(path, text):
    assert [one.code for one in parse(path, text.encode()).diagnostics].count("cut-text") == 1


def test_the_fast_reader_leaves_every_text_with_such_a_mark_to_the_parser():
    assert simple_front_matter.read("title: The #1 problem\n") is None
    assert simple_front_matter.read("title: The problem#1\n") is not None
