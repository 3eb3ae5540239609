"""A pool of processes that outlives builds, for tests: every build renders through it, however small."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

import pytest

from site_builder.building import workers


class Kept(Executor):
    """Passes work on to a pool, and leaves it alive at the end of a build; counts what it was given."""

    def __init__(self, pool: Executor) -> None:
        self._pool = pool
        self.given = 0

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        self.given += 1
        return self._pool.submit(function, *arguments, **named)

    def shutdown(self, *, wait: bool = True, cancel_futures: bool = False) -> None:
        """Live on."""


@contextmanager
def a_pool_kept_alive(processes: int = 2) -> Iterator[Kept]:
    """Give an executor, to be handed to one build after another; all work goes to it from the first page on."""
    with (
        pytest.MonkeyPatch.context() as patch,
        ProcessPoolExecutor(processes, get_context("forkserver")) as pool,
    ):
        patch.setattr(workers, "PAYS_FROM", 1)
        yield Kept(pool)
