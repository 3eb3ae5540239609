"""Filing: one document that was read becomes an entry, a capture and what goes with them, all at once or not at all."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from site_builder import __version__
from site_builder.importing import document
from site_builder.importing.copies.shelf import Shelf
from site_builder.importing.draft import Draft, Evidence
from site_builder.importing.reading import Reading
from site_builder.importing.recognising import outlets, subjects
from site_builder.importing.recognising.names import fold
from site_builder.importing.report import Outcome
from site_builder.importing.writing import entries, proposals, ties
from site_builder.importing.writing.save import Write, save
from site_builder.importing.writing.ties import Ties
from site_builder.importing.writing.wanted import wanted, worth_adding
from site_builder.integrity.captures import Capture, digest, to_bytes

_LARGEST: Final = 5_000_000
"""Bytes of an entry's file, above which the content would not be read."""


class _Made(Struct, frozen=True):
    """What a document becomes: the entry's path and text, the draft behind it, the capture, and what it is tied to."""

    path: str
    text: bytes
    draft: Draft
    capture: Capture
    ties: Ties


class Filer(Struct, frozen=True):
    """Where documents go: the project, what it has, the time of capture, and whether anything is written at all."""

    project: Path
    shelf: Shelf
    now: datetime
    dry_run: bool = False

    def file(self, read: Reading) -> Outcome:
        """File a document that was read; the same document again changes nothing."""
        shelf = self.shelf
        if known := shelf.same_document(read.raw_sha256, digest(read.text)):
            return Outcome(read.name, "already imported", known, shelf.path_of(known))
        made = self._made(read, take_up=True)
        if shelf.read(made.path) not in (None, made.text):  # an editor changed what is half filed: it stays
            made = self._made(read, take_up=False)
        if len(made.text) > _LARGEST:
            said = "the piece is larger than an entry may be"
            fault = document.refusal(read.name, "document-too-large", said, "")
            return Outcome(read.name, "failed", diagnostics=(fault,))
        companions = _companions(made.draft, shelf)
        files = {made.path: made.text, made.capture.path: to_bytes(made.capture), **companions}
        # The capture comes last: it says that a document is filed, with all that belongs to it.
        ordered = (*companions, *made.ties.completed, made.path, made.capture.path)
        writes = {where: Write(data) for where, data in files.items()} | made.ties.completed
        writes = {where: writes[where] for where in ordered if shelf.read(where) != writes[where].after}
        if fault_ := self._saved(read.name, writes):
            return fault_
        shelf.add({where: write.after for where, write in writes.items()}, made.capture, made.path)
        return replace(
            _outcome(read.name, made, shelf),
            files=tuple(files),
            notes=(*made.ties.notes, *_new_files(made.draft, files), *_namesake(made.capture.entry, shelf)),
        )

    def _made(self, read: Reading, *, take_up: bool) -> "_Made":
        """Return what a document becomes; `take_up`: an entry without its capture, as a killed import leaves it, is not in the way."""
        shelf = self.shelf
        draft = _settle_source(read.draft, shelf)
        taken = partial(_taken, shelf, draft.date, take_up)
        entry = entries.entry_id(draft, _stem(read.name), taken)
        path = entries.entry_path(entry, draft.date)
        capture = _capture(entry, read, draft, self.now)
        placed = draft if draft.frame else subjects.inferred(draft, shelf.names)
        found = ties.find(entry, path, draft, placed, capture, shelf)
        relation = found.relation
        draft, placed = (_addressed(one, found, shelf) for one in (draft, placed))
        if relation is None:
            guessed, inferred = entries.guessed_kind(draft), entries.inferred_lines(draft, placed)
            capture = replace(capture, guessed=guessed, inferred=inferred)
        elif not draft.frame:  # a copy has its subjects from its original, as far as that has any
            placed = subjects.inferred(draft, shelf.names, relation.inherited)
        text = entries.entry_text(entry, placed, relation, _accessed(read, self.now))
        return _Made(path, text, placed, capture, found)

    def _saved(self, name: str, writes: Mapping[str, Write]) -> Outcome | None:
        """Write the files of a document; returns why not, or None."""
        if self.dry_run:
            return None
        try:
            save(self.project, writes)
        except OSError as error:
            hint = "nothing was written for this document"
            fault = document.refusal(name, "cannot-save", f"{error.strerror}: {error.filename}", hint)
            return Outcome(name, "failed", diagnostics=(fault,))
        return None


def _addressed(draft: Draft, found: Ties, shelf: Shelf) -> Draft:
    """Return a draft with the address that a copy of it gives beyond doubt, and the source that stands there."""
    url, why = found.address
    if not url:
        return draft
    source = draft.source or ("" if draft.new_source else outlets.of_link(url, shelf.names))
    evidence = Evidence("source_url", 0, why)
    return replace(draft, link=url, source=source, evidence=(*draft.evidence, evidence))


def _outcome(name: str, made: "_Made", shelf: Shelf) -> Outcome:
    draft, relation = made.draft, made.ties.relation
    inherited = relation.inherited if relation else ()
    taken_over = (Evidence(field, 0, "taken over from the original") for field in inherited)
    return Outcome(
        document=name,
        fate="imported",
        entry=made.capture.entry,
        path=made.path,
        completed=tuple(made.ties.completed),
        evidence=(*draft.evidence, *taken_over),
        doubts=draft.doubts,
        wanted=tuple(wanted(made.path, made.text, entries.missing(draft, relation), draft)),
        worth=worth_adding(draft, relation),
        offers=(*made.ties.offers, *proposals.source(made.path, draft, shelf)),
    )


def _stem(name: str) -> str:
    """Return the name of a document without folders and suffix; of the fifth page of `crawl.warc`: `crawl-5`."""
    base, mark, number = Path(name).name.partition("#")
    return Path(base).stem + (f"-{number}" if mark else "")


def _taken(shelf: Shelf, date: str, take_up: bool, entry: str) -> bool:  # noqa: FBT001 - see `_made`
    if take_up and shelf.half_filed(entry) == entries.entry_path(entry, date):
        return False
    return shelf.has_entry(entry) or shelf.has_path(entries.entry_path(entry, date))


def _settle_source(draft: Draft, shelf: Shelf) -> Draft:
    """Take a source that this import itself has just proposed as known."""
    slug = shelf.names.source(draft.new_source) if draft.new_source else ""
    return replace(draft, source=slug, new_source="") if slug else draft


def _capture(entry: str, read: Reading, draft: Draft, now: datetime) -> Capture:
    return Capture(
        entry=entry,
        document=document.clean(Path(read.name).name),
        url=read.asked or read.url,
        captured=now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        raw_sha256=read.raw_sha256,
        text_sha256=digest(read.text),
        words=len(read.text.split()),
        tool=f"site-builder {__version__}",
        text=read.text,
        body=draft.body_lines,
        final_url=read.url if read.asked and read.asked != read.url else "",
        status=read.status,
    )


def _accessed(read: Reading, now: datetime) -> str:
    """Return the day on which the piece was read at its address, "" if it wasn't: today, or an archive's day."""
    if not read.status:
        return ""
    return now.astimezone(UTC).date().isoformat() if read.seen is None else read.seen


def _companions(draft: Draft, shelf: Shelf) -> dict[str, bytes]:
    """Return the files of authors and of a source that the digest does not have yet."""
    made = dict(
        entries.author_file(one) for one in draft.biographies if fold(one.name) not in shelf.names.authors
    )
    if draft.new_source:
        made |= [entries.source_file(draft.new_source)]
    return {path: data for path, data in made.items() if not shelf.has_path(path) and "/.md" not in path}


def _namesake(entry: str, shelf: Shelf) -> list[str]:
    """Warn of an entry of the same day and title, which is likely to be the same piece."""
    plain = re.sub(r"-\d+$", "", entry)
    other = shelf.path_of(plain) if plain != entry else ""
    return [f"{other} has the same date and title; is it the same piece?"] if other else []


def _new_files(draft: Draft, files: Mapping[str, bytes]) -> list[str]:
    proposed = [path for path in files if path.startswith("content/sources/")]
    return [
        f"`{draft.new_source}` is new: {path} holds its name only; add its home page" for path in proposed
    ]
