"""Builds in processes of their own, to be killed or stopped; and the processes they leave behind."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

PATIENCE = 60  # seconds until a test gives up; a passing test never waits that long
AS_OF = "2026-06-01T00:00:00Z"


class WarmBuilds:
    """Starts builds of the digest in `root`, one at a time; see `warm`."""

    def __init__(self, root: Path, tell: Path) -> None:
        self._root = root
        self._tell = tell
        self._child = 0
        self._warm = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("warm.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        kill_group(self._child)
        assert self._warm.stdin
        assert self._warm.stdout
        self._warm.stdin.close()
        self._warm.wait(PATIENCE)
        self._warm.stdout.close()

    def _ask(self, order: dict[str, object]) -> int:
        assert self._warm.stdin
        assert self._warm.stdout
        self._warm.stdin.write(json.dumps(order) + "\n")
        self._warm.stdin.flush()
        assert select.select([self._warm.stdout], [], [], PATIENCE)[0], "the build doesn't end"
        return int(self._warm.stdout.readline())

    def start(self, *, jobs: int = 1, full: bool = False, at: int | None = None, by: str = "SIGKILL") -> int:
        """Start a build; returns its process id, which is its group's too.

        It gets the signal `by` at event number `at` (0: never, but events are counted; -1: before COMMIT).
        """
        where = {"root": str(self._root), "tell": str(self._tell), "as_of": AS_OF}
        self._child = self._ask({**where, "jobs": jobs, "full": full, "at": at, "by": by})
        return self._child

    def end(self) -> int:
        """Wait for the build that was started; returns its exit status, or minus the signal that ended it."""
        status = self._ask({})
        self._child = 0
        return status

    def build(self, *, full: bool = False, jobs: int = 1, at: int | None = None) -> str:
        """Build to the end, which must succeed; returns the number of events and the diagnostics."""
        self.start(full=full, jobs=jobs, at=at)
        status = self.end()
        told = self._tell.read_text(encoding="utf-8")
        assert status == 0, told
        return told

    def events(self, *, full: bool = False) -> int:
        """Build to the end; returns how many events that took."""
        return int(self.build(full=full, at=0).split("\n")[0])


def state_of(process: int) -> str:
    """Return `T` for a process that was stopped, `Z` for one that ended and waits to be collected."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]


def members(group: int) -> list[int]:
    """Return the processes of a group that still run."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                state, _, belongs = (folder / "stat").read_text().rpartition(")")[2].split()[:3]
            except (OSError, ValueError):
                continue
            if int(belongs) == group and state not in "ZX":
                found.append(int(folder.name))
    return found


def kill_group(group: int) -> None:
    """Kill a build with its workers; 0 is none."""
    if group:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)


def wait_until(condition: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
    """Look again and again until something from another process shows."""
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, f"waited in vain until {what}"
        time.sleep(0.005)
