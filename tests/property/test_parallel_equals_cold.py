"""The engine's law once more, with every build of the random edits parsed and rendered by other processes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import ClassVar

import pytest
from digest_on_disk import DigestOnDisk, front_matter
from edited_digest import Digest
from edits import AS_OF
from hypothesis.stateful import run_state_machine_as_test
from pools import Kept, a_pool_kept_alive
from runs import runs_of

from site_builder.build import Builder
from site_builder.building.workers import Pool
from site_builder.project import project_at, theme

STEPS = 2000 if os.environ.get("STRESS") else 60

ENTRY = {
    "id": "one", "title": "One", "date": "2014-06-17", "region": "africa", "author": "Ada Roe", "source": "courier",
}  # fmt: skip


class ParallelDigest(Digest):
    """Edits of a digest, each built by a pool that all builds share."""

    pool: ClassVar[Kept]

    def new_builder(self, *, full: bool = False) -> Builder:
        return Builder(self.project, as_of=lambda: self.as_of, workers=lambda: Pool(self.pool, 2), full=full)


@pytest.mark.slow
def test_parallel_incremental_output_equals_a_cold_build_after_every_step():
    chosen = runs_of(max(2, STEPS // 20))
    Digest.compared = 0
    with a_pool_kept_alive() as ParallelDigest.pool:
        while Digest.compared < STEPS:
            run_state_machine_as_test(ParallelDigest, settings=chosen)
        assert ParallelDigest.pool.given > STEPS // 2


@pytest.mark.slow
def test_workers_that_outlive_a_build_see_that_a_template_changed(tmp_path: Path):
    digest = DigestOnDisk(tmp_path)
    text = (theme() / "entry.html").read_text(encoding="utf-8")
    digest.put("content/entries/one.md", front_matter(ENTRY, "Text."))
    with a_pool_kept_alive() as pool:
        builder = Builder(project_at(tmp_path), as_of=lambda: AS_OF[0], workers=lambda: Pool(pool, 2))
        for mark in ("", "<!-- first -->", "<!-- second -->"):
            digest.put("templates/entry.html", text.replace("{% endblock %}", mark + "{% endblock %}"))
            assert builder.build().ok
            assert mark in (tmp_path / "output/2014/one/index.html").read_text(encoding="utf-8")
        builder.close()
        assert pool.given
