"""Reposted: whose piece the first post of a thread hands on, as the lines above the excerpt say.

The software of a board names only who posted it and when. Whoever posts an excerpt mostly copies the byline and the day along:
“By Jane Doe, 3 June 2023”, above the quotation or as its first line.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from msgspec.structs import replace

from site_builder.importing.draft import Draft, Evidence
from site_builder.importing.html.markup.blocks import Block
from site_builder.importing.html.markup.folding import weight
from site_builder.importing.html.piece.body import Body
from site_builder.importing.recognising import bylines, dates, given_names
from site_builder.importing.recognising.bylines import Writer
from site_builder.importing.recognising.names import fold
from site_builder.importing.text import name_lines

_ABOVE: Final = 4  # blocks above the piece that may hold its byline
_REACH: Final = 10  # blocks in all
_PROSE: Final = 25  # words
_LINE: Final = 20  # words
_DAY: Final = 10  # characters
_POSTED: Final = re.compile(
    r"»|\b(?:post(?:ed)?|submitted|started|thread|topic|joined|wrote|said|updated)\b", re.IGNORECASE
)
_RULE: Final = "byline above the excerpt that was posted"
_SURE: Final = 0.8


def told(draft: Draft, piece: Body, is_thread: Callable[[], bool]) -> Draft:
    """Return the draft of a thread with who wrote what its first post hands on, and when, as far as lines above it say so.

    `is_thread` tells whether the page is one; it is asked only where such a line stands.
    """
    lines = list(_head(piece))
    poster = draft.authors[0].name if len(draft.authors) == 1 else draft.poster  # as the software has it
    for at, line in enumerate(lines):
        writers = _signed(line, poster)
        stated = {fold(one.name) for one in draft.authors}
        known = any(name in fold(line) for name in stated)
        if not writers or (known and not {fold(one.name) for one in writers} <= stated):
            continue
        if not is_thread():
            return draft
        posted = draft.posted or draft.date[:_DAY]
        day = _day(line) or next(filter(None, map(_day, lines[max(0, at - 1) : at + 2])), "")
        draft = replace(draft, authors=writers, poster=poster, posted=posted, biographies=())
        draft = _evidenced(draft, "author")
        if day and (not posted or day <= posted[:_DAY]):
            draft = _evidenced(replace(draft, date=day, updated=""), "date")
        return draft
    return draft


def _evidenced(draft: Draft, field: str) -> Draft:
    kept = tuple(one for one in draft.evidence if one.field != field)
    doubts = tuple(one for one in draft.doubts if one.field != field)
    return replace(draft, evidence=(*kept, Evidence(field, 0, _RULE, _SURE)), doubts=doubts)


def _head(piece: Body) -> Iterator[str]:
    """Yield the short lines at the beginning of the first post, and those right above what was taken of it."""
    inside = {id(block) for block in piece.blocks}
    first = next((at for at, block in enumerate(piece.page) if id(block) in inside and block.text), -1)
    for at in range(max(0, first - _ABOVE), min(len(piece.page), first + _REACH)) if first >= 0 else ():
        block = piece.page[at]
        if at >= first and weight(block.text) >= _PROSE:
            return
        yield from (line for line in _lines(block) if 0 < len(line.split()) <= _LINE)


def _lines(block: Block) -> list[str]:
    return [" ".join(line.split()) for line in "".join(said for said, _ in block.runs).split("\n")]


def _signed(line: str, poster: str) -> tuple[Writer, ...]:
    """Return whom a line names behind "By", if that is not who posted."""
    span = bylines.starts(line)
    if span is None or span[0] != 0 or _POSTED.search(line) or any(day.time for day in dates.find(line)):
        return ()
    found = name_lines.read(line.partition("|")[0])  # behind a bar stands the outlet
    writers = tuple(found.writers) if found and found.said else ()
    writers = tuple(one if name_lines.is_post(one.role) else replace(one, role="") for one in writers)
    people = all(map(name_lines.is_name, writers)) and any(given_names.is_known(one.name) for one in writers)
    return writers if people and all(fold(one.name) != fold(poster) for one in writers) else ()


def _day(line: str) -> str:
    """Return the only day that a line names, "" where it names none, several, or one with a time, as of a post."""
    found = {day.value for day in dates.find(line) if not day.ambiguous and not day.time}
    return found.pop() if len(found) == 1 and not _POSTED.search(line) else ""
