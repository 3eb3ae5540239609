"""Run: what the stages of one build share."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from site_builder.building.clock import Clock
from site_builder.building.making import Composed, Finished, Press, finish
from site_builder.building.theming import Theming
from site_builder.diagnostics import Diagnostic, Location
from site_builder.incremental.shape import PageKey
from site_builder.incremental.store import Settings, Store
from site_builder.incremental.stored_pages import MadePage
from site_builder.project import Project
from site_builder.publish import empty

if TYPE_CHECKING:
    from concurrent.futures import Executor

Progress = Callable[[str, int, int], None]
"""(stage, done, total): called often; must be cheap."""

POOL_PAYS_FROM: Final = 400
"""Pages to render from which starting other processes is worth their start-up."""


class Stopped(Exception):
    """The build found errors in the content; unwinding rolls the transaction back."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        super().__init__("the content has errors")
        self.diagnostics = tuple(diagnostics)


class Run(Struct, frozen=True):
    """One build: where, from what state, as of when, and who looks on."""

    project: Project
    store: Store
    theming: Theming
    settings: Settings
    as_of: str
    scanned_at_ns: int
    jobs: int
    clock: Clock
    progress: Progress

    @property
    def staging(self) -> Path:
        """Where files wait to be renamed into the output."""
        return self.project.cache / "staging"


class Outcome(Struct, frozen=True):
    """What a build made: finished pages, the number of all pages, and the output paths that are no page's now."""

    finished: tuple[Finished, ...]
    pages: int
    removed: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def make(
    run: Run,
    composed: Iterable[tuple[Composed, str]],
    total: int,
    previous: Callable[[PageKey], MadePage | None],
    forced: frozenset[PageKey],
) -> list[Finished]:
    """Carry composed pages on to staged files, in other processes where that pays."""
    from site_builder.render.faults import TemplateFault

    empty(run.staging)
    press = Press(run.theming, run.staging)
    finished = []
    with _executor(run.jobs, total) as executor:
        try:
            for done in finish(composed, previous, forced, press, executor):
                finished.append(done)
                run.progress("pages", len(finished), total)
        except TemplateFault as fault:
            raise Stopped(fault.diagnostics) from fault
    return finished


@contextmanager
def _executor(jobs: int, pages: int) -> Iterator["Executor | None"]:
    if jobs <= 1 or pages < POOL_PAYS_FROM:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(jobs, mp_context=get_context("forkserver")) as executor:
        yield executor


def doubled(owners: Iterable[tuple[str, list[PageKey]]]) -> list[Diagnostic]:
    """Return an error for each output path that more than one page claims."""
    return [
        Diagnostic(
            Location(f"output/{path}"),
            "error",
            "duplicate-output",
            f"{' and '.join(f'{page.kind} {page.key}'.strip() for page in pages)} would be the same file",
            "give one of them another id, slug or alias",
        )
        for path, pages in owners
        if len(pages) > 1
    ]
