"""Run: the import of documents into a project, from bytes to files and report."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from msgspec import Struct

from site_builder import __version__
from site_builder.diagnostics import Diagnostic
from site_builder.importing import document, entries, plain_text, ties
from site_builder.importing.document import Document
from site_builder.importing.draft import Doubt, Draft, Evidence
from site_builder.importing.names import Names, fold
from site_builder.importing.report import ImportReport, Outcome
from site_builder.importing.save import Write, save
from site_builder.importing.shelf import Shelf
from site_builder.importing.wanted import wanted, worth_adding
from site_builder.integrity.captures import Capture, digest, to_bytes

Extractor = Callable[[Document, Names], Draft]

IMPORTERS: Final[Mapping[str, Extractor]] = {"text": plain_text.extract}
"""Document kind → what reads it into a draft. A new kind is a row here and in `_KINDS`."""

_KINDS: Final = {"": "text", ".txt": "text", ".text": "text", ".md": "text"}


class _Task(Struct, frozen=True):
    """A document that was read, and the draft it gives."""

    index: int
    document: Document
    draft: Draft


def import_documents(
    paths: Sequence[Path], project: Path, *, now: datetime, dry_run: bool = False
) -> ImportReport:
    """Import documents into a project; one that fails does not keep the others back.

    `now` is the time of capture. A dry run decides everything and writes nothing. Originals go first, whatever
    the order given, so that copies find them.
    """
    shelf = Shelf(project, keep=not dry_run)
    outcomes: dict[int, Outcome] = {}
    tasks = []
    for index, path in enumerate(paths):
        match _read(path):
            case Diagnostic() as fault:
                outcomes[index] = Outcome(str(path), "failed", diagnostics=(fault,))
            case read:
                tasks.append(_Task(index, read, _extract(read, path, shelf.names)))
    tasks.sort(key=lambda task: (bool(task.draft.frame), task.draft.date, -len(task.document.text)))
    for task in tasks:
        outcomes[task.index] = _import(task, shelf, project, now=now, dry_run=dry_run)
    shelf.prints.close()
    ordered = tuple(outcomes[index] for index in range(len(paths)))
    return ImportReport(ordered, tuple(shelf.faults), dry_run)


def _read(path: Path) -> Document | Diagnostic:
    suffix = path.suffix.lower()
    if suffix not in _KINDS:
        known = ", ".join(filter(None, _KINDS))
        hint = f"documents that can be read: {known}"
        return document.refusal(
            str(path), "unsupported-document", f"documents `{suffix}` cannot be read", hint
        )
    try:
        with path.open("rb") as stream:
            data = stream.read(document.SIZE_LIMIT + 1)
    except OSError as error:
        return document.refusal(str(path), "unreadable-document", error.strerror or str(error), "")
    return document.read(str(path), data)


def _extract(read: Document, path: Path, names: Names) -> Draft:
    draft = IMPORTERS[_KINDS[path.suffix.lower()]](read, names)
    if draft.title or draft.blocks:
        return draft
    return Draft(doubts=(*draft.doubts, Doubt("body", 0, "no running text was recognised; see the capture")))


def _import(task: _Task, shelf: Shelf, project: Path, *, now: datetime, dry_run: bool) -> Outcome:
    name = task.document.name
    if known := shelf.same_document(task.document.raw_sha256, digest(task.document.text)):
        return Outcome(name, "already imported", known, shelf.path_of(known))
    draft = _settle_source(task.draft, shelf)
    entry = entries.entry_id(draft, Path(name).stem, lambda found: _taken(shelf, found, draft.date))
    path = entries.entry_path(entry, draft.date)
    capture = _capture(entry, task.document, draft, now)
    relation, notes, completed = ties.find(entry, draft, capture, shelf)
    if draft.frame and relation is None:
        capture = _guessed(capture, entries.guessed_kind(draft))
    text = entries.entry_text(entry, draft, relation)
    files = {path: text, capture.path: to_bytes(capture), **_companions(draft, shelf)}
    writes = {where: Write(data) for where, data in files.items()} | completed
    if not dry_run:
        try:
            save(project, writes)
        except OSError as error:
            hint = "nothing was written for this document"
            fault = document.refusal(name, "cannot-save", f"{error.strerror}: {error.filename}", hint)
            return Outcome(name, "failed", diagnostics=(fault,))
    shelf.add({where: write.after for where, write in writes.items()}, capture, path)
    inherited = relation.inherited if relation else ()
    return Outcome(
        document=name,
        fate="imported",
        entry=entry,
        path=path,
        files=tuple(files),
        completed=tuple(completed),
        evidence=(
            *draft.evidence,
            *(Evidence(field, 0, "taken over from the original") for field in inherited),
        ),
        doubts=draft.doubts,
        wanted=tuple(wanted(path, text, entries.missing(draft, relation), draft)),
        worth=worth_adding(draft, relation),
        notes=(*notes, *_new_files(draft, files), *_namesake(entry, shelf)),
    )


def _taken(shelf: Shelf, entry: str, date: str) -> bool:
    return shelf.has_entry(entry) or shelf.has_path(entries.entry_path(entry, date))


def _settle_source(draft: Draft, shelf: Shelf) -> Draft:
    """Take a source that this import itself has just proposed as known."""
    from msgspec.structs import replace

    slug = shelf.names.source(draft.new_source) if draft.new_source else ""
    return replace(draft, source=slug, new_source="") if slug else draft


def _capture(entry: str, read: Document, draft: Draft, now: datetime) -> Capture:
    return Capture(
        entry=entry,
        document=document.clean(Path(read.name).name),
        url="",
        captured=now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        raw_sha256=read.raw_sha256,
        text_sha256=digest(read.text),
        words=len(read.text.split()),
        tool=f"site-builder {__version__}",
        text=read.text,
        body=draft.body_lines,
    )


def _guessed(capture: Capture, kind: str) -> Capture:
    from msgspec.structs import replace

    return replace(capture, guessed=kind)


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
