"""Report: what became of each document, and what an editor has to look at."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any, Final, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from site_builder.diagnostics import Diagnostic, Location, format_text
from site_builder.importing.document import printable
from site_builder.importing.draft import Doubt, Evidence

_CERTAIN: Final = 0.9
"""A field of which the import is surer than this is reported without a number."""

_UNWRITTEN: Final = frozenset({"updated", "site_name", "image"})
"""Fields that `--format jsonl` tells of, and entries do not have."""

NOT_STATED: Final = "not stated in the document"
"""Why a field is wanted of which nothing was seen."""

_FEW: Final = 5
"""Documents of which a report tells everything; of more, only what has to be done."""

Fate = Literal["imported", "already imported", "skipped", "failed"]
_FATES: Final[dict[Fate, str]] = {
    "imported": "imported",
    "already imported": "already imported",
    "skipped": "passed over",
    "failed": "failed",
}


class Wanted(Struct, frozen=True):
    """A field that an editor has to fill in: where, why it is empty, and what belongs there."""

    location: Location
    field: str
    message: str
    hint: str


class Offer(Struct, frozen=True):
    """A value for an empty field that something speaks for, and that an editor may take: of which entry, and why.

    A source that is offered is new: `file` and `content` are what it needs in the project.
    """

    path: str
    field: str
    value: str
    why: str
    file: str = ""
    content: str = ""


class Outcome(Struct, frozen=True):
    """What became of one document.

    `files` are the project's files that were written for it, `completed` those of copies that were added to. `notes` tell of ties to other entries.
    """

    document: str
    fate: Fate
    entry: str = ""
    path: str = ""
    files: tuple[str, ...] = ()
    completed: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    worth: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()
    notes: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def text(self) -> str:
        """Return this outcome for a terminal."""
        if self.fate == "skipped":
            return f"{self.document}: passed over; {self.diagnostics[0].message}"
        lines = [f"{self.document}: {self.fate}" + (f" as {self.path or self.entry}" if self.entry else "")]
        lines += _section("also written", [path for path in self.files if path != self.path])
        lines += _section("completed, since this is the original", self.completed)
        taken = [one for one in self.evidence if one.field not in _UNWRITTEN]
        lines += _section("taken from the document", map(_reason, taken))
        seen = [one for one in self.evidence if one.field in _UNWRITTEN]
        lines += _section("read too, and in no file, since entries have no such field", map(_reason, seen))
        lines += _section("note", self.notes)
        lines += _section("seen and not taken; look whether it belongs in", map(_doubt, self.doubts))
        lines += _section("fill in by hand, then delete the line `status: draft`", map(_fill_in, self.wanted))
        lines += _section("proposed and not written; take it if it is right", map(_offer, self.offers))
        lines += _new_files(self.offers)
        lines += _section("worth adding, not required", [", ".join(self.worth)] if self.worth else [])
        return "\n".join([*lines, *map(format_text, self.diagnostics)])

    def brief(self) -> str:
        """Return this outcome as one line, and a line for each thing that an editor has to do or to know."""
        if self.fate in {"skipped", "failed"}:
            return self.text()
        fate = "" if self.fate == "imported" else f" ({self.fate})"
        lines = [f"{self.document} → {self.path or self.entry}{fate}"]
        lines += [f"    to fill in: {', '.join(map(_place, self.wanted))}"] if self.wanted else []
        lines += [f"    proposed: {_offer(one)}" for one in self.offers if not one.file]
        lines += [f"    completed, since this is the original: {path}" for path in self.completed]
        return "\n".join(
            [*lines, *(f"    {note}" for note in self.notes), *map(format_text, self.diagnostics)]
        )


class ImportReport(Struct, frozen=True):
    """The outcomes of one import, in the order in which the documents were given."""

    outcomes: tuple[Outcome, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    dry_run: bool = False

    @property
    def failed(self) -> bool:
        """Whether any document could not be imported."""
        return any(outcome.fate == "failed" for outcome in self.outcomes)

    @property
    def status(self) -> int:
        """The exit status of the command."""
        return 1 if self.failed else 0

    def text(self, *, whole: bool = False) -> str:
        """Return the report for a terminal; no trailing newline.

        Of many documents only what an editor has to do or to know, unless `whole`.
        """
        whole = whole or len(self.outcomes) <= _FEW
        parts = ["dry run: nothing was written"] if self.dry_run else []
        parts += [outcome.text() if whole else outcome.brief() for outcome in self.outcomes]
        parts += map(format_text, self.diagnostics)
        if not self.outcomes:
            parts.append("no documents: there are no files in what was given, or hidden ones only")
        if len(self.outcomes) > 1:
            parts += ["", *self._summary(whole=whole)]
        return printable("\n".join(parts))

    def _summary(self, *, whole: bool) -> Iterator[str]:
        fates = Counter(outcome.fate for outcome in self.outcomes)
        told = [f"{fates[fate]} {words}" for fate, words in _FATES.items() if fates[fate]]
        yield f"{len(self.outcomes)} documents: {', '.join(told)}"
        if drafts := sum(bool(outcome.wanted) for outcome in self.outcomes):
            wanted = [one for outcome in self.outcomes for one in outcome.wanted]
            counts, hints = Counter(one.field for one in wanted), {one.field: one.hint for one in wanted}
            subject, its = (
                ("1 entry stays a draft", "its")
                if drafts == 1
                else (f"{drafts} entries stay drafts", "their")
            )
            fields = ", ".join(f"{field} {count}" for field, count in counts.items())
            yield f"{subject} until {its} empty fields are filled in: {fields}"
            yield from (f"  {field}: {hint}" for field, hint in hints.items())
            lines = "line" if drafts == 1 else "lines"
            yield f"  Then delete {its} {lines} `status: draft`; --interactive asks for each field."
        if not whole:
            yield from _new_files(one for outcome in self.outcomes for one in outcome.offers)
            doubts = sum(len(outcome.doubts) for outcome in self.outcomes)
            seen = f", and what was seen and not taken ({doubts})" if doubts else ""
            yield f"--verbose shows what says so, field by field{seen}; --format json has all."

    def json(self) -> str:
        """Return the report as JSON."""
        value: dict[str, Any] = {"ok": not self.status, **msgspec.to_builtins(self)}
        return json.dumps(value, ensure_ascii=False, indent=2)


def with_offers(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Return the outcomes with each offer told of the entry that it is for, where that was imported too, and once."""
    given = tuple(outcomes)
    told = dict.fromkeys(offer for one in given for offer in one.offers)
    imported = {one.path for one in given if one.fate == "imported"}
    return tuple(
        replace(
            one,
            offers=tuple(
                offer
                for offer in told
                if (offer.path == one.path if offer.path in imported else offer in one.offers)
            ),
        )
        for one in given
    )


def _section(title: str, lines: Iterable[str]) -> list[str]:
    found = [f"    {line}" for line in lines]
    return [f"  {title}:", *found] if found else []


def _reason(one: Evidence) -> str:
    sure = f" ({one.confidence:.0%} sure)" if one.confidence < _CERTAIN else ""
    return f"{one.field}: {one.rule}{_line(one.line)}{sure}"


def _doubt(one: Doubt) -> str:
    return f"{one.field}{_line(one.line)}: {one.message}"


def _offer(one: Offer) -> str:
    value = PurePosixPath(one.file).stem if one.file else one.value
    return f"{one.path}  `{one.field}: {value}`  {one.why}"


def _new_files(offers: Iterable[Offer]) -> Iterator[str]:
    """Yield the file that each new source needs, ready to be pasted, and of how many entries it is proposed for."""
    counts = Counter((one.file, one.content) for one in offers if one.file)
    for (file, content), count in counts.items():
        entries = f", for {count} entries" if count > 1 else ""
        yield f"  a source that the digest does not know{entries}; with --interactive, or put this into {file}:"
        yield from (f"    {line}" for line in content.splitlines())


def _line(line: int) -> str:
    return f", line {line}" if line else ""


def _place(one: Wanted) -> str:
    """Return a field with its line, and what was seen of it."""
    seen = f": {one.message}" if one.message != NOT_STATED else ""
    return f"{one.field} (line {one.location.line}{seen})"


def _fill_in(one: Wanted) -> str:
    return f"{one.location.path}:{one.location.line}  `{one.field}:`  {one.message}; {one.hint}"
