"""How a build's report and diagnostics are printed."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from site_builder.diagnostics import Diagnostic, format_text, has_errors

if TYPE_CHECKING:
    from site_builder.building.report import Report


def exit_status(report: "Report") -> int:
    """Return 0 for a good build, 1 for one that stopped with errors."""
    return 0 if report.ok else 1


def print_report(report: "Report", form: str) -> None:
    """Print what a build did: for people, or as one JSON object."""
    if form == "json":
        print(as_json({"ok": report.ok, "summary": report.summary(), "report": report}))
        return
    print_diagnostics(report.diagnostics)
    print(report.summary(), file=sys.stdout if report.ok else sys.stderr, flush=True)


def print_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Print findings with their code frames, to standard error."""
    for diagnostic in diagnostics:
        print(format_text(diagnostic), end="\n\n", file=sys.stderr, flush=True)


def print_check(diagnostics: tuple[Diagnostic, ...], form: str) -> int:
    """Print all findings of a check and return the exit status."""
    failed = has_errors(diagnostics)
    if form == "json":
        print(as_json({"ok": not failed, "diagnostics": diagnostics}))
        return int(failed)
    print_diagnostics(diagnostics)
    errors = sum(d.severity == "error" for d in diagnostics)
    warnings = len(diagnostics) - errors
    print(f"{errors} error{'' if errors == 1 else 's'}, {warnings} warning{'' if warnings == 1 else 's'}")
    return int(failed)


def as_json(value: object) -> str:
    """Return a value as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
