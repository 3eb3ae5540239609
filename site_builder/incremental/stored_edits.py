"""Edits of the stored snapshot: what changed in the content, applied in one transaction, gives the Change."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final

from site_builder.incremental import records
from site_builder.incremental.change import Change, Difference, Resized, differences, size_facts
from site_builder.incremental.facts import joining, leaving
from site_builder.incremental.living import in_doubt, lives
from site_builder.incremental.memory import MemoryIndex
from site_builder.incremental.periods import MOST, periods
from site_builder.incremental.reader import HIGHEST
from site_builder.incremental.shape import Membership, PageKey, deduced, facets
from site_builder.incremental.store import Store, blob, hash_of
from site_builder.incremental.stored_combinations import StoredCombinations
from site_builder.incremental.stored_index import StoredIndex, Version
from site_builder.incremental.stored_pages import NAMED, named
from site_builder.model import Entry, Region

_NUMBER: Final = "SELECT number FROM source WHERE path_hash = ? AND path = ?"
# the first condition is the index's own, without which SQLite would look through all records
_TIMED: Final = """
SELECT key FROM record WHERE (publish_at <> '' OR expire_at <> '')
    AND ((publish_at > ? AND publish_at <= ?) OR (expire_at > ? AND expire_at <= ?))
"""
_RECORD: Final = "INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


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
            "SELECT key FROM source JOIN record USING (number) WHERE path_hash = ? AND path = ?",
        )
        rows = (one(query, (hash_of(path), path)).fetchone() for path in paths)
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
        for difference in found:
            pages.update(difference.demanded)
            pages.subtract(difference.released)
        pages.update(self._deduce(versions, resized))
        born, dead = self._demand(pages)
        points = chain.from_iterable(difference.points for difference in found)
        sizes = chain.from_iterable(map(size_facts, resized))
        return Change(frozenset(chain(points, moved, sizes)), born, dead)

    def _replace(self, key: str, old: Version | None, new: Version | None) -> Difference:
        self._index.remember(key, new)
        if new != old:
            query = "DELETE FROM record WHERE key_hash = ? AND key = ?"
            self._connection.execute(query, (hash_of(key), key))
        if new is not None and new != old:
            (number,) = self._connection.execute(_NUMBER, (hash_of(new.path), new.path)).fetchone()
            self._connection.execute(_RECORD, _row(number, new))
        return differences(
            old.record if old and old.shown else None,
            new.record if new and new.shown else None,
            body_changed=bool(old and new and old.body_digest != new.body_digest),
        )

    def _move(self, found: Sequence[Difference]) -> tuple[set[str], list[Resized]]:
        """Let members join and leave; return the facts that change thereby, and the sizes."""
        net: Counter[Membership] = Counter()
        for difference in found:
            net.update(difference.joined)
            net.subtract(difference.left)
        return self._shift(net)

    def _combine(
        self, resized: Iterable[Resized], replanted: Iterable[str]
    ) -> tuple[set[str], list[Resized], Counter[PageKey]]:
        """Let combinations that have become large enough take their places, and others lose them."""
        grown = (each.collection for each in resized if not each.period)
        changed = self._combinations.changed(grown, replanted)
        net = Counter({place: sign for name, sign in changed.items() for place in deduced(name)})
        pages = Counter({page: sign for name, sign in changed.items() for page in facets([name])})
        return *self._shift(net), pages

    def _shift(self, net: Mapping[Membership, int]) -> tuple[set[str], list[Resized]]:
        facts: set[str] = set()
        grown: Counter[str] = Counter()
        rows: list[tuple[int, str, int]] = []
        moved: Counter[tuple[str, str]] = Counter()
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
            moved.update(
                {(place.collection, period): -1 if before else 1 for period in periods(place.position)}
            )
        self._connection.executemany("INSERT OR REPLACE INTO member VALUES (?, ?, ?)", rows)
        gone = [row[:2] for row in rows if not row[2]]
        self._connection.executemany("DELETE FROM member WHERE collection = ? AND position = ?", gone)
        periods_ = [self._period(*place, delta) for place, delta in sorted(moved.items())]
        return facts, [*(self._resize(*each) for each in sorted(grown.items())), *periods_]

    def _period(self, collection: str, period: str, delta: int) -> Resized:
        most = MOST + max(delta, 0)  # so that either number is exact or at least `MOST`
        after = self._index.number(collection, f"{period}-", f"{period}-{HIGHEST}", most)
        return Resized(collection, period, after - delta, after)

    def _resize(self, collection: str, delta: int) -> Resized:
        before = self._index.count(collection)
        number = self._index.intern(collection)
        self._connection.execute("UPDATE collection SET size = size + ? WHERE id = ?", (delta, number))
        return Resized(collection, "", before, before + delta)

    # --- which pages live ---------------------------------------------------------------------------------

    def _deduce(self, keys: Iterable[str], resized: Iterable[Resized]) -> dict[PageKey, int]:
        """Return the pages that come to live by what collections hold (1), and those that cease to (-1).

        `keys` are the records that changed: whether an entry has a cluster also hangs on what it says itself.
        """
        doubted = {PageKey("cluster", key.removeprefix("entry/")) for key in keys if key.startswith("entry/")}
        doubted.update(in_doubt(resized, self._index))
        found = {}
        for page in doubted:
            now = lives(page, self._index)
            if now != (self._demands(page) > 0):
                found[page] = 1 if now else -1
        return found

    def _demand(self, net: Mapping[PageKey, int]) -> tuple[frozenset[PageKey], frozenset[PageKey]]:
        """Count demands anew; return the pages that come to live, and those that cease to."""
        one = self._connection.execute
        born, dead = set(), set()
        for page, delta in sorted(net.items()):
            if not delta:
                continue
            before = self._demands(page)
            if before:
                one(f"UPDATE page SET demands = ? WHERE {NAMED}", (before + delta, *named(page)))  # noqa: S608 - constants only
            else:
                one(
                    "INSERT INTO page (name_hash, kind, key, demands) VALUES (?, ?, ?, ?)",
                    (*named(page), delta),
                )
                born.add(page)
            if not before + delta:
                dead.add(page)
        return frozenset(born), frozenset(dead)

    def _demands(self, page: PageKey) -> int:
        query = f"SELECT demands FROM page WHERE {NAMED}"  # noqa: S608 - constants only
        row = self._connection.execute(query, named(page)).fetchone()
        return int(row[0]) if row else 0


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
    rows = ((n, hash_of(name), name, index.count(name)) for n, name in collections)
    many("INSERT INTO collection VALUES (?, ?, ?, ?)", rows)
    many(
        "INSERT INTO member VALUES (?, ?, ?)",
        ((n, p, index.holders(name, p)) for n, name in collections for p in index.collections[name]),
    )


def _row(number: int, version: Version) -> tuple[int, int, str, int, bytearray, str, str, bytearray]:
    record = version.record
    data = blob(records.encode(record))
    times = (record.publish_at, record.expire_at) if isinstance(record, Entry) else ("", "")
    return (
        number, hash_of(record.key), record.key, int(version.shown), blob(version.body_digest), *times, data,
    )  # fmt: skip
