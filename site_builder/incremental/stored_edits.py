"""Edits of the stored snapshot: what changed in the content, applied in one transaction, gives the Change."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from site_builder.incremental.change import Change, Difference, differences, growth, sizes_changed
from site_builder.incremental.memory import MemoryIndex
from site_builder.incremental.shape import PageKey
from site_builder.incremental.store import Store
from site_builder.incremental.stored_index import StoredIndex, Version, encode
from site_builder.model import Entry


class Edit(Struct, frozen=True):
    """What one file says now.

    `claims` are what no other record may claim (id, output paths), `mentions` the record keys it names.
    """

    version: Version
    claims: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The key of the record."""
        return self.version.record.key


class StoredEdits:
    """Writes records, memberships, claims and mentions."""

    def __init__(self, store: Store, index: StoredIndex) -> None:
        self._store = store
        self._connection = store.connection
        self._index = index

    # --- what one edit changes ----------------------------------------------------------------------------

    def keys_of(self, paths: Iterable[str]) -> list[str]:
        """Return the record keys of files as of the last build."""
        one = self._connection.execute
        rows = (one("SELECT record FROM source WHERE path = ?", (path,)).fetchone() for path in paths)
        return [row[0] for row in rows if row]

    def flips(self, before: str, now: str) -> dict[str, Version]:
        """Return the versions of records that come to be shown, or cease to, between two instants."""
        low, high = sorted((before, now))
        query = "SELECT key FROM record WHERE (publish_at > ? AND publish_at <= ?) OR (expire_at > ? AND expire_at <= ?)"
        found = (
            self._index.version(key) for (key,) in self._connection.execute(query, (low, high) * 2).fetchall()
        )
        return {version.record.key: version for version in found if version}

    def apply(self, versions: Mapping[str, Version | None]) -> Change:
        """Write new versions (None: gone) and return what differs from before."""
        found = [self._replace(key, new) for key, new in versions.items()]
        points = {point for difference in found for point in difference.points}
        points |= set(sizes_changed(self._resize(growth(found))))
        self._move(found)
        places = {place for difference in found for place in difference.joined | difference.left}
        born, dead = self._demand(found)
        return Change(frozenset(points), frozenset(places), born, dead)

    def _replace(self, key: str, new: Version | None) -> Difference:
        old = self._index.version(key)
        self._index.remember(key, new)
        if new is None:
            self._connection.execute("DELETE FROM record WHERE key = ?", (key,))
        elif new != old:
            self._connection.execute("INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?, ?, ?)", _row(new))
        return differences(
            old.record if old and old.shown else None,
            new.record if new and new.shown else None,
            body_changed=bool(old and new and old.body_digest != new.body_digest),
        )

    def _resize(self, grown: Counter[str]) -> Iterator[tuple[str, int, int]]:
        for name, delta in sorted(grown.items()):
            before = self._index.count(name)
            if delta:
                number = self._index.intern(name)
                self._connection.execute(
                    "UPDATE collection SET size = size + ? WHERE id = ?", (delta, number)
                )
            yield name, before, before + delta

    def _move(self, found: Sequence[Difference]) -> None:
        intern, many = self._index.intern, self._connection.executemany
        left = [(intern(p.collection), p.position) for d in found for p in d.left]
        joined = sorted((intern(p.collection), p.position) for d in found for p in d.joined)
        many("DELETE FROM member WHERE collection = ? AND position = ?", left)
        many("INSERT OR REPLACE INTO member VALUES (?, ?)", joined)

    def _demand(self, found: Sequence[Difference]) -> tuple[frozenset[PageKey], frozenset[PageKey]]:
        net: Counter[PageKey] = Counter()
        for difference in found:
            net.update(difference.demanded)
            net.subtract(difference.released)
        born, dead = set(), set()
        for page, delta in sorted(net.items()):
            row = self._connection.execute(
                "SELECT demands FROM page WHERE kind = ? AND key = ?", page
            ).fetchone()
            before = row[0] if row else 0
            if delta and row is None:
                born.add(page)
                self._connection.execute(
                    "INSERT INTO page (kind, key, demands) VALUES (?, ?, ?)", (*page, delta)
                )
            elif delta:
                self._connection.execute(
                    "UPDATE page SET demands = demands + ? WHERE kind = ? AND key = ?", (delta, *page)
                )
            if before and before + delta == 0:
                dead.add(page)
        return frozenset(born), frozenset(dead)

    # --- claims and mentions, by file ---------------------------------------------------------------------

    def replace_names(self, gone: Iterable[str], edits: Iterable[Edit]) -> None:
        """Replace what the files of `gone` and `edits` claim and mention."""
        paths = [(path,) for path in {*gone, *(edit.version.path for edit in edits)}]
        many = self._connection.executemany
        many("DELETE FROM claim WHERE path = ?", paths)
        many("DELETE FROM mention WHERE path = ?", paths)
        _add_names(self._store, edits)


def load_snapshot(store: Store, edits: Sequence[Edit], index: MemoryIndex) -> None:
    """Fill empty tables with a whole snapshot: sorted rows, so that each tree grows at its end."""
    many = store.connection.executemany
    many("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?)", sorted(_row(edit.version) for edit in edits))
    collections = list(enumerate(sorted(index.collections), 1))
    many("INSERT INTO collection VALUES (?, ?, ?)", ((n, name, index.count(name)) for n, name in collections))
    many(
        "INSERT INTO member VALUES (?, ?)",
        ((n, p) for n, name in collections for p in index.collections[name]),
    )
    _add_names(store, edits)


def _add_names(store: Store, edits: Iterable[Edit]) -> None:
    store.connection.executemany(
        "INSERT OR IGNORE INTO claim VALUES (?, ?)",
        sorted((claim, edit.version.path) for edit in edits for claim in edit.claims),
    )
    store.connection.executemany(
        "INSERT OR IGNORE INTO mention VALUES (?, ?)",
        sorted((target, edit.version.path) for edit in edits for target in edit.mentions),
    )


def _row(version: Version) -> tuple[str, str, int, bytes, str, str, bytes]:
    record = version.record
    times = (record.publish_at, record.expire_at) if isinstance(record, Entry) else ("", "")
    return (record.key, version.path, int(version.shown), version.body_digest, *times, encode(version))
