"""StoredPages: what every page read when it was last made, and what came of it.

Points and the collections of spans are looked up by 64 bits of their name's hash: two names that share them
cost a needless look at a page, never a missed one. The full names stay in the page's trace, for `--explain`.
"""

import functools
import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from site_builder.incremental.reader import Trace
from site_builder.incremental.shape import Membership, PageKey
from site_builder.incremental.store import Store

_ENCODER: Final = msgspec.msgpack.Encoder()
_MADE: Final = "SELECT kind, key, path, model_digest, output_digest, size, mtime_ns, reason, trace FROM page"
_INSERT: Final = "INSERT INTO page VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_TRACES: Final = msgspec.msgpack.Decoder(Trace)


class MadePage(msgspec.Struct, frozen=True):
    """One page as last made: its output path, the digests of model and output, the file's size and mtime."""

    page: PageKey
    path: str
    model_digest: bytes
    output_digest: bytes
    size: int
    mtime_ns: int
    reason: str
    trace: Trace


@functools.lru_cache(maxsize=1 << 16)
def number_of(name: str) -> int:
    """Return 64 bits of a name's hash, as a signed integer."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)


class StoredPages:
    """The pages of the state file; looks Traces up for `plan`."""

    def __init__(self, store: Store) -> None:
        self._connection = store.connection

    # --- Traces, for the plan -----------------------------------------------------------------------------

    def readers_of_points(self, points: Iterable[str]) -> Iterator[tuple[PageKey, str]]:
        """Yield (page, point) for every page that may have read one of `points`."""
        query = "SELECT kind, key FROM point JOIN page ON page.id = point.page WHERE point = ?"
        for point in sorted(points):
            for row in self._connection.execute(query, (number_of(point),)):
                yield PageKey(*row), point

    def readers_of_places(self, places: Iterable[Membership]) -> Iterator[tuple[PageKey, Membership]]:
        """Yield (page, place) for every page that read a span in which one of `places` lies."""
        query = (
            "SELECT DISTINCT kind, page.key FROM span JOIN page ON page.id = span.page"
            " WHERE collection = ? AND low <= ? AND high >= ?"
        )
        for place in sorted(places):
            number = number_of(place.collection)
            for row in self._connection.execute(query, (number, place.position, place.position)):
                yield PageKey(*row), place

    def pages_of_kinds(self, kinds: Iterable[str]) -> Iterator[PageKey]:
        """Yield every page of the given kinds."""
        for kind in sorted(kinds):
            for row in self._connection.execute("SELECT kind, key FROM page WHERE kind = ?", (kind,)):
                yield PageKey(*row)

    # --- pages as made ------------------------------------------------------------------------------------

    def made(self, page: PageKey) -> MadePage | None:
        """Return a page as last made, or None."""
        row = self._connection.execute(_MADE + " WHERE kind = ? AND key = ?", page).fetchone()
        return _made(row) if row and row[2] else None

    def at(self, path: str) -> MadePage | None:
        """Return the page at an output path, or None."""
        row = self._connection.execute(_MADE + " WHERE path = ?", (path,)).fetchone()
        return _made(row) if row else None

    def files(self) -> Iterator[tuple[PageKey, str, int, int, bytes]]:
        """Yield (page, path, size, mtime, output digest) of every page's file."""
        query = "SELECT kind, key, path, size, mtime_ns, output_digest FROM page WHERE path IS NOT NULL"
        for kind, key, *rest in self._connection.execute(query):
            yield (PageKey(kind, key), *rest)

    def count(self) -> int:
        """Return the number of pages."""
        return int(self._connection.execute("SELECT count(*) FROM page").fetchone()[0])

    def owners(self, path: str) -> list[PageKey]:
        """Return the pages that claim an output path: more than one is a fault of the content."""
        query = "SELECT kind, key FROM page WHERE path = ? ORDER BY kind, key"
        return [PageKey(*row) for row in self._connection.execute(query, (path,))]

    def save(self, pages: Iterable[MadePage]) -> None:
        """Replace rows and traces of pages that were made again; touches only the reads that differ."""
        for made in pages:
            row = self._connection.execute(
                "SELECT id, trace FROM page WHERE kind = ? AND key = ?", made.page
            ).fetchone()
            number, blob = row
            old = _TRACES.decode(blob) if blob else Trace((), ())
            self._connection.execute(
                "UPDATE page SET path = ?, model_digest = ?, output_digest = ?, size = ?, mtime_ns = ?, reason = ?,"
                " trace = ? WHERE id = ?",
                (*_columns(made), number),
            )
            self._replace_trace(number, old, made.trace)

    def _replace_trace(self, number: int, old: Trace, new: Trace) -> None:
        if old == new:
            return
        many = self._connection.executemany
        before, after = set(old.points), set(new.points)
        many(
            "DELETE FROM point WHERE point = ? AND page = ?", [(number_of(p), number) for p in before - after]
        )
        many("INSERT OR IGNORE INTO point VALUES (?, ?)", [(number_of(p), number) for p in after - before])
        gone, come = set(old.spans) - set(new.spans), set(new.spans) - set(old.spans)
        many(
            "DELETE FROM span WHERE collection = ? AND low = ? AND high = ? AND page = ?",
            [(number_of(s.collection), s.low, s.high, number) for s in gone],
        )
        many(
            "INSERT OR IGNORE INTO span VALUES (?, ?, ?, ?)",
            [(number_of(s.collection), s.low, s.high, number) for s in come],
        )

    def remove(self, pages: Iterable[PageKey]) -> list[str]:
        """Delete pages with their traces; returns the output paths they had."""
        paths = []
        for page in pages:
            made = self.made(page)
            (number,) = self._connection.execute(
                "SELECT id FROM page WHERE kind = ? AND key = ?", page
            ).fetchone()
            if made:
                paths.append(made.path)
                self._replace_trace(number, made.trace, Trace((), ()))
            self._connection.execute("DELETE FROM page WHERE id = ?", (number,))
        return paths

    def load(self, pages: Iterable[tuple[MadePage, int]]) -> None:
        """Fill empty tables with all (page, demands) of a cold build: sorted rows, so that trees grow at their end."""
        rows, points, spans = [], [], []
        for number, (made, demanded) in enumerate(pages, 1):
            rows.append((number, *made.page, demanded, *_columns(made)))
            points += [(number_of(point), number) for point in made.trace.points]
            spans += [(number_of(s.collection), s.low, s.high, number) for s in made.trace.spans]
        points.sort()
        spans.sort()
        many = self._connection.executemany
        many(_INSERT, rows)
        many("INSERT OR IGNORE INTO point VALUES (?, ?)", points)
        many("INSERT OR IGNORE INTO span VALUES (?, ?, ?, ?)", spans)


def _made(row: tuple[Any, ...]) -> MadePage:
    kind, key, path, model, output, size, mtime, reason, trace = row
    return MadePage(PageKey(kind, key), path, model, output, size, mtime, reason, _TRACES.decode(trace))


def _columns(made: MadePage) -> tuple[str, bytes, bytes, int, int, str, bytes]:
    return (
        made.path, made.model_digest, made.output_digest, made.size, made.mtime_ns, made.reason,
        _ENCODER.encode(made.trace),
    )  # fmt: skip
