"""StoredSources: the files of the last build, by path: what stat said, and their digest."""

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Final

from site_builder.content.scan import Known, Stamp
from site_builder.incremental.store import Store, blob, hash_of

Row = tuple[str, Stamp, str]
"""(path, stamp, SHA-256 in hex)"""

_KNOWN: Final = "SELECT path, size, mtime_ns, ctime_ns, inode, digest FROM source"
_IS: Final = "path_hash = ? AND path = ?"
_CHANGE: Final = f"UPDATE source SET size = ?, mtime_ns = ?, ctime_ns = ?, inode = ?, digest = ? WHERE {_IS}"  # noqa: S608 - constants only
_ADD: Final = "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


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
        one = self._connection.execute
        for path in removed:
            one(f"DELETE FROM source WHERE {_IS}", _place(path))  # noqa: S608 - constants only
        for row in sorted(rows, key=itemgetter(0)):
            if not one(_CHANGE, (*_stamp(row), *_place(row[0]))).rowcount:
                one(_ADD, (None, *_place(row[0]), *_stamp(row)))

    def numbers(self, paths: Iterable[str]) -> dict[str, int]:
        """Return the numbers of known files, by path."""
        one, query = self._connection.execute, f"SELECT number FROM source WHERE {_IS}"  # noqa: S608 - constants only
        return {path: one(query, _place(path)).fetchone()[0] for path in paths}

    def load(self, rows: Iterable[Row]) -> dict[str, int]:
        """Fill the empty table of a cold build; return the number of each file."""
        ordered = sorted(rows, key=itemgetter(0))
        numbered = enumerate(ordered, 1)
        self._connection.executemany(_ADD, ((n, *_place(row[0]), *_stamp(row)) for n, row in numbered))
        return {row[0]: number for number, row in enumerate(ordered, 1)}


def _place(path: str) -> tuple[int, str]:
    return hash_of(path), path


def _stamp(row: Row) -> tuple[int, int, int, int, bytearray]:
    _, stamp, digest = row
    return (stamp.size, stamp.mtime_ns, stamp.ctime_ns, stamp.inode, blob.fromhex(digest))
