"""Rows of readers: whoever looks a fact up finds all pages that read it."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import DecodeError

from site_builder.incremental.facts import FACT_BITS
from site_builder.incremental.readers import Readers, Rows, rows_named

facts = st.integers(0, (1 << FACT_BITS) - 1)
reads = st.lists(st.lists(facts, max_size=30, unique=True).map(sorted), max_size=40)


@given(reads, st.sampled_from([1, 50, 1 << 20]))
def test_each_page_stands_in_the_rows_of_all_facts_that_it_read(read, at_once):
    readers = Readers()
    for page, its in enumerate(read, 1):
        readers.add(page, array("I", its))
    rows = readers.rows()
    dealt = list(readers.by_row(rows, at_once))
    assert [row for row, _ in dealt] == sorted({rows.of(fact) for its in read for fact in its})
    found = {row: set(rows.unpacked(data)) for row, data in dealt}
    assert all(page in found[rows.of(fact)] for page, its in enumerate(read, 1) for fact in its)
    told = {(rows.of(fact), page) for page, its in enumerate(read, 1) for fact in its}
    assert {(row, page) for row, pages in found.items() for page in pages} == told


def test_few_facts_share_a_row_however_many_there_are():
    readers = Readers()
    for page in range(1, 2001):
        numbers = sorted((page * 2654435761 + n * 40503) % (1 << FACT_BITS) for n in range(100))
        readers.add(page, array("I", numbers))
    rows = readers.rows()
    sizes = [len(rows.unpacked(data)) for _, data in readers.by_row(rows)]
    assert len(sizes) > 4000
    assert max(sizes) < 200


@given(st.lists(st.integers(0, (1 << 24) - 1)))
def test_numbers_of_three_bytes_come_back(pages):
    rows = Rows(8, 3)
    data = rows.packed(array("I", pages))
    assert len(data) == 3 * len(pages)
    assert rows.unpacked(data).tolist() == pages


def test_a_digest_with_more_pages_than_three_bytes_can_tell_takes_four():
    readers = Readers()
    readers.add(1 << 24, array("I", [5]))
    rows = readers.rows()
    assert rows.width == 4
    assert [rows.unpacked(data).tolist() for _, data in readers.by_row(rows)] == [[1 << 24]]


@pytest.mark.parametrize("text", ["", "16", "16 2", "x 3", "30 3", "-1 3"])
def test_what_names_no_rows_is_damage(text):
    with pytest.raises(DecodeError):
        rows_named(text)


def test_a_row_with_a_part_of_a_number_is_damage():
    with pytest.raises(DecodeError):
        Rows(8, 3).unpacked(b"1234")
