"""The measures of the search index: all of it behind a cold build, and one edit; each timed apart from the pages."""

from __future__ import annotations

import json
import statistics
import time
from typing import TYPE_CHECKING, Final

from bars import Bar
from our_site import SETTLED, edit_body

if TYPE_CHECKING:
    from processes import Run
    from sites import Bench

EDITS: Final = 5
SETTING: Final = "search: true\n"


def search(bench: Bench) -> list[Bar]:
    """Build with search from nothing, and after edits of one text each; the digest has none before and after."""
    digest = bench.digest(bench.entries)
    settings = digest.root / "content/site.yaml"
    plain = settings.read_text("utf-8")
    settings.write_text(plain + SETTING, encoding="utf-8")
    try:
        built = [digest.cold_build() for _ in range(bench.rounds)]
        index = [path for path in (digest.output / "search/index").rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in index)
        time.sleep(SETTLED)
        digest.build()
        edited = []
        for number in range(EDITS):
            edit_body(digest.paths[(number + 1) * bench.entries // (EDITS + 2)], f"searched {number}")
            edited.append(digest.build())
    finally:
        settings.write_text(plain, encoding="utf-8")
        digest.forget()
    cpu = [_search(run, "cpu_seconds") * 1000 / bench.entries for run in built]
    wall = [_search(run, "seconds") for run in edited]
    bench.results["search"] = {
        "full": {"ms_per_entry_cpu": cpu, "wall_s": [_search(run, "seconds") for run in built]},
        "one edit": {"wall_s": wall, "median_s": statistics.median(wall)},
        "files": len(index),
        "bytes": size,
    }
    entries = f"{bench.entries:,}"
    return [
        Bar(f"search index behind a cold build, CPU an entry, {entries}", cpu, 2, 1, "ms"),
        Bar(f"search index after one edit, {entries}", wall, 2, 0.5, "s"),
        Bar(
            f"peak memory of a cold build with search, {entries}", [run.peak for run in built], 800, 400, "MB"
        ),
    ]


def _search(run: Run, figure: str) -> float:
    return float(json.loads(run.printed)["report"][figure]["search"])
