"""Signs of what stands behind a word of a text, by which phrases are told: which there are, and where they are kept."""

from __future__ import annotations

import json

import pytest
from indexed import index_files
from workshop import Workshop, add_entry, difference

from site_builder.search import geometry
from site_builder.search.numbers import spelt, spelt_in_one
from site_builder.search.words import followed, sign, term

TEXT = "A port, the ports’ ships — and the sea"


def test_each_term_is_followed_by_the_next_one_whatever_stands_between():
    found = followed(TEXT)
    assert found.times == {"port": 2, "the": 2, "ship": 1, "and": 1, "sea": 1}
    assert found.first["port"] == sign("the")
    assert found.last["port"] == sign("ship")
    assert found.last["sea"] == sign("")


@pytest.mark.parametrize("text", ["", " — ", "a"])
def test_a_text_without_words_has_nothing_that_follows(text: str):
    assert followed(text) == ({}, {}, {})


def test_two_signs_are_the_digits_of_one_number():
    assert spelt_in_one(3, 31) == spelt(3 + 32 * 31)
    assert spelt(31) in "0123456789abcdefghijklmnopqrstuv"


@pytest.fixture
def telling(digest: Workshop, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """A digest whose index has signs for terms of no more than two texts."""
    monkeypatch.setattr(geometry, "MANY", 1)
    monkeypatch.setattr(geometry, "TELLING", 4)
    add_entry(digest, "one", body="A zeppelin lands, a zeppelin sinks. Gliders fly.")
    add_entry(digest, "two", body="Gliders rest.")
    add_entry(digest, "three", body="A glide is a glider of gliders, and gliders fly low; balloons too.")
    assert digest.builder.build().ok
    return digest


def written(digest: Workshop, word: str) -> list[str]:
    files = index_files(digest)
    found = [json.loads(data) for path, data in files.items() if path.startswith("t/")]
    return next(each[term(word)] for each in found if term(word) in each).split("|")


def test_signs_stand_behind_the_entries_that_have_a_term_once_or_twice(telling: Workshop):
    assert written(telling, "zeppelin")[2:] == [spelt_in_one(sign("land"), sign("sink"))]
    assert written(telling, "low")[2:] == [spelt(sign("balloon"))]
    often, rest, *signs = written(telling, "gliders")
    assert often
    assert rest
    assert signs == [spelt(sign("fly")) + spelt(sign("rest"))] or signs == [
        spelt(sign("rest")) + spelt(sign("fly"))
    ]


def test_a_term_of_many_texts_has_no_signs(telling: Workshop):
    before = written(telling, "zeppelin")
    for name in ("four", "five", "six", "seven"):
        add_entry(telling, name, body="A zeppelin rests.")
    assert telling.builder.build().ok
    assert len(before) == 3
    assert len(written(telling, "zeppelin")) == 2
    assert difference(telling) == ""
