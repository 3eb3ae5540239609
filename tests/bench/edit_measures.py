"""The measures of edits while something watches: ours until the disk is right, Hugo's until its server is."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Any, Final

from bars import Bar
from our_site import Watch, has_telling_title
from sites import SMALL, Bench

if TYPE_CHECKING:
    from collections.abc import Sequence

LARGE: Final = 100_000
BODY_EDITS: Final = 24
TITLE_EDITS: Final = 20
SERVER_BODY_EDITS: Final = 5
SERVER_TITLE_EDITS: Final = 2
SERVER_LIMIT: Final = 30.0
SERVER_BODY_LIMIT: Final = 300.0


def watch(bench: Bench) -> list[Bar]:
    """Edit bodies and titles under `watch`."""
    bench.hugo()  # made of what was not edited yet
    medians = {}
    bars = []
    for size in sorted({SMALL, bench.entries, *([LARGE] if bench.full else [])}):
        digest = bench.digest(size)
        digest.be_built()
        telling = [path for path in digest.paths[5 :: size // 300] if has_telling_title(path)]
        with Watch(digest) as watching:
            bodies = watching.edit_bodies(digest.paths[size // 3 :: 7][:BODY_EDITS])
            titles = watching.edit_titles(telling[:: len(telling) // TITLE_EDITS][:TITLE_EDITS])
        bench.results[f"watch, {size:,}"] = {"body edit": _edits(bodies), "title edit": _edits(titles)}
        medians[size] = statistics.median(seconds for seconds, _ in bodies)
        if size == bench.entries:
            what = f"title edit in watch until all dependents are right, {size:,}"
            bars = [
                Bar(f"body edit in watch until on disk, {size:,}", _batches(bodies), 25, 10, "ms"),
                Bar(what, _batches(titles), 120, 50, "ms"),
            ]
    if bench.full:
        bars.append(Bar("body edit in watch, 100,000 / 1,000", [medians[LARGE] / medians[SMALL]], 1.5, 1.1))
    return bars


def server(bench: Bench) -> list[Bar]:
    """Edit under `hugo server`; needs what `watch` measured."""
    hugo = bench.hugo()
    if not hugo or f"watch, {bench.entries:,}" not in bench.results:
        return []
    built = hugo.output(related=True)
    hugo.build(related=True, cold=True)
    entries = hugo.entries()
    alone = [path for path in hugo.entries(alone=True) if has_telling_title(path)]
    step = len(alone) // (2 * SERVER_TITLE_EDITS)
    fast, slow = alone[: 2 * step : step], alone[2 * step :: step]
    with hugo.server(related=False) as serving:
        plain = serving.edit_bodies(entries[len(entries) // 3 :: 7][:SERVER_BODY_EDITS], SERVER_BODY_LIMIT)
    with hugo.server(related=True) as serving:
        bodies = serving.edit_bodies(entries[len(entries) // 2 :: 7][:SERVER_BODY_EDITS], SERVER_BODY_LIMIT)
        titles = serving.edit_titles(fast[:SERVER_TITLE_EDITS], built, SERVER_LIMIT)
    with hugo.server("--disableFastRender", related=True) as serving:
        whole = serving.edit_titles(slow[:SERVER_TITLE_EDITS], built, SERVER_LIMIT)
    bench.results["hugo server"] = {
        "body edit, not related, s": plain,
        "body edit, related, s": bodies,
        "title edit": [_served(edit) for edit in titles],
        "title edit, --disableFastRender": [_served(edit) for edit in whole],
    }
    ours = bench.results[f"watch, {bench.entries:,}"]["body edit"]["median_ms"] / 1000
    what = f"body edit, hugo server without related / watch, {bench.entries:,}"
    return [Bar(what, [seconds / ours for seconds in plain], 100, 300)]


def _edits(found: Sequence[tuple[float, int]]) -> dict[str, Any]:
    milliseconds = [seconds * 1000 for seconds, _ in found]
    return {
        "median_ms": statistics.median(milliseconds),
        "best_ms": min(milliseconds),
        "worst_ms": max(milliseconds),
        "edits": len(found),
        "written": [files for _, files in found],
    }


def _batches(found: Sequence[tuple[float, int]]) -> list[float]:
    """Return the medians, in ms, of four batches of edits, which tell how much the time of an edit varies."""
    milliseconds = [seconds * 1000 for seconds, _ in found]
    size = len(milliseconds) // 4
    return [statistics.median(milliseconds[start : start + size]) for start in range(0, 4 * size, size)]


def _served(edit: tuple[float, int, list[str]]) -> dict[str, Any]:
    seconds, pages, stale = edit
    return {"last_right_s": seconds, "pages": pages, "never_right": len(stale), "such_as": stale[:10]}
