"""How a build's report and diagnostics are printed."""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import msgspec

from site_builder.cli.statuses import CONTENT, OK
from site_builder.diagnostics import Diagnostic, format_text, has_errors

if TYPE_CHECKING:
    from site_builder.building.report import Report

_MANY: Final = 10
"""Warnings of one code, above which a build shows only the `_FIRST`."""
_FIRST: Final = 3


def print_report(report: "Report", form: str, more: Mapping[str, object] | None = None) -> None:
    """Print what a build did: for people, or as one JSON object, which has what `more` says, too."""
    if form == "json":
        print(
            as_json({"ok": report.ok, "summary": report.summary(), "report": report, **(more or {})}),
            flush=True,
        )
        return
    print_fewer(report.diagnostics)
    print(report.summary(), file=sys.stdout if report.ok else sys.stderr, flush=True)


def print_failure(message: str, status: int, form: str, *, before: str = "") -> int:
    """Say why a command was not carried out, to programs as an object, and return the exit status.

    `before` is printed to people only.
    """
    if form != "text":
        error = {"ok": False, "error": {"status": status, "message": message}}
        with suppress(OSError):  # that may be why the command failed
            print(as_json(error) if form == "json" else as_line(error), flush=True)
    print(f"{before}site-builder: {message}", file=sys.stderr, flush=True)
    return status


def print_fewer(diagnostics: Iterable[Diagnostic]) -> None:
    """Print findings, of many warnings alike the first few: a build is not the place to read them all."""
    found = tuple(diagnostics)
    alike = Counter(one.code for one in found if one.severity == "warning")
    shown = Counter[str]()
    for one in found:
        shown[one.code] += 1
        if one.severity != "warning" or alike[one.code] <= _MANY or shown[one.code] <= _FIRST:
            print_diagnostics([one])
    for code, count in alike.items():
        if count > _MANY:
            rest = f"… and {count - _FIRST} more warnings [{code}]; `site-builder check` shows all"
            print(rest, end="\n\n", file=sys.stderr, flush=True)


def print_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Print findings with their code frames, to standard error."""
    for diagnostic in diagnostics:
        print(format_text(diagnostic), end="\n\n", file=sys.stderr, flush=True)


def print_check(diagnostics: tuple[Diagnostic, ...], form: str) -> int:
    """Print all findings of a check and return the exit status."""
    status = CONTENT if has_errors(diagnostics) else OK
    if form == "json":
        print(as_json({"ok": status == OK, "diagnostics": diagnostics}))
        return status
    print_diagnostics(diagnostics)
    errors = sum(d.severity == "error" for d in diagnostics)
    warnings = len(diagnostics) - errors
    print(f"{errors} error{'' if errors == 1 else 's'}, {warnings} warning{'' if warnings == 1 else 's'}")
    return status


def as_line(value: object) -> str:
    """Return a value as JSON on one line: for commands that tell of one thing after the other."""
    return msgspec.json.encode(value).decode()


def as_json(value: object) -> str:
    """Return a value as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
