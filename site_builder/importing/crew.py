"""Crew: processes that read documents side by side; what they find comes back in the order of the documents.

A document that brings a process down (a crash in a C library, the memory limit, work in one that never ends) is tried
once more in a process of its own, so that it alone is lost and not those that were being read beside it.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from site_builder.collector import expect_many_short_lives
from site_builder.importing import deadline

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

PAYS_FROM: Final = 24
"""Documents from which other processes pay: starting them costs as much as reading about ten pages."""
_TOOLS: Final = ["site_builder.importing.listing", "site_builder.importing.html.page"]
_MEMORY: Final = 4 << 30
_WAITING: Final = 4  # documents for each process
_TICK: Final = 0.2  # seconds between two looks whether the work is over

T = TypeVar("T")
S = TypeVar("S")
R = TypeVar("R")


def in_order(
    work: Callable[[S, T], R],
    shared: S,
    given: Iterable[T],
    *,
    jobs: int,
    lost: Callable[[T], R],
    heavy: Callable[[T], bool],
) -> Iterator[R]:
    """Yield `work(shared, one)` for each of `given`, in order, each as soon as it and those before it are done.

    `given` is read no further than keeps `jobs` processes busy. `lost` gives the answer for what cannot be worked on
    without bringing its process down. With one job everything is done here, but for what is `heavy`: that could take all
    the memory there is, and is given to another process, which may not.
    """
    if jobs <= 1:
        yield from _one_by_one(work, shared, given, lost, heavy)
        return
    crew = _Crew(work, shared, jobs)
    try:
        for one, future in crew.run(given):
            yield _result(crew, one, future, lost)
    finally:
        crew.leave()


def _one_by_one(
    work: Callable[[S, T], R],
    shared: S,
    given: Iterable[T],
    lost: Callable[[T], R],
    heavy: Callable[[T], bool],
) -> Iterator[R]:
    """Yield the answers, those for what is heavy from a process that is started for the first of them."""
    crew: _Crew[S, T, R] | None = None
    try:
        for one in given:
            if heavy(one):
                crew = crew or _Crew(work, shared, 1)
                yield crew.aside(one, lost)
            else:
                yield work(shared, one)
    finally:
        if crew:
            crew.leave()


def _result(crew: "_Crew[S, T, R]", one: T, future: "Future[R]", lost: Callable[[T], R]) -> R:
    from concurrent.futures.process import BrokenProcessPool

    try:
        return future.result()
    except BrokenProcessPool:
        pass
    try:
        return crew.alone(one)
    except BrokenProcessPool:
        return lost(one)


class _Crew(Generic[S, T, R]):
    """The processes, and the thread that hands them work while the main one waits for answers."""

    def __init__(self, work: Callable[[S, T], R], shared: S, jobs: int) -> None:
        self._work, self._shared, self._jobs = work, shared, jobs
        self._waiting: Queue[tuple[T, Future[R]] | BaseException | None] = Queue(_WAITING * jobs)
        self._left = Event()
        self._pool = self._start(jobs)

    def run(self, given: Iterable[T]) -> "Iterator[tuple[T, Future[R]]]":
        """Yield each of `given` with its answer to be, in order."""
        Thread(target=self._hand_out, args=(given,), daemon=True).start()
        while (waiting := self._waiting.get()) is not None:
            if isinstance(waiting, BaseException):
                raise waiting
            yield waiting

    def alone(self, one: T) -> R:
        """Work on one document in a process of its own."""
        with self._start(1) as pool:
            return pool.submit(_do, self._work, one).result()

    def aside(self, one: T, lost: Callable[[T], R]) -> R:
        """Work on one document in the crew's process while nothing else is worked on, and once: nobody else has brought it down."""
        from concurrent.futures.process import BrokenProcessPool

        try:
            return self._submit(one).result()
        except BrokenProcessPool:
            return lost(one)

    def leave(self) -> None:
        """Let the processes go; what is waiting is not done."""
        self._left.set()
        while True:
            try:
                self._waiting.get_nowait()
            except Empty:
                break
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _hand_out(self, given: Iterable[T]) -> None:
        try:
            for one in given:
                if self._left.is_set():
                    return
                self._put((one, self._submit(one)))
        except BaseException as error:  # noqa: BLE001 - raised again where the answers are awaited
            self._put(error)
        else:
            self._put(None)

    def _put(self, value: "tuple[T, Future[R]] | BaseException | None") -> None:
        while not self._left.is_set():
            try:
                self._waiting.put(value, timeout=_TICK)
            except Full:
                continue
            return

    def _submit(self, one: T) -> "Future[R]":
        from concurrent.futures.process import BrokenProcessPool

        try:
            return self._pool.submit(_do, self._work, one)
        except BrokenProcessPool:
            self._pool = self._start(self._jobs)
            return self._pool.submit(_do, self._work, one)

    def _start(self, jobs: int) -> "ProcessPoolExecutor":
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        context = get_context("forkserver")  # a clean process: this one has a thread, which could hold a lock
        context.set_forkserver_preload(_TOOLS)
        return ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(self._shared,))


_shared: list[Any] = []


def _begin(shared: object) -> None:
    """Prepare a process: what all documents need, a limit of memory, and an end with the one that started it."""
    import resource
    import signal

    expect_many_short_lives()
    _shared[:] = [shared]
    deadline.end_process(open(os.devnull, "w"))  # noqa: SIM115, PTH123 - open as long as the process lives
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that started it says when to stop
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    if most == resource.RLIM_INFINITY or most > _MEMORY:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, most))
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


def _do(work: Callable[[Any, T], R], one: T) -> R:
    return work(_shared[0], one)
