"""Report: what one build did, for people and machines."""

from collections.abc import Iterable

from msgspec import Struct

from site_builder.diagnostics import Diagnostic, has_errors


class Report(Struct, frozen=True):
    """What one build did; paths are relative to the output folder, `seconds` maps a stage to its wall time.

    `rendered` counts templates run, `examined` views run. `cold` tells that nothing was taken from a state.
    """

    pages: int = 0
    examined: int = 0
    rendered: int = 0
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    cold: bool = False
    seconds: dict[str, float] = {}
    cpu_seconds: dict[str, float] = {}

    @property
    def ok(self) -> bool:
        """Whether the output is what the content says."""
        return not has_errors(self.diagnostics)

    def summary(self) -> str:
        """Return one line for people."""
        errors = sum(d.severity == "error" for d in self.diagnostics)
        warnings = len(self.diagnostics) - errors
        if any(d.code == "cannot-publish" for d in self.diagnostics):
            return f"{_count(errors, 'error')}; the output is not whole until the next good build"
        if errors:
            return f"{_count(errors, 'error')}; nothing was written, the last good site stands"
        noted = f", {_count(warnings, 'warning')}" if warnings else ""
        took = sum(self.seconds.values())
        return (
            f"{_count(len(self.written), 'file')} written, {len(self.removed)} removed"
            f" of {_count(self.pages, 'page')} in {took:.2f} s{noted}"
        )


def failed(diagnostics: Iterable[Diagnostic]) -> Report:
    """Return the report of a build that stopped with errors."""
    return Report(diagnostics=in_order(diagnostics))


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return diagnostics as reports have them: each once, by place."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=Diagnostic.sort_key))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
