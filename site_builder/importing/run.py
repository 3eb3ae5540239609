"""Run: the import of documents into a project, from what was handed in to files and report.

The captures are the ledger of what was imported: each is written together with its entry or not at all, so that
nothing else has to be kept in step. A document whose bytes a capture knows is not read again; an import that was
interrupted goes on where it stopped when it is started again.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from site_builder.diagnostics import Diagnostic
from site_builder.importing import crew, gathering, reading
from site_builder.importing.copies.shelf import Shelf
from site_builder.importing.document import refusal
from site_builder.importing.gathering import Given
from site_builder.importing.inputs.parts import Part
from site_builder.importing.reading import Reading
from site_builder.importing.recognising.names import Names
from site_builder.importing.report import Fate, ImportReport, Outcome, with_offers
from site_builder.importing.writing.filing import Filer
from site_builder.importing.writing.save import settle
from site_builder.progress import Progress

WAVE: Final = 250
"""Documents that are read before they are written: enough to let originals go before their copies, and no more
than an interruption may lose."""


class _Item(Struct, frozen=True):
    """A document among those handed in: its place in the report, the number of what it came in, and itself."""

    index: int
    number: int
    part: Part


def import_documents(
    documents: Sequence[str | Path | Given],
    project: Path,
    *,
    now: datetime,
    dry_run: bool = False,
    jobs: int = 1,
    progress: Progress | None = None,
) -> ImportReport:
    """Import documents into a project; one that fails does not keep the others back.

    `documents` are files, folders, addresses, or `-` for standard input. `now` is the time of capture. A dry run
    decides everything and writes nothing. Originals go first, whatever the order given, so that copies find them.
    """
    given = list(_given(documents))
    if not dry_run:
        settle(project)
    shelf = Shelf(project, keep=not dry_run)
    run = _Run(given, shelf, Filer(project, shelf, now, dry_run))
    jobs = jobs if len(given) >= crew.PAYS_FROM else 1
    for count, (item, read) in enumerate(
        crew.in_order(_read, shelf.names, run.items(), jobs=jobs, lost=_lost, heavy=_is_heavy), 1
    ):
        run.take(item, read)
        if progress:  # what is given may hold any number of documents
            progress(f"reading: {count:,} documents", item.number - 1, len(given))
    run.file_all()
    shelf.prints.close()
    return ImportReport(run.ordered(), tuple(shelf.faults), dry_run)


def _given(documents: Iterable[str | Path | Given]) -> Iterator[Given]:
    for one in documents:
        if isinstance(one, Given):
            yield one
        else:
            yield from gathering.walk([str(one)])


def _read(names: Names, item: _Item) -> tuple[_Item, Reading]:
    read = reading.read(names, item.part)
    return replace(item, part=replace(item.part, data=b"")), read


def _is_heavy(item: _Item) -> bool:
    return item.part.heavy


def _lost(item: _Item) -> tuple[_Item, Reading]:
    return item, Reading(item.part.name, item.part.raw_sha256, fault=reading.lost(item.part.name))


class _Run:
    """One import under way: what waits to be filed, and what became of each document."""

    def __init__(self, given: Sequence[Given], shelf: Shelf, filer: Filer) -> None:
        self._given = given
        self._shelf = shelf
        self._filer = filer
        self._waiting: list[tuple[int, Reading]] = []
        self._outcomes: dict[int, Outcome] = {}

    def items(self) -> Iterator[_Item]:
        """Yield each document that has to be read; of the others, what became of them is known here."""
        index = 0
        for number, one in enumerate(self._given, 1):
            for part in gathering.parts(one):
                if isinstance(part, Diagnostic):
                    self._outcomes[index] = _fault(part)
                elif known := self._shelf.same_bytes(part.raw_sha256):
                    self._outcomes[index] = Outcome(
                        part.name, "already imported", known, self._shelf.path_of(known)
                    )
                else:
                    yield _Item(index, number, part)
                index += 1

    def take(self, item: _Item, read: Reading) -> None:
        """Take in a document that was read; when enough wait, they are filed."""
        if read.fault:
            self._outcomes[item.index] = _fault(read.fault)
            return
        self._waiting.append((item.index, read))
        if len(self._waiting) >= WAVE:
            self.file_all()

    def file_all(self) -> None:
        """File what waits, originals first."""
        for index, read in sorted(self._waiting, key=_rank):
            self._outcomes[index] = self._filed(read)
        self._waiting.clear()
        self._shelf.prints.keep_up()

    def _filed(self, read: Reading) -> Outcome:
        try:
            return self._filer.file(read)
        except Exception as error:  # noqa: BLE001 - a fault of ours in one document must not keep the others back
            said = f"the document could not be filed: {type(error).__name__}: {error}"
            hint = "report it with the document, if you may"
            fault = refusal(read.name, "extraction-failed", said[:300], hint)
            return Outcome(read.name, "failed", diagnostics=(fault,))

    def ordered(self) -> tuple[Outcome, ...]:
        """Return what became of each document, in the order in which they were handed in."""
        return with_offers(outcome for _, outcome in sorted(self._outcomes.items()))


def _rank(waiting: tuple[int, Reading]) -> tuple[bool, str, int]:
    _, read = waiting
    return (bool(read.draft.frame), read.draft.date, -len(read.text))


def _fault(fault: Diagnostic) -> Outcome:
    """Return that a document failed; in a folder, that a file of another kind was passed over."""
    fate: Fate = "skipped" if fault.severity == "warning" else "failed"
    return Outcome(fault.location.path, fate, diagnostics=(fault,))
