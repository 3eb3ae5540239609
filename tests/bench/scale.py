"""What a cold build costs an entry: in the building process, in its workers, in memory, on disk and between them.

    .venv/bin/python tests/bench/scale.py DIR [--entries 1000] [--jobs 2]

Writes a corpus into DIR unless there is one, builds it anew with the processes of this machine, and prints one JSON
object. CPU of the building process is told apart by what it does: `compose` runs views and encodes models, `send` and
`receive` are the main thread's part of submitting and collecting batches, `pool` the threads of the executor, which
pickle. What remains of the stage `render` is the state's rows and keeping count.
"""

# ruff: noqa: T201 - this is a command; it prints its results

from __future__ import annotations

import argparse
import json
import os
import pickle
import resource
import shutil
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from builds import adopt, measured
from corpus import write_corpus

from site_builder.build import Builder
from site_builder.building import cold
from site_builder.building.workers import Pool, processes
from site_builder.project import project_at

if TYPE_CHECKING:
    from collections.abc import Callable

SPENT: Counter[str] = Counter()
MOVED: Counter[str] = Counter()


def main() -> None:
    options = _options()
    root = options.folder.resolve()
    if options.inside:
        print(json.dumps(cold_build(root, options.jobs, weigh=options.weigh)))
        return
    if not (root / "content").exists():
        write_corpus(root, options.entries)
    for made in ("output", ".site-cache"):
        shutil.rmtree(root / made, ignore_errors=True)
    adopt()
    run = measured([sys.executable, __file__, *sys.argv[1:], "--inside"], root)
    found = json.loads(run.output)
    found["workers_cpu_s"] = run.cpu - found["process_cpu_s"]
    found["state_bytes"] = (root / ".site-cache/state.sqlite").stat().st_size
    found |= {**_disk(root / "content", "content"), **_disk(root / "output", "output")}
    found["entries"] = sum(len(names) for _, _, names in os.walk(root / "content/entries"))
    print(json.dumps(found, indent=2))


def cold_build(root: Path, jobs: int, *, weigh: bool) -> dict[str, Any]:
    """Build a digest that was never built; return what it took of this process."""
    cold.compose = _timed("compose", cold.compose)
    Pool.submit, Pool.result = _timed("send", Pool.submit), _timed("receive", Pool.result)
    if weigh:
        _weigh()
    builder = Builder(project_at(root), as_of=lambda: "2026-06-01T00:00:00Z", workers=processes(jobs))
    others = time.process_time() - time.thread_time()
    report = builder.build()
    others = time.process_time() - time.thread_time() - others
    assert report.ok, report.diagnostics
    builder.close()
    return {
        "pages": report.pages,
        "wall_s": sum(report.seconds.values()),
        "process_cpu_s": time.process_time(),
        "stages_cpu_s": report.cpu_seconds,
        "parts_cpu_s": {**SPENT, "pool": others},
        "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "moved_bytes": MOVED,
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the corpus is, or goes")
    parser.add_argument("--entries", type=int, default=1000, help="of a new corpus (default: 1000)")
    parser.add_argument("--jobs", type=int, default=2, help="processes to work (default: 2)")
    parser.add_argument("--weigh", action="store_true", help="count the bytes sent, too; that takes CPU")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*arguments: Any) -> Any:
        began = time.thread_time()
        try:
            return function(*arguments)
        finally:
            SPENT[name] += time.thread_time() - began

    return call


def _weigh() -> None:
    """Count the bytes of batches and of what comes back."""
    submit, result = Pool.submit, Pool.result

    def weighed_submit(pool: Pool, work: Any, sent: Any) -> Any:
        MOVED["sent"] += len(pickle.dumps((work, sent)))
        return submit(pool, work, sent)

    def weighed_result(pool: Pool, future: Any) -> Any:
        found = result(pool, future)
        MOVED["received"] += len(pickle.dumps(found))
        return found

    Pool.submit, Pool.result = weighed_submit, weighed_result


def _disk(folder: Path, name: str) -> dict[str, int]:
    """Return how many files and folders there are, the most in one folder, and the bytes with and without slack."""
    found = {f"{name}_{what}": 0 for what in ("files", "folders", "widest", "bytes", "bytes_in_blocks")}
    for top, folders, names in os.walk(folder):
        found[f"{name}_folders"] += len(folders)
        found[f"{name}_files"] += len(names)
        found[f"{name}_widest"] = max(found[f"{name}_widest"], len(names) + len(folders))
        for status in (os.stat(f"{top}/{each}") for each in names):  # noqa: PTH116 - a hundred thousand files
            found[f"{name}_bytes"] += status.st_size
            found[f"{name}_bytes_in_blocks"] += status.st_blocks * 512
    return found


if __name__ == "__main__":
    main()
