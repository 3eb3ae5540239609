"""The state file: SQLite behind `.site-cache/state.sqlite`; this and `stored_*` hold the only SQL of the build.

One transaction a build: `Store.transaction()` begins it, and the new state becomes true together with the
list of files still to be renamed or unlinked (`unsettled`). A state of another format or generator is
emptied, except for the files it says are ours, which the next build may then remove. So is one that anybody else wrote
to (see `seal`).
"""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final
from zlib import crc32

from msgspec import Struct

from site_builder.incremental.seal import Seal

STATE: Final = "state.sqlite"
"""The file in the cache."""
FORMAT: Final = 2

SCHEMA: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (number INTEGER PRIMARY KEY, path_hash INTEGER NOT NULL, path TEXT NOT NULL, size INTEGER, mtime_ns INTEGER,
                     ctime_ns INTEGER, inode INTEGER, digest BLOB NOT NULL);
CREATE TABLE record (number INTEGER PRIMARY KEY, key_hash INTEGER NOT NULL, key TEXT NOT NULL,
                     shown INTEGER NOT NULL, body_digest BLOB, publish_at TEXT, expire_at TEXT, data BLOB NOT NULL);
CREATE TABLE collection (id INTEGER PRIMARY KEY, name_hash INTEGER NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL);
CREATE TABLE member (collection INTEGER, position TEXT, holders INTEGER NOT NULL,
                     PRIMARY KEY (collection, position)) WITHOUT ROWID;
CREATE TABLE claim (claim INTEGER, source INTEGER, PRIMARY KEY (claim, source)) WITHOUT ROWID;
CREATE TABLE mention (target INTEGER, source INTEGER, PRIMARY KEY (target, source)) WITHOUT ROWID;
CREATE TABLE page (number INTEGER PRIMARY KEY, name_hash INTEGER NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
                   demands INTEGER NOT NULL, path_hash INTEGER, path TEXT, model_digest BLOB, output_digest BLOB, size INTEGER, mtime_ns INTEGER, reason TEXT);
CREATE TABLE trace (page INTEGER PRIMARY KEY, facts BLOB NOT NULL);
CREATE TABLE read_by (facts INTEGER PRIMARY KEY, pages BLOB NOT NULL);
CREATE TABLE read_since (fact INTEGER, page INTEGER, PRIMARY KEY (fact, page)) WITHOUT ROWID;
CREATE TABLE template (kind TEXT PRIMARY KEY, closure TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE unsettled (path TEXT PRIMARY KEY, rank INTEGER) WITHOUT ROWID;
"""
"""A record has the number of the file that says it.

Facts are kept as 30 bits of their hash, claims and mentions as 32. Names and paths, which are long, are looked up by theirs; the few that
share one are told apart by the text itself. `claim`, `mention`, `read_by` (as of the last cold build)
and `read_since` are hints: a row may be out of date, and what it points to is asked before it counts.
"""

INDEXES: Final = """
CREATE INDEX IF NOT EXISTS source_path ON source (path_hash);
CREATE INDEX IF NOT EXISTS record_key ON record (key_hash);
CREATE INDEX IF NOT EXISTS collection_name ON collection (name_hash);
CREATE INDEX IF NOT EXISTS page_name ON page (name_hash);
CREATE INDEX IF NOT EXISTS page_path ON page (path_hash);
CREATE INDEX IF NOT EXISTS record_times ON record (publish_at, expire_at) WHERE publish_at <> '' OR expire_at <> '';
"""

TABLES: Final = (
    "meta", "source", "record", "collection", "member", "claim", "mention", "page", "trace", "read_by", "read_since",
    "template", "unsettled",
)  # fmt: skip

blob: Final = bytearray
"""Bytes on their way to SQLite: Python's module binds a bytearray as it is, but asks each `bytes` first, and each None, by
two exceptions, whether it would rather be something else."""
_HALF: Final = 1 << 31
_PAGE: Final = 16_384
"""Bytes of a page of a new file: of larger ones less is left empty between rows."""
_LOG: Final = 256
"""Pages in the log from which they are moved to the file: four megabytes; SQLite's 1,000 would be sixteen."""


def stored(number: int) -> int:
    """Return the 32 bits of a hash as SQLite keeps them in four bytes: signed."""
    return number - _HALF


def hash_of(text: str) -> int:
    """Return the 32 bits by which a text is looked up."""
    return stored(crc32(text.encode()))


class Settings(Struct, frozen=True):
    """What the whole state rests on: a difference in `generator` or `output` discards it."""

    generator: str
    output: str


def is_damage(error: Exception) -> bool:
    """Tell whether an error, of SQLite or of decoding what it gave, means that the state file is broken.

    A schema of which some bytes changed is still one: then a table or column is missing, or a row breaks a rule.
    """
    if not isinstance(error, sqlite3.Error):
        return True
    code = getattr(error, "sqlite_errorcode", None)  # there is none where text can't be decoded
    return code is None or code & 0xFF in {
        sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_SCHEMA,
        sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH,
    }  # fmt: skip


def remove_database(path: Path) -> None:
    """Remove a file of SQLite, with the log that it may have left beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _is_within_output(path: object) -> bool:
    """Tell whether a path may be one of ours: what stands in a damaged state must never lead out of the output folder."""
    return (
        isinstance(path, str)
        and bool(path)
        and "\0" not in path
        and not path.startswith("/")
        and ".." not in path.split("/")
    )


def is_blocked(error: sqlite3.Error) -> bool:
    """Tell whether an error means that the state file can't be written: no permission, no space, another program."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF in {
        sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY,
    }  # fmt: skip


class Store:
    """An open state file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seal = Seal(path)
        self._emptied = False
        path.parent.mkdir(parents=True, exist_ok=True)
        self.connection = sqlite3.connect(path, isolation_level=None, timeout=60, check_same_thread=False)
        execute = self.connection.execute
        execute(f"PRAGMA page_size={_PAGE}")
        execute("PRAGMA journal_mode=WAL")
        execute("PRAGMA synchronous=NORMAL")
        execute(f"PRAGMA wal_autocheckpoint={_LOG}")
        execute(f"PRAGMA journal_size_limit={_LOG * _PAGE}")
        execute("PRAGMA temp_store=MEMORY")
        execute("PRAGMA cache_size=-32000")
        self._inode = path.stat().st_ino

    def close(self) -> None:
        """Close the file."""
        sound = self.sound
        self.connection.close()  # which may write what waits in the WAL
        if sound:
            self._seal.renew(digest=True)

    @property
    def sound(self) -> bool:
        """Whether the file is as we left it; one that was deleted is, for as long as it is open."""
        return self._seal.holds()

    @property
    def replaced(self) -> bool:
        """Whether another file stands in the place of the one that is open."""
        return self._path.exists() and self._path.stat().st_ino != self._inode

    @property
    def current(self) -> bool:
        """Whether the file holds a state of this format."""
        return bool(self.connection.execute("PRAGMA user_version").fetchone()[0] == FORMAT)

    def rests_on(self, settings: Settings) -> bool:
        """Whether the state is sound, and was made by this generator for this output folder."""
        return (
            self.sound
            and self.current
            and self.meta("generator") == settings.generator
            and self.meta("output") == settings.output
        )

    def knows_output(self, settings: Settings) -> bool:
        """Whether the state knows which files of the output folder are ours."""
        return self.current and self.meta("output") == settings.output

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside becomes true together, or not at all; a second writer waits."""
        self._emptied = False
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            sound = self.sound
            self.connection.execute("COMMIT")
            if sound or self._emptied:
                self._seal.renew(digest=False)
        except BaseException:
            if self.connection.in_transaction:  # SQLite has rolled back already where the disk is full
                self.connection.execute("ROLLBACK")
            raise

    def empty(self) -> None:
        """Drop every table and make them anew, without secondary indexes, within the running transaction."""
        for table in TABLES:
            self.connection.execute(f"DROP TABLE IF EXISTS {table}")
        self._run(SCHEMA)
        self.connection.execute(f"PRAGMA user_version={FORMAT}")
        self._emptied = True

    def index(self) -> None:
        """Create the secondary indexes; after a bulk load, since one sort is cheaper than many inserts."""
        self._run(INDEXES)

    def _run(self, script: str) -> None:
        for statement in script.split(";"):
            if statement.strip():
                self.connection.execute(statement)

    def meta(self, key: str) -> str:
        """Return a setting of the state, or "" where there is none."""
        if not self.current:
            return ""
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def set_meta(self, values: Iterable[tuple[str, str]]) -> None:
        """Store settings of the state."""
        self.connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values)

    def closures(self) -> dict[str, str]:
        """Return the closure digest of each page kind's template, as of the last build."""
        return dict(self.connection.execute("SELECT kind, closure FROM template"))

    def set_closures(self, closures: dict[str, str]) -> None:
        """Remember closure digests."""
        self.connection.executemany("INSERT OR REPLACE INTO template VALUES (?, ?)", closures.items())

    # --- files that are committed but not yet renamed or unlinked ----------------------------------------

    def unsettled(self) -> list[tuple[str, int | None]]:
        """Return (path in the output, rank of the staged file or None to unlink), all that is still to be done."""
        if not self.current:
            return []
        rows = self.connection.execute("SELECT path, rank FROM unsettled")
        return [(path, rank) for path, rank in rows if _is_within_output(path)]

    def unsettle(self, rows: Iterable[tuple[str, int | None]]) -> None:
        """Record what publishing has to do once this transaction is committed.

        Of what an earlier build could not do, only removals are still due: its staged files are gone.
        """
        one = self.connection.execute
        one("DELETE FROM unsettled WHERE rank IS NOT NULL")
        for (path,) in one("SELECT path FROM unsettled").fetchall():
            if one("SELECT 1 FROM page WHERE path_hash = ? AND path = ?", (hash_of(path), path)).fetchone():
                one("DELETE FROM unsettled WHERE path = ?", (path,))
        self.connection.executemany("INSERT OR REPLACE INTO unsettled VALUES (?, ?)", rows)

    def settle(self) -> None:
        """Forget what publishing had to do: it is done."""
        with self.transaction():
            self.connection.execute("DELETE FROM unsettled")

    def owned(self) -> list[str]:
        """Return the output paths of all pages of this state, and those still to be removed: the files that are ours."""
        if not self.current:
            return []
        query = "SELECT path FROM page WHERE path IS NOT NULL UNION SELECT path FROM unsettled"
        return [path for (path,) in self.connection.execute(query) if _is_within_output(path)]
