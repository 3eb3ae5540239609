"""What many edits lead to in the search index is what an index made anew holds, at any number of shards."""

from __future__ import annotations

import digest_on_disk
import pytest
from edited_digest import Digest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from site_builder.search import geometry, merging, pieces, stage

STEPS = 40


def test_the_index_after_edits_is_one_made_anew(monkeypatch: pytest.MonkeyPatch):
    """With shards of two entries, few edits deal entries anew; `Digest` compares the index after each."""
    monkeypatch.setattr(geometry, "SHARD", 2)
    monkeypatch.setattr(geometry, "BUCKET", 1)
    monkeypatch.setattr(pieces, "CARDS", 1)
    monkeypatch.setattr(merging, "CARDS", 1)
    monkeypatch.setattr(geometry, "_ONE_LETTER", 2)
    monkeypatch.setattr(geometry, "_TWO_LETTERS", 5)
    monkeypatch.setattr(geometry, "_ALL_WORDS", 3)
    monkeypatch.setitem(digest_on_disk.SETTINGS, "search", True)
    shapes = set()
    shape_of = stage.geometry

    def noted(entries: int) -> geometry.Geometry:
        shape = shape_of(entries)
        shapes.add((shape.shards, shape.letters, shape.rare))
        return shape

    monkeypatch.setattr(stage, "geometry", noted)
    chosen = settings(
        max_examples=6,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
        print_blob=True,
    )
    Digest.compared = 0
    run_state_machine_as_test(Digest, settings=chosen)
    assert Digest.compared >= STEPS
    assert len(shapes) > 2, "the number of entries never changed the form of the index"
