"""StoredIndex: the last build's snapshot, read from the state file row by row."""

from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from site_builder.incremental import records
from site_builder.incremental.reader import HIGHEST, LOWEST, Parts
from site_builder.incremental.store import Store, hash_of
from site_builder.model import Body, Entry, Metadata, Record

_VERSION: Final = (
    "SELECT data, path, shown, body_digest FROM record LEFT JOIN source USING (number) "
    "WHERE key_hash = ? AND key = ?"
)
_SCAN: Final = "SELECT position FROM member WHERE collection = ? AND position >= ? AND position <= ?"
_SCAN_UP: Final = _SCAN + " ORDER BY position LIMIT ?"
_SCAN_DOWN: Final = _SCAN + " ORDER BY position DESC LIMIT ?"
_NUMBER: Final = f"SELECT count(*) FROM ({_SCAN} LIMIT ?)"  # noqa: S608 - made of constants only
_BELOW: Final = "SELECT max(position) FROM member WHERE collection = ? AND position < ?"

BodyLoader = Callable[[str, str], Body]
"""(path of the entry's file, its digest at the last build) -> its body, read again from the file."""


class Version(msgspec.Struct, frozen=True):
    """One state of a record: where it stands, whether the site shows it; an entry's body by digest only."""

    record: Record
    path: str
    shown: bool
    body_digest: bytes = b""


class StoredIndex:
    """An `Index` over the state file; it remembers records, so it serves only as long as nobody else writes them."""

    def __init__(self, store: Store, load_body: BodyLoader) -> None:
        self._connection = store.connection
        self._load_body = load_body
        self._versions: dict[str, Version | None] = {}
        self._collections: dict[str, int] = {}
        self.parts = Parts()

    def version(self, key: str) -> Version | None:
        """Return the stored version of a record, shown or not."""
        try:
            return self._versions[key]
        except KeyError:
            found = self._versions[key] = self._read(key)
            return found

    def remember(self, key: str, found: Version | None) -> None:
        """Take note of a version just written."""
        self._versions[key] = found

    def _read(self, key: str) -> Version | None:
        row = self._connection.execute(_VERSION, (hash_of(key), key)).fetchone()
        if row is None:
            return None
        data, path, shown, body_digest = row
        return Version(records.decode(key, data), path or "", bool(shown), body_digest or b"")

    def record(self, key: str) -> Record | None:
        """Return the record of a key such as `region/africa`, or None."""
        found = self.version(key)
        return found.record if found else None

    def metadata(self, entry: str) -> Metadata | None:
        """Return the metadata of an entry that the site shows, or None."""
        found = self.version(f"entry/{entry}")
        return found.record.metadata if found and found.shown and isinstance(found.record, Entry) else None

    def body(self, entry: str) -> Body | None:
        """Return the body of an entry that the site shows, or None."""
        found = self.version(f"entry/{entry}")
        if found is None or not found.shown:
            return None
        query = "SELECT digest FROM source WHERE path_hash = ? AND path = ?"
        (digest,) = self._connection.execute(query, (hash_of(found.path), found.path)).fetchone()
        return self._load_body(found.path, digest.hex())

    def collection(self, name: str) -> int:
        """Return the number of a collection, -1 if it never had a member."""
        try:
            return self._collections[name]
        except KeyError:
            query = "SELECT id FROM collection WHERE name_hash = ? AND name = ?"
            row = self._connection.execute(query, (hash_of(name), name)).fetchone()
            if row is None:
                return -1
            self._collections[name] = row[0]
            return int(row[0])

    def intern(self, name: str) -> int:
        """Return the number of a collection, new if need be."""
        number = self.collection(name)
        if number < 0:
            row = (None, hash_of(name), name, 0)
            cursor = self._connection.execute("INSERT INTO collection VALUES (?, ?, ?, ?)", row)
            number = self._collections[name] = int(cursor.lastrowid or 0)
        return number

    def ascending(self, collection: str, low: str, high: str, limit: int) -> list[str]:
        """Return at most `limit` positions (all if negative) in [low, high], lowest first."""
        return self._scan(_SCAN_UP, collection, low, high, limit)

    def descending(self, collection: str, low: str, high: str, limit: int) -> list[str]:
        """Return at most `limit` positions (all if negative) in [low, high], highest first."""
        return self._scan(_SCAN_DOWN, collection, low, high, limit)

    def neighbours(self, collection: str, position: str, reach: int) -> tuple[list[str], list[str]]:
        """Return at most `reach` positions below one, and at most as many above it, each lowest first."""
        below = [p for p in self.descending(collection, LOWEST, position, reach + 1) if p != position]
        above = [p for p in self.ascending(collection, position, HIGHEST, reach + 1) if p != position]
        return below[:reach][::-1], above[:reach]

    def _scan(self, query: str, collection: str, low: str, high: str, limit: int) -> list[str]:
        number = self.collection(collection)
        if number < 0:
            return []
        return [position for (position,) in self._connection.execute(query, (number, low, high, limit))]

    def below(self, collection: str, position: str) -> str:
        """Return the highest position lower than `position`, LOWEST if there is none."""
        found = self._connection.execute(_BELOW, (self.collection(collection), position)).fetchone()[0]
        return LOWEST if found is None else str(found)

    def holders(self, collection: str, position: str) -> int:
        """Return how many records hold a position."""
        query = "SELECT holders FROM member WHERE collection = ? AND position = ?"
        row = self._connection.execute(query, (self.collection(collection), position)).fetchone()
        return int(row[0]) if row else 0

    def count(self, collection: str) -> int:
        """Return the number of members of a collection (0 if there is none)."""
        query = "SELECT size FROM collection WHERE id = ?"
        row = self._connection.execute(query, (self.collection(collection),)).fetchone()
        return int(row[0]) if row else 0

    def number(self, collection: str, low: str, high: str, most: int) -> int:
        """Return the number of positions in [low, high], `most` where there are more."""
        query = (self.collection(collection), low, high, most)
        return int(self._connection.execute(_NUMBER, query).fetchone()[0])

    def keys(self, kind: str) -> Iterator[str]:
        """Yield the slug or id of every record of a kind."""
        rows = self._connection.execute(
            "SELECT key FROM record WHERE key >= ? AND key < ?", (f"{kind}/", f"{kind}0")
        )
        return (key.partition("/")[2] for (key,) in rows)
