"""StoredHints: which files claim something, or mention a record, by 32 bits of its name's hash.

Rows are added and never taken back, so a file found here may say something else by now: it is asked before it counts.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from site_builder.incremental.store import Store, hash_of


class Names(Struct, frozen=True):
    """What one file claims for itself alone (its id, output paths), and the record keys that it mentions."""

    path: str
    claims: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()


class StoredHints:
    """The `claim` and `mention` tables."""

    def __init__(self, store: Store) -> None:
        self._connection = store.connection

    def add(self, names: Iterable[Names], numbers: Mapping[str, int]) -> None:
        """Remember what files claim and mention; `numbers` are those of the files, by path."""
        found = [(numbers[each.path], each) for each in names]
        claims = {(hash_of(claim), number) for number, each in found for claim in each.claims}
        mentions = {(hash_of(key), number) for number, each in found for key in each.mentions}
        self._connection.executemany("INSERT OR IGNORE INTO claim VALUES (?, ?)", sorted(claims))
        self._connection.executemany("INSERT OR IGNORE INTO mention VALUES (?, ?)", sorted(mentions))

    def paths_mentioning(self, keys: Iterable[str]) -> set[str]:
        """Return the paths of files that may mention one of `keys`."""
        query = "SELECT path FROM mention JOIN source ON number = source WHERE target = ?"
        return {path for key in keys for (path,) in self._connection.execute(query, (hash_of(key),))}

    def paths_claiming(self, claim: str) -> list[str]:
        """Return the paths of files that may make a claim, sorted."""
        query = "SELECT path FROM claim JOIN source ON number = source WHERE claim = ? ORDER BY path"
        return [path for (path,) in self._connection.execute(query, (hash_of(claim),))]
