"""Commands in processes of their own, with what they and all they start take of processor, time and memory."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SAMPLING: Final = 0.05
SHARE: Final = 0.02
"""The part of the time that may be spent on looking at memory, which halts the process for as long."""
SUBREAPER: Final = 36  # PR_SET_CHILD_SUBREAPER of <linux/prctl.h>


@dataclass(frozen=True)
class Run:
    """One run: wall and processor seconds, the peak of memory in MB (0: not known), what it printed."""

    wall: float
    cpu: float
    peak: float
    printed: bytes

    def figures(self) -> dict[str, float]:
        return {"wall_s": self.wall, "cpu_s": self.cpu, "peak_mb": self.peak}


def adopt_orphans() -> None:
    """Become the parent of orphans, so that the processor time of a pool's workers can be counted."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)


def run(arguments: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end, and the end of all that it started; no other child may be at work."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, cwd=folder, env=environment)
    memory = _Memory(process.pid)
    printed, _ = process.communicate()
    wall = time.perf_counter() - start
    memory.stop()
    _reap()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed:\n{printed.decode()[-2000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu, memory.peak, printed)


class _Memory(threading.Thread):
    """Samples what a process and its descendants hold, each page shared by several counted once (PSS)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0.0
        self._pid = pid
        self._ended = threading.Event()
        self.start()

    def run(self) -> None:
        pause = SAMPLING
        while not self._ended.wait(pause):
            start = time.thread_time()  # not by the clock, which goes on while others have the processor
            self.peak = max(self.peak, sum(map(_held, _tree(self._pid))))
            pause = max(SAMPLING, (time.thread_time() - start) / SHARE)

    def stop(self) -> None:
        self._ended.set()
        self.join()


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for thread in _listed(Path(f"/proc/{pid}/task")):
        for child in _read(thread / "children").split():
            yield from _tree(int(child))


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:  # the process has ended, or this system tells nothing of its processes
        return []


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def _held(pid: int) -> float:
    """Return the MB that a process holds, with its part of what it shares."""
    for line in _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024 / 1e6
    return 0.0


def _reap() -> None:
    try:
        while True:
            os.wait()
    except ChildProcessError:
        return
