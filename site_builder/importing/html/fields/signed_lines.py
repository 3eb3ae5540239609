"""Signed lines: the lines around a title, and those below a text, that name who wrote it."""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from site_builder.importing.html.fields import signatures
from site_builder.importing.html.fields.signals import TIMED, Signals
from site_builder.importing.html.markup.lines import Line
from site_builder.importing.html.markup.zones import Zone
from site_builder.importing.recognising import bylines
from site_builder.importing.recognising.bylines import Writer
from site_builder.importing.text import other_hands

ADDRESS: Final = re.compile(
    r"/(?:authors?|autor(?:en|in|es)?|auteurs?|people|profiles?|staff|users?|members?|contributors?|writers?|team|by|journalists?|redakteure?|u|person|expert)s?[/=-]|[?&]author=|/@\w",
    re.IGNORECASE,
)
"""The address of somebody's page."""
_NEAR: Final = 40  # lines below the title
_LONGEST: Final = 240  # characters of a line that signs
_LABEL: Final = 120  # characters of a line of names
_PARAGRAPH: Final = 150  # characters
_CLOSE: Final = 5  # lines from the title
_BELOW: Final = 16  # lines below the title in which a name beside a date may sign
_IS: Final = re.compile(r"\s*,?\s+(?:is|was|has|writes|covers|works|ist|schreibt|arbeitet|est|écrit|es|è)\s")
_AGENCY: Final = re.compile(
    r"(?:,|/|\bmit\b|\bwith\b|\band\b|\bfor\b|\|)\s*(?P<name>(?:the\s+)?(?:associated press|dpa|afp|sid|reuters|bloomberg|(?-i:[A-Z]{2,5}|[A-Z][\w.]+(?: Health)? (?:News|Press|Media))|agenc\w+))\s*$",
    re.IGNORECASE,
)


class Attribution(Struct, frozen=True):
    """Whom a signal names, and the place of the line where it does (-1: in none)."""

    signal: str
    writers: tuple[Writer, ...]
    place: int = -1


def read(signals: Signals) -> Iterator[Attribution]:
    """Yield whom the lines of a page name as who wrote it."""
    lines = signals.lines
    row: list[tuple[Writer, Line]] = []
    for index, line in enumerate(lines):
        distance = index - signals.anchor
        if _is_far(index, distance, lines):
            if len(line.text) < _LABEL and signatures.opening(line.text):
                yield Attribution("by", _people_of(line.text), line.place)
            yield from _below(lines, index, distance)
            continue
        marked = line.near & (Zone.AUTHOR | Zone.BYLINE)
        yield from _opened(lines, index, distance)
        if line.links and any(ADDRESS.search(link) for link in line.links):
            yield Attribution("address", signatures.read(line.text), line.place)
        if marked and len(line.text) < 160:  # noqa: PLR2004 - a line of names
            writers = signatures.read(line.text)
            yield Attribution("bio" if line.near & Zone.BIO else "marked", writers, line.place)
            row = _row(row, writers, line)
            if len(row) > 1:
                yield Attribution("row", tuple(dict.fromkeys(writer for writer, _ in row)), line.place)
        elif -4 < distance < _BELOW:  # noqa: PLR2004 - lines around a title
            yield from _beside(line)
        yield from _below(lines, index, distance)
        if marked or abs(distance) < _CLOSE:
            yield Attribution("agency", _with_agency(line.text), line.place)


def _is_far(index: int, distance: int, lines: list[Line]) -> bool:
    """Tell whether a line is too long for a signature, or far from the title and from the end of the page."""
    line = lines[index]
    far = distance > _NEAR and not line.near & (Zone.AUTHOR | Zone.BIO) and index < len(lines) - 60
    return far or len(line.text) > _LONGEST


def _opened(lines: list[Line], index: int, distance: int) -> Iterator[Attribution]:
    """Yield whom the words behind "By" name, on the line or on the one below."""
    line = lines[index]
    if signatures.opening(line.text + " "):
        yield Attribution("by", signatures.read(line.text), line.place)
        if len(line.text) < 18 and index + 1 < len(lines):  # noqa: PLR2004 - "Written by:"
            yield Attribution("by", signatures.read(lines[index + 1].text), lines[index + 1].place)
    elif other_hands.is_work(line.text):
        return  # who translated or illustrated it stands behind a "by", too
    elif abs(distance) < _NEAR and (opening := bylines.starts(line.text)) and 0 < opening[0] < 60:  # noqa: PLR2004 - "18 May 2012 by ..."
        yield Attribution("by", signatures.read(line.text[opening[1] :]), line.place)


def _beside(line: Line) -> Iterator[Attribution]:
    """Yield the names that a line is, or that stand in it beside a date."""
    if _is_of_people(line.text):
        yield Attribution("beside", signatures.read(line.text), line.place)
    elif len(line.text) < _LABEL and TIMED.search(line.text):
        yield Attribution("dated", _beside_date(line.text), line.place)


def _is_of_people(text: str) -> bool:
    """Tell whether a line is names of people and nothing else, however they are divided."""
    if bylines.is_person(text):
        return True
    if len(text) > _LABEL:
        return False
    parts = [part.strip() for part in re.split(r"\s*(?:/|,|&|;|\band\b|\bund\b|\bet\b|\by\b)\s*", text)]
    return len(parts) > 1 and all(map(bylines.is_person, parts))


def _with_agency(text: str) -> tuple[Writer, ...]:
    """Return the people that sign in a line together with the agency that stands behind them, () without one."""
    agency = _AGENCY.search(text)
    people = signatures.read(text[: agency.start()]) if agency else ()
    return (*people, Writer(agency["name"], organisation=True)) if agency and people else ()


def _people_of(text: str) -> tuple[Writer, ...]:
    """Return the people that sign in a line, () where somebody or something else does."""
    writers = signatures.read(text)
    return writers if all(bylines.is_person(one.name) for one in writers) else ()


def _beside_date(text: str) -> tuple[Writer, ...]:
    """Return the people that a line with a date names, or whoever stands alone beside the date."""
    writers = signatures.read(text)
    return tuple(one for one in writers if bylines.is_person(one.name)) or writers[:1]


def _below(lines: list[Line], index: int, distance: int) -> Iterator[Attribution]:
    """Yield who signs below the text: a biography that begins with a name, or a name below a paragraph."""
    line = lines[index]
    if distance <= _CLOSE:
        return
    if _IS.search(line.text[:60]):
        name = _IS.split(line.text, maxsplit=1)[0]
        if bylines.is_person(name):
            yield Attribution("about", signatures.read(name, one=True), line.place)
    elif len(lines[index - 1].text) > _PARAGRAPH and _is_of_people(line.text):
        yield Attribution("end", signatures.read(line.text), line.place)


def _row(
    row: list[tuple[Writer, Line]], writers: tuple[Writer, ...], line: Line
) -> list[tuple[Writer, Line]]:
    """Add the writers of a line to the row of lines before it, where both stand close and are marked alike."""
    if row and (line.place - row[-1][1].place > 4 or line.tag != row[-1][1].tag):  # noqa: PLR2004 - lines between two names
        row = []
    return [
        *row,
        *((writer, line) for writer in writers if all(writer.name != other.name for other, _ in row)),
    ][-12:]
