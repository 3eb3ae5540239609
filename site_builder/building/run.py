"""Run: what the stages of one build share."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from msgspec import Struct, field

from site_builder.building.clock import Clock
from site_builder.building.making import Before, Composed, Finished, Press, finish
from site_builder.building.theming import Theming
from site_builder.building.workers import Workers
from site_builder.diagnostics import Diagnostic, Location
from site_builder.incremental.shape import PageKey
from site_builder.incremental.store import Settings, Store
from site_builder.progress import Progress
from site_builder.project import Project
from site_builder.publish import new_staging, rank

MANY: Final = 300
"""Pages to render from which the staging folder has the form of the output."""


class Stopped(Exception):
    """The build found errors in the content; unwinding rolls the transaction back."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        super().__init__("the content has errors")
        self.diagnostics = tuple(diagnostics)


class Run(Struct, frozen=True):
    """One build: where, from what state, as of when, who works for it and who looks on."""

    project: Project
    store: Store
    theming: Theming
    settings: Settings
    as_of: str
    scanned_at_ns: int
    workers: Workers
    clock: Clock
    progress: Progress


class Outcome(Struct):
    """What a build made: how many pages there are, were looked at and rendered, and which files it wrote and removes.

    `staged` maps output paths of the files in the folder `staging` to their ranks; `removed` are the output paths that
    are no page's now. `touched` are the pages of which something that they read has changed, None where all were made.
    """

    pages: int = 0
    examined: int = 0
    rendered: int = 0
    staging: str = ""
    staged: dict[str, int] = field(default_factory=dict)
    removed: tuple[str, ...] = ()
    touched: frozenset[PageKey] | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


def make(
    run: Run,
    composed: Iterable[tuple[Composed, str]],
    total: int,
    before: Callable[[Composed], Before],
    outcome: Outcome,
) -> Iterator[Finished]:
    """Carry composed pages on to staged files, elsewhere where that pays; `outcome` keeps count of those yielded."""
    from site_builder.render.faults import TemplateFault

    elsewhere = run.workers.pay(total)
    staging = new_staging(run.project.cache, run.scanned_at_ns, tree=elsewhere or total >= MANY)
    outcome.staging = staging.name
    press = Press(run.theming, staging)
    try:
        for done in finish(composed, before, press, run.workers, elsewhere=elsewhere):
            outcome.examined += 1
            outcome.rendered += done.rendered
            if done.staged:
                outcome.staged[done.made.path] = rank(done.made.page.kind)
            run.progress("pages", outcome.examined, total)
            yield done
    except TemplateFault as fault:
        raise Stopped(fault.diagnostics) from fault


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
