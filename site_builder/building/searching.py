"""Search behind a build: what the build changed is gathered at once; the index is made then, or in the background.

A site has search where its settings say so; where they don't any more, the files of its index are removed.
"""

import sqlite3
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from site_builder.diagnostics import Diagnostic, Location
from site_builder.incremental.index import Index
from site_builder.incremental.shape import PageKey
from site_builder.incremental.store import Store, is_damage, remove_database
from site_builder.incremental.stored_pages import StoredPages
from site_builder.model import Site
from site_builder.progress import Progress, quiet
from site_builder.search import FOLDER, STORE

if TYPE_CHECKING:
    from site_builder.search.stage import EntryPage, Search

DAMAGE: Final = (sqlite3.Error, zlib.error, msgspec.DecodeError)
"""What reading a store that somebody else wrote to may raise."""


class Followed(NamedTuple):
    """A build to be followed: its state, and what gives a fresh view of the `site`.

    `touched` are the pages whose reads it changed, None where all are to be looked at and files to be compared; `before`
    names the build before it.
    """

    store: Store
    site: Callable[[], Index]
    touched: Collection[PageKey] | None
    before: str


class Searching:
    """The search of one project, as a Builder keeps it; with `later`, the index is made by a thread of its own."""

    def __init__(self, cache: Path, output: Path, generator: str, *, later: bool) -> None:
        self._where = cache, output, generator
        self._later = later
        self._thread: Thread | None = None
        self._wake, self._stop = Event(), Event()
        self.failure: Exception | None = None
        """What made the last round in the background fail."""

    def follow(self, build: Followed, progress: Progress) -> None:
        """Gather what a build changed, and index where that isn't done later."""
        if not wanted(build.site()):
            self._remove()
            return
        from site_builder.search.stage import Search

        search = Search(*self._where)
        try:
            try:
                self._follow(search, build, progress)
            except DAMAGE as error:
                if not is_damage(error):
                    raise
                search.again()
                self._follow(search, build._replace(touched=None), progress)
        finally:
            search.close()

    def _follow(self, search: "Search", build: Followed, progress: Progress) -> None:
        this = build.store.meta("scanned_at_ns")
        touched = build.touched if search.seen in {build.before, this} else None
        if search.seen != this or build.touched:
            search.gather(this, build.site, _pages(build.store, touched), touched)
        if touched is None:
            search.compare()
        if search.unfinished and self._later:
            self._start()
        else:
            _settle(search, progress)

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the background has nothing to do; tell whether that is so."""
        from time import monotonic, sleep

        end = None if seconds is None else monotonic() + seconds
        while self._wake.is_set() and self._thread is not None and self._thread.is_alive():
            if end is not None and monotonic() > end:
                return False
            sleep(0.01)
        return True

    def faults(self) -> tuple[Diagnostic, ...]:
        """Return what kept the background from its work, as a warning."""
        if self.failure is None:
            return ()
        message = (
            f"the search index is behind the pages: {getattr(self.failure, 'strerror', None) or self.failure}"
        )
        hint = "look at the permissions, and at the space left on the disk; the next build goes on with it"
        return (Diagnostic(Location(f"output/{FOLDER}"), "warning", "search-behind", message, hint),)

    def forget(self) -> None:
        """Throw away what is known of the index, so that every file of it is written again."""
        self.close()
        remove_database(self._where[0] / STORE)

    def close(self) -> None:
        """Stop the background; what it leaves undone, the next build goes on with."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _remove(self) -> None:
        if not (self._where[0] / STORE).exists():
            return
        from site_builder.search.stage import remove

        self.close()
        remove(*self._where)

    def _start(self) -> None:
        self._wake.set()
        if self._thread is None or not self._thread.is_alive():
            self._stop.clear()
            self._thread = Thread(target=self._run, name="search", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        """Index until nothing is left to be done."""
        from site_builder.search.stage import Search

        try:
            search = Search(*self._where)
            try:
                while search.unfinished:
                    search.index(self._look_up)
            except DAMAGE as error:
                if is_damage(error):
                    search.again()  # which the next build finds empty
                raise
            finally:
                search.close()
            self.failure = None
        except _Stopped:
            pass
        except (OSError, *DAMAGE) as error:
            self.failure = error
        finally:
            self._wake.clear()

    def _look_up(self, _stage: str, _done: int, _total: int) -> None:
        if self._stop.is_set():
            raise _Stopped


class _Stopped(Exception):
    """The background was told to stop."""


def wanted(index: Index) -> bool:
    """Tell whether a site has search."""
    site = index.record("site/")
    return isinstance(site, Site) and site.search


def is_of_index(path: str) -> bool:
    """Tell whether a path below the output folder is one of the index, which no page stands for."""
    return path.startswith(FOLDER)


def strangers(output: Path, ours: Iterable[str], index: Index) -> list[str]:
    """Return the files of the output folder that neither a page of `ours` stands for nor the index of a site's search, sorted.

    What is hidden at the top, such as `.git` or `.nojekyll`, is the host's.
    """
    known, searched = set(ours), wanted(index)
    found = (path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file())
    return sorted(
        path
        for path in found
        if path not in known and not path.startswith(".") and not (searched and is_of_index(path))
    )


def index_difference(store: Store, index: Callable[[], Index], output: Path) -> str:
    """Return "" if the index is what one made anew of the published pages is, else its first file that differs."""
    from site_builder.search.stage import Search

    with TemporaryDirectory() as aside:
        cache, into = Path(aside, "cache"), Path(aside, "output")
        search = Search(cache, output, "", into)
        search.gather("", index, _pages(store, None), None)
        _settle(search, quiet)
        search.close()
        made, found = (
            {path.relative_to(top).as_posix(): path for path in (top / FOLDER).rglob("*") if path.is_file()}
            for top in (into, output)
        )
        for path in sorted(made.keys() | found.keys()):
            if path not in made or path not in found:
                return f"{path}: {'only the output' if path in found else 'only an index made anew'} has it"
            if made[path].read_bytes() != found[path].read_bytes():
                return f"{path}: an index made anew differs"
    return ""


def _settle(search: "Search", progress: Progress) -> None:
    """Index until nothing is left to be done."""
    while search.unfinished:
        search.index(progress)


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
