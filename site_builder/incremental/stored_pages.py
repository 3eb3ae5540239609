"""StoredPages: what came of every page when it was last made, what it read, and who read a fact.

A page's trace is exact. The way back, from a fact to its readers, is kept as hints: a cold build writes lists of pages, each
for a few facts, later builds add rows, and a page counts as a reader only if its trace says so.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Final

import msgspec

from site_builder.incremental.facts import number_of
from site_builder.incremental.readers import Readers, rows_named
from site_builder.incremental.shape import PageKey
from site_builder.incremental.store import Store, blob, hash_of, stored

_MADE: Final = "SELECT kind, key, path, model_digest, output_digest, size, mtime_ns, reason, facts"
_JOINED: Final = "FROM page JOIN trace ON trace.page = page.number"
_READER: Final = f"SELECT kind, key, facts {_JOINED} WHERE number = ?"
_INSERT: Final = "INSERT INTO page VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_UPDATE: Final = "UPDATE page SET path_hash = ?, path = ?, model_digest = ?, output_digest = ?, size = ?, mtime_ns = ?, reason = ? WHERE number = ?"
_BATCH: Final = 1000
_ROWS: Final = "readers"

NAMED: Final = "name_hash = ? AND kind = ? AND key = ?"
"""The condition on a row that it is of the page to which `named` gives these."""
_AT: Final = "path_hash = ? AND path = ?"

COLD: Final = "a cold build makes every page"
"""The reason of most pages, which is not stored."""


class MadePage(msgspec.Struct, frozen=True):
    """One page as last made: its output path, the digests of model and output, the file's size and mtime, its trace."""

    page: PageKey
    path: str
    model_digest: bytes
    output_digest: bytes
    size: int
    mtime_ns: int
    reason: str
    trace: bytes


def facts_of(trace: bytes) -> "array[int]":
    """Return the numbers of the facts in a trace, ascending; raises msgspec.DecodeError where it is damaged."""
    try:
        return array("I", trace)
    except ValueError as error:
        raise msgspec.DecodeError(str(error)) from error


def named(page: PageKey) -> tuple[int, str, str]:
    """Return what a page is looked up by."""
    return (hash_of(f"{page.kind} {page.key}"), *page)


class StoredPages:
    """The pages of the state file; looks Traces up for `plan`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._connection = store.connection

    # --- Traces, for the plan -----------------------------------------------------------------------------

    def readers(self, facts: Iterable[str]) -> Iterator[tuple[PageKey, str]]:
        """Yield (page, fact) for every page that read one of `facts`, or one with the same number."""
        for fact in sorted(facts):
            number = number_of(fact)
            for page in self._hints(number):
                row = self._connection.execute(_READER, (page,)).fetchone()
                if row and _holds(facts_of(row[2]), number):
                    yield PageKey(*row[:2]), fact

    def _hints(self, fact: int) -> list[int]:
        one = self._connection.execute
        rows = rows_named(self._store.meta(_ROWS))
        row = one("SELECT pages FROM read_by WHERE facts = ?", (rows.of(fact),)).fetchone()
        pages = set(rows.unpacked(row[0])) if row else set()
        pages.update(page for (page,) in one("SELECT page FROM read_since WHERE fact = ?", (stored(fact),)))
        return sorted(pages)

    def pages_of_kinds(self, kinds: Iterable[str]) -> Iterator[PageKey]:
        """Yield every page of the given kinds."""
        query = "SELECT kind, key FROM page WHERE kind = ? AND path IS NOT NULL"
        for kind in sorted(kinds):
            for row in self._connection.execute(query, (kind,)):
                yield PageKey(*row)

    # --- pages as made ------------------------------------------------------------------------------------

    def made(self, page: PageKey) -> MadePage | None:
        """Return a page as last made, or None."""
        row = self._connection.execute(f"{_MADE} {_JOINED} WHERE {NAMED}", named(page)).fetchone()
        return _made(row) if row else None

    def at(self, path: str) -> MadePage | None:
        """Return the page at an output path, or None."""
        row = self._connection.execute(f"{_MADE} {_JOINED} WHERE {_AT}", (hash_of(path), path)).fetchone()
        return _made(row) if row else None

    def files(self) -> Iterator[tuple[PageKey, str, int, int, bytes]]:
        """Yield (page, path, size, mtime, output digest) of every page's file."""
        query = "SELECT kind, key, path, size, mtime_ns, output_digest FROM page WHERE path IS NOT NULL"
        for kind, key, *rest in self._connection.execute(query):
            yield (PageKey(kind, key), *rest)

    def owners(self, path: str) -> list[PageKey]:
        """Return the pages that claim an output path: more than one is a fault of the content."""
        query = f"SELECT kind, key FROM page WHERE {_AT} ORDER BY kind, key"  # noqa: S608 - constants only
        return [PageKey(*row) for row in self._connection.execute(query, (hash_of(path), path))]

    def save(self, pages: Iterable[MadePage]) -> None:
        """Replace rows and traces of pages that were made again; touches only the reads that differ."""
        one = self._connection.execute
        query = f"SELECT number, facts FROM page LEFT JOIN trace ON trace.page = page.number WHERE {NAMED}"  # noqa: S608 - constants only
        for made in pages:
            number, old = one(query, named(made.page)).fetchone()
            one(_UPDATE, (*_columns(made), number))
            if old != made.trace:
                one("INSERT OR REPLACE INTO trace VALUES (?, ?)", (number, made.trace))
                new = set(facts_of(made.trace)).difference(facts_of(old or b""))
                rows = [(stored(fact), number) for fact in sorted(new)]
                self._connection.executemany("INSERT OR IGNORE INTO read_since VALUES (?, ?)", rows)

    def remove(self, pages: Iterable[PageKey]) -> list[str]:
        """Forget pages that live no more; returns the output paths they had."""
        one = self._connection.execute
        paths = []
        for page in pages:
            number, path = one(f"SELECT number, path FROM page WHERE {NAMED}", named(page)).fetchone()  # noqa: S608 - constants only
            if path is not None:
                paths.append(path)
            one("DELETE FROM trace WHERE page = ?", (number,))
            one("DELETE FROM page WHERE number = ?", (number,))
        return paths

    def load(self, pages: Iterable[MadePage], demands: Callable[[PageKey], int]) -> None:
        """Fill the empty tables of a cold build with pages as they come; `demands` tells how many records want one."""
        readers = Readers()
        numbered = enumerate(pages, 1)
        many = self._connection.executemany
        while batch := list(islice(numbered, _BATCH)):
            many(_INSERT, [(n, *named(made.page), demands(made.page), *_columns(made)) for n, made in batch])
            many("INSERT INTO trace VALUES (?, ?)", [(n, blob(made.trace)) for n, made in batch])
            for number, made in batch:
                readers.add(number, facts_of(made.trace))
        rows = readers.rows()
        many("INSERT INTO read_by VALUES (?, ?)", readers.by_row(rows))
        self._store.set_meta([(_ROWS, str(rows))])


def _holds(facts: "array[int]", number: int) -> bool:
    place = bisect_left(facts, number)
    return place < len(facts) and facts[place] == number


def _made(row: tuple[Any, ...]) -> MadePage:
    kind, key, path, model, output, size, mtime, reason, trace = row
    return MadePage(PageKey(kind, key), path, model, output, size, mtime, reason or COLD, trace)


def _columns(made: MadePage) -> tuple[int, str, bytearray, bytearray, int, int, str]:
    reason = "" if made.reason == COLD else made.reason
    place, digests = (hash_of(made.path), made.path), (blob(made.model_digest), blob(made.output_digest))
    return (*place, *digests, made.size, made.mtime_ns, reason)
