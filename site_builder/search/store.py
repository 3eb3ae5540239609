"""The store of the index, `.site-cache/search.sqlite`: entries, pieces, and the files that are ours.

What stands in it can be made anew from the pages, so it is thrown away where it is of another generator or damaged; then files
of ours are known by their place and form (`files.left_behind`).
"""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from site_builder.search.entries import Value
from site_builder.search.pieces import Name

_FORMAT: Final = 6
_PIECE: Final = "SELECT data FROM piece WHERE shard = ? AND kind = ? AND part = ?"
_SCHEMA: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entry (id TEXT PRIMARY KEY, shard INTEGER NOT NULL, position TEXT NOT NULL, page BLOB NOT NULL, digest BLOB NOT NULL, data BLOB);
CREATE INDEX entry_position ON entry (position) WHERE position != '';
CREATE INDEX entry_shard ON entry (shard);
CREATE TABLE stale (shard INTEGER PRIMARY KEY);
CREATE TABLE piece (shard INTEGER, kind TEXT, part TEXT, data BLOB NOT NULL, PRIMARY KEY (shard, kind, part)) WITHOUT ROWID;
CREATE TABLE value (facet TEXT, slug TEXT, name TEXT NOT NULL, above TEXT NOT NULL, PRIMARY KEY (facet, slug)) WITHOUT ROWID;
CREATE TABLE due (kind TEXT, part TEXT, PRIMARY KEY (kind, part)) WITHOUT ROWID;
CREATE TABLE file (kind TEXT, part TEXT, digest BLOB NOT NULL, size INTEGER, mtime_ns INTEGER, PRIMARY KEY (kind, part)) WITHOUT ROWID;
"""
"""An entry's `position` is its place in time, '' for none that can be found; its `page` is the digest of its page, `digest` that of its data; withdrawn ones have none. `stale` shards are to be
indexed again, `due` files to be made again. Pieces lie shard by shard, so that a shard is written in one go."""


class SearchStore:
    """An open store, of the generator and output folder `rests_on`; another one's is thrown away."""

    def __init__(self, path: Path, rests_on: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.connection = sqlite3.connect(path, isolation_level=None, timeout=60, check_same_thread=False)
        for pragma in ("page_size=8192", "journal_mode=WAL", "synchronous=NORMAL", "cache_size=-32000"):
            self.connection.execute(f"PRAGMA {pragma}")
        if self.meta("rests_on") != rests_on:
            self._begin(rests_on)

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def _begin(self, rests_on: str) -> None:
        with self.transaction():
            for table in ("meta", "entry", "stale", "piece", "value", "due", "file"):
                self.connection.execute(f"DROP TABLE IF EXISTS {table}")
            for statement in _SCHEMA.split(";"):
                if statement.strip():
                    self.connection.execute(statement)
            self.connection.execute(f"PRAGMA user_version={_FORMAT}")
            self.set_meta("rests_on", rests_on)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside becomes true together, or not at all."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise

    def meta(self, key: str) -> str:
        """Return a setting of the store, "" where there is none."""
        if self.connection.execute("PRAGMA user_version").fetchone()[0] != _FORMAT:
            return ""
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def set_meta(self, key: str, value: str) -> None:
        """Store a setting."""
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    # --- entries ------------------------------------------------------------------------------------------

    def pages(self) -> dict[str, bytes]:
        """Return the digest of each entry's page, as last seen."""
        return dict(self.connection.execute("SELECT id, page FROM entry"))

    def put(
        self, entry: str, shard: int, position: str, page: bytes, digest: bytes, data: bytes | None
    ) -> None:
        """Note an entry, in `shard` if it is new; its shard is stale if what search knows of it has changed."""
        query = "SELECT digest, shard FROM entry WHERE id = ?"
        old = self.connection.execute(query, (entry,)).fetchone()
        if old is None or old[0] != digest:
            shard = shard if old is None else old[1]
            self._stale(shard)
            row = (entry, shard, position, page, digest, data)
            self.connection.execute("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?)", row)
        else:
            self.connection.execute("UPDATE entry SET page = ? WHERE id = ?", (page, entry))

    def drop(self, entry: str) -> None:
        """Forget an entry that has no page any more."""
        row = self.connection.execute("SELECT shard FROM entry WHERE id = ?", (entry,)).fetchone()
        if row:
            self._stale(row[0])
            self.connection.execute("DELETE FROM entry WHERE id = ?", (entry,))

    def move(self, entry: str, shard: int) -> None:
        """Put an entry into another shard, if it isn't there: both are stale then."""
        old = self.connection.execute("SELECT shard FROM entry WHERE id = ?", (entry,)).fetchone()[0]
        if old != shard:
            self._stale(old)
            self._stale(shard)
            self.connection.execute("UPDATE entry SET shard = ? WHERE id = ?", (shard, entry))

    def newest(self, count: int) -> list[str]:
        """Return the ids of the newest entries that can be found, the newest first."""
        query = "SELECT id FROM entry WHERE position != '' ORDER BY position DESC, id DESC LIMIT ?"
        return [row[0] for row in self.connection.execute(query, (count,))]

    def ids_in(self, shard: int) -> list[str]:
        """Return the ids of a shard's entries."""
        return [row[0] for row in self.connection.execute("SELECT id FROM entry WHERE shard = ?", (shard,))]

    def _stale(self, shard: int) -> None:
        self.connection.execute("INSERT OR IGNORE INTO stale VALUES (?)", (shard,))

    def published(self) -> int:
        """Return how many entries can be found."""
        return int(self.connection.execute("SELECT count(data) FROM entry").fetchone()[0])

    def ids(self) -> list[str]:
        """Return the ids of all entries."""
        return [row[0] for row in self.connection.execute("SELECT id FROM entry")]

    def in_shard(self, shard: int) -> list[bytes]:
        """Return the data of a shard's entries that can be found."""
        query = "SELECT data FROM entry WHERE shard = ? AND data IS NOT NULL"
        return [row[0] for row in self.connection.execute(query, (shard,))]

    def state_of(self, shard: int) -> list[tuple[str, bytes]]:
        """Return the ids and digests of a shard's entries: what its pieces rest on."""
        query = "SELECT id, digest FROM entry WHERE shard = ? ORDER BY id"
        return list(self.connection.execute(query, (shard,)))

    # --- values of facets ---------------------------------------------------------------------------------

    def values(self) -> dict[tuple[str, str], Value]:
        """Return what is known of each value, by facet and slug."""
        return {
            (facet, slug): Value(*told)
            for facet, slug, *told in self.connection.execute("SELECT * FROM value")
        }

    def knows(self, facet: str, slug: str) -> bool:
        """Tell whether a value was seen before."""
        query = "SELECT 1 FROM value WHERE facet = ? AND slug = ?"
        return self.connection.execute(query, (facet, slug)).fetchone() is not None

    def know(self, facet: str, slug: str, value: Value) -> None:
        """Note what there is to say of a value."""
        self.connection.execute("INSERT OR REPLACE INTO value VALUES (?, ?, ?, ?)", (facet, slug, *value))

    # --- pieces and what is due ---------------------------------------------------------------------------

    def deal(self, shards: Iterable[tuple[str, int]], count: int) -> None:
        """Deal all entries anew, (id, shard) each, to `count` shards: there are no pieces then, and all files are due."""
        self.connection.executemany("UPDATE entry SET shard = ? WHERE id = ?", ((s, e) for e, s in shards))
        self.connection.execute("DELETE FROM piece")
        self.connection.executemany("INSERT OR IGNORE INTO stale VALUES (?)", ((s,) for s in range(count)))
        self.connection.execute("DELETE FROM stale WHERE shard >= ?", (count,))
        self.connection.execute("INSERT OR IGNORE INTO due SELECT kind, part FROM file")

    def stale(self) -> list[int]:
        """Return the shards to be indexed again."""
        return [row[0] for row in self.connection.execute("SELECT shard FROM stale ORDER BY shard")]

    def replace(self, shard: int, made: Iterable[tuple[Name, bytes]]) -> None:
        """Replace a shard's pieces; files of which a piece has changed are due."""
        one = self.connection.execute
        query = "SELECT kind, part FROM piece WHERE shard = ?"
        left = set(one(query, (shard,)))
        for name, data in sorted(made):
            left.discard(name)
            row = one(_PIECE, (shard, *name)).fetchone()
            if row is None or row[0] != data:
                one("INSERT OR REPLACE INTO piece VALUES (?, ?, ?, ?)", (shard, *name, data))
                self.make_due([name])
        for name in sorted(left):
            one("DELETE FROM piece WHERE kind = ? AND part = ? AND shard = ?", (*name, shard))
            self.make_due([name])
        one("DELETE FROM stale WHERE shard = ?", (shard,))

    def pieces(self, name: Name, shards: int) -> list[tuple[int, bytes]]:
        """Return (shard, piece) of a name, ascending."""
        one = self.connection.execute
        rows = ((shard, one(_PIECE, (shard, *name)).fetchone()) for shard in range(shards))
        return [(shard, row[0]) for shard, row in rows if row]

    def make_due(self, names: Iterable[Name]) -> None:
        """Note that files are to be made again."""
        self.connection.executemany("INSERT OR IGNORE INTO due VALUES (?, ?)", names)

    def due(self) -> list[Name]:
        """Return the names of files to be made again, sorted."""
        return list(self.connection.execute("SELECT kind, part FROM due ORDER BY kind, part"))

    # --- files --------------------------------------------------------------------------------------------

    def files(self) -> list[tuple[str, str, bytes, int, int]]:
        """Return (kind, part, digest, size, mtime) of every file of ours."""
        return list(self.connection.execute("SELECT * FROM file ORDER BY kind, part"))

    def file(self, name: Name) -> tuple[bytes, int, int] | None:
        """Return (digest, size, mtime) of a file of ours, or None."""
        query = "SELECT digest, size, mtime_ns FROM file WHERE kind = ? AND part = ?"
        row: tuple[bytes, int, int] | None = self.connection.execute(query, name).fetchone()
        return row

    def sizes(self, kind: str) -> dict[str, int]:
        """Return the size of each file of a kind."""
        query = "SELECT part, size FROM file WHERE kind = ? ORDER BY part"
        return dict(self.connection.execute(query, (kind,)))

    def written(self, name: Name, digest: bytes, size: int, mtime_ns: int) -> None:
        """Note a file as it was written."""
        self.connection.execute(
            "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)", (*name, digest, size, mtime_ns)
        )
        self._done(name)

    def removed(self, name: Name) -> None:
        """Note that a file is gone."""
        self.connection.execute("DELETE FROM file WHERE kind = ? AND part = ?", name)
        self._done(name)

    def _done(self, name: Name) -> None:
        self.connection.execute("DELETE FROM due WHERE kind = ? AND part = ?", name)
