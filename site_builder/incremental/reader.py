"""Reader: the only door a view has to the site. Every read is recorded in a Trace.

A read is either a **point** (one named fact, absent ones too: what was looked for and not found must heal
when it appears) or a **span** (a closed interval of a collection's positions). A collection is a named,
ordered set of positions; a position ends in `|` and the id of its member, so order never has a tie.
"""

from collections.abc import Iterator
from typing import Final, Protocol

from msgspec import Struct

from site_builder.model import (
    Asset,
    Author,
    Body,
    Metadata,
    Record,
    Region,
    Site,
    Source,
    StandingPage,
    Topic,
)

LOWEST: Final = ""
HIGHEST: Final = "\U0010ffff"


class Span(Struct, frozen=True, gc=False, array_like=True):
    """A closed interval of positions of one collection."""

    collection: str
    low: str
    high: str


class Trace(Struct, frozen=True, array_like=True):
    """What one page read: sorted point names, and spans."""

    points: tuple[str, ...]
    spans: tuple[Span, ...]


class Index(Protocol):
    """A snapshot of the site that a Reader reads from: in memory or in the state file."""

    def record(self, key: str) -> Record | None:
        """Return the record of a key such as `region/africa`, or None."""

    def metadata(self, entry: str) -> Metadata | None:
        """Return the metadata of an entry that the site shows (no draft), or None."""

    def body(self, entry: str) -> Body | None:
        """Return the body of an entry that the site shows, or None."""

    def ascending(self, collection: str, low: str, high: str, limit: int) -> list[str]:
        """Return at most `limit` positions (all if negative) in [low, high], lowest first."""

    def descending(self, collection: str, low: str, high: str, limit: int) -> list[str]:
        """Return at most `limit` positions (all if negative) in [low, high], highest first."""

    def count(self, collection: str) -> int:
        """Return the number of members of a collection (0 if there is none)."""


def member(position: str) -> str:
    """Return the id that a position ends in."""
    return position.rpartition("|")[2]


class Reader:
    """Reads of one view, and their trace; make one for each page."""

    __slots__ = ("_index", "_points", "_spans")

    def __init__(self, index: Index) -> None:
        self._index = index
        self._points: set[str] = set()
        self._spans: set[tuple[str, str, str]] = set()

    def trace(self) -> Trace:
        """Return all reads so far, in a canonical order."""
        return Trace(tuple(sorted(self._points)), tuple(Span(*span) for span in sorted(self._spans)))

    # --- points -----------------------------------------------------------------------------------------

    def _record(self, key: str) -> Record | None:
        self._points.add(key)
        return self._index.record(key)

    def site(self) -> Site:
        """Return the site's settings."""
        record = self._record("site/")
        if not isinstance(record, Site):
            raise TypeError("a snapshot without site settings must not be rendered")
        return record

    def region(self, slug: str) -> Region | None:
        """Return a region of the vocabulary, or None."""
        record = self._record(f"region/{slug}")
        return record if isinstance(record, Region) else None

    def author(self, slug: str) -> Author | None:
        """Return the record of an author who has a file, or None."""
        record = self._record(f"author/{slug}")
        return record if isinstance(record, Author) else None

    def source(self, slug: str) -> Source | None:
        """Return a source, or None."""
        record = self._record(f"source/{slug}")
        return record if isinstance(record, Source) else None

    def topic(self, slug: str) -> Topic | None:
        """Return the record of a topic that has a file, or None."""
        record = self._record(f"topic/{slug}")
        return record if isinstance(record, Topic) else None

    def standing(self, slug: str) -> StandingPage | None:
        """Return a standing page, or None."""
        record = self._record(f"standing/{slug}")
        return record if isinstance(record, StandingPage) else None

    def asset(self, path: str) -> Asset | None:
        """Return an asset's digest and size, or None."""
        record = self._record(f"asset/{path}")
        return record if isinstance(record, Asset) else None

    def metadata(self, entry: str) -> Metadata | None:
        """Return the metadata of an entry that the site shows, or None (absent, draft, not yet, expired)."""
        self._points.add(f"metadata/{entry}")
        return self._index.metadata(entry)

    def body(self, entry: str) -> Body | None:
        """Return the body of an entry that the site shows, or None."""
        self._points.add(f"body/{entry}")
        return self._index.body(entry)

    def count(self, collection: str) -> int:
        """Return the size of a collection; for the home page and indexes only, since each addition changes it."""
        self._points.add(f"count/{collection}")
        return self._index.count(collection)

    def magnitude(self, collection: str) -> int:
        """Return the size's bit length (0, 1, 2–3, 4–7, …): a weight that few additions change."""
        self._points.add(f"magnitude/{collection}")
        return self._index.count(collection).bit_length()

    # --- spans ------------------------------------------------------------------------------------------

    def first(self, collection: str, limit: int) -> list[str]:
        """Return the lowest `limit` positions, lowest first."""
        return self._ascending(collection, LOWEST, HIGHEST, limit)

    def last(self, collection: str, limit: int) -> list[str]:
        """Return the highest `limit` positions, highest first."""
        return self._descending(collection, LOWEST, HIGHEST, limit)

    def all(self, collection: str) -> list[str]:
        """Return every position, lowest first."""
        return self._ascending(collection, LOWEST, HIGHEST, -1)

    def between(self, collection: str, low: str, high: str) -> list[str]:
        """Return every position from `low` to `high`, both included, lowest first."""
        return self._ascending(collection, low, high, -1)

    def before(self, collection: str, position: str, limit: int) -> list[str]:
        """Return the `limit` positions just below `position`, nearest first."""
        return [p for p in self._descending(collection, LOWEST, position, limit + 1) if p != position][:limit]

    def after(self, collection: str, position: str, limit: int) -> list[str]:
        """Return the `limit` positions just above `position`, nearest first."""
        return [p for p in self._ascending(collection, position, HIGHEST, limit + 1) if p != position][:limit]

    def leaders(self, collection: str, prefix: str = "", until: str = "-") -> Iterator[str]:
        """Yield the first position of each group: the text behind `prefix` up to the next `until`.

        A loose index scan: in a collection ordered by date, `leaders(c)` meets each year once and
        `leaders(c, "2014-")` each month of 2014; in one ordered by slug, `leaders(c, until="|")` meets each
        slug once. One row is read a group, however many members the group has.
        """
        low, high = prefix, prefix + HIGHEST
        while found := self._ascending(collection, low, high, 1):
            yield found[0]
            low = found[0][: found[0].index(until, len(prefix)) + 1] + HIGHEST

    def _ascending(self, collection: str, low: str, high: str, limit: int) -> list[str]:
        rows = self._index.ascending(collection, low, high, limit)
        self._spans.add((collection, low, rows[-1] if len(rows) == limit else high))
        return rows

    def _descending(self, collection: str, low: str, high: str, limit: int) -> list[str]:
        rows = self._index.descending(collection, low, high, limit)
        self._spans.add((collection, rows[-1] if len(rows) == limit else low, high))
        return rows
