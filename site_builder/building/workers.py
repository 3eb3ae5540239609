"""Workers: other processes, or other machines, that do a build's independent work in batches.

All of it goes through `submit` of the `concurrent.futures.Executor` interface. Work is sent in batches of our own
making, since an executor's `map` need not respect a chunk size, and no more of it is in flight than keeps everyone
busy, so that a build of any size takes bounded memory.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Protocol, Self, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

LEAST_IN_FLIGHT: Final = 8
MOST_IN_FLIGHT: Final = 256
PAYS_FROM: Final = 300
"""Files to parse, or pages to render, from which it is worth starting other processes where they are asked for."""
UNASKED_FROM: Final = 3000
"""The same where nobody asked: two processes for 2,400 pages took a third more processor time, to save a sixth of 3 s."""

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


class WorkersLost(Exception):
    """Those who worked for this build have died, can't be reached or can't be trusted; `hint` says what would do."""

    def __init__(self, how: str, hint: str = "build again, with --jobs 1 if memory is short") -> None:
        super().__init__(how, hint)
        self.how = how
        self.hint = hint


class Crew(Protocol):
    """Those who have been called to work: `in_flight` batches at a time keep all of them busy."""

    in_flight: int

    def submit(self, work: Callable[[S], R], sent: S) -> "Future[R]":
        """Give a batch to whoever is free."""

    def result(self, future: "Future[R]") -> R:
        """Wait for what became of a batch; raises WorkersLost, or what the work raised."""

    def leave(self, *, failed: bool) -> None:
        """Let everyone go; where the build failed, what is waiting is not done."""


Start = Callable[[], Crew]


def in_flight(size: int) -> int:
    """Return how many batches keep `size` workers busy: some wait beside each while the others' are collected."""
    return min(max(LEAST_IN_FLIGHT, 4 * size), MOST_IN_FLIGHT)


class Workers:
    """Those who work for one build; nobody is called before the first work that pays."""

    def __init__(self, start: Start | None, least: int = 0) -> None:
        """Let `start` call them, for work of no less than `least` files or pages."""
        self._start = start
        self._least = least
        self._crew: Crew | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if self._crew is not None:
            self._crew.leave(failed=kind is not None)
            self._crew = None

    def pay(self, amount: int) -> bool:
        """Tell whether work of `amount` files or pages is sent to others."""
        return self._start is not None and (self._crew is not None or amount >= max(PAYS_FROM, self._least))

    def spread(
        self, work: Callable[[S], R], batches: Iterable[W], sent: Callable[[W], S]
    ) -> Iterator[tuple[W, R]]:
        """Yield each batch with what others make of `sent(batch)` by `work`, in order."""
        waiting: deque[tuple[W, Future[R]]] = deque()
        for batch in batches:
            crew = self._others()
            waiting.append((batch, crew.submit(work, sent(batch))))
            if len(waiting) > crew.in_flight:
                first, future = waiting.popleft()
                yield first, crew.result(future)
        while waiting:
            first, future = waiting.popleft()
            yield first, self._others().result(future)

    def _others(self) -> Crew:
        if self._crew is None:
            if self._start is None:
                raise ValueError("there is nobody to send work to")
            self._crew = self._start()
        return self._crew


class Pool:
    """The `size` workers of an executor on this machine."""

    def __init__(self, executor: "Executor", size: int) -> None:
        self.in_flight = in_flight(size)
        self._executor = executor

    def submit(self, work: Callable[[S], R], sent: S) -> "Future[R]":
        """Give a batch to whoever is free."""
        with _losses():
            return self._executor.submit(work, sent)

    def result(self, future: "Future[R]") -> R:
        """Wait for what became of a batch; raises WorkersLost, or what the work raised."""
        with _losses():
            return future.result()

    def leave(self, *, failed: bool) -> None:
        """Let everyone go; where the build failed, what is waiting is not done."""
        self._executor.shutdown(wait=True, cancel_futures=failed)


@contextmanager
def _losses() -> Iterator[None]:
    from concurrent.futures import CancelledError
    from concurrent.futures.process import BrokenProcessPool

    try:
        yield
    except (BrokenProcessPool, CancelledError) as error:
        raise WorkersLost(str(error)) from error


def processes(jobs: int) -> Start | None:
    """Return what starts `jobs` processes of this machine, or None where this process is to do everything.

    They are forked from a clean process that has loaded what they need: forking this one, whose watcher has threads,
    could copy a lock that nobody will ever release.
    """
    if jobs <= 1:
        return None

    def start() -> Pool:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        from site_builder.building.orphans import end_with_parent

        context = get_context("forkserver")
        context.set_forkserver_preload(_TOOLS)
        return Pool(ProcessPoolExecutor(jobs, mp_context=context, initializer=end_with_parent), jobs)

    return start
