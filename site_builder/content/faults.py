"""Faults: collects the diagnostics of one file, each with its place and the line of text for the code frame.

What the file says goes into reports, and reports go to terminals: control characters and bidirectional
overrides are replaced, so that no file can forge or erase lines of a report.
"""

import re
from typing import Final

from site_builder.content.nodes import Node
from site_builder.diagnostics import Diagnostic, Location, Severity

_UNSHOWN: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_HEAD: Final = 20  # lines, divided from the rest: of most files no other line is asked for


class Faults:
    """The diagnostics of the file `path`, whose text is empty while it is not known yet."""

    __slots__ = ("_found", "_head", "_lines", "_text", "path")

    def __init__(self, path: str) -> None:
        self.path = path
        self._text = ""
        self._head: list[str] = []
        self._lines: list[str] = []
        self._found: list[Diagnostic] = []

    def read(self, text: str) -> None:
        """Take the text of the file, once it is decoded."""
        self._text = text
        self._head = text.split("\n", _HEAD)[:_HEAD]

    def error(self, code: str, message: str, at: Node, hint: str = "") -> None:
        """Record an error at a node of the front matter."""
        self.at("error", code, message, (at.line, at.column, at.length), hint)

    def warning(self, code: str, message: str, at: Node, hint: str = "") -> None:
        """Record a warning at a node of the front matter."""
        self.at("warning", code, message, (at.line, at.column, at.length), hint)

    def whole(self, code: str, message: str, hint: str = "", severity: Severity = "error") -> None:
        """Record a finding about the file as a whole."""
        self._found.append(Diagnostic(Location(self.path), severity, code, _shown(message), _shown(hint)))

    def at(
        self, severity: Severity, code: str, message: str, place: tuple[int, int, int], hint: str = ""
    ) -> None:
        """Record a finding at (line, column, length), the first two from 1."""
        line, column, length = place
        location = Location(self.path, line, column)
        message, hint = _shown(message), _shown(hint)
        self._found.append(
            Diagnostic(location, severity, code, message, hint, self.line(line), max(length, 1))
        )

    def line(self, number: int) -> str:
        """Return a line as a report may show it, "" when the file has no such line."""
        lines = self._head
        if number > _HEAD:
            lines = self._lines = self._lines or self._text.split("\n")
        return _shown(lines[number - 1]) if 0 < number <= len(lines) else ""

    @property
    def clean(self) -> bool:
        """Whether no error has been found."""
        return all(fault.severity != "error" for fault in self._found)

    def sorted(self) -> tuple[Diagnostic, ...]:
        """Return everything found, by place."""
        return tuple(sorted(self._found, key=Diagnostic.sort_key))


def _shown(text: str) -> str:
    return text if text.isprintable() else _UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", text)
