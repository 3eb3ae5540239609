"""The measures of whole builds. Ours and the peer take turns within every round."""

from __future__ import annotations

import json
import statistics
from typing import TYPE_CHECKING, Any

from bars import Bar
from contents import contents
from our_site import edit_body, touch_everything
from sites import SMALL, Bench

if TYPE_CHECKING:
    from collections.abc import Sequence

    from processes import Run


def cold(bench: Bench) -> list[Bar]:
    """Build everything from nothing: ours, Hugo with related entries, Hugo without."""
    hugo = bench.hugo()
    digest = bench.digest(bench.entries)
    ours, related, plain = [], [], []
    for _ in range(bench.rounds):
        ours.append(digest.cold_build())
        if hugo:
            related.append(hugo.build(related=True, cold=True))
            plain.append(hugo.build(related=False, cold=True))
    size = f"{bench.entries:,}"
    report = json.loads(ours[-1].printed)["report"]
    bench.results["cold build"] = {
        "ours": _figures(ours) | {"stages_s": report["seconds"], "stages_cpu_s": report["cpu_seconds"]},
        "state_bytes_per_entry": digest.state_bytes() / bench.entries,
        "output": contents(digest.output),
        "ours, one process": _figures([digest.cold_build("--jobs", "1")]),
    }
    bars = [Bar(f"peak memory of our cold build, {size}", [run.peak for run in ours], 400, 200, "MB")]
    if not hugo:
        return bars
    bench.results["cold build"] |= {"Hugo, related": _figures(related), "Hugo, not related": _figures(plain)}
    bench.results["hugo"]["output, related"] = contents(hugo.output(related=True))
    return [
        _ratio(f"cold build, ours / Hugo with related, wall, {size}", ours, related, "wall", (0.6, 0.4)),
        _ratio(f"cold build, ours / Hugo with related, CPU, {size}", ours, related, "cpu", (0.6, 0.4)),
        _ratio(f"cold build, ours / Hugo without related, wall, {size}", ours, plain, "wall", (1.5, 1.0)),
        _ratio(f"cold build, ours / Hugo without related, CPU, {size}", ours, plain, "cpu", (1.5, 1.0)),
        *bars,
    ]


def pelican(bench: Bench) -> list[Bar]:
    """Build from nothing: ours and Pelican."""
    peer = bench.pelican()
    if not peer:
        return []
    digest = bench.digest(SMALL)
    ours, theirs = [], []
    for _ in range(bench.rounds):
        ours.append(digest.cold_build())
        theirs.append(peer.cold_build())
    bench.results["cold build, 1,000"] = {"ours": _figures(ours), "Pelican": _figures(theirs)}
    bench.results["pelican"] = {
        "version": peer.version(),
        "output": contents(peer.site / "output"),
        "our output": contents(digest.output),
    }
    return [_ratio(f"cold build, Pelican / ours, CPU, {SMALL:,}", theirs, ours, "cpu", (4, 6))]


def unchanged(bench: Bench) -> list[Bar]:
    """Build where nothing changed. Hugo, which has no such thing, builds all of it over what is there."""
    digest = bench.digest(bench.entries)
    hugo = bench.hugo()
    digest.be_built()
    ours, theirs = [], []
    for _ in range(max(bench.rounds, 3)):
        ours.append(digest.build())
        if hugo:
            theirs.append(hugo.build(related=False, cold=False))
    return _against_hugo(bench, "unchanged build", ours, theirs, (20, 40))


def checkout(bench: Bench) -> list[Bar]:
    """Build after one edit where every file of content and output has another time, as in a fresh checkout."""
    digest = bench.digest(bench.entries)
    hugo = bench.hugo()
    digest.be_built()
    ours, theirs = [], []
    for number in range(max(bench.rounds, 3)):
        edit_body(digest.paths[bench.entries // 2 + number], f"checked out {number}")
        touch_everything(digest.root / "content", digest.output)
        ours.append(digest.build())
        if hugo:
            theirs.append(hugo.build(related=False, cold=False))
    return _against_hugo(bench, "fresh checkout", ours, theirs, (10, 16))


def growth(bench: Bench) -> list[Bar]:
    """Build 5,000 and 50,000 entries by turns, and 100,000 once."""
    small, large = bench.digest(5_000), bench.digest(50_000)
    rounds = [(small.cold_build(), large.cold_build()) for _ in range(bench.rounds)]
    huge = bench.digest(100_000)
    build = huge.cold_build()
    state = huge.state_bytes() / huge.entries
    bench.results["growth"] = {
        "5,000": _figures([one for one, _ in rounds]),
        "50,000": _figures([other for _, other in rounds]),
        "100,000": _figures([build]) | {"state_bytes_per_entry": state, "output": contents(huge.output)},
    }
    shares = [other.cpu / large.entries / (one.cpu / small.entries) for one, other in rounds]
    return [
        Bar("CPU an entry, 50,000 / 5,000", shares, 1.15, 1.05),
        Bar("peak memory of our cold build, 100,000", [build.peak], 1200, 600, "MB"),
        Bar("state an entry, 100,000", [state], 3072, 1536, "bytes", exact=True),
    ]


def _figures(runs: Sequence[Run]) -> dict[str, Any]:
    found = {}
    for name in ("wall_s", "cpu_s", "peak_mb"):
        values = [run.figures()[name] for run in runs]
        found[name] = {"median": statistics.median(values), "rounds": values}
    return found


def _ratio(what: str, above: Sequence[Run], below: Sequence[Run], of: str, bars: tuple[float, float]) -> Bar:
    return Bar(what, [getattr(a, of) / getattr(b, of) for a, b in zip(above, below, strict=True)], *bars)


def _against_hugo(
    bench: Bench, name: str, ours: Sequence[Run], theirs: Sequence[Run], bars: tuple[float, float]
) -> list[Bar]:
    written = [len(json.loads(run.printed)["report"]["written"]) for run in ours]
    bench.results[name] = {"ours": _figures(ours) | {"written": written}}
    if not theirs:
        return []
    bench.results[name]["Hugo, not related"] = _figures(theirs)
    return [
        _ratio(f"{name}, Hugo without related / ours, wall, {bench.entries:,}", theirs, ours, "wall", bars)
    ]
