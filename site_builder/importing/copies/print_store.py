"""Print store: which captures hold which print, in SQLite; this module holds the only SQL of the import.

The file is a cache, `.site-cache/prints.sqlite`: without it, or where it is damaged, made by another scheme or
locked by another import, everything is read from the captures again.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec import Struct

from site_builder.integrity.prints import SCHEME

FILE: Final = "prints.sqlite"
COMMON: Final = 32
"""A print that more captures hold tells nothing: it is a phrase, or the chrome of a site."""

DAMAGED: Final = sqlite3.DatabaseError
"""What is raised when the file turns out to be no database, a broken one, or locked."""

_VERSION: Final = 200 + SCHEME
_PATIENCE: Final = 0.25  # to read the captures is better than to wait long for another import
_OFFSET: Final = 2**31  # signed, a print takes four bytes in SQLite, not six
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS captures (
    id INTEGER PRIMARY KEY AUTOINCREMENT, entry TEXT UNIQUE NOT NULL, stamp TEXT NOT NULL,
    digest TEXT NOT NULL, raw_sha256 TEXT NOT NULL, text_sha256 TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS captures_raw ON captures (raw_sha256);
CREATE INDEX IF NOT EXISTS captures_text ON captures (text_sha256);
CREATE TABLE IF NOT EXISTS folder (stamp TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS prints (
    print INTEGER NOT NULL, capture INTEGER NOT NULL, PRIMARY KEY (print, capture)) WITHOUT ROWID;
"""


class Row(Struct, frozen=True):
    """What is stored of a capture.

    `stamp` is what stat said of its file when it was read ("": not to be trusted), `digest` the hash of the text
    whose prints are stored.
    """

    entry: str
    stamp: str
    digest: str
    raw_sha256: str
    text_sha256: str


class PrintStore:
    """The rows of captures and of their prints; `folder` None keeps them in memory."""

    def __init__(self, folder: Path | None) -> None:
        """Open the store of a folder; what cannot be used is made anew, at worst in memory."""
        self._path = folder / FILE if folder else None
        self._db = _opened(self._path) if self._path else _made(":memory:")

    def commit(self) -> None:
        """Keep what was added and removed; if the file cannot be written, it stays in this process."""
        with suppress(sqlite3.OperationalError):
            self._db.commit()

    def close(self) -> None:
        """Let go of the file; what was not committed is forgotten."""
        self._db.close()

    def discard(self, error: Exception) -> None:
        """Close the store after an error, and delete its file unless another import only has it locked."""
        self.close()
        if self._path and not isinstance(error, sqlite3.OperationalError):
            with suppress(OSError):
                self._path.unlink()

    def folder(self) -> str:
        """Return what stat said of the folder of captures when all in it was known ("": not to be trusted)."""
        found = self._db.execute("SELECT stamp FROM folder").fetchone()
        return str(found[0]) if found else ""

    def stamp_folder(self, stamp: str) -> None:
        """Store what stat says of the folder of captures."""
        self._db.execute("DELETE FROM folder")
        self._db.execute("INSERT INTO folder VALUES (?)", (stamp,))

    def stamps(self) -> Mapping[str, str]:
        """Return the stamp of each capture by entry."""
        return dict(self._db.execute("SELECT entry, stamp FROM captures"))

    def row(self, entry: str) -> Row | None:
        """Return what is stored of an entry's capture."""
        return self._row("entry = ?", entry)

    def same_document(self, raw_sha256: str, text_sha256: str) -> Row | None:
        """Return the capture, the oldest one, with these bytes or this text."""
        return self._row("raw_sha256 = ? OR text_sha256 = ?", raw_sha256, text_sha256)

    def add(self, row: Row, found: Iterable[int]) -> None:
        """Store a capture that is not stored yet, with its prints."""
        cursor = self._db.execute(
            "INSERT INTO captures (entry, stamp, digest, raw_sha256, text_sha256) VALUES (?, ?, ?, ?, ?)",
            (row.entry, row.stamp, row.digest, row.raw_sha256, row.text_sha256),
        )
        number = cursor.lastrowid
        rows = ((one - _OFFSET, number) for one in sorted(set(found)))
        self._db.executemany("INSERT OR IGNORE INTO prints VALUES (?, ?)", rows)

    def stamp(self, entry: str, stamp: str) -> None:
        """Store what stat says now of a capture with the known bytes."""
        self._db.execute("UPDATE captures SET stamp = ? WHERE entry = ?", (stamp, entry))

    def remove(self, entries: Collection[str]) -> None:
        """Forget captures; all prints are gone through once."""
        self._db.execute("CREATE TEMP TABLE IF NOT EXISTS gone (capture INTEGER PRIMARY KEY)")
        for entry in entries:
            self._db.execute("INSERT INTO gone SELECT id FROM captures WHERE entry = ?", (entry,))
        self._db.execute("DELETE FROM prints WHERE capture IN (SELECT capture FROM gone)")
        self._db.execute("DELETE FROM captures WHERE id IN (SELECT capture FROM gone)")
        self._db.execute("DELETE FROM gone")

    def holders(self, found: Iterable[int]) -> Iterator[tuple[int, list[int]]]:
        """Yield each print that is held, with the numbers of its captures; of a common one, `COMMON` + 1."""
        for one in found:
            statement = "SELECT capture FROM prints WHERE print = ? LIMIT ?"
            if rows := self._db.execute(statement, (one - _OFFSET, COMMON + 1)).fetchall():
                yield one, [number for (number,) in rows]

    def entry(self, number: int) -> str:
        """Return the entry of a capture's number."""
        (entry,) = self._db.execute("SELECT entry FROM captures WHERE id = ?", (number,)).fetchone()
        return str(entry)

    def _row(self, where: str, *values: str) -> Row | None:
        columns = "entry, stamp, digest, raw_sha256, text_sha256"
        statement = f"SELECT {columns} FROM captures WHERE {where} ORDER BY id LIMIT 1"  # noqa: S608 - ours
        found = self._db.execute(statement, values).fetchone()
        return Row(*found) if found else None


def _opened(path: Path) -> sqlite3.Connection:
    """Open a file, or begin it anew; where that fails too, work in memory."""
    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return _made(str(path))
        except sqlite3.OperationalError:  # locked, or not to be written
            break
        except sqlite3.DatabaseError:
            with suppress(OSError):
                path.unlink()
        except OSError:
            break
    return _made(":memory:")


def _made(path: str) -> sqlite3.Connection:
    """Return a connection with our tables, empty if they were another scheme's, that may be written to."""
    connection = sqlite3.connect(path, timeout=_PATIENCE, check_same_thread=False)
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
            connection.executescript(
                f"DROP TABLE IF EXISTS captures; DROP TABLE IF EXISTS prints; DROP TABLE IF EXISTS folder; {_TABLES}"
                f"PRAGMA user_version = {_VERSION};"
            )
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.Error:
        connection.close()
        raise
    return connection
