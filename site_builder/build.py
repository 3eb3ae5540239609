"""build: bring the output up to date with the content.

    scan → parse (any error: stop, nothing touched) → index → plan → render into staging → COMMIT → publish

Whatever goes wrong before COMMIT leaves state and output as they were; whatever goes wrong after it is
settled by the next build, which renames what is still waiting.
"""

import hashlib
import sqlite3
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final

from site_builder.building.clock import Clock
from site_builder.building.cold import cold_build
from site_builder.building.generator import generator_digest
from site_builder.building.inputs import Inputs, read_inputs
from site_builder.building.lock import locked
from site_builder.building.output_files import damaged
from site_builder.building.report import Report, failed, set_of
from site_builder.building.run import Outcome, Progress, Run, Stopped
from site_builder.building.theming import Theming
from site_builder.building.update import update
from site_builder.content.parse import Parsed, parse
from site_builder.content.scan import Known
from site_builder.diagnostics import Diagnostic, Location
from site_builder.incremental.shape import PageKey
from site_builder.incremental.store import Settings, Store
from site_builder.incremental.stored_index import StoredIndex
from site_builder.incremental.stored_pages import StoredPages
from site_builder.incremental.stored_sources import StoredSources
from site_builder.model import Body, Entry
from site_builder.project import Project
from site_builder.publish import PublishError, publish

BULK: Final = 4
"""When more than one file in this many changed, a cold build is cheaper than an incremental one."""


class ContentMoved(Exception):
    """A file changed between its scan and its use; the build starts over."""


def quiet(_stage: str, _done: int, _total: int) -> None:
    """Show no progress."""


class Builder:
    """Builds one project, again and again; keeps compiled templates and the open state between builds."""

    def __init__(
        self,
        project: Project,
        *,
        as_of: Callable[[], str],
        jobs: int = 1,
        full: bool = False,
        progress: Progress = quiet,
    ) -> None:
        self.project = project
        self._as_of = as_of
        self._jobs = jobs
        self._full = full
        self._progress = progress
        self._theming = Theming(project.theme_folders)
        self._settings = Settings(generator_digest(), str(project.output))
        self._store: Store | None = None
        self._known: dict[str, Known] | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders whose changes make a build necessary."""
        return (self.project.content, *self.project.theme_folders)

    def close(self) -> None:
        """Close the state file."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def build(self, changed: Collection[str] | None = None) -> Report:
        """Bring the output up to date.

        `changed` are the paths, relative to the project, that may have changed since this Builder's last
        build; None scans everything and compares the output folder too.
        """
        with locked(self.project.cache, lambda: self._progress("waiting for another build", 0, 0)):
            for _attempt in range(5):
                try:
                    return self._build(changed)
                except ContentMoved:
                    changed = None
                except Stopped as stopped:
                    return failed(stopped.diagnostics)
                except PublishError as error:
                    return failed([_publish_fault(error)])
        moving = "files kept changing while they were read"
        return failed([Diagnostic(Location("content"), "error", "content-moving", moving, "build again")])

    def _build(self, changed: Collection[str] | None) -> Report:
        clock = Clock()
        store = self._open()
        trusted = store.rests_on(self._settings) and not self._full
        run = Run(
            self.project, store, self._theming, self._settings, self._as_of(), time.time_ns(), self._jobs, clock,
            self._progress,
        )  # fmt: skip
        with clock.stage("scan"):
            known = self._known_files(store) if trusted else {}
            inputs = self._inputs(store, known, changed if trusted else None)
            whole = not trusted or len(inputs.files) * BULK > len(known) + BULK * 50
            if whole and trusted:
                inputs = self._inputs(store, {}, None)
        if whole:
            outcome = cold_build(run, inputs, trust_output=not self._full)
        else:
            outcome = self._update(run, inputs, compare_output=changed is None)
        with clock.stage("publish"):
            publish(self.project.output, run.staging, outcome.moves)
            if outcome.moves:
                store.settle()
        self._remember(inputs, whole=whole)
        return _report(outcome, clock, cold=whole)

    def _update(self, run: Run, inputs: Inputs, *, compare_output: bool) -> Outcome:
        forced: frozenset[PageKey] = frozenset()
        if compare_output:
            with run.clock.stage("compare output"):
                forced = damaged(self.project.output, StoredPages(run.store).files())
        index = StoredIndex(run.store, self._body)
        return update(run, index, inputs, forced, self._parse_again)

    # --- state and files ----------------------------------------------------------------------------------

    def _open(self) -> Store:
        """Return the open state, after finishing what a killed build left to be renamed."""
        if self._store is None:
            self._store = _open_or_renew(self.project.cache / "state.sqlite")
        if self._store.meta("output") == str(self.project.output) and (moves := self._store.unsettled()):
            publish(self.project.output, self.project.cache / "staging", moves)
            self._store.settle()
        return self._store

    def _known_files(self, store: Store) -> dict[str, Known]:
        if self._known is None:
            self._known = StoredSources(store).known()
        return self._known

    def _remember(self, inputs: Inputs, *, whole: bool) -> None:
        self._full = False
        if whole or self._known is None:
            self._known = None
            return
        for path in inputs.removed:
            self._known.pop(path, None)
        self._known.update((path, Known(stamp, digest)) for path, stamp, digest, _ in inputs.stamps)

    def _inputs(self, store: Store, known: dict[str, Known], only: Collection[str] | None) -> Inputs:
        scanned_at_ns = int(store.meta("scanned_at_ns") or 0)
        return read_inputs(self.project, known, scanned_at_ns=scanned_at_ns, only=only)

    def _body(self, path: str, digest: str) -> Body:
        """Read an unchanged entry's body again; raises ContentMoved if the file is not what was scanned."""
        data = self._read(path)
        record = parse(path, data).record
        if hashlib.sha256(data).hexdigest() != digest or not isinstance(record, Entry):
            raise ContentMoved(path)
        return record.body

    def _parse_again(self, path: str) -> Parsed:
        return parse(path, self._read(path))

    def _read(self, path: str) -> bytes:
        try:
            return (self.project.root / path).read_bytes()
        except OSError as error:
            raise ContentMoved(path) from error


def _open_or_renew(path: Path) -> Store:
    """Open a state file; one that SQLite can't read is put aside, which costs a cold build."""
    try:
        return Store(path)
    except sqlite3.DatabaseError:
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
            path.with_name(name).unlink(missing_ok=True)
        return Store(path)


def _publish_fault(error: PublishError) -> Diagnostic:
    return Diagnostic(
        Location(f"output/{error.path}"),
        "error",
        "cannot-publish",
        f"the file could not be written: {error.cause.strerror or error.cause}",
        "mend the output folder and build again; nothing is lost, the next build goes on from here",
    )


def _report(outcome: Outcome, clock: Clock, *, cold: bool) -> Report:
    return Report(
        pages=outcome.pages,
        examined=len(outcome.finished),
        rendered=sum(done.rendered for done in outcome.finished),
        written=tuple(sorted(done.made.path for done in outcome.finished if done.staged)),
        removed=outcome.removed,
        diagnostics=tuple(sorted(set_of(outcome.diagnostics), key=Diagnostic.sort_key)),
        cold=cold,
        seconds=clock.wall,
        cpu_seconds=clock.cpu,
    )
