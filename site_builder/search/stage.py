"""The two steps of search: `gather` notes what became of entries' pages, `index` makes pieces and files of what is noted."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from site_builder.incremental.index import Index
from site_builder.incremental.reader import Reader
from site_builder.incremental.shape import PageKey
from site_builder.incremental.store import is_damage, remove_database
from site_builder.progress import Progress
from site_builder.search import STORE
from site_builder.search.entries import FACETS, Value, packed, searchable, unpacked, value
from site_builder.search.files import MANIFEST, IndexFiles, digest
from site_builder.search.geometry import Geometry, geometry
from site_builder.search.merging import manifest, merged
from site_builder.search.newest import MOST, newest
from site_builder.search.pieces import Name, pieces
from site_builder.search.store import SearchStore

_BATCH: Final = 2000
"""Entries after which what was noted is committed, and what was read to know them is forgotten."""
_WRITTEN: Final = 500
"""Files after which it is committed that they are written."""


class EntryPage(NamedTuple):
    """The page of an entry: its id, the file below the output folder, the digest of what it shows."""

    entry: str
    path: str
    digest: bytes


class Search:
    """The search of one project: a store, and the files that are made of it."""

    def __init__(self, cache: Path, output: Path, rests_on: str, into: Path | None = None) -> None:
        """Make the index of the pages in `output`, and put it there too, or into the folder `into`.

        `rests_on` names all that decides on the index beside entries: another generator's store is thrown away.
        """
        self._path = cache / STORE
        self._output = output
        self._files = IndexFiles(into or output)
        self._rests_on = f"{rests_on} {output}"
        self._store = self._opened()

    def _opened(self) -> SearchStore:
        try:
            store = SearchStore(self._path, self._rests_on)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            remove_database(self._path)
            store = SearchStore(self._path, self._rests_on)
        if not store.meta("begun"):
            with store.transaction():
                for name in self._files.left_behind():
                    store.written(name, b"", -1, 0)
                store.set_meta("begun", "yes")
        return store

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    def again(self) -> None:
        """Throw a damaged store away."""
        self._store.close()
        remove_database(self._path)
        self._store = self._opened()

    @property
    def seen(self) -> str:
        """The name of the build whose pages were gathered last."""
        return self._store.meta("seen")

    # --- gather -------------------------------------------------------------------------------------------

    def gather(
        self,
        build: str,
        index: Callable[[], Index],
        pages: Iterable[EntryPage],
        touched: Collection[PageKey] | None,
    ) -> None:
        """Note what became of entries' pages in the build named `build`.

        `pages` are those that exist now: all of them where `touched` is None, else those of the entries among the
        `touched` pages, which are all whose reads changed. `index()` gives a fresh view of the site.
        """
        store = self._store
        with store.transaction():
            shape = geometry(int(store.meta("entries") or 0))
            renamed = self._look_again(Reader(index()), shape, touched)
            known = {} if renamed and touched is None else store.pages()
            gone = (
                set(store.pages()) if touched is None else {key for kind, key in touched if kind == "entry"}
            )
        waiting = iter(pages)
        while batch := list(islice(waiting, _BATCH)):
            reader = Reader(index())
            with store.transaction():
                for page in batch:
                    gone.discard(page.entry)
                    if touched is not None or known.get(page.entry) != page.digest:
                        self._note(reader, shape, page)
        with store.transaction():
            for entry in sorted(gone):
                store.drop(entry)
            self._deal(shape)
            store.set_meta("seen", build)

    def _note(self, reader: Reader, shape: Geometry, page: EntryPage) -> None:
        try:
            shown = (self._output / page.path).read_bytes()
        except OSError:  # deleted since it was published: the next build makes it again
            return
        found = searchable(reader, page.entry, shown)
        data = packed(found) if found else None
        position = found.position if found else ""
        shard = shape.shard(page.entry)
        self._store.put(page.entry, shard, position, page.digest, digest(data or b""), data)
        for facet, slugs in zip(FACETS, found.facets if found else (), strict=False):
            for slug in slugs:
                self._meet(reader, shape, facet, slug)

    def _meet(self, reader: Reader, shape: Geometry, facet: str, slug: str) -> None:
        """Note a value that was not seen before, and what it is part of."""
        if slug and not self._store.knows(facet, slug):
            self._know(reader, shape, facet, slug, value(reader, facet, slug))

    def _know(self, reader: Reader, shape: Geometry, facet: str, slug: str, now: Value) -> None:
        self._store.know(facet, slug, now)
        self._store.make_due((kind, shape.facet(facet)) for kind in ("facets", "rows"))
        self._meet(reader, shape, facet, now.above)

    def _look_again(self, reader: Reader, shape: Geometry, touched: Collection[PageKey] | None) -> bool:
        """Look values of facets up again whose own pages were touched; tell whether any is called otherwise."""
        renamed = False
        for (facet, slug), known in self._store.values().items():
            if touched is None or facet == "kind" or PageKey(facet, slug) in touched:
                now = value(reader, facet, slug)
                renamed = renamed or now.name != known.name
                if now != known:
                    self._know(reader, shape, facet, slug, now)
        return renamed

    def _deal(self, old: Geometry) -> None:
        """Follow the number of entries: deal them to shards anew where there are to be more or less of them."""
        store = self._store
        entries = store.published()
        new = geometry(entries)
        if not store.meta("entries") or _dealt(new) != _dealt(old):
            store.deal(((entry, new.shard(entry)) for entry in store.ids()), new.all_shards)
        elif new.rare != old.rare:
            store.make_due((kind, part) for kind, part, *_ in store.files() if kind == "letters")
        if new.newest >= 0:
            self._set_apart(new)
        store.set_meta("entries", str(entries))

    def _set_apart(self, shape: Geometry) -> None:
        """Have the newest entries be in their shard, and no others."""
        store = self._store
        apart = set(newest(store.newest(MOST + 1)))
        for entry in sorted({*store.ids_in(shape.newest), *apart}):
            store.move(entry, shape.newest if entry in apart else shape.shard(entry))

    # --- index --------------------------------------------------------------------------------------------

    @property
    def unfinished(self) -> bool:
        """Whether something is stale or due."""
        return bool(self._store.stale() or self._store.due())

    def owned(self) -> list[Name]:
        """Return the names of all files of the index."""
        return [(kind, part) for kind, part, *_ in self._store.files()]

    def compare(self) -> None:
        """Note which files are missing or not what was written."""
        store = self._store
        wrong = [
            (kind, part)
            for kind, part, found, size, mtime_ns in store.files()
            if not self._files.intact((kind, part), found, size, mtime_ns)
        ]
        if wrong:
            with store.transaction():
                store.make_due([*wrong, MANIFEST])

    def index(self, progress: Progress) -> None:
        """Make what is stale and due. May be killed and called again."""
        store = self._store
        shape = geometry(int(store.meta("entries") or 0))
        stale = store.stale()
        for number, shard in enumerate(stale, 1):
            state = store.state_of(shard)
            made = list(pieces(shape, shard, map(unpacked, store.in_shard(shard))))
            with store.transaction():
                if store.state_of(shard) == state:  # else it is still stale, and there will be another round
                    store.replace(shard, made)
                store.make_due([MANIFEST])
            progress("search", number, len(stale))
        values = store.values()
        due = [name for name in store.due() if name != MANIFEST]
        if any(kind == "facets" for kind, _ in due):  # the manifest has the sizes of their files
            with store.transaction():
                store.make_due([MANIFEST])
        for batch in _batches(due):
            self._write_all(batch, shape, values)
        if MANIFEST in store.due():
            with store.transaction():
                self._write(MANIFEST, self._manifest(shape))

    def _write_all(self, batch: list[Name], shape: Geometry, values: dict[tuple[str, str], Value]) -> None:
        def value_of(facet: str, slug: str) -> Value:
            return values[facet, slug]

        store = self._store
        with store.transaction():
            for name in batch:
                self._write(name, merged(shape, name, store.pieces(name, shape.all_shards), value_of))

    def _write(self, name: Name, data: bytes) -> None:
        """Write a file, unless it is so already; remove it where there is nothing to be in it."""
        store, found = self._store, digest(data)
        old = store.file(name)
        if not data:
            self._files.remove(name)
            store.removed(name)
        elif old is not None and old[0] == found and self._files.intact(name, *old):
            store.written(name, *old)
        else:
            store.written(name, found, *self._files.write(name, data))

    def _manifest(self, shape: Geometry) -> bytes:
        store = self._store
        counts = {shard: int.from_bytes(data) for shard, data in store.pieces(MANIFEST, shape.all_shards)}
        return manifest(shape, [counts.get(shard, 0) for shard in range(shape.all_shards)], store.sizes)


def remove(cache: Path, output: Path, rests_on: str) -> None:
    """Remove the index of a site that has no search any more."""
    search, files = Search(cache, output, rests_on), IndexFiles(output)
    for name in search.owned():
        files.remove(name)
    search.close()
    remove_database(cache / STORE)


def _dealt(shape: Geometry) -> tuple[int, ...]:
    return (
        shape.telling,
        shape.shards,
        shape.words,
        shape.texts,
        shape.values,
        shape.letters,
        shape.endings,
        shape.together,
        shape.newest,
    )


def _batches(names: list[Name]) -> Iterator[list[Name]]:
    return (names[start : start + _WRITTEN] for start in range(0, len(names), _WRITTEN))
