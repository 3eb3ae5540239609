"""StoredSources: the files of the last build, by path: what stat said, and their digest."""

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Final

from site_builder.content.scan import Known, Stamp
from site_builder.incremental.store import Store

Row = tuple[str, Stamp, str]
"""(path, stamp, SHA-256 in hex)"""

_KNOWN: Final = "SELECT path, size, mtime_ns, ctime_ns, inode, digest FROM source"
_SAVE: Final = """
INSERT INTO source (path, size, mtime_ns, ctime_ns, inode, digest) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (path) DO UPDATE SET
    size = excluded.size, mtime_ns = excluded.mtime_ns, ctime_ns = excluded.ctime_ns, inode = excluded.inode,
    digest = excluded.digest
"""
_LOAD: Final = (
    "INSERT INTO source (path, size, mtime_ns, ctime_ns, inode, digest, number) VALUES (?, ?, ?, ?, ?, ?, ?)"
)


class StoredSources:
    """The `source` table."""

    def __init__(self, store: Store) -> None:
        self._connection = store.connection

    def known(self) -> Iterator[tuple[str, Known]]:
        """Yield every file as of the last build."""
        for path, *stamp, digest in self._connection.execute(_KNOWN):
            yield path, Known(Stamp(*stamp), digest.hex())

    def save(self, rows: Iterable[Row], removed: Iterable[str]) -> None:
        """Forget the files `removed` and remember `rows`."""
        self._connection.executemany("DELETE FROM source WHERE path = ?", [(path,) for path in removed])
        self._connection.executemany(_SAVE, sorted(_columns(row) for row in rows))

    def numbers(self, paths: Iterable[str]) -> dict[str, int]:
        """Return the numbers of known files, by path."""
        one = self._connection.execute
        return {
            path: one("SELECT number FROM source WHERE path = ?", (path,)).fetchone()[0] for path in paths
        }

    def load(self, rows: Iterable[Row]) -> dict[str, int]:
        """Fill the empty table of a cold build; return the number of each file."""
        ordered = sorted(rows, key=itemgetter(0))
        self._connection.executemany(_LOAD, ((*_columns(row), n) for n, row in enumerate(ordered, 1)))
        return {row[0]: number for number, row in enumerate(ordered, 1)}


def _columns(row: Row) -> tuple[str, int, int, int, int, bytes]:
    path, stamp, digest = row
    return (path, stamp.size, stamp.mtime_ns, stamp.ctime_ns, stamp.inode, bytes.fromhex(digest))
