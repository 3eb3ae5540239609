"""Prints: which captures share text with a document, by an index of sampled runs of words on disk.

The index leads to a few captures, whose texts are then read and compared in full; so a look-up costs the same
however many captures there are, and what is decided does not rest on the sample.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from heapq import nlargest
from os import stat_result
from pathlib import Path
from threading import RLock
from typing import Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from site_builder.diagnostics import Diagnostic
from site_builder.importing.copies.alignment import held
from site_builder.importing.copies.originals import Original, features, judged
from site_builder.importing.copies.print_store import COMMON, DAMAGED, FILE, PrintStore, Row
from site_builder.importing.copies.relate import LEAST_SHARED
from site_builder.integrity.captures import Capture, digest, files, folder, read
from site_builder.integrity.prints import prints
from site_builder.integrity.shingles import shingles, words
from site_builder.project import CACHE

T = TypeVar("T")

TRIED: Final = 4
"""Captures that a document is compared with, word for word."""

_NEAR: Final = 24  # captures whose shingles a text is compared with
_TICK_NS: Final = 2_000_000_000  # a file written so shortly before it was read may be written again unseen
_REMEMBERED: Final = 64  # captures that are held once read
_MOST_SHINGLES: Final = (
    400_000  # that are held, those of pages that are often asked for: some forty megabytes
)


class _Hits(Struct):
    """What the index knows of a text's prints: how many and how rare ones each capture has.

    `rarities` are, for places of the text, one by the number of captures that hold the print there.
    """

    weights: dict[int, float]
    rarities: dict[int, float]


class Prints:
    """The captures of a project, and those added in this run, found by their id or by what they share."""

    def __init__(self, project: Path | None = None, *, keep: bool = True, thorough: bool = True) -> None:
        """Bring the index of a project up to date with its captures; without one, hold what is added only.

        With `keep` false, nothing is written to disk. `thorough` asks after each file; otherwise, where none came,
        went or was replaced, a capture that was written over in its place is noticed only when it is read.
        """
        self._asking = RLock()
        self._thorough = thorough
        self._project = project
        self._keep = keep
        self._added: dict[str, Capture] = {}
        self._read: dict[str, Capture] = {}
        self._shingles: dict[str, frozenset[int]] = {}
        self._held = 0
        self.faults: list[Diagnostic] = []
        self._store = PrintStore(_folder(project, keep=keep))
        self._safely(self._refresh)

    def keep_up(self) -> None:
        """Store on disk what was added, so that the next import need not index it again; whether it is, it still asks."""
        if self._keep:
            self._safely(self._store.commit)

    def close(self) -> None:
        """Store what was added and let go of the index's file."""
        self.keep_up()
        self._store.close()

    def add(self, capture: Capture) -> None:
        """Take in a capture that was written; where nothing is, it is held in memory."""
        if not (self._keep and self._project):
            self._added[capture.entry] = capture
        self._read.pop(capture.entry, None)
        self._held -= len(self._shingles.pop(capture.entry, ()))
        self._safely(lambda: self._store_added(capture))

    def capture(self, entry: str) -> Capture | None:
        """Return the capture of an entry, or None where there is none that can be read."""
        if entry in self._added:
            return self._added[entry]
        if entry not in self._read and self._project:
            found = read(self._project, entry)
            if isinstance(found, Capture):
                if len(self._read) >= _REMEMBERED:
                    self._read.clear()
                self._read[entry] = found
        return self._read.get(entry)

    def has(self, entry: str) -> bool:
        """Tell whether an entry has a capture that can be read."""
        return self._safely(lambda: self._store.row(entry)) is not None

    def same_document(self, raw_sha256: str, text_sha256: str) -> str:
        """Return the entry of the capture with these bytes or this text, or ""."""
        row = self._safely(lambda: self._store.same_document(raw_sha256, text_sha256))
        return row.entry if row else ""

    def of(self, entry: str) -> frozenset[int]:
        """Return the shingles of a captured piece, without what stands around it."""
        found = self._shingles.pop(entry, None)
        if found is None:
            capture = self.capture(entry)
            found = shingles(capture.body_text) if capture else frozenset()
            self._held += len(found)
        self._shingles[entry] = found  # as the one used last
        while self._held > _MOST_SHINGLES and len(self._shingles) > 1:
            self._held -= len(self._shingles.pop(next(iter(self._shingles))))
        return found

    def near(self, body: str) -> list[str]:
        """Return the entries whose piece shares at least `LEAST_SHARED` shingles with `body`, most first."""
        wanted = shingles(body)
        hits = self._hits(words(body))
        shared = {entry: len(wanted & self.of(entry)) for entry in self._best(hits, _NEAR)}
        near = [entry for entry, count in shared.items() if count >= LEAST_SHARED]
        return sorted(near, key=lambda entry: (-shared[entry], entry))

    def original(self, text: str) -> Original | None:
        """Return the capture that a document most surely has text of, however unsurely; None if there is none.

        `text` may be a whole page or only the piece. Compare the confidence with `originals.SURE`.
        """
        found = [judged(entry, values) for entry, values in self.examined(text)]
        return max(found, key=lambda one: (one.confidence, one.words), default=None)

    def examined(self, text: str, *, most: int = TRIED) -> Iterator[tuple[str, list[float]]]:
        """Yield the `most` entries that a document most likely has text of, with the values of `FEATURES`."""
        found = words(text)
        hits = self._hits(found)
        for entry in self._best(hits, most):
            capture = self.capture(entry)
            other = held(capture.text, capture.body) if capture else None
            if other and (values := features(found, other, hits.rarities)):
                yield entry, values

    def _hits(self, found: Sequence[str]) -> _Hits:
        """Look up the prints of a text; those that many captures hold lead to none of them."""
        places: dict[int, list[int]] = {}
        for place, number in prints(found):
            places.setdefault(number, []).append(place)
        hits = _Hits({}, {})
        for number, holders in self._safely(lambda: list(self._store.holders(places))):
            hits.rarities.update(dict.fromkeys(places[number], 1 / len(holders)))
            for one in holders if len(holders) <= COMMON else ():
                hits.weights[one] = hits.weights.get(one, 0.0) + 1 / len(holders)
        return hits

    def _best(self, hits: _Hits, most: int) -> list[str]:
        """Return the entries of the captures with the most and rarest hits."""
        best = nlargest(most, hits.weights, key=lambda one: (hits.weights[one], -one))
        return self._safely(lambda: [self._store.entry(one) for one in best])

    def _refresh(self) -> None:
        """Read the captures that are new or changed, and forget those that are gone."""
        if not self._project:
            return
        now = time.time_ns()
        place = folder(self._project)
        stamp = _stamp(place, now) if place else ""
        if stamp and stamp == self._store.folder() and not self._thorough:
            return
        known = self._store.stamps()
        found = {entry: _stamp(stat, now) for entry, stat in files(self._project).items()}
        stale = known.keys() - found.keys()
        for entry, seen in found.items():
            if not seen or known.get(entry) != seen:
                stale |= self._reread(entry, seen)
        if stale:
            self._store.remove(stale)
            for entry in sorted(stale & found.keys()):
                self._reread(entry, found[entry])
        known = self._store.stamps()
        self._store.stamp_folder(stamp if all(known.values()) and known.keys() == found.keys() else "")
        if self._keep:
            self._store.commit()

    def _reread(self, entry: str, stamp: str) -> set[str]:
        """Store a capture, or the new stamp of a known one; return its entry if what is stored has to go first."""
        capture = read(self._project, entry) if self._project else None
        known = self._store.row(entry)
        if not isinstance(capture, Capture):
            if capture and not known:
                self.faults.append(capture)
            return {entry} if known else set()
        row = _row(capture, stamp)
        if not known:
            self._store.add(row, _numbers(capture))
        elif known == replace(row, stamp=known.stamp):
            self._store.stamp(entry, stamp)
        else:
            return {entry}
        return set()

    def _safely(self, ask: Callable[[], T]) -> T:
        """Ask the store; where its file cannot be used after all, do without it and read the captures again.

        One thread at a time: the thread that hands out documents asks for those that are known.
        """
        with self._asking:
            try:
                return ask()
            except DAMAGED as error:
                self._store.discard(error)
                self._store = PrintStore(None)
                self.faults.clear()
                self._refresh()
                for capture in self._added.values():
                    self._store_added(capture)
                return ask()

    def _store_added(self, capture: Capture) -> None:
        """Store a capture of this run, whose file may never be written: it is looked at again in the next one."""
        if self._store.row(capture.entry) is None:
            self._store.add(_row(capture, ""), _numbers(capture))


def _folder(project: Path | None, *, keep: bool) -> Path | None:
    """Return where the index lies: in memory, unless it is there or may be made."""
    cache = project / CACHE if project else None
    return cache if cache and (keep or (cache / FILE).is_file()) else None


def _row(capture: Capture, stamp: str) -> Row:
    return Row(capture.entry, stamp, digest(capture.text), capture.raw_sha256, capture.text_sha256)


def _stamp(stat: stat_result, now: int) -> str:
    """Return what tells whether a file was written to, or "" where it was written just now."""
    if stat.st_mtime_ns > now - _TICK_NS:
        return ""
    return f"{stat.st_size}:{stat.st_mtime_ns}:{stat.st_ctime_ns}:{stat.st_ino}"


def _numbers(capture: Capture) -> set[int]:
    return {number for _, number in prints(words(capture.text))}
