"""Workers: other processes, or other machines, that do a build's independent work in batches.

All of it goes through the `concurrent.futures.Executor` interface. Work is sent in batches of our own making, since an
executor's `map` need not respect a chunk size, and no more of it is in flight than keeps everyone busy, so that a
build of any size takes bounded memory.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final, Self, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

IN_FLIGHT: Final = 8
PAYS_FROM: Final = 300
"""Files to parse, or pages to render, from which it is worth starting other processes."""

_TOOLS: Final = [
    "site_builder.building.reading",
    "site_builder.building.making",
    "site_builder.content.records",
    "site_builder.render.templates",
]
"""Loaded once, before the processes are forked."""

W = TypeVar("W")
S = TypeVar("S")
R = TypeVar("R")
Start = Callable[[], "Executor"]


class WorkersLost(Exception):
    """Processes that worked for this build have died, or can't be reached; the text says how."""


class Workers:
    """Those who work for one build; nobody is called before the first work that pays."""

    def __init__(self, start: Start | None) -> None:
        self._start = start
        self._executor: Executor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=kind is not None)
            self._executor = None

    def pay(self, amount: int) -> bool:
        """Tell whether work of `amount` files or pages is sent to others."""
        return self._start is not None and (self._executor is not None or amount >= PAYS_FROM)

    def spread(
        self, work: Callable[[S], R], batches: Iterable[W], sent: Callable[[W], S]
    ) -> Iterator[tuple[W, R]]:
        """Yield each batch with what others make of `sent(batch)` by `work`, in order."""
        from concurrent.futures import CancelledError
        from concurrent.futures.process import BrokenProcessPool

        waiting: deque[tuple[W, Future[R]]] = deque()
        try:
            for batch in batches:
                waiting.append((batch, self._others().submit(work, sent(batch))))
                if len(waiting) > IN_FLIGHT:
                    first, future = waiting.popleft()
                    yield first, future.result()
            while waiting:
                first, future = waiting.popleft()
                yield first, future.result()
        except (BrokenProcessPool, CancelledError) as error:
            raise WorkersLost(str(error)) from error

    def _others(self) -> "Executor":
        if self._executor is None:
            if self._start is None:
                raise ValueError("there is nobody to send work to")
            self._executor = self._start()
        return self._executor


def processes(jobs: int) -> Start | None:
    """Return what starts `jobs` processes of this machine, or None where this process is to do everything.

    They are forked from a clean process that has loaded what they need: forking this one, whose watcher has threads,
    could copy a lock that nobody will ever release.
    """
    if jobs <= 1:
        return None

    def start() -> "Executor":
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        from site_builder.building.orphans import end_with_parent

        context = get_context("forkserver")
        context.set_forkserver_preload(_TOOLS)
        return ProcessPoolExecutor(jobs, mp_context=context, initializer=end_with_parent)

    return start
