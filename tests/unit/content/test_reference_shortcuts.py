"""References are found without parsing the whole body; the answer must be the one that the whole parse gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.content.markdown import markdown
from site_builder.content.references import references

PIECES = (
    "[[a]]", "[[ b ]]", "[[é]]", "Word ", "é", " see ", "\n", "\n\n", "\n \t\n", "\u3000\n", "- ", "1. ", "> ", "# ", "    ",
    "\t", "`", "```\n", "~~~\n", "*", "**", "\\", "![", "[x", "]", "](u)", "<http://", "&amp;", "[^1]", "\n[^1]: ",
    "\n[[a]]: /u", "\n[r]: /u\n", "[r]", "\n---\n", "| a | b |\n|---|---|\n| ",
)  # fmt: skip


def targets_of_the_whole(body: str) -> list[str]:
    blocks = markdown().parse(body)
    return [
        token.meta["target"]
        for block in blocks
        for token in block.children or ()
        if token.type == "reference"
    ]


@settings(max_examples=300, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_references_are_those_of_the_whole_parse(body: str):
    assert [found.target for found in references(body)] == targets_of_the_whole(body)


@settings(max_examples=300, derandomize=True)
@given(st.lists(st.sampled_from(("[[a]]", "[[a]] ", "Word ", "(", ")", *PIECES)), max_size=8).map("".join))
def test_references_in_a_paragraph_of_one_line_are_those_of_the_whole_parse(rest: str):
    body = f"Word {rest}"
    found = references(body)
    assert [one.target for one in found] == targets_of_the_whole(body)
    lines = body.split("\n")
    assert all(lines[one.line - 1][one.column - 1 :].startswith("[[") for one in found)


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("Plain [[a]].", ["a"]),
        ("```\n\nPlain [[a]].\n\n```", []),
        ("Plain `[[a]]`.", []),
        ("Plain \\[[a]].", []),
        ("Note[^1] and [[a]].\n\n[^1]: After [[b]].", ["a", "b"]),
        ("No note, [[a]].\n\n[^1]: Never shown, [[b]].", ["a"]),
        ("Here [[a]].\n\n[[a]]: /no-definition", ["a", "a"]),
        ("A [link](/b) and [[a]].", ["a"]),
        ("A [link with [[a]]](/b).", ["a"]),
        ("A [link [x](/c) with [[a]]](/b).", ["a"]),
        ("A [link](/to/[[a]]).", []),
        ("A [link](/to/(x)[[a]]).", []),
        ('A [link](/to "[[a]]").', []),
        ("A ![picture of [[a]]](/b).", []),
        ("A ![[a]].", ["a"]),
        ("A [[a]](/b).", []),
        ("A [bracket [[a]].", ["a"]),
        ("A [[ ]] [[a]].", ["a"]),
    ],
)
def test_what_stands_around_a_reference_decides_whether_it_is_one(body: str, seen: list[str]):
    assert [found.target for found in references(body)] == seen
    assert targets_of_the_whole(body) == seen


def test_a_reference_in_a_plain_paragraph_is_found_at_its_place():
    found = references("First.\n\nSee [[a]] and [[a]].\n", first_line=10)
    assert [(one.line, one.column, one.length) for one in found] == [(12, 5, 5), (12, 15, 5)]
