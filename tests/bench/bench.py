"""`make bench`: how fast it is, measured in one run, with the bars it must keep.

    .venv/bin/python tests/bench/bench.py [--entries 1000] [--rounds 5] [--json FILE] [--peers]

The exit status is 1 where a bar is missed by more than the noise of this run: by how much the bare parts, which
do not depend on our code, took longer in the median than in their best round, and no less than a tenth.
"""

# ruff: noqa: T201 - this is a command; it prints its results

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from builds import SETTLED, Built, adopt, build, edit_body, edit_title, listing, median, watched_edits
from corpus import write_corpus
from entry_pages import entry_pages

from site_builder.project import project_at

EDITS = 20
ENTRY_MS = 1.8
WATCH_MS = 50.0


def main() -> int:
    options = _options()
    adopt()
    root = Path(tempfile.mkdtemp(prefix="site-builder-bench-"))
    try:
        results = measure(root, options.entries, options.rounds)
        if options.peers:
            from peers import pelican

            results["peers"] = pelican(root, options.rounds)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    bars = _bars(results)
    results["bars"] = bars
    _print(results)
    if options.json:
        options.json.write_text(json.dumps(results, indent=2, default=str) + "\n", encoding="utf-8")
    return int(any(bar["missed"] for bar in bars))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--entries", type=int, default=1000, help="entries of about 800 words (default: 1000)"
    )
    parser.add_argument(
        "--rounds", type=int, default=5, help="runs of each measure, for the median (default: 5)"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here, too")
    parser.add_argument("--peers", action="store_true", help="measure Pelican too; installs it from PyPI")
    return parser.parse_args()


def measure(root: Path, entries: int, rounds: int) -> dict[str, Any]:
    """Take every measure over a new corpus in `root`."""
    paths = [root / path for path in write_corpus(root, entries)]
    build(root, "--jobs", "1")  # bytecode and file cache are warm from here on
    cold: dict[str, list[Built]] = {"1": [], "2": []}
    for _ in range(rounds):
        for jobs, runs in cold.items():
            _forget(root)
            runs.append(build(root, "--jobs", jobs))
    time.sleep(SETTLED)
    build(root)
    results = {
        "entries": entries,
        "rounds": rounds,
        "machine": _machine(),
        "site": _sizes(root, cold["1"][0], entries),
        "cold build, 1 job": median(cold["1"]),
        "cold build, 2 jobs": median(cold["2"]),
        "peak_mib": max(run.peak for run in cold["1"]),
        "unchanged build": median([build(root) for _ in range(rounds)]),
        "body edit, build": _edits(root, paths, edit_body, rounds),
        "title edit, build": _edits(root, paths, edit_title, rounds),
        "body edit, watch": watched_edits(root, paths[len(paths) // 3 :: 7], EDITS),
    }
    return results | {"entry pages": entry_pages(project_at(root), rounds)}


def _forget(root: Path) -> None:
    shutil.rmtree(root / ".site-cache")
    shutil.rmtree(root / "output")


def _edits(root: Path, paths: list[Path], edit: Any, rounds: int) -> dict[str, Any]:
    runs = []
    for number in range(rounds):
        edit(paths[len(paths) // 2 + number], f"Edit {number}")
        runs.append(build(root))
    return median(runs)


def _sizes(root: Path, cold: Built, entries: int) -> dict[str, Any]:
    files = [Path(path) for path in listing(root / "output")]
    state = (root / ".site-cache" / "state.sqlite").stat().st_size
    return {
        "pages": cold.report["pages"],
        "files": len(files),
        "bytes": sum(file.stat().st_size for file in files),
        "state_bytes_per_entry": round(state / entries),
    }


def _machine() -> dict[str, Any]:
    load = os.getloadavg()[0]
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": round(load, 1),
        "processor": platform.processor() or platform.machine(),
    }


def _bars(results: dict[str, Any]) -> list[dict[str, Any]]:
    entry = results["entry pages"]
    noise = max(entry["bare_ms"] / entry["bare_lowest_ms"] - 1, 0.1)
    rows = (
        ("reading to writing an entry page, CPU ms", entry["ms"], ENTRY_MS, noise),
        (
            "body edit in watch until on disk, median ms",
            results["body edit, watch"]["median_ms"],
            WATCH_MS,
            noise,
        ),
        ("files written for a body edit, build", max(results["body edit, build"]["written"]), 1, 0),
        ("files written for a body edit, watch", max(results["body edit, watch"]["written"]), 1, 0),
        ("files written by an unchanged build", max(results["unchanged build"]["written"]), 0, 0),
    )
    return [
        {"what": what, "measured": value, "bar": bar, "noise": slack, "missed": value > bar * (1 + slack)}
        for what, value, bar, slack in rows
    ]


def _print(results: dict[str, Any]) -> None:
    site, entry, machine = results["site"], results["entry pages"], results["machine"]
    print(f"{results['entries']:,} entries, {site['pages']:,} pages, {site['files']:,} files, "
          f"{site['bytes'] / 1e6:.1f} MB; state {site['state_bytes_per_entry']:,} bytes an entry; "
          f"peak memory {results['peak_mib']:.0f} MiB")  # fmt: skip
    print(f"Python {machine['python']}, {machine['cores']} cores, load {machine['load']}; "
          f"medians of {results['rounds']} rounds\n")  # fmt: skip
    for name in (
        "cold build, 1 job",
        "cold build, 2 jobs",
        "unchanged build",
        "body edit, build",
        "title edit, build",
    ):
        row = results[name]
        print(f"{name:22} {row['wall_ms']:9.0f} ms wall {row['cpu_ms']:9.0f} ms CPU   "
              f"{', '.join(map(str, row['written']))} files written")  # fmt: skip
    watch = results["body edit, watch"]
    print(f"{'body edit, watch':22} {watch['median_ms']:9.1f} ms wall, best {watch['best_ms']:.1f}, worst "
          f"{watch['worst_ms']:.1f} of {watch['edits']}; {', '.join(map(str, watch['written']))} files written")  # fmt: skip
    print("\nentry pages, CPU ms an entry")
    for name, total, lowest in (("parts", "ms", "lowest_ms"), ("bare parts", "bare_ms", "bare_lowest_ms")):
        parts = "  ".join(f"{part} {value:.3f}" for part, value in entry[name].items())
        print(f"  {name + ':':12} {entry[total]:.2f} (lowest {entry[lowest]:.2f}) = {parts}")
    print(
        f"  with the bare parts as 1: {entry['ratio']:.2f} (the bar of 1.8 ms was set at 1.2, for bare parts of 1.5 ms)"
    )
    print("\ncold build, 1 job, CPU ms an entry by stage")
    stages = results["cold build, 1 job"]["stages_cpu_ms"].items()
    print("  " + "  ".join(f"{stage} {value / results['entries']:.3f}" for stage, value in stages))
    for name, peer in results.get("peers", {}).items():
        print(f"\n{name}: {peer}")
    print()
    for bar in results["bars"]:
        noted = f" (noise of this run {bar['noise']:.0%})" if bar["noise"] else ""
        verdict = "MISSED" if bar["missed"] else "kept" if bar["measured"] <= bar["bar"] else "within noise"
        print(f"{bar['what']:46} {bar['measured']:8.2f}   bar {bar['bar']:6.1f}   {verdict}{noted}")


if __name__ == "__main__":
    sys.exit(main())
