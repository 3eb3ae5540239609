"""`make bench`: how fast it is beside Hugo and Pelican, measured by turns in one run, with the bars it must keep.

  make bench                                     10,000 entries, about a quarter of an hour
  make bench BENCH="--scale quick"               2,000 entries, to see that everything works
  make bench BENCH="--scale full --rounds 2"     50,000 and 100,000 as well; twenty minutes
  make bench BENCH="--only cold unchanged"       some of the measures
  make bench BENCH="--no-peers --json now.json"  ours alone, without network

The exit status is 1 where a bar is missed by more than the noise of this run (by half of what its rounds differ,
and by no less than a tenth), or where something could not be measured though its programs are there. Peers are installed from PyPI, each in a folder of its own that is removed at the end.
"""

# ruff: noqa: T201 - this is a command; it prints its results

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import build_measures
import edit_measures
import search_measures
from bars import HEADING, Bar
from processes import adopt_orphans
from sites import SMALL, Bench

MEASURES: Final = {
    "cold": build_measures.cold,
    "pelican": build_measures.pelican,
    "unchanged": build_measures.unchanged,
    "checkout": build_measures.checkout,
    "watch": edit_measures.watch,
    "server": edit_measures.server,
    "search": search_measures.search,
    "growth": build_measures.growth,
}
SCALES: Final = {"quick": (2_000, 1), "default": (10_000, 2), "full": (10_000, 3)}
FAIRNESS: Final = """\
Hugo: its program itself; templates with the same parts as ours; no minifying, no fingerprints, no git, --noTimes,
  --quiet, GOMAXPROCS and caches as they come; terms in lists of 30 with a feed each; no aliases of first pages,
  no sections; ties between files (references, clusters, mentions) stand ready in its content.
Pelican: templates of the same kind, lists of 30 and feeds of 20 summaries, years and months; its own plug-ins for
  neighbours, related entries (by topics) and the sitemap; no sources, clusters or mentions. One process, as it is made.
Ours: `build` with its default of processes; related entries, clusters, mentions, neighbours, months, sitemaps."""


def main() -> int:
    options = _options()
    adopt_orphans()
    entries, rounds = SCALES[options.scale]
    root = Path(tempfile.mkdtemp(prefix="site-builder-bench-", dir=options.folder))
    bench = Bench(
        root, options.entries or entries, options.rounds or rounds, options.peers, options.scale == "full"
    )
    bench.results |= {
        "entries": bench.entries,
        "rounds": bench.rounds,
        "machine": _machine(),
        "took_s": {},
    }
    bars: list[Bar] = []
    try:
        bench.digest(SMALL).cold_build()  # bytecode is there from here on
        for name in _chosen(options):
            start = time.perf_counter()
            try:
                bars += MEASURES[name](bench)
            except RuntimeError as error:  # the other measures are worth their time all the same
                bench.broken.append(f"{name}: {error}")
            bench.results["took_s"][name] = took = time.perf_counter() - start
            print(f"{name} measured in {took:.0f} s", file=sys.stderr, flush=True)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    bench.results |= {
        "missing": bench.missing,
        "broken": bench.broken,
        "bars": [bar.as_json() for bar in bars],
    }
    _print(bench.results, bars)
    if options.json:
        options.json.write_text(json.dumps(bench.results, indent=1) + "\n", encoding="utf-8")
    return int(any(bar.missed for bar in bars) or bool(bench.broken))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--scale", choices=SCALES, default="default", help="how much to measure")
    parser.add_argument("--entries", type=int, metavar="N", help="another size than the scale's")
    parser.add_argument("--rounds", type=int, metavar="N", help="more rounds, or fewer")
    parser.add_argument(
        "--only",
        nargs="+",
        choices=MEASURES,
        metavar="MEASURE",
        help=f"one or more of {', '.join(MEASURES)}; server needs watch",
    )
    parser.add_argument("--no-peers", dest="peers", action="store_false", help="ours alone")
    parser.add_argument(
        "--folder", type=Path, metavar="DIR", help="where to work (default: as for all temporary files)"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures here, too")
    return parser.parse_args()


def _chosen(options: argparse.Namespace) -> list[str]:
    chosen = options.only or [name for name in MEASURES if name != "growth" or options.scale == "full"]
    return [name for name in MEASURES if name in chosen]


def _machine() -> dict[str, Any]:
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "processor": platform.processor() or platform.machine(),
    }


def _print(results: dict[str, Any], bars: list[Bar]) -> None:
    machine = results["machine"]
    print(f"{results['entries']:,} entries, {results['rounds']} rounds; Python {machine['python']}, "
          f"{machine['cores']} cores, load {machine['load']} at the start")  # fmt: skip
    for note in (*results["missing"], *results["broken"]):
        print(f"NOTE: {note}")
    for peer in ("hugo", "pelican"):
        if peer in results:
            print(f"{peer.title()} {results[peer]['version']}")
    print(FAIRNESS)
    _print_runs(results)
    _print_edits(results)
    _print_search(results)
    _print_contents(results)
    print(f"\n{HEADING}")
    for bar in bars:
        print(bar.row())


def _print_runs(results: dict[str, Any]) -> None:
    print(f"\n{'medians':44} {'wall s':>9} {'CPU s':>9} {'peak MB':>9}")
    for name in ("cold build", "cold build, 1,000", "unchanged build", "fresh checkout", "growth"):
        for who, run in results.get(name, {}).items():
            if isinstance(run, dict) and "wall_s" in run:
                figures = (run[key]["median"] for key in ("wall_s", "cpu_s", "peak_mb"))
                print(f"{f'{name}: {who}':44}" + "".join(f" {figure:9.2f}" for figure in figures))
    if "cold build" in results:
        print(
            f"state of our cold build: {results['cold build']['state_bytes_per_entry']:,.0f} bytes an entry"
        )


def _print_edits(results: dict[str, Any]) -> None:
    for name, found in results.items():
        if name.startswith("watch, "):
            for kind, edit in found.items():
                written = sorted(edit["written"])
                print(f"{name}: {kind}: median {edit['median_ms']:.1f} ms, best {edit['best_ms']:.1f}, worst "
                      f"{edit['worst_ms']:.1f} of {edit['edits']}; {written[0]} to {written[-1]} files written")  # fmt: skip
    for kind, served in results.get("hugo server", {}).items():
        if kind.startswith("body"):
            print(f"hugo server: {kind}: {', '.join(f'{seconds:.2f}' for seconds in served)}")
            continue
        for edit in served:
            print(f"hugo server: {kind}: {edit['pages']} pages show the title; the last to become right did "
                  f"after {edit['last_right_s']:.2f} s, {edit['never_right']} did not within the limit")  # fmt: skip


def _print_search(results: dict[str, Any]) -> None:
    if found := results.get("search"):
        full, edit = found["full"], found["one edit"]
        print(f"search: all in {statistics.median(full['wall_s']):.2f} s, {statistics.median(full['ms_per_entry_cpu']):.2f} ms "
              f"of processor an entry; after one edit {edit['median_s']:.2f} s; {found['files']:,} files, {found['bytes'] / 1e6:.1f} MB")  # fmt: skip


def _print_contents(results: dict[str, Any]) -> None:
    sites = {
        "ours": results.get("cold build", {}).get("output"),
        "Hugo": results.get("hugo", {}).get("output, related"),
        "Pelican, 1,000 entries": results.get("pelican", {}).get("output"),
        "ours, 1,000 entries": results.get("pelican", {}).get("our output"),
    }
    for site, found in sites.items():
        if found:
            kinds = ", ".join(
                f"{kind} {one['files']:,} ({one['bytes'] / 1e6:.2f} MB)"
                for kind, one in found["kinds"].items()
            )
            print(f"\n{site}: {found['files']:,} files, {found['bytes'] / 1e6:.1f} MB\n  {kinds}")


if __name__ == "__main__":
    sys.exit(main())
