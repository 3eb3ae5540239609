"""Progress on a terminal; nothing where there is none."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

SHOWN_FROM: Final = 200
"""Fewer pages than this are done before anyone could read a bar."""


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
    """A rich progress bar that is made when there is something to wait for."""

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def show(self, stage: str, done: int, total: int) -> None:
        if not total:
            _notices(stage, done, total)
        elif total >= SHOWN_FROM and self._progress is None:
            from rich.console import Console
            from rich.progress import Progress

            bar = self._progress = Progress(console=Console(stderr=True), transient=True)
            bar.start()
            self._task = bar.add_task(stage, total=total)
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, completed=done)

    def close(self) -> None:
        if self._progress is not None:
            self._progress.stop()
