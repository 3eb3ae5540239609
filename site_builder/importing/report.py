"""Report: what became of each document, and what an editor has to look at."""

import json
from typing import Any, Literal

import msgspec
from msgspec import Struct

from site_builder.diagnostics import Diagnostic, Location, format_text
from site_builder.importing.draft import Doubt, Evidence

Fate = Literal["imported", "already imported", "failed"]


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
        lines = [f"{self.document}: {self.fate}" + (f" as {self.path or self.entry}" if self.entry else "")]
        lines += [f"  wrote  {path}" for path in self.files if path != self.path]
        lines += [f"  completed  {path}" for path in self.completed]
        lines += [f"  {one.field}: {one.rule}{_line(one.line)}" for one in self.evidence]
        lines += [f"  note: {note}" for note in self.notes]
        lines += [f"  not taken: {one.field}{_line(one.line)}: {one.message}" for one in self.doubts]
        lines += [_fill_in(one) for one in self.wanted]
        if self.worth:
            lines.append(f"  worth adding: {', '.join(self.worth)}")
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


def _line(line: int) -> str:
    return f", line {line}" if line else ""


def _fill_in(one: Wanted) -> str:
    return f"  {one.location.path}:{one.location.line}  {one.field}  — {one.message}"
