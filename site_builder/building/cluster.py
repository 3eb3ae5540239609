"""A Dask cluster as a build's workers: other machines that see the project's folder and have the same code.

A job goes to the cluster as bytes, with the digest of the generator that sends it. A worker whose own differs refuses
before it unpacks the job; one that unpacks it looks whether it sees the sender's project and theme, and only then does
the work. Dask gives the jobs of a worker that died to another; what they write is the same, and written whole.
"""

import hashlib
import platform
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache, partial
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from site_builder.building.generator import generator_digest
from site_builder.building.workers import Start, WorkersLost, in_flight
from site_builder.project import Project

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

PATIENCE: Final = 10
"""Seconds to wait for a scheduler's answer, or for a first worker."""

_SIGN: Final = "cluster-sign"
_JOBS: Final = Lock()
_SAME_CODE: Final = (
    "install the same site-builder, libraries and Python on all machines, then start the workers anew"
)
S = TypeVar("S")
R = TypeVar("R")


class View(NamedTuple):
    """What a worker must see: the file `sign` with this build's `token` in it, and this theme."""

    sign: Path
    token: str
    folders: tuple[Path, ...]
    theme: str


def dask(address: str, project: Project) -> Start:
    """Return what calls the workers of the Dask scheduler at `address` (host:port) for builds of a project."""
    return partial(DaskCrew, f"tcp://{address}", project)


class DaskCrew:
    """The workers of a Dask scheduler, as one build sees them."""

    def __init__(self, address: str, project: Project) -> None:
        self._address = address
        self._generator = generator_digest()
        self._view = shown(project)
        self._client = _client(address)
        try:
            self._wait_for_workers()
            self.in_flight = in_flight(self._count())
        except BaseException:
            self.leave(failed=True)
            raise
        self._executor: Executor = self._client.get_executor(pure=False)

    def submit(self, work: Callable[[S], R], sent: S) -> "Future[R]":
        """Give a batch to whoever is free."""
        from distributed.protocol.pickle import dumps

        with self._losses():
            return self._executor.submit(do_job, self._generator, dumps((self._view, work, sent)))

    def result(self, future: "Future[R]") -> R:
        """Wait for what became of a batch; raises WorkersLost, or what the work raised."""
        from concurrent.futures import wait

        while not wait([future], timeout=PATIENCE).done:
            self._wait_for_workers()
        with self._losses():
            return future.result()

    def leave(self, *, failed: bool) -> None:  # noqa: ARG002 - what a client asked for ends with it
        """Let everyone go; what is waiting is not done."""
        self._client.close(timeout=PATIENCE)

    def _wait_for_workers(self) -> None:
        try:
            with self._losses():
                self._client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            hint = f"start some: dask worker {self._address} --nworkers auto --nthreads 1"
            raise WorkersLost(f"the scheduler at {self._address} has no workers", hint) from None

    def _count(self) -> int:
        """Return how many workers there are; raises WorkersLost if one lacks this package, over which it would die."""
        with self._losses():
            found = self._client.run(find_spec, "site_builder", on_error="return")
        for worker, spec in found.items():
            if spec is None:
                raise WorkersLost(f"the worker at {worker} has no site-builder", _SAME_CODE)
        return len(found)

    @contextmanager
    def _losses(self) -> Iterator[None]:
        """Tell what Dask raises as WorkersLost."""
        from concurrent.futures import CancelledError

        from distributed import CancelledError as Cancelled
        from distributed import KilledWorker
        from distributed.comm import CommClosedError

        try:
            yield
        except KilledWorker as error:
            how = f"every worker that tried one job has died over it ({error.allowed_failures + 1} in all)"
            hint = "look at the workers' logs; most often it is for want of memory"
            raise WorkersLost(how, hint) from error
        except (CancelledError, Cancelled, CommClosedError) as error:
            how = f"the scheduler at {self._address} is gone, or has dropped this build's jobs"
            raise WorkersLost(how, "look at the scheduler's log and build again") from error


def _client(address: str) -> Any:
    """Connect to a scheduler; raises WorkersLost if none answers in time."""
    import logging

    from distributed import Client

    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what it has to say is a diagnostic
    try:
        return Client(address, timeout=PATIENCE, set_as_default=False)
    except OSError as error:
        hint = f"start one with `dask scheduler`, or look whether {address} can be reached from here"
        raise WorkersLost(f"no Dask scheduler answers at {address} within {PATIENCE} s", hint) from error


def shown(project: Project) -> View:
    """Leave a sign in the project's cache, and return what is to be seen from elsewhere."""
    sign, token = project.cache / _SIGN, secrets.token_hex()
    sign.write_text(token, encoding="ascii")
    return View(sign, token, project.theme_folders, _theme_digest(project.theme_folders))


# --- at a worker ------------------------------------------------------------------------------------------


def do_job(generator: str, job: bytes) -> Any:
    """Do a job at a worker, for a sender whose generator digest is `generator`; raises WorkersLost to refuse it.

    Whatever threads the worker has, one job is done at a time: rendering is one thread's work.
    """
    from distributed.protocol.pickle import loads

    if _own_generator() != generator:
        raise WorkersLost(f"{_here()} has other code than this machine", _SAME_CODE)
    with _JOBS:
        view, work, sent = loads(job)
        admit(view)
        return work(sent)


@cache
def _own_generator() -> str:
    """Return the digest of what this process runs: the code is loaded once, so it is looked at once."""
    return generator_digest()


@lru_cache(maxsize=8)
def admit(view: View) -> None:
    """Look whether this worker sees what the sender sees; raises WorkersLost if not, and doesn't look twice if so."""
    try:
        token = view.sign.read_text(encoding="ascii")
    except OSError:
        token = ""
    if token != view.token:
        hint = (
            "share the project's folder among all machines, under the same path, and let workers write there"
        )
        raise WorkersLost(f"{_here()} does not see this project in {view.sign.parent.parent}", hint)
    if _theme_digest(view.folders) != view.theme:
        folders = " and ".join(map(str, view.folders))
        hint = "install site-builder in the same place on all machines; if templates were just edited, build again"
        raise WorkersLost(f"{_here()} has other templates in {folders}", hint)


def _theme_digest(folders: tuple[Path, ...]) -> str:
    """Return a digest of all templates; assets have digests of their own."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            if name.parts[0] != "assets" and path.is_file():
                digest.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _here() -> str:
    return f"the worker on {platform.node()}"
