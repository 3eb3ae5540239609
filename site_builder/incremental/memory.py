"""MemoryIndex: a whole snapshot in memory, for cold builds, verification and tests."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from site_builder.incremental.reader import LOWEST, Parts
from site_builder.incremental.shape import COMBINED_WITH, combined, deduced, is_combination, memberships
from site_builder.model import Body, Entry, Metadata, Record, Region

BodyOf = Callable[[Entry], Body]
"""an entry -> its body, which may be kept elsewhere than in memory."""


def own_body(entry: Entry) -> Body:
    """Return the body that an entry holds itself."""
    return entry.body


class MemoryIndex:
    """An `Index` over the records that the site shows (see `shape.shown`); `combined` are the combinations with pages."""

    def __init__(self, records: Iterable[Record], body_of: BodyOf = own_body) -> None:
        self._body_of = body_of
        self._records: dict[str, Record] = {}
        self._entries: dict[str, Entry] = {}
        self._collections: dict[str, list[str]] = {}
        self._shared: dict[str, Counter[str]] = {}
        self.parts = Parts()
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
        for collection, members in collections.items():
            self._settle(collection, members)
        self.combined = tuple(sorted(self._combined()))
        for combination in self.combined:
            for collection, position in deduced(combination):
                collections.setdefault(collection, []).append(position)
        for collection in collections:
            if collection.startswith(COMBINED_WITH):
                collections[collection].sort()

    def _combined(self) -> Iterator[str]:
        """Yield every combination that has a page."""
        sizes = ((name, len(found)) for name, found in self._collections.items() if is_combination(name))
        return combined(sizes, self._parent_of)

    def _parent_of(self, region: str) -> str:
        record = self._records.get(f"region/{region}")
        return record.parent if isinstance(record, Region) else ""

    def _settle(self, collection: str, members: list[str]) -> None:
        """Sort a collection, and keep a position once where several records hold it."""
        each = set(members)
        if len(each) != len(members):
            self._shared[collection] = Counter(members)
            members[:] = each
        members.sort()

    @property
    def collections(self) -> dict[str, list[str]]:
        """Every collection with its sorted positions; not to be changed."""
        return self._collections

    def holders(self, collection: str, position: str) -> int:
        """Return how many records hold a position that is there."""
        shared = self._shared.get(collection)
        return shared[position] if shared else 1

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
        return self._body_of(found) if found else None

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

    def neighbours(self, collection: str, position: str, reach: int) -> tuple[list[str], list[str]]:
        """Return at most `reach` positions below one, and at most as many above it, each lowest first."""
        members = self._collections.get(collection, [])
        place = bisect_left(members, position)
        above = place + (members[place : place + 1] == [position])
        return members[max(0, place - reach) : place], members[above : above + reach]

    def below(self, collection: str, position: str) -> str:
        """Return the highest position lower than `position`, LOWEST if there is none."""
        members = self._collections.get(collection, [])
        start = bisect_left(members, position)
        return members[start - 1] if start else LOWEST

    def count(self, collection: str) -> int:
        """Return the number of members of a collection (0 if there is none)."""
        return len(self._collections.get(collection, ()))

    def number(self, collection: str, low: str, high: str, most: int) -> int:
        """Return the number of positions in [low, high], `most` where there are more."""
        members = self._collections.get(collection, [])
        start = bisect_left(members, low)
        return min(bisect_right(members, high, start) - start, most)
