"""Progress on a terminal; nothing where there is none."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE: Final = 0.5
"""Seconds: what is done sooner needs no bar."""
_EVERY: Final = 0.05  # seconds between two looks of a bar


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Give a callback (stage, done, total) that draws a bar on a terminal's standard error."""
    if not sys.stderr.isatty():
        yield _notices
        return
    bar = _Bar()
    try:
        yield bar.show
    finally:
        bar.close()


def _notices(stage: str, _done: int, total: int) -> None:
    if not total:  # a notice such as "waiting for another build"
        print(f"site-builder: {stage} …", file=sys.stderr, flush=True)


class _Bar:
    """A rich progress bar that comes when a stage takes long enough to be waited for, and goes with its end."""

    def __init__(self) -> None:
        self._began = 0.0
        self._looked = 0.0
        self._drawn: tuple[Progress, TaskID] | None = None

    def show(self, stage: str, done: int, total: int) -> None:
        if not total:
            _notices(stage, done, total)
        elif done >= total:
            self.close()
        elif (now := time.monotonic()) >= self._looked + _EVERY:
            self._looked = now
            self._began = self._began or now
            if self._drawn is None and now >= self._began + PATIENCE:
                self._drawn = _drawn(stage)
            if self._drawn is not None:
                drawn, task = self._drawn
                drawn.update(task, description=stage, completed=done, total=total)

    def close(self) -> None:
        self._began = 0.0
        if self._drawn is not None:
            self._drawn[0].stop()
            self._drawn = None


def _drawn(stage: str) -> "tuple[Progress, TaskID]":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.start()
    return bar, bar.add_task(stage, total=None)
