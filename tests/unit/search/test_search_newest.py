"""The newest entries: which these are, and which files one more of them changes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from indexed import found, index_files
from workshop import Workshop, add_entry, difference

from site_builder.search import geometry
from site_builder.search.newest import MOST, newest

IDS = [f"2020-01-{day:02d}-{name}" for day in range(28, 0, -1) for name in "fedcba"]
OURS = "w/new.json", "t/new-", "c/", "f/", "index.json"


@given(st.integers(0, len(IDS)), st.integers(0, 40))
def test_older_entries_have_no_part_in_which_are_the_newest(old: int, more: int):
    ids = IDS[: MOST + 1]
    assert newest(ids + IDS[old : old + more]) == newest(ids)


@given(st.integers(1, len(IDS)))
def test_one_more_entry_joins_the_newest_or_ends_their_row(start: int):
    before, after = newest(IDS[start : start + MOST + 1]), newest(IDS[start - 1 : start + MOST])
    assert len(after) <= MOST
    assert list(after[1:]) == list(before[: max(len(after) - 1, 0)])


def test_there_are_newest_entries_most_of_the_time():
    sizes = [len(newest(IDS[start : start + MOST + 1])) for start in range(len(IDS) - MOST)]
    assert sum(size > 0 for size in sizes) > len(sizes) * 0.8
    assert max(sizes) > MOST / 4


@pytest.fixture
def many(digest: Workshop, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """A digest in which the entry named latest is the newest, and no other one is."""
    monkeypatch.setattr(geometry, "NEWEST", 3)
    monkeypatch.setattr("site_builder.search.newest.crc32", lambda data: data == b"cut latest")
    add_entry(digest, "older", date="2029-01-01", body="A zeppelin lands.")
    assert digest.builder.build().ok
    return digest


def test_a_new_entry_changes_the_files_of_the_newest_and_few_others(many: Workshop):
    before = index_files(many)
    add_entry(many, "latest", date="2030-01-01", body="Gliders and balloons.", summary="Of airships.")
    assert many.builder.build().ok
    after = index_files(many)
    changed = {path for path in before | after if before.get(path) != after.get(path)}
    assert {path for path in changed if not path.startswith(OURS)} == set()
    assert "airship" in json.loads(after["w/new.json"])
    assert found(many, "gliders")
    assert difference(many) == ""


def test_an_entry_that_is_not_among_the_newest_any_more_is_in_the_files_of_the_others(many: Workshop):
    add_entry(many, "latest", date="2030-01-01", body="Gliders and balloons.", summary="Of airships.")
    assert many.builder.build().ok
    assert "airship" in json.loads(index_files(many)["w/new.json"])
    many.change("content/entries/latest.md", "date: 2030-01-01", "date: 2014-01-01")
    assert many.builder.build().ok
    files = index_files(many)
    assert "w/new.json" not in files
    assert found(many, "gliders")
    assert difference(many) == ""
