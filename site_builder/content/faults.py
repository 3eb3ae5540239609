"""Faults: collects the diagnostics of one file, each with its place and the line of text for the code frame."""

from collections.abc import Sequence

from site_builder.content.nodes import Node
from site_builder.diagnostics import Diagnostic, Location, Severity


class Faults:
    """The diagnostics of the file `path`, whose text is `lines` (empty while its text is not known yet)."""

    __slots__ = ("_found", "_lines", "path")

    def __init__(self, path: str, lines: Sequence[str] = ()) -> None:
        self.path = path
        self._lines = lines
        self._found: list[Diagnostic] = []

    def read(self, lines: Sequence[str]) -> None:
        """Take the text of the file, once it is decoded."""
        self._lines = lines

    def error(self, code: str, message: str, at: Node, hint: str = "") -> None:
        """Record an error at a node of the front matter."""
        self.at("error", code, message, (at.line, at.column, at.length), hint)

    def warning(self, code: str, message: str, at: Node, hint: str = "") -> None:
        """Record a warning at a node of the front matter."""
        self.at("warning", code, message, (at.line, at.column, at.length), hint)

    def whole(self, code: str, message: str, hint: str = "", severity: Severity = "error") -> None:
        """Record a finding about the file as a whole."""
        self._found.append(Diagnostic(Location(self.path), severity, code, message, hint))

    def at(
        self, severity: Severity, code: str, message: str, place: tuple[int, int, int], hint: str = ""
    ) -> None:
        """Record a finding at (line, column, length), the first two from 1."""
        line, column, length = place
        location = Location(self.path, line, column)
        self._found.append(
            Diagnostic(location, severity, code, message, hint, self.line(line), max(length, 1))
        )

    def line(self, number: int) -> str:
        """Return the text of a line, "" when the file has no such line."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    @property
    def clean(self) -> bool:
        """Whether no error has been found."""
        return all(fault.severity != "error" for fault in self._found)

    def sorted(self) -> tuple[Diagnostic, ...]:
        """Return everything found, by place."""
        return tuple(sorted(self._found, key=Diagnostic.sort_key))
