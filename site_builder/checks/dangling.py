"""Everything that is named must exist."""

from collections.abc import Iterator
from heapq import nlargest
from typing import Final

from site_builder.checks.snapshot import Snapshot
from site_builder.content.mentions import Mention
from site_builder.diagnostics import Diagnostic, did_you_mean

_FILES: Final = {"region": "content/regions/{}.md", "source": "content/sources/{}.md"}
_SUGGESTIONS: Final = 25  # so many names get a suggestion: looking through 10,000 ids takes its time
_CANDIDATES: Final = 40


def dangling(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Yield an error for each mention of a record that does not exist."""
    names: dict[str, list[str]] = {}
    hints: dict[str, str] = {}
    for _, mention in snapshot.mentions():
        if snapshot.defines(mention.target):
            continue
        kind, _, name = mention.target.partition("/")
        if kind not in names:
            names[kind] = sorted(snapshot.keys(kind))
        if mention.target not in hints:
            hints[mention.target] = _suggestion(name, names[kind]) if len(hints) < _SUGGESTIONS else ""
        yield _diagnostic(mention, kind, name, hints[mention.target])


def _suggestion(name: str, known: list[str]) -> str:
    """Return "did you mean …" for the nearest of many names; only those that share most with it are compared."""
    parts = {name[start : start + 3] for start in range(len(name) - 2)}
    return did_you_mean(
        name, nlargest(_CANDIDATES, known, key=lambda other: sum(part in other for part in parts))
    )


def _diagnostic(mention: Mention, kind: str, name: str, hint: str) -> Diagnostic:
    code, message, otherwise = _texts(mention.field, kind, name)
    return Diagnostic(
        location=mention.location,
        severity="error",
        code=code,
        message=message,
        hint=hint or otherwise,
        source_line=mention.source_line,
        length=mention.length,
    )


def _texts(field: str, kind: str, name: str) -> tuple[str, str, str]:
    """Return code, message, and the hint where no record has a similar name."""
    if field == "parent":
        return "unknown-parent", f"there is no region `{name}`", f"write {_FILES['region'].format(name)}"
    if kind == "region":
        return "unknown-region", f"there is no region `{name}`", f"write {_FILES[kind].format(name)}"
    if kind == "source":
        return "unknown-source", f"there is no source `{name}`", f"write {_FILES[kind].format(name)}"
    if field:
        return "dangling-relation", f"`{field}` names `{name}`, but no entry has this id", ""
    hint = r"to write the brackets themselves, put a backslash before them: \[["
    return "dangling-reference", f"no entry has the id `{name}`", hint
