"""Diagnostic: what is wrong, where, and what to do about it; a value, never an exception.

Content faults are collected, sorted and reported all at once; exceptions are for our own bugs. Each
diagnostic has a kebab-case code that is explained in `docs/diagnostics.md`.
"""

from collections.abc import Iterable
from typing import Literal
from unicodedata import category, east_asian_width

from msgspec import Struct

Severity = Literal["error", "warning"]


class Location(Struct, frozen=True, order=True):
    """A place in a project: `path` relative to the project, `line` and `column` from 1 (0: the whole file)."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}:{self.column}"


class Diagnostic(Struct, frozen=True):
    """One finding.

    `source_line` is the text of the line at `location` and `length` the number of characters to underline,
    from which `format_text` draws the code frame without reading any file.
    """

    location: Location
    severity: Severity
    code: str
    message: str
    hint: str = ""
    source_line: str = ""
    length: int = 1

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of reports: by place, then by code."""
        place = self.location
        return (place.path, place.line, place.column, self.code, self.message)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of `diagnostics` is an error."""
    return any(diagnostic.severity == "error" for diagnostic in diagnostics)


def format_text(diagnostic: Diagnostic) -> str:
    """Render one diagnostic as plain text: place and message, code frame, hint; no trailing newline."""
    lines = [f"{diagnostic.location}  {diagnostic.severity}[{diagnostic.code}]  {diagnostic.message}"]
    if diagnostic.source_line.strip():
        lines += _frame(diagnostic)
    if diagnostic.hint:
        lines.append(f"    hint: {diagnostic.hint}")
    return "\n".join(lines)


def _frame(diagnostic: Diagnostic, width: int = 100) -> list[str]:
    line = diagnostic.source_line.rstrip("\r\n").replace("\t", " ")
    start = max(diagnostic.location.column - 1, 0)
    skipped = max(0, start - width // 2)
    shown = line[skipped : skipped + width]
    shown = ("…" if skipped else "") + shown + ("…" if skipped + width < len(line) else "")
    margin = len(str(diagnostic.location.line))
    indent = " " * (_columns(line[skipped:start]) + (1 if skipped else 0))
    room = max(1, width - (start - skipped))
    marked = line[start : start + min(diagnostic.length, room)]
    marks = "^" * max(1, _columns(marked), min(diagnostic.length, room) - len(marked))
    return [f"    {diagnostic.location.line} | {shown}", f"    {' ' * margin} | {indent}{marks}"]


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for each wide character, none for a mark above one."""
    if text.isascii():
        return len(text)
    wide = sum(east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(category(character) in {"Mn", "Me", "Cf"} for character in text)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the name of `known` most like `name`, or "" when none is near."""
    from difflib import get_close_matches  # loaded where something is wrong

    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.6)), "")


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return "did you mean `x`?" for the nearest of `known`, or ""."""
    match = nearest(name, known)
    return f"did you mean `{match}`?" if match else ""
