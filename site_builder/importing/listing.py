"""Listing: what documents are read as, one JSON object a line and nothing written, to look at or to measure."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from site_builder.diagnostics import Diagnostic
from site_builder.importing import crew, gathering, markdown, reading
from site_builder.importing.document import printable, refusal
from site_builder.importing.gathering import Given
from site_builder.importing.reading import Reading
from site_builder.importing.recognising import subjects
from site_builder.importing.recognising.names import Names

FIELDS: Final = (
    "file", "title", "authors", "published", "updated", "standfirst", "source", "sitename", "region", "language",
    "text", "markdown", "evidence", "diagnostics",
)  # fmt: skip
"""The keys of every line; further ones may follow."""


class Lines(Struct, frozen=True):
    """The lines of one document handed in: more than one where it holds many. `failed`: none of it could be read."""

    lines: tuple[str, ...]
    failed: bool


def lines(given: Iterable[Given], names: Names, jobs: int) -> Iterator[Lines]:
    """Yield what each document is read as, in the order given and as soon as it is known."""
    yield from crew.in_order(_lines, names, given, jobs=jobs, lost=_lost, heavy=gathering.is_heavy)


def _lines(names: Names, given: Given) -> Lines:
    """Read one document handed in; at least one line, also where it fails."""
    found: list[str] = []
    failed = True
    for part in gathering.parts(given):
        if isinstance(part, Diagnostic):
            found.append(_line(given, Reading(part.location.path, "", fault=part)))
            failed = failed and part.severity == "error"
        else:
            read = reading.read(names, part)
            failed = failed and read.fault is not None
            inferred = replace(read, draft=subjects.inferred(read.draft, names))
            found.append(_line(given, inferred))
    if not found:
        nothing = refusal(given.name, "empty-document", "there is no document in it", "")
        found.append(_line(given, Reading(given.name, "", fault=nothing)))
    return Lines(tuple(found), failed)


def _lost(given: Given) -> Lines:
    return Lines((_line(given, Reading(given.name, "", fault=reading.lost(given.name))),), failed=True)


def _line(given: Given, read: Reading) -> str:
    """Return a reading as JSON; what no UTF-8 can hold is escaped."""
    value = _value(given, read)
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()


def _value(given: Given, read: Reading) -> dict[str, Any]:
    draft = read.draft
    return {
        "file": given.name,
        "title": draft.title,
        "authors": [{"name": author.name, "role": author.role} for author in draft.authors],
        "published": draft.date,
        "updated": draft.updated,
        "standfirst": draft.standfirst,
        "source": draft.source or draft.new_source,
        "sitename": draft.site_name,
        "region": draft.region,
        "language": draft.language,
        "text": draft.body_text,
        "markdown": draft.markdown or markdown.body(draft.blocks),
        "evidence": msgspec.to_builtins(draft.evidence),
        "diagnostics": [msgspec.to_builtins(read.fault)] if read.fault else [],
        "doubts": msgspec.to_builtins(draft.doubts),
        "source_url": draft.link,
        "topics": draft.topics,
        "part": _part(given, read),
    }


def _part(given: Given, read: Reading) -> str:
    """Return which of the documents in what was handed in this is: "" for the only one, else "#3" or "/data.warc#3"."""
    name = printable(given.name)
    packed = read.name != name and name.removesuffix(".gz") == read.name
    return "" if packed else read.name.removeprefix(name)
