"""Short cuts through text: what they pass over holds nothing that is looked for."""

import re

import pytest

from site_builder.content import decode, faults, text
from site_builder.content.faults import Faults
from site_builder.content.parse import parse

BELOW_SURROGATES_AND_ABOVE = [chr(code) for code in (*range(0xD800), *range(0xE000, 0x10000), 0x10FFFF)]


def test_no_printable_character_is_hidden_unshown_or_white_space_but_the_space():
    for character in map(chr, range(0x10000)):
        unwanted = decode._HIDDEN.match(character) or faults._UNSHOWN.match(character) or character.isspace()
        assert not (unwanted and character.isprintable()) or character == " "


def test_every_control_character_is_found_in_the_bytes():
    for character in BELOW_SURROGATES_AND_ABOVE:
        if text._CONTROL.match(character):
            assert text._may_hold_controls(f"a{character}b".encode()), hex(ord(character))


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\x7f", "\x80", "\x9f", "\ufffe", "\uffff"])
def test_a_control_character_is_reported_at_its_place(character):
    data = f"\ufeff---\r\nname: Öl\r\n---\r\nab{character}".encode()
    (found,) = parse("content/topics/oil.md", data).diagnostics
    assert (found.code, found.location.line, found.location.column) == ("control-character", 4, 3)


@pytest.mark.parametrize("character", ["\t", "\n", "\r", "\xa0", "«", "\ufffd", "\ufeff", "\U0010ffff"])
def test_other_characters_may_stand_in_a_file(character):
    assert parse("content/topics/oil.md", f"---\nname: Oil\n---\n{character}".encode()).diagnostics == ()


@pytest.mark.parametrize("number", [0, 1, 2, 20, 21, 22, 49, 50, 51, 1000])
def test_any_line_of_the_file_can_be_shown(number):
    lines = [f"line {count}" for count in range(1, 51)]
    shown = Faults("content/topics/oil.md")
    shown.read("\n".join(lines))
    assert shown.line(number) == (lines[number - 1] if 1 <= number <= 50 else "")
    short = Faults("content/topics/oil.md")
    short.read("line 1\nline 2")
    assert short.line(number) == (lines[number - 1] if 1 <= number <= 2 else "")


@pytest.mark.parametrize(
    ("front", "rest"),
    [
        ("a: 1\n", "---\nbody"),
        ("", "---"),
        ("a: 1\n--- b\n----\n", "--- \t\nbody"),
        ("a: 1\n ---\n", "---\nbody\n---\n"),
    ],
)
def test_the_front_matter_ends_at_the_first_line_of_three_dashes(front, rest):
    parts = text.split(Faults("content/topics/oil.md"), f"---\n{front}{rest}")
    assert parts is not None
    assert (parts.front, parts.body) == (front, re.sub(r"^---[ \t]*\n?", "", rest))
    assert parts.body_line == front.count("\n") + 3
