"""build: bring the output up to date with the content.

    scan → parse (any error: stop, nothing touched) → index → plan → render into staging → COMMIT → publish

Whatever goes wrong before COMMIT leaves state and output as they were; whatever goes wrong after it is
settled by the next build, which renames what is still waiting.
"""

import sqlite3
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from site_builder.building.again import Again, ContentMoved
from site_builder.building.clock import Clock
from site_builder.building.cold import cold_build
from site_builder.building.faults import publish_fault, workers_fault, write_fault
from site_builder.building.generator import generator_digest
from site_builder.building.inputs import Inputs, KnownFiles, Sources, look, read_inputs, remember
from site_builder.building.lock import locked
from site_builder.building.output_files import damaged
from site_builder.building.report import Report, failed, in_order
from site_builder.building.run import Outcome, Run, Stopped
from site_builder.building.searching import Followed, Searching
from site_builder.building.spool import Spool
from site_builder.building.theming import Theming
from site_builder.building.update import update
from site_builder.building.workers import Start, Workers, WorkersLost
from site_builder.collector import expect_many_short_lives
from site_builder.diagnostics import Diagnostic, Location
from site_builder.incremental.shape import PageKey
from site_builder.incremental.store import STATE, Settings, Store, is_blocked, is_damage, remove_database
from site_builder.incremental.stored_index import StoredIndex
from site_builder.incremental.stored_pages import StoredPages
from site_builder.incremental.stored_sources import StoredSources
from site_builder.progress import Progress, quiet
from site_builder.project import Project
from site_builder.publish import PublishError, clear, publish, spool_folder, staging_of

BULK: Final = 4
"""When more than one file in this many changed, a cold build is cheaper than an incremental one."""


class _Memory(Struct, frozen=True):
    """What is remembered of a state, for as long as nobody else writes it: which is told by its last scan."""

    scanned_at: str
    known: KnownFiles
    index: StoredIndex


class Builder:
    """Builds one project, again and again; keeps compiled templates and the open state between builds."""

    def __init__(
        self,
        project: Project,
        *,
        as_of: Callable[[], str],
        workers: Start | None = None,
        least: int = 0,
        full: bool = False,
        progress: Progress = quiet,
        search_later: bool = False,
    ) -> None:
        """Build `project` as it is at the instant `as_of()`.

        `workers` calls others, for work of no less than `least` files or pages. With `search_later`, the search index follows
        in the background.
        """
        self.project = project
        self._as_of = as_of
        self._again = Again(project.root)
        self._workers = workers
        self._least = least
        self._full = full
        self._progress = progress
        self._settings = Settings(generator_digest(), str(project.output))
        compiled = project.cache / "templates" / f"generator-{self._settings.generator[:16]}"
        self._theming = Theming(project.theme_folders, compiled)
        self.searching = Searching(
            project.cache, project.output, self._settings.generator, later=search_later
        )
        self._store: Store | None = None
        self._memory: _Memory | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders whose changes make a build necessary."""
        return (self.project.content, *self.project.theme_folders)

    def close(self) -> None:
        """Close the state file, and stop what runs in the background."""
        self.searching.close()
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
        except WorkersLost as error:
            return failed([workers_fault(error)])
        except (OSError, sqlite3.Error) as error:
            if isinstance(error, sqlite3.Error) and not is_blocked(error):
                raise
            return failed([write_fault(self.project, error)])

    def _build_settled(self, changed: Collection[str] | None) -> Report:
        """Build, over again where files change meanwhile, or where the state turns out to be damaged."""
        renewed = False
        for _attempt in range(5):
            try:
                if not self._settle():
                    changed = None
                return self._build(changed)
            except ContentMoved:
                changed = None
            except (sqlite3.DatabaseError, msgspec.DecodeError, UnicodeDecodeError) as error:
                if renewed or not is_damage(error):
                    raise
                self._renew()
                renewed = True
        moving = "files kept changing while they were read"
        return failed([Diagnostic(Location("content"), "error", "content-moving", moving, "build again")])

    def _build(self, changed: Collection[str] | None) -> Report:
        clock, store = Clock(), self._open()
        before = store.meta("scanned_at_ns")
        trusted = store.rests_on(self._settings) and not self._full
        scanned_at_ns = time.time_ns()
        with clock.stage("scan"):
            memory = self._remembered(store) if trusted else None
            known = memory.known if memory else KnownFiles()
            sources = self._look(store, known, changed if trusted else None)
        whole = not trusted or len(sources) * BULK > len(known) + BULK * 50
        with Workers(self._workers, self._least) as workers:
            run = Run(
                self.project, store, self._theming, self._settings, self._as_of(), scanned_at_ns, workers, clock,
                self._progress,
            )  # fmt: skip
            self._memory = None  # until the build has succeeded
            if whole or memory is None:
                outcome = self._cold(run, None if memory else sources)
            else:
                with clock.stage("parse"):
                    inputs = read_inputs(sources, known)
                outcome = self._update(run, memory.index, inputs, compare_output=changed is None)
                remember(known, inputs)
                self._memory = _Memory(str(scanned_at_ns), known, memory.index)
        with clock.stage("publish"):
            self._publish(store)
        faults = self.searching.faults()
        if self._full:
            self.searching.forget()
        with clock.stage("search"):
            touched = None if changed is None else outcome.touched
            self.searching.follow(Followed(store, self._snapshot, touched, before), self._progress)
        self._theming.prove()
        self._full = False
        outcome.diagnostics = (*outcome.diagnostics, *faults)
        return _report(outcome, clock, cold=whole)

    def _cold(self, run: Run, sources: Sources | None) -> Outcome:
        """Build everything anew; `sources` are all files, None where only what changed was looked for."""
        expect_many_short_lives()
        nothing = KnownFiles()
        if sources is None:
            with run.clock.stage("scan"):
                sources = self._look(run.store, nothing, None)
        with Spool(spool_folder(self.project.cache, run.scanned_at_ns)) as spool:
            with run.clock.stage("parse"):
                inputs = read_inputs(sources, nothing, run.workers, spool, run.progress)
            trust = run.store.sound and not self._full
            return cold_build(run, inputs, spool, self._again, trust_output=trust)

    def _update(self, run: Run, index: StoredIndex, inputs: Inputs, *, compare_output: bool) -> Outcome:
        forced: frozenset[PageKey] = frozenset()
        if compare_output:
            with run.clock.stage("compare output"):
                forced = damaged(self.project.output, StoredPages(run.store).files())
        return update(run, index, inputs, forced, self._again)

    # --- state and files ----------------------------------------------------------------------------------

    def _open(self) -> Store:
        if self._store is not None and self._store.replaced:
            self.close()
        if self._store is None:
            self._store = Store(self.project.cache / STATE)
        return self._store

    def _renew(self) -> None:
        """Throw a damaged state away, which costs a cold build."""
        self.close()
        self._memory = None
        remove_database(self.project.cache / STATE)

    def _settle(self) -> bool:
        """Finish what a killed build left to be renamed.

        Returns False where that can't be done: then the output is to be compared with the state, since what is
        in the way of an old page need not be in the way of this build's.
        """
        store = self._open()
        try:
            if store.sound and store.meta("output") == self._settings.output:
                self._publish(store)
        except PublishError:
            return False
        clear(self.project.cache)
        return True

    def _publish(self, store: Store) -> None:
        if moves := store.unsettled():
            publish(self.project.output, staging_of(self.project.cache, store.meta("staging")), moves)
            store.settle()

    def _remembered(self, store: Store) -> _Memory:
        """Return what is remembered of the state; nothing but its files where another process has built since."""
        scanned_at = store.meta("scanned_at_ns")
        if self._memory is not None and self._memory.scanned_at == scanned_at:
            return self._memory
        known = KnownFiles({}, {})
        for path, found in StoredSources(store).known():
            known.of(path)[path] = found
        return _Memory(scanned_at, known, StoredIndex(store, self._again.body))

    def _snapshot(self) -> StoredIndex:
        """Return the site as the state has it, with nothing of it remembered yet."""
        return StoredIndex(self._open(), self._again.body)

    def _look(self, store: Store, known: KnownFiles, only: Collection[str] | None) -> Sources:
        return look(self.project, known, scanned_at_ns=int(store.meta("scanned_at_ns") or 0), only=only)


def _report(outcome: Outcome, clock: Clock, *, cold: bool) -> Report:
    return Report(
        pages=outcome.pages,
        examined=outcome.examined,
        rendered=outcome.rendered,
        written=tuple(sorted(outcome.staged)),
        removed=outcome.removed,
        diagnostics=in_order(outcome.diagnostics),
        cold=cold,
        seconds=clock.wall,
        cpu_seconds=clock.cpu,
    )
