"""Search behind a build: what the build changed is gathered at once; the index is made then, or in the background.

A site has search where its settings say so; where they don't any more, the files of its index are removed.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Final

from site_builder.incremental.reader import Index
from site_builder.incremental.shape import PageKey
from site_builder.incremental.store import Store
from site_builder.incremental.stored_pages import StoredPages
from site_builder.model import Site

if TYPE_CHECKING:
    from site_builder.search.stage import EntryPage, Search

STORE: Final = "search.sqlite"
Progress = Callable[[str, int, int], None]


class Searching:
    """The search of one project, as a Builder keeps it; with `later`, the index is made by a thread of its own."""

    def __init__(self, cache: Path, output: Path, generator: str, *, later: bool) -> None:
        self._where = cache, output, generator
        self._later = later
        self._thread: Thread | None = None
        self._wake, self._stop = Event(), Event()
        self.failure: Exception | None = None
        """What made the last round in the background fail."""

    def follow(
        self,
        store: Store,
        index: Callable[[], Index],
        touched: Collection[PageKey] | None,
        before: str,
        progress: Progress,
    ) -> int:
        """Follow a build: gather, and index where that isn't done later; return how many files were written or removed.

        `before` names the build before this one; `touched` are the pages whose reads this build changed, None where all
        are to be looked at and files to be compared.
        """
        if not _wanted(index()):
            return self._remove()
        from site_builder.search.stage import Search

        build = store.meta("scanned_at_ns")
        search = Search(*self._where)
        try:
            whole = touched is None or search.seen not in {before, build}
            if search.seen != build or touched:
                search.gather(
                    build, index, _pages(store, None if whole else touched), None if whole else touched
                )
            if whole:
                search.compare()
            if not search.unfinished:
                return 0
            return self._start() if self._later else _settled(search, progress)
        finally:
            search.close()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the background has nothing to do; tell whether that is so."""
        from time import monotonic, sleep

        end = None if seconds is None else monotonic() + seconds
        while self._wake.is_set() and self._thread is not None and self._thread.is_alive():
            if end is not None and monotonic() > end:
                return False
            sleep(0.01)
        return True

    def close(self) -> None:
        """Stop the background; what it leaves undone, the next build goes on with."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _remove(self) -> int:
        if not (self._where[0] / STORE).exists():
            return 0
        from site_builder.search.stage import remove

        self.close()
        return remove(*self._where)

    def _start(self) -> int:
        self._wake.set()
        if self._thread is None or not self._thread.is_alive():
            self._stop.clear()
            self._thread = Thread(target=self._run, name="search", daemon=True)
            self._thread.start()
        return 0

    def _run(self) -> None:
        """Index until nothing is left to be done."""
        from site_builder.search.stage import Search

        try:
            search = Search(*self._where)
            try:
                while search.unfinished:
                    search.index(self._look_up)
            finally:
                search.close()
            self.failure = None
        except _Stopped:
            pass
        except (OSError, sqlite3.Error) as error:
            self.failure = error
        finally:
            self._wake.clear()

    def _look_up(self, _stage: str, _done: int, _total: int) -> None:
        if self._stop.is_set():
            raise _Stopped


class _Stopped(Exception):
    """The background was told to stop."""


def _wanted(index: Index) -> bool:
    site = index.record("site/")
    return isinstance(site, Site) and site.search


def _settled(search: "Search", progress: Progress) -> int:
    changed = 0
    while search.unfinished:
        changed += search.index(progress)
    return changed


def _pages(store: Store, touched: Collection[PageKey] | None) -> "Iterator[EntryPage]":
    """Yield the pages of entries: all, or those among the touched ones."""
    from site_builder.search.stage import EntryPage

    pages = StoredPages(store)
    if touched is None:
        for page, path, _, _, digest in pages.files():
            if page.kind == "entry":
                yield EntryPage(page.key, path, digest)
        return
    for page in sorted(touched):
        if page.kind == "entry" and (made := pages.made(page)):
            yield EntryPage(page.key, made.path, made.output_digest)
