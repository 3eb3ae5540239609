"""Snapshots: the content as the rules of `checks/` see it, in memory or over the state file.

Only what changed is offered for checking, and the unchanged files that named a record which is gone: the rest
passed the same rules in the build before.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from site_builder.checks.claims import claims
from site_builder.content.parse import Mention, Parsed
from site_builder.incremental.store import Store
from site_builder.incremental.stored_index import StoredIndex
from site_builder.model import Entry, Record, Region, Relation


class ParsedFile(Struct, frozen=True):
    """A content file and what parsing made of it."""

    path: str
    digest: str
    parsed: Parsed


def _relations(record: Record | None) -> tuple[Relation, ...] | None:
    return record.metadata.relations if isinstance(record, Entry) else None


def _parent(record: Record | None) -> str | None:
    return record.parent if isinstance(record, Region) else None


def _kind_of(path: str) -> str:
    """Return the kind of record that the files of a content folder define: `entry` of `content/entries/…`."""
    folder = path.split("/")[1]
    return {"entries": "entry", "pages": "standing", "site.yaml": "site"}.get(
        folder, folder.removesuffix("s")
    )


class _Changed:
    """The part of a snapshot that comes from the files parsed in this build."""

    def __init__(self, files: Iterable[ParsedFile]) -> None:
        self._files = tuple(files)

    def mentions(self) -> Iterable[tuple[str, Mention]]:
        """Yield (path, mention) for each record key named in a file of this build."""
        return ((file.path, mention) for file in self._files for mention in file.parsed.mentions)

    def changed_entries(self) -> Iterable[tuple[str, str]]:
        """Yield (path, id) of each entry parsed in this build."""
        for file in self._files:
            if isinstance(file.parsed.record, Entry):
                yield file.path, file.parsed.record.metadata.id

    def changed_regions(self) -> Iterable[tuple[str, str]]:
        """Yield (path, slug) of each region parsed in this build."""
        for file in self._files:
            if isinstance(file.parsed.record, Region):
                yield file.path, file.parsed.record.slug


class MemorySnapshot(_Changed):
    """A whole content folder, parsed."""

    def __init__(self, files: Iterable[ParsedFile]) -> None:
        super().__init__(files)
        self._records: dict[str, Record] = {}
        self._claims: defaultdict[str, list[str]] = defaultdict(list)
        self._unread = {_kind_of(file.path) for file in self._files if file.parsed.record is None}
        for file in self._files:
            if file.parsed.record is not None:
                self._records[file.parsed.record.key] = file.parsed.record
                for claim in claims(file.parsed.record):
                    self._claims[claim].append(file.path)

    def defines(self, key: str) -> bool:
        """Whether a record of this key exists, shown or not; one that a faulty file may define counts."""
        return key in self._records or key.partition("/")[0] in self._unread

    def keys(self, kind: str) -> Iterable[str]:
        """Yield the slug or id of every record of a kind."""
        prefix = f"{kind}/"
        return (key.removeprefix(prefix) for key in self._records if key.startswith(prefix))

    def clashes(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Yield (claim, sorted paths) for each claim that two files or more make."""
        return (
            (claim, tuple(sorted(paths))) for claim, paths in sorted(self._claims.items()) if len(paths) > 1
        )

    def relations(self, entry: str) -> tuple[Relation, ...] | None:
        """Return the relations of an entry, or None if there is no such entry."""
        return _relations(self._records.get(f"entry/{entry}"))

    def parent(self, region: str) -> str | None:
        """Return the slug of a region's parent ("" for a root), or None if there is no such region."""
        return _parent(self._records.get(f"region/{region}"))


class StoredSnapshot(_Changed):
    """The state after this build's edits, still uncommitted, with what changed."""

    def __init__(
        self,
        files: Iterable[ParsedFile],
        gone: Iterable[str],
        store: Store,
        index: StoredIndex,
        parse_again: Callable[[str], Parsed],
    ) -> None:
        super().__init__(files)
        self._gone = tuple(gone)
        self._connection = store.connection
        self._index = index
        self._parse_again = parse_again

    def mentions(self) -> Iterable[tuple[str, Mention]]:
        """Yield the mentions of this build's files, and those that unchanged files make of what is gone."""
        yield from super().mentions()
        fresh = {file.path for file in self._files}
        for path in sorted(self._paths_naming(self._gone) - fresh):
            for mention in self._parse_again(path).mentions:
                if mention.target in self._gone:
                    yield path, mention

    def _paths_naming(self, targets: Iterable[str]) -> set[str]:
        query = "SELECT path FROM mention WHERE target = ?"
        return {path for target in targets for (path,) in self._connection.execute(query, (target,))}

    def defines(self, key: str) -> bool:
        """Whether a record of this key exists, shown or not."""
        return self._index.version(key) is not None

    def keys(self, kind: str) -> Iterator[str]:
        """Yield the slug or id of every record of a kind."""
        return self._index.keys(kind)

    def clashes(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Yield (claim, sorted paths) for each claim of this build's files that two files or more make."""
        query = "SELECT path FROM claim WHERE claim = ? ORDER BY path"
        made = {c for file in self._files if file.parsed.record for c in claims(file.parsed.record)}
        for claim in sorted(made):
            paths = tuple(path for (path,) in self._connection.execute(query, (claim,)))
            if len(paths) > 1:
                yield claim, paths

    def relations(self, entry: str) -> tuple[Relation, ...] | None:
        """Return the relations of an entry, or None if there is no such entry."""
        return _relations(self._index.record(f"entry/{entry}"))

    def parent(self, region: str) -> str | None:
        """Return the slug of a region's parent ("" for a root), or None if there is no such region."""
        return _parent(self._index.record(f"region/{region}"))
