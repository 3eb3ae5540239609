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

import msgspec

from site_builder.building.clock import Clock
from site_builder.building.cold import cold_build
from site_builder.building.faults import publish_fault, write_fault
from site_builder.building.generator import generator_digest
from site_builder.building.inputs import Inputs, read_inputs
from site_builder.building.lock import locked
from site_builder.building.making import ContentMoved
from site_builder.building.output_files import damaged
from site_builder.building.report import Report, failed, set_of
from site_builder.building.run import Outcome, Progress, Run, Stopped
from site_builder.building.theming import Theming
from site_builder.building.update import update
from site_builder.content.parse import Parsed, parse
from site_builder.content.scan import Known
from site_builder.diagnostics import Diagnostic, Location
from site_builder.incremental.shape import PageKey
from site_builder.incremental.store import Settings, Store, is_blocked, is_damage
from site_builder.incremental.stored_index import StoredIndex
from site_builder.incremental.stored_pages import StoredPages
from site_builder.incremental.stored_sources import StoredSources
from site_builder.model import Body, Entry
from site_builder.project import Project
from site_builder.publish import PublishError, publish

BULK: Final = 4
"""When more than one file in this many changed, a cold build is cheaper than an incremental one."""


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
        self._settings = Settings(generator_digest(), str(project.output))
        compiled = project.cache / "templates" / self._settings.generator[:16]
        self._theming = Theming(project.theme_folders, compiled)
        self._store: Store | None = None
        self._known: tuple[str, dict[str, Known]] | None = None

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
        try:
            with locked(self.project.cache, lambda: self._progress("waiting for another build", 0, 0)):
                return self._build_settled(changed)
        except Stopped as stopped:
            return failed(stopped.diagnostics)
        except PublishError as error:
            return failed([publish_fault(error)])
        except (OSError, sqlite3.Error) as error:
            if isinstance(error, sqlite3.Error) and not is_blocked(error):
                raise
            return failed([write_fault(self.project, error)])

    def _build_settled(self, changed: Collection[str] | None) -> Report:
        """Build, over again where files change meanwhile, or where the state turns out to be damaged."""
        for _attempt in range(5):
            try:
                if not self._settle():
                    changed = None
                return self._build(changed)
            except ContentMoved:
                changed = None
            except (sqlite3.DatabaseError, msgspec.DecodeError) as error:
                if not is_damage(error):
                    raise
                self._renew()
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
            changes = len(inputs.files) + len(inputs.removed)
            whole = not trusted or changes * BULK > len(known) + BULK * 50
            if whole and trusted:
                inputs = self._inputs(store, {}, None)
        if whole:
            outcome = cold_build(run, inputs, trust_output=not self._full)
        else:
            outcome = self._update(run, inputs, compare_output=changed is None)
        with clock.stage("publish"):
            self._publish(store)
        self._theming.prove()
        self._remember(run, inputs, whole=whole)
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
        if self._store is None:
            self._store = Store(self.project.cache / "state.sqlite")
        return self._store

    def _renew(self) -> None:
        """Throw a damaged state away, which costs a cold build."""
        self.close()
        self._known = None
        for suffix in ("", "-wal", "-shm"):
            (self.project.cache / f"state.sqlite{suffix}").unlink(missing_ok=True)

    def _settle(self) -> bool:
        """Finish what a killed build left to be renamed.

        Returns False where that can't be done: then the output is to be compared with the state, since what is
        in the way of an old page need not be in the way of this build's.
        """
        store = self._open()
        try:
            if store.meta("output") == self._settings.output:
                self._publish(store)
        except PublishError:
            return False
        return True

    def _publish(self, store: Store) -> None:
        if moves := store.unsettled():
            publish(self.project.output, self.project.cache / "staging", moves)
            store.settle()

    def _known_files(self, store: Store) -> dict[str, Known]:
        """Return the files of the last build, remembered unless another process has built since."""
        scanned_at = store.meta("scanned_at_ns")
        if self._known is None or self._known[0] != scanned_at:
            self._known = scanned_at, StoredSources(store).known()
        return self._known[1]

    def _remember(self, run: Run, inputs: Inputs, *, whole: bool) -> None:
        self._full = False
        if whole or self._known is None:
            self._known = None
            return
        known = self._known[1]
        for path in inputs.removed:
            known.pop(path, None)
        known.update((path, Known(stamp, digest)) for path, stamp, digest, _ in inputs.stamps)
        self._known = str(run.scanned_at_ns), known

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
