"""Report: what became of each document, and what an editor has to look at."""

import json
from collections.abc import Iterable
from typing import Any, Final, Literal

import msgspec
from msgspec import Struct

from site_builder.diagnostics import Diagnostic, Location, format_text
from site_builder.importing.draft import Doubt, Evidence

_CERTAIN: Final = 0.9
"""A field of which the import is surer than this is reported without a number."""

Fate = Literal["imported", "already imported", "skipped", "failed"]


class Wanted(Struct, frozen=True):
    """A field that an editor has to fill in, and where."""

    location: Location
    field: str
    message: str


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
    notes: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def text(self) -> str:
        """Return this outcome for a terminal."""
        if self.fate == "skipped":
            return f"{self.document}: passed over; {self.diagnostics[0].message}"
        lines = [f"{self.document}: {self.fate}" + (f" as {self.path or self.entry}" if self.entry else "")]
        lines += _section("also written", [path for path in self.files if path != self.path])
        lines += _section("completed, since this is the original", self.completed)
        lines += _section("taken from the document", map(_reason, self.evidence))
        lines += _section("note", self.notes)
        lines += _section("seen and not taken; look whether it belongs in", map(_doubt, self.doubts))
        lines += _section("fill in by hand, then delete the line `status: draft`", map(_fill_in, self.wanted))
        lines += _section("worth adding, not required", [", ".join(self.worth)] if self.worth else [])
        return "\n".join([*lines, *map(format_text, self.diagnostics)])


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

    def text(self) -> str:
        """Return the report for a terminal; no trailing newline."""
        parts = ["dry run: nothing was written"] if self.dry_run else []
        parts += [outcome.text() for outcome in self.outcomes]
        return "\n".join([*parts, *map(format_text, self.diagnostics)])

    def json(self) -> str:
        """Return the report as JSON."""
        value: dict[str, Any] = msgspec.to_builtins(self)
        return json.dumps(value, ensure_ascii=False, indent=2)


def _section(title: str, lines: Iterable[str]) -> list[str]:
    found = [f"    {line}" for line in lines]
    return [f"  {title}:", *found] if found else []


def _reason(one: Evidence) -> str:
    sure = f" ({one.confidence:.0%} sure)" if one.confidence < _CERTAIN else ""
    return f"{one.field}: {one.rule}{_line(one.line)}{sure}"


def _doubt(one: Doubt) -> str:
    return f"{one.field}{_line(one.line)}: {one.message}"


def _line(line: int) -> str:
    return f", line {line}" if line else ""


def _fill_in(one: Wanted) -> str:
    return f"{one.location.path}:{one.location.line}  `{one.field}:`  {one.message}"
