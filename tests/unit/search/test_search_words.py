"""Words to terms, numbers to letters, entries to files: the pure parts of search."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.search.geometry import BUCKETS, geometry
from site_builder.search.numbers import _LAST, _MORE, _STEPS, gaps, read, spelt, steps
from site_builder.search.words import LONGEST, compounds, term, terms

GOLDEN = Path(__file__).parents[2] / "golden/search/words.json"
TEXTS = GOLDEN.with_name("texts.json")


@pytest.mark.parametrize(("word", "expected"), json.loads(GOLDEN.read_text("utf-8")).items())
def test_a_word_is_found_under_its_term(word: str, expected: str):
    assert term(word) == expected


@pytest.mark.parametrize(("text", "expected"), json.loads(TEXTS.read_text("utf-8")).items())
def test_a_text_without_spaces_is_cut_into_pieces(text: str, expected: list[str]):
    assert list(terms(text)) == expected


def test_a_word_with_hyphens_is_one_word_as_well():
    assert compounds("A cease-fire, well\u2011being; 2014\u201315 - x") == {"ceasefire": 1, "wellbeing": 1}


def test_a_text_gives_its_terms_and_how_often_each_occurs():
    assert terms("The State’s states, l’État; a state_of ÉTAT") == {"the": 1, "state": 3, "etat": 2, "of": 1}


def test_vowel_signs_do_not_part_a_word():
    assert terms("مُدَرِّس cafe\u0301") == {"مدرس": 1, "cafe": 1}


@given(st.text())
def test_any_text_gives_terms_without_spaces_or_case(text: str):
    for found in terms(text):
        assert found
        assert not any(letter.isspace() for letter in found)
        assert len(found) <= LONGEST


@given(st.lists(st.integers(0, 1 << 20)))
def test_numbers_are_read_as_they_were_written(numbers: list[int]):
    letters = "".join(map(spelt, numbers))
    assert list(read(letters)) == numbers
    assert letters.isascii()
    assert '"' not in letters
    assert "\\" not in letters
    assert "|" not in letters


@given(st.sets(st.integers(0, 5000)))
def test_ascending_numbers_are_kept_as_distances(numbers: set[int]):
    place, found = -1, []
    for gap in read(gaps(sorted(numbers))):
        place += gap
        found.append(place)
    assert found == sorted(numbers)


def test_one_entry_has_one_file_of_a_kind_and_many_have_bounded_ones():
    assert geometry(0) == geometry(0)
    one, many = geometry(1), geometry(100_000)
    assert (one.shards, one.words, one.texts, one.letters, one.endings) == (1, 1, 1, 0, 0)
    assert many.shards * 1024 >= 100_000
    assert (many.words, many.texts) == (BUCKETS // 2, BUCKETS)


@given(st.integers(0, 1_000_000), st.text(min_size=1), st.text(min_size=1))
def test_every_entry_and_term_has_its_place(entries: int, entry: str, word: str):
    shape = geometry(entries)
    assert 0 <= shape.shard(entry) < shape.shards
    assert 0 <= int(shape.bucket(word), 16) < shape.words
    assert 0 <= int(shape.bucket_of_texts(word), 16) < shape.texts
    assert shape.dictionary(word)
    assert shape.facet("region") in {"all", "region"}
    assert shape.ending(word)


@given(st.lists(st.integers(0, 2_000_000)))
def test_the_step_of_a_size_is_no_less_and_at_most_a_fifth_more(sizes: list[int]):
    for size, letter in zip(sizes, steps(sizes), strict=True):
        step = _STEPS[(_LAST + _MORE).index(letter)]
        assert step >= size
        assert step <= max(size * 1.2, 64)
        assert (step == 0) == (size == 0)
