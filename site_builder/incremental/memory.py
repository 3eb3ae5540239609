"""MemoryIndex: a whole snapshot in memory, for cold builds, verification and tests."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from site_builder.incremental.shape import memberships
from site_builder.model import Body, Entry, Metadata, Record


class MemoryIndex:
    """An `Index` over the records that the site shows (see `shape.shown`)."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records: dict[str, Record] = {}
        self._entries: dict[str, Entry] = {}
        self._collections: dict[str, list[str]] = {}
        collections = self._collections
        for record in records:
            if isinstance(record, Entry):
                self._entries[record.metadata.id] = record
            else:
                self._records[record.key] = record
            for collection, position in memberships(record):
                members = collections.get(collection)
                if members is None:
                    collections[collection] = [position]
                else:
                    members.append(position)
        for members in collections.values():
            members.sort()

    @property
    def collections(self) -> dict[str, list[str]]:
        """Every collection with its sorted positions; not to be changed."""
        return self._collections

    def record(self, key: str) -> Record | None:
        """Return the record of a key such as `region/africa`, or None."""
        return self._records.get(key)

    def metadata(self, entry: str) -> Metadata | None:
        """Return the metadata of an entry, or None."""
        found = self._entries.get(entry)
        return found.metadata if found else None

    def body(self, entry: str) -> Body | None:
        """Return the body of an entry, or None."""
        found = self._entries.get(entry)
        return found.body if found else None

    def ascending(self, collection: str, low: str, high: str, limit: int) -> list[str]:
        """Return at most `limit` positions (all if negative) in [low, high], lowest first."""
        members = self._collections.get(collection, [])
        start = bisect_left(members, low) if low else 0
        stop = bisect_right(members, high, start)
        return members[start : stop if limit < 0 else min(stop, start + limit)]

    def descending(self, collection: str, low: str, high: str, limit: int) -> list[str]:
        """Return at most `limit` positions (all if negative) in [low, high], highest first."""
        members = self._collections.get(collection, [])
        start = bisect_left(members, low) if low else 0
        stop = bisect_right(members, high, start)
        if limit >= 0:
            start = max(start, stop - limit)
        return members[start:stop][::-1]

    def count(self, collection: str) -> int:
        """Return the number of members of a collection (0 if there is none)."""
        return len(self._collections.get(collection, ()))
