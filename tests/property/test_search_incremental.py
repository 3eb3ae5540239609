"""What many edits lead to in the search index is what an index made anew holds, at any number of shards."""

from __future__ import annotations

import os
from collections.abc import Sequence

import digest_on_disk
import pytest
from edited_digest import Digest
from edits import IDS
from hypothesis.stateful import rule, run_state_machine_as_test
from runs import runs_of

from site_builder.search import geometry, merging, newest, pieces, stage

RUNS, STEPS = (6, 40) if "PROPERTY_STEPS" in os.environ else (4, 30)
"""Runs of at most twenty steps, and how many indexes they must compare at least; `make test` asks for the more."""


class ComingAndGoing(Digest):
    """Edits, and many entries that come or go at once."""

    @rule()
    def all_come(self) -> None:
        for entry in IDS:
            if entry not in self.fields:
                self.add(entry, "africa", "Cables", "Text.")

    @rule()
    def all_but_two_go(self) -> None:
        for entry in sorted(self.fields)[2:]:
            self.delete_entry(entry)


def test_the_index_after_edits_is_one_made_anew(monkeypatch: pytest.MonkeyPatch):
    """With shards of two entries, few edits deal entries anew, and make others the newest; `Digest` compares the index after each."""
    monkeypatch.setattr(geometry, "SHARD", 2)
    monkeypatch.setattr(geometry, "BUCKET", 1)
    monkeypatch.setattr(geometry, "TEXTS", 1)
    monkeypatch.setattr(pieces, "CARDS", 1)
    monkeypatch.setattr(merging, "CARDS", 1)
    monkeypatch.setattr(geometry, "_ONE_LETTER", 2)
    monkeypatch.setattr(geometry, "_TWO_LETTERS", 5)
    monkeypatch.setattr(geometry, "_ALL_WORDS", 3)
    monkeypatch.setattr(geometry, "_TOGETHER", 4)
    monkeypatch.setattr(geometry, "NEWEST", 3)
    monkeypatch.setattr(geometry, "FILES_OF_NEWEST", 2)
    monkeypatch.setattr(merging, "FILES_OF_NEWEST", 2)
    monkeypatch.setattr(geometry, "MANY", 4)
    monkeypatch.setattr(geometry, "TELLING", 2)
    monkeypatch.setattr(newest, "EVERY", 4)
    monkeypatch.setattr(newest, "MOST", 3)
    monkeypatch.setitem(digest_on_disk.SETTINGS, "search", True)
    shapes = set()
    apart: set[int] = set()
    shape_of, behind_the_cut = stage.geometry, newest.newest

    def noted(entries: int) -> geometry.Geometry:
        shape = shape_of(entries)
        shapes.add((shape.shards, shape.letters, shape.rare, shape.together, shape.newest, shape.telling))
        return shape

    def set_apart(ids: Sequence[str]) -> Sequence[str]:
        found = behind_the_cut(ids)
        apart.add(len(found))
        return found

    monkeypatch.setattr(stage, "geometry", noted)
    monkeypatch.setattr(stage, "newest", set_apart)
    chosen = runs_of(RUNS)
    Digest.compared = 0
    run_state_machine_as_test(ComingAndGoing, settings=chosen)
    assert Digest.compared >= STEPS
    assert len(shapes) > 2, "the number of entries never changed the form of the index"
    assert len(apart) > 1, "there were always as many of the newest entries"
