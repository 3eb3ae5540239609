"""The engine's law: whatever is edited, incremental output equals a cold build's, byte for byte.

After each step also: a file is written if and only if its bytes changed, no other file is touched, what died is
gone; and where the content has errors, `build` refuses exactly when `check` does and leaves all as it was.
"""

from __future__ import annotations

import os

import pytest
from edited_digest import Digest
from hypothesis.stateful import run_state_machine_as_test
from runs import runs_of

from site_builder.incremental import shape
from site_builder.pages import facet

STEPS = int(os.environ.get("PROPERTY_STEPS", "40"))
"""Builds to compare, in all parts together; `make test` asks for 2,000."""

PARTS_OF_RUN = 4 if "PROPERTY_STEPS" in os.environ else 1


@pytest.mark.parametrize("part", range(PARTS_OF_RUN))
def test_incremental_output_equals_a_cold_build_after_every_step(part: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shape, "LISTED", 2)  # so that terms come to have slices, and cease to
    monkeypatch.setattr(shape, "FULL", 2)  # years sitemaps by month
    monkeypatch.setattr(shape, "COMBINED", 2)  # and combinations pages
    monkeypatch.setattr(facet, "NEWEST", 1)
    monkeypatch.setattr(facet, "LISTED", 2)  # which do not show all their entries
    wanted = STEPS // PARTS_OF_RUN
    chosen = runs_of(max(2, wanted // 20), derandomize=PARTS_OF_RUN == 1)
    Digest.compared = 0
    while Digest.compared < wanted:
        run_state_machine_as_test(Digest, settings=chosen)
