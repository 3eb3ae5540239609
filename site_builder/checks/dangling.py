"""Everything that is named must exist."""

from collections.abc import Iterator
from heapq import nlargest
from typing import Final

from site_builder.checks.snapshot import Snapshot
from site_builder.content.mentions import Mention
from site_builder.content.slugs import without_date
from site_builder.diagnostics import Diagnostic, did_you_mean, nearest

_FILES: Final = {"region": "content/regions/{}.md", "source": "content/sources/{}.md"}
_SUGGESTIONS: Final = 25  # so many names get a suggestion: looking through 10,000 ids takes its time
_CANDIDATES: Final = 40


def dangling(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Yield an error for each mention of a record that does not exist; a warning where it is a catalogue."""
    names: dict[str, list[str]] = {}
    hints: dict[str, str] = {}
    wordless: set[str] = set()
    for path, mention in snapshot.mentions():
        if snapshot.defines(mention.target):
            continue
        kind, _, name = mention.target.partition("/")
        if kind == "catalogue":
            wordless.add(path)
            continue
        if kind not in names:
            names[kind] = sorted(snapshot.keys(kind))
        if mention.target not in hints:
            hints[mention.target] = _suggestion(name, names[kind]) if len(hints) < _SUGGESTIONS else ""
        yield _diagnostic(mention, kind, name, hints[mention.target])
    for path in sorted(wordless):
        yield from _no_catalogue(snapshot, path)


def _no_catalogue(snapshot: Snapshot, path: str) -> Iterator[Diagnostic]:
    """Say that no catalogue has the site's language, nor the one that it is a variety of."""
    named = [mention for mention in snapshot.mentions_in(path) if mention.target.startswith("catalogue/")]
    if any(snapshot.defines(mention.target) for mention in named):
        return
    first, tags = named[0], [mention.target.partition("/")[2] for mention in named]
    message = f"no catalogue speaks `{tags[0]}`, so that the site around its entries is in English"
    hint = f"write templates/locale/{tags[-1]}.po; `docs/theme.md` tells how"
    yield Diagnostic(
        first.location, "warning", "no-catalogue", message, hint, first.source_line, first.length
    )


def _suggestion(name: str, known: list[str]) -> str:
    """Return "did you mean …" for the nearest of many names; only those that share most with it are compared."""
    parts = {name[start : start + 3] for start in range(len(name) - 2)}
    alike = nlargest(_CANDIDATES, known, key=lambda other: sum(part in other for part in parts))
    slug = without_date(name)  # entries of one month are not alike for their dates
    return did_you_mean(name, [other for other in alike if nearest(slug, [without_date(other)])])


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
