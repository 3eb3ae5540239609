"""Patterns of many words are arranged to be fast, and find what they would have found."""

from __future__ import annotations

import re
import sys

import pytest

from site_builder.importing.recognising.alternatives import arranged, pattern, small

PLAIN = (
    r"fellow|\bfree\b|sign.?up|\b(?:he|she) (?:is|was)\b|(?<!up)date|(?:long )?read|(?<!over)(?<!o-)hidden|f"
)
TEXT = "Fellows of the free sign-up: she is up to date, he was not updated; a long read, unread, overhidden, hidden, if."


def test_an_arranged_pattern_finds_what_the_plain_one_finds():
    assert pattern(PLAIN).findall(small(TEXT)) == re.findall(PLAIN, small(TEXT))
    assert len(pattern(PLAIN).findall(small(TEXT))) > 8


def test_of_alternatives_that_begin_alike_the_first_is_still_taken():
    assert re.findall(arranged("may|march|mayor|mar"), "mayor march mar") == ["may", "march", "mar"]


def test_whole_alternatives_stand_for_whole_words():
    assert pattern("head|co-?chair", whole=True).findall("head ahead heads cochair") == ["head", "cochair"]


@pytest.mark.parametrize("wrong", [r"\d+ comments", "a|[bc]d", "s?he", "(?:ab)*c", "(?:ab", "a|"])
def test_what_begins_with_no_plain_character_is_refused(wrong: str):
    with pytest.raises(ValueError, match=r"begins with|not closed"):
        arranged(wrong)


def test_small_letters_are_those_that_ignoring_case_takes_for_the_same():
    for letter in "abcdefghijklmnopqrstuvwxyz":
        alike = re.compile(letter, re.IGNORECASE)
        for other in map(chr, [*range(0xD800), *range(0xE000, sys.maxunicode // 16)]):
            assert (alike.match(other) is not None) == (small(other) == letter), other


def test_small_letters_stay_at_their_places():
    assert small("\u0130stanbul ILIK \u017fo") == "istanbul ilik so"
