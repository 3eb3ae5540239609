"""Edits of the stored snapshot: what changed in the content, applied in one transaction, gives the Change."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple

from site_builder.incremental import records
from site_builder.incremental.change import Change, Difference, differences, size_facts
from site_builder.incremental.living import Pages, decided, lives
from site_builder.incremental.memory import MemoryIndex
from site_builder.incremental.reader import joining, leaving, periods
from site_builder.incremental.shape import Membership, PageKey, deduced, facets
from site_builder.incremental.store import Store
from site_builder.incremental.stored_combinations import StoredCombinations
from site_builder.incremental.stored_index import StoredIndex, Version
from site_builder.model import Entry, Region

_NUMBER: Final = "SELECT number FROM source WHERE path = ?"
# the first condition is the index's own, without which SQLite would look through all records
_TIMED: Final = """
SELECT key FROM record WHERE (publish_at <> '' OR expire_at <> '')
    AND ((publish_at > ? AND publish_at <= ?) OR (expire_at > ? AND expire_at <= ?))
"""
_RECORD: Final = "INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?, ?, ?)"


class _Resized(NamedTuple):
    """A collection and its number of members before and after."""

    collection: str
    before: int
    after: int


class StoredEdits:
    """Writes records, memberships and demands."""

    def __init__(self, store: Store, index: StoredIndex) -> None:
        self._connection = store.connection
        self._index = index
        self._combinations = StoredCombinations(store, index)

    # --- what edits change --------------------------------------------------------------------------------

    def keys_of(self, paths: Iterable[str]) -> list[str]:
        """Return the record keys of files as of the last build."""
        one, query = (
            self._connection.execute,
            "SELECT key FROM source JOIN record USING (number) WHERE path = ?",
        )
        rows = (one(query, (path,)).fetchone() for path in paths)
        return [row[0] for row in rows if row]

    def flips(self, before: str, now: str) -> dict[str, Version]:
        """Return the versions of records that come to be shown, or cease to, between two instants."""
        low, high = sorted((before, now))
        found = (
            self._index.version(key)
            for (key,) in self._connection.execute(_TIMED, (low, high) * 2).fetchall()
        )
        return {version.record.key: version for version in found if version}

    def apply(self, versions: Mapping[str, Version | None]) -> Change:
        """Write new versions (None: gone) and return what differs from before."""
        before = {key: self._index.version(key) for key in versions}
        found = [self._replace(key, before[key], new) for key, new in versions.items()]
        moved, resized = self._move(found)
        facts, deduced_sizes, pages = self._combine(resized, _replanted(before, versions))
        moved, resized = moved | facts, resized + deduced_sizes
        born, dead = self._demand(found, resized, pages)
        points = chain.from_iterable(difference.points for difference in found)
        sizes = chain.from_iterable(size_facts(*each) for each in resized)
        return Change(frozenset(chain(points, moved, sizes)), born, dead)

    def _replace(self, key: str, old: Version | None, new: Version | None) -> Difference:
        self._index.remember(key, new)
        if new != old:
            self._connection.execute("DELETE FROM record WHERE key = ?", (key,))
        if new is not None and new != old:
            (number,) = self._connection.execute(_NUMBER, (new.path,)).fetchone()
            self._connection.execute(_RECORD, _row(number, new))
        return differences(
            old.record if old and old.shown else None,
            new.record if new and new.shown else None,
            body_changed=bool(old and new and old.body_digest != new.body_digest),
        )

    def _move(self, found: Sequence[Difference]) -> tuple[set[str], list[_Resized]]:
        """Let members join and leave; return the facts that change thereby, and the collections resized."""
        net: Counter[Membership] = Counter()
        for difference in found:
            net.update(difference.joined)
            net.subtract(difference.left)
        return self._shift(net)

    def _combine(
        self, resized: Iterable[_Resized], replanted: Iterable[str]
    ) -> tuple[set[str], list[_Resized], Counter[PageKey]]:
        """Let combinations that have become large enough take their places, and others lose them."""
        changed = self._combinations.changed((each.collection for each in resized), replanted)
        net = Counter({place: sign for name, sign in changed.items() for place in deduced(name)})
        pages = Counter({page: sign for name, sign in changed.items() for page in facets([name])})
        return *self._shift(net), pages

    def _shift(self, net: Mapping[Membership, int]) -> tuple[set[str], list[_Resized]]:
        facts: set[str] = set()
        grown: Counter[str] = Counter()
        rows: list[tuple[int, str, int]] = []
        for place, delta in sorted(net.items()):
            before = self._index.holders(*place)
            if delta:
                rows.append((self._index.intern(place.collection), place.position, before + delta))
            if delta and not before:
                facts.add(joining(place.collection, self._index.below(*place)))
                grown[place.collection] += 1
            elif delta and not before + delta:
                facts.update(leaving(*place))
                grown[place.collection] -= 1
            else:
                continue
            facts.update(periods(*place))
        self._connection.executemany("INSERT OR REPLACE INTO member VALUES (?, ?, ?)", rows)
        gone = [row[:2] for row in rows if not row[2]]
        self._connection.executemany("DELETE FROM member WHERE collection = ? AND position = ?", gone)
        return facts, [self._resize(*each) for each in sorted(grown.items())]

    def _resize(self, collection: str, delta: int) -> _Resized:
        before = self._index.count(collection)
        number = self._index.intern(collection)
        self._connection.execute("UPDATE collection SET size = size + ? WHERE id = ?", (delta, number))
        return _Resized(collection, before, before + delta)

    # --- which pages live ---------------------------------------------------------------------------------

    def _demand(
        self, found: Sequence[Difference], resized: Sequence[_Resized], net: Counter[PageKey]
    ) -> tuple[frozenset[PageKey], frozenset[PageKey]]:
        """Count demands anew, on top of `net`; return the pages that come to live, and those that cease to."""
        for difference in found:
            net.update(difference.demanded)
            net.subtract(difference.released)
        for each in resized:
            for pages in decided(*each):
                net.update(dict.fromkeys(self._demanded(pages), 0))
        sizes = {each.collection: each for each in resized}
        born, dead = set(), set()
        for page, delta in sorted(net.items()):
            lived, now = self._count_demands(page, delta, sizes)
            if now and not lived:
                born.add(page)
            elif lived and not now:
                dead.add(page)
        return frozenset(born), frozenset(dead)

    def _demanded(self, pages: Pages) -> Iterator[PageKey]:
        query = "SELECT kind, key FROM page WHERE kind = ? AND key >= ? AND key <= ?"
        rows = self._connection.execute(query, pages)
        return (PageKey(*row) for row in rows.fetchall())

    def _count_demands(self, page: PageKey, delta: int, resized: Mapping[str, _Resized]) -> tuple[bool, bool]:
        """Add to a page's demands; return whether it lived before, and whether it does now."""
        one = self._connection.execute
        row = one("SELECT demands FROM page WHERE kind = ? AND key = ?", page).fetchone()
        before = row[0] if row else 0
        size = self._index.count
        lived = before > 0 and lives(
            page, lambda name: resized[name].before if name in resized else size(name)
        )
        if row is None and delta:
            one("INSERT INTO page (kind, key, demands) VALUES (?, ?, ?)", (*page, delta))
        elif delta and before + delta == 0 and not lived:
            one("DELETE FROM page WHERE kind = ? AND key = ?", page)
        elif delta:
            one("UPDATE page SET demands = demands + ? WHERE kind = ? AND key = ?", (delta, *page))
        return lived, before + delta > 0 and lives(page, size)


def _replanted(before: Mapping[str, Version | None], now: Mapping[str, Version | None]) -> list[str]:
    """Return the regions that stand elsewhere in the tree than before."""

    def parent(version: Version | None) -> str | None:
        return version.record.parent if version and isinstance(version.record, Region) else None

    return [key.partition("/")[2] for key in now if parent(before[key]) != parent(now[key])]


def load_snapshot(
    store: Store, versions: Iterable[Version], numbers: Mapping[str, int], index: MemoryIndex
) -> None:
    """Fill empty tables with a whole snapshot: sorted rows, so that each tree grows at its end.

    `numbers` are those of the files, by path.
    """
    many = store.connection.executemany
    ordered = sorted(versions, key=lambda version: numbers[version.path])
    many(_RECORD, (_row(numbers[version.path], version) for version in ordered))
    collections = list(enumerate(sorted(index.collections), 1))
    many("INSERT INTO collection VALUES (?, ?, ?)", ((n, name, index.count(name)) for n, name in collections))
    many(
        "INSERT INTO member VALUES (?, ?, ?)",
        ((n, p, index.holders(name, p)) for n, name in collections for p in index.collections[name]),
    )


def _row(number: int, version: Version) -> tuple[int, str, int, bytes, str, str, bytes]:
    record = version.record
    times = (record.publish_at, record.expire_at) if isinstance(record, Entry) else ("", "")
    return (
        number, record.key, int(version.shown), version.body_digest, *times, records.encode(record),
    )  # fmt: skip
