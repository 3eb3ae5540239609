"""StoredSources: the files of the last build, by path: what stat said, their digest, the record they hold."""

from collections.abc import Iterable
from typing import Final

from site_builder.content.scan import Known, Stamp
from site_builder.incremental.store import Store

Row = tuple[str, Stamp, str, str]
"""(path, stamp, digest, record key; `template/NAME` for templates, "" where only the stamp is new)"""


_SAVE: Final = """
INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET
    size = excluded.size, mtime_ns = excluded.mtime_ns, ctime_ns = excluded.ctime_ns, inode = excluded.inode,
    digest = excluded.digest, record = coalesce(nullif(excluded.record, ''), record)
"""


class StoredSources:
    """The `source` table."""

    def __init__(self, store: Store) -> None:
        self._connection = store.connection

    def known(self) -> dict[str, Known]:
        """Return every file as of the last build."""
        query = "SELECT path, size, mtime_ns, ctime_ns, inode, digest FROM source"
        return {
            path: Known(Stamp(*stamp), digest) for path, *stamp, digest in self._connection.execute(query)
        }

    def save(self, rows: Iterable[Row], removed: Iterable[str]) -> None:
        """Forget the files `removed` and remember `rows`."""
        self._connection.executemany("DELETE FROM source WHERE path = ?", [(path,) for path in removed])
        self._connection.executemany(_SAVE, sorted(_columns(row) for row in rows))


def _columns(row: Row) -> tuple[str, int, int, int, int, str, str]:
    path, stamp, digest, key = row
    return (path, stamp.size, stamp.mtime_ns, stamp.ctime_ns, stamp.inode, digest, key)
