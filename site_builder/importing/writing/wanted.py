"""Wanted: the fields of a written entry that an editor has to fill in."""

from collections.abc import Iterator, Sequence
from typing import Final

from site_builder.diagnostics import Location
from site_builder.importing.draft import Draft
from site_builder.importing.report import NOT_STATED, Wanted
from site_builder.importing.writing.entries import Relation

_SOUGHT: Final = {
    "title": "write the headline as printed",
    "author": "write the name in the byline, or `null` if the source names nobody",
    "date": "write the day of publication, YYYY-MM-DD",
    "region": "write the name of a file in content/regions/",
    "source": "write the name of a file in content/sources/, or add a line `source_url: https://…`",
}


def wanted(path: str, text: bytes, empty: Sequence[str], draft: Draft) -> Iterator[Wanted]:
    """Yield each empty required field of the entry's file with its line there, and why it is empty."""
    lines = text.decode().split("\n")
    doubted = {doubt.field: doubt.message for doubt in draft.doubts}
    for field in empty:
        line = next(number for number, content in enumerate(lines, 1) if content.startswith(f"{field}:"))
        why = doubted.get(field, NOT_STATED)
        yield Wanted(Location(path, line, 1), field, why, _SOUGHT[field])


def worth_adding(draft: Draft, relation: Relation | None) -> tuple[str, ...]:
    """Return the optional fields that would serve readers and that no document can state for the digest."""
    topics = draft.topics or (relation.topics if relation else ())
    source = draft.source or draft.new_source or ("" if draft.link else "required")
    stated = {"summary": "", "topics": topics, "source": source, "source_url": draft.link}
    return tuple(name for name, value in stated.items() if not value)
