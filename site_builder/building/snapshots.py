"""Snapshots: the content as the rules of `checks/` see it, in memory or over the state file.

Only what changed is offered for checking, and the unchanged files that named a record which is gone: the rest
passed the same rules in the build before.
"""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Iterator

from site_builder.building.again import Again
from site_builder.building.reading import ReadFile
from site_builder.checks.claims import claims
from site_builder.content.mentions import Mention
from site_builder.incremental.stored_hints import StoredHints
from site_builder.incremental.stored_index import StoredIndex
from site_builder.model import Entry, Record, Region, Relation


def _relations(record: Record | None) -> tuple[Relation, ...] | None:
    return record.metadata.relations if isinstance(record, Entry) else None


def _parent(record: Record | None) -> str | None:
    return record.parent if isinstance(record, Region) else None


def _kind_of(path: str) -> str:
    """Return the kind of record that the files of a content folder define: `entry` of `content/entries/…`."""
    folder = path.split("/")[1]
    kinds = {"entries": "entry", "pages": "standing", "site.yaml": "site", "locale": "catalogue"}
    return kinds.get(folder, folder.removesuffix("s"))


class _Changed(ABC):
    """The part of a snapshot that comes from the files read in this build."""

    def __init__(self, files: Iterable[ReadFile], again: Again) -> None:
        self._files = tuple(files)
        self._again = again

    @abstractmethod
    def defines(self, key: str) -> bool:
        """Whether a record of this key exists, shown or not."""

    def mentions(self) -> Iterable[tuple[str, Mention]]:
        """Yield (path, mention) for each record key named in a file of this build, where one of the file's is missing.

        A file is parsed again to tell the places: so few are wrong that nobody need keep the places of all.
        """
        for file in self._files:
            if not all(map(self.defines, file.targets)):
                yield from ((file.path, mention) for mention in self.mentions_in(file.path))

    def mentions_in(self, path: str) -> Iterable[Mention]:
        """Return every mention of a file."""
        return self._again.parsed(path).mentions

    def claimed(self, path: str) -> Iterable[Mention]:
        """Return the places where a file claims an id or an address by a field."""
        return self._again.claimed(path)

    def changed_entries(self) -> Iterable[tuple[str, str]]:
        """Yield (path, id) of each entry read in this build."""
        for file in self._files:
            if isinstance(file.record, Entry):
                yield file.path, file.record.metadata.id

    def changed_regions(self) -> Iterable[tuple[str, str]]:
        """Yield (path, slug) of each region read in this build."""
        for file in self._files:
            if isinstance(file.record, Region):
                yield file.path, file.record.slug


class MemorySnapshot(_Changed):
    """A whole content folder, parsed."""

    def __init__(self, files: Iterable[ReadFile], again: Again) -> None:
        super().__init__(files, again)
        self._records: dict[str, Record] = {}
        self._claims: defaultdict[str, list[str]] = defaultdict(list)
        self._unread = {_kind_of(file.path) for file in self._files if file.record is None}
        for file in self._files:
            if file.record is not None:
                self._records[file.record.key] = file.record
                for claim in claims(file.record):
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
        files: Iterable[ReadFile],
        gone: Iterable[str],
        hints: StoredHints,
        index: StoredIndex,
        again: Again,
    ) -> None:
        super().__init__(files, again)
        self._gone = tuple(gone)
        self._hints = hints
        self._index = index

    def mentions(self) -> Iterable[tuple[str, Mention]]:
        """Yield the mentions of this build's files, and those that unchanged files make of what is gone."""
        yield from super().mentions()
        fresh = {file.path for file in self._files}
        for path in sorted(self._hints.paths_mentioning(self._gone) - fresh):
            for mention in self.mentions_in(path):
                if mention.target in self._gone:
                    yield path, mention

    def defines(self, key: str) -> bool:
        """Whether a record of this key exists, shown or not."""
        return self._index.version(key) is not None

    def keys(self, kind: str) -> Iterator[str]:
        """Yield the slug or id of every record of a kind."""
        return self._index.keys(kind)

    def clashes(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Yield (claim, sorted paths) for each claim of this build's files that two files or more make."""
        made = {claim for file in self._files if file.record for claim in claims(file.record)}
        for claim in sorted(made):
            hinted = self._hints.paths_claiming(claim)
            paths = tuple(path for path in hinted if hinted[1:] and self._claims(path, claim))
            if len(paths) > 1:
                yield claim, paths

    def _claims(self, path: str, claim: str) -> bool:
        record = self._again.parsed(path).record
        return record is not None and claim in claims(record)

    def relations(self, entry: str) -> tuple[Relation, ...] | None:
        """Return the relations of an entry, or None if there is no such entry."""
        return _relations(self._index.record(f"entry/{entry}"))

    def parent(self, region: str) -> str | None:
        """Return the slug of a region's parent ("" for a root), or None if there is no such region."""
        return _parent(self._index.record(f"region/{region}"))
