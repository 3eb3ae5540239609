"""Whole builds, as an editor starts them: each in its own process, with its processor time and its memory."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

REPOSITORY = Path(__file__).resolve().parents[2]
SETTLED = 2.1
"""Seconds after which a file's stamp can be trusted (see `content.scan`)."""
SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of <linux/prctl.h>


@dataclass
class Built:
    """One run: wall and processor seconds with all its children, the peak memory of any run in MiB, its report."""

    wall: float
    cpu: float
    peak: float
    output: bytes
    report: dict[str, Any] = field(default_factory=dict)


def environment() -> dict[str, str]:
    """Return the environment of an installed package: this checkout's code, with its bytecode kept."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return kept | {
        "PYTHONPATH": str(REPOSITORY),
        "PYTHONPYCACHEPREFIX": str(REPOSITORY / ".pytest_cache" / "bench"),
    }


def command(root: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "site_builder", *arguments, "--project", str(root)]


def adopt() -> None:
    """Become the parent of orphans, so that the processor time of a pool's workers can be counted."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)


def build(root: Path, *arguments: str) -> Built:
    """Run one build to its end."""
    run = measured(command(root, "build", "--format", "json", *arguments), root)
    run.report = json.loads(run.output)["report"]
    return run


def measured(arguments: list[str], folder: Path) -> Built:
    """Run a command to its end, its pool's processes too."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(arguments, check=True, stdout=subprocess.PIPE, cwd=folder, env=environment())
    wall = time.perf_counter() - start
    _reap()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Built(wall, cpu, after.ru_maxrss / 1024, done.stdout)


def _reap() -> None:
    try:
        while True:
            os.wait()
    except ChildProcessError:
        return


def median(runs: list[Built]) -> dict[str, Any]:
    """Return the medians of several runs of one sort, and how many files each wrote."""
    stages = {
        stage: statistics.median(run.report["cpu_seconds"].get(stage, 0.0) for run in runs)
        for stage in runs[0].report["cpu_seconds"]
    }
    return {
        "wall_ms": statistics.median(run.wall for run in runs) * 1000,
        "cpu_ms": statistics.median(run.cpu for run in runs) * 1000,
        "cpu_ms_lowest": min(run.cpu for run in runs) * 1000,
        "written": sorted({len(run.report["written"]) for run in runs}),
        "stages_cpu_ms": {stage: seconds * 1000 for stage, seconds in stages.items()},
    }


def edit_body(path: Path, mark: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{mark}\n")


def edit_title(path: Path, mark: str) -> None:
    text = path.read_text(encoding="utf-8")
    head, _, rest = text.partition("\ntitle: ")
    path.write_text(f'{head}\ntitle: "{mark}"\n{rest.partition(chr(10))[2]}', encoding="utf-8")


def listing(output: Path) -> dict[str, tuple[int, int]]:
    """Return inode and mtime of every file of a folder."""
    found = {}
    for folder, _, names in os.walk(output):
        for name in names:
            status = os.stat(f"{folder}/{name}")  # noqa: PTH116 - thousands of files, between two edits
            found[f"{folder}/{name}"] = (status.st_ino, status.st_mtime_ns)
    return found


def watched_edits(root: Path, entries: list[Path], edits: int) -> dict[str, Any]:
    """Edit bodies under a running `watch`; time each from the end of the save to the new text in the output."""
    process = subprocess.Popen(
        command(root, "watch", "--format", "json"), stdout=subprocess.PIPE, cwd=root, env=environment()
    )
    try:
        assert process.stdout is not None
        _wait_for_first_report(process.stdout)
        times, written = [], set()
        for number in range(edits):
            before = listing(root / "output")
            times.append(_one_edit(root, entries[number % len(entries)], f"watched edit {number}"))
            time.sleep(0.1)  # what else it may write comes after the page
            after = listing(root / "output")
            written.add(sum(before.get(path) != stamp for path, stamp in after.items()))
    finally:
        process.terminate()
        process.wait()
    milliseconds = [seconds * 1000 for seconds in times]
    return {
        "median_ms": statistics.median(milliseconds),
        "best_ms": min(milliseconds),
        "worst_ms": max(milliseconds),
        "edits": edits,
        "written": sorted(written),
    }


def _wait_for_first_report(stream: IO[bytes]) -> None:
    for line in stream:
        if line.rstrip() == b"}":
            return
    raise RuntimeError("watch ended before its first build")


def _one_edit(root: Path, entry: Path, mark: str) -> float:
    page = _page_of(root, entry)
    before = page.stat()
    edit_body(entry, mark)
    saved = time.perf_counter()
    while True:
        now = page.stat()
        if (now.st_ino, now.st_mtime_ns) != (before.st_ino, before.st_mtime_ns):
            break
        if time.perf_counter() - saved > 30:
            raise RuntimeError(f"{page} was not written within 30 s")
        time.sleep(0.0002)
    took = time.perf_counter() - saved
    assert mark in page.read_text(encoding="utf-8"), f"{page} lacks what was written"
    return took


def _page_of(root: Path, entry: Path) -> Path:
    """Return an entry's page: `/YEAR/SLUG/`, the id without its date."""
    return root / "output" / entry.stem[:4] / entry.stem[11:] / "index.html"
