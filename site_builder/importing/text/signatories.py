"""Signatories: everybody who signs in the lines around a name, each with the role that stands there.

The models choose the likeliest name. A head often has several: on one line, on a line each, with a role beside or below
each of them. Whoever stands in such a block beside the chosen one signs as well; to leave out half of the authors is
as wrong as to name a stranger.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from site_builder.importing.recognising import bylines, dates, given_names
from site_builder.importing.recognising.bylines import Writer
from site_builder.importing.recognising.chrome import is_chrome, is_end
from site_builder.importing.recognising.names import fold
from site_builder.importing.segments import Segment
from site_builder.importing.text import name_lines, other_hands, signatures
from site_builder.importing.text.name_lines import Line
from site_builder.importing.text.tail import introduced

_MOST: Final = 8  # names of a block; more are a list of people
_ROLE_WORDS: Final = 12  # of a line that says what somebody is
_HEAD: Final = 16  # lines below the title in which a block may begin
_BELOW_TITLE: Final = 6  # lines
_GAP: Final = 2  # blank lines within a block
_DONE_BY: Final = re.compile(  # something else than the text, or the picture of who answers
    r"\b(?:by|von|par|por)\s*:$|\b(?:photo|picture|image|avatar|foto|bild)\b", re.IGNORECASE
)
_SENTENCE: Final = re.compile(r"(?<=[^\W\d_A-Z]{2}[.])\s+")


class Block(Struct, frozen=True):
    """Who signs together, and the first and the last of the segments that say so.

    `said`: a word such as "By" does. `introduces`: the segments are paragraphs that say who somebody is.
    """

    writers: tuple[Writer, ...]
    first: int
    last: int
    said: bool = False
    introduces: bool = False


def of(segments: Sequence[Segment], chosen: Sequence[str], at: int, title_at: int) -> Block | None:
    """Return the block in which all of the `chosen` names sign: at the line `at`, or else in the head below the title."""
    wanted = {*map(fold, chosen)}
    head = range(title_at + 1, min(title_at + 1 + _HEAD, len(segments))) if title_at >= 0 else ()
    for place in (at, *head):
        block = around(segments, place, title_at)
        if block and wanted <= {fold(one.name) for one in block.writers}:
            return block
    return None


def plainly(segments: Sequence[Segment], title_at: int) -> Block | None:
    """Return the block right below the title in which people sign so plainly that nothing else need say so, or None.

    "By" says it, or every name begins as people's do.
    """
    if title_at < 0:
        return None
    for at in range(title_at + 1, min(title_at + 1 + _BELOW_TITLE, len(segments))):
        block = around(segments, at, title_at)
        if block and not block.introduces and not _DONE_BY.search(segments[block.first - 1].text):
            guests = other_hands.is_guest(segments[block.first].text)
            names = [one.name for one in block.writers]
            if guests or other_hands.did_otherwise(segments, block.first, title_at, names):
                return None
            named = all(map(name_lines.is_known, block.writers)) or _are_dated(segments, block)
            said = block.said and all(one.organisation or name_lines.is_name(one) for one in block.writers)
            return block if named or said else None
    return None


def _are_dated(segments: Sequence[Segment], block: Block) -> bool:
    """Tell whether two people or more are named beside a day, of whom none may be a part of a page or a firm.

    A single name there may as well be a place.
    """
    near = segments[block.first : block.last + 2]
    names = [one.name for one in block.writers]
    clear = not any(given_names.is_firm(one) or given_names.is_section(one) for one in names)
    return len(names) > 1 and clear and any(dates.find(one.text) for one in near if not one.prose)


def around(segments: Sequence[Segment], at: int, title_at: int) -> Block | None:
    """Return the block of names to which the line `at` belongs, or None if that line is none; the title is no part of it."""
    if introduced(segments[at]):
        return _introductions(segments, at)
    start = name_lines.read(segments[at].text)
    if start is None or segments[at].prose:
        return None
    rows = {at: start}
    first = last = at
    while (above := _above(segments, rows, first, title_at)) is not None:
        first = above
    while (below := _below(segments, rows, last, title_at)) is not None:
        last = below
    writers: dict[str, Writer] = {}
    for place in sorted(rows):
        for one in _with_role(segments, place, rows[place], last):
            writers.setdefault(fold(one.name), one)
    if len(writers) > _MOST:
        return None
    return Block(tuple(writers.values()), first, last, any(row.said for row in rows.values()))


def _introductions(segments: Sequence[Segment], at: int) -> Block:
    """Return whom the paragraphs one below the other introduce, "Jane Doe is a fellow at …", as those who sign together."""
    first = last = at
    while first and introduced(segments[first - 1]):
        first -= 1
    while last + 1 < len(segments) and introduced(segments[last + 1]):
        last += 1
    names = dict.fromkeys(
        bylines.plain(name)
        for one in segments[first : last + 1]
        for name in also_introduced(one.text, introduced(one))
    )
    return Block(tuple(map(Writer, names)), first, last, introduces=True)


def also_introduced(text: str, name: str) -> list[str]:
    """Return the name that a paragraph introduces first, and those whom later sentences introduce in the same way."""
    found = [name]
    for sentence in _SENTENCE.split(text)[1:]:
        other = introduced(Segment(sentence, 0, 0))
        if (
            other
            and given_names.is_known(other)
            and not any(_overlap(fold(other), fold(one)) for one in found)
        ):
            found.append(other)
    return found


def _above(segments: Sequence[Segment], rows: dict[int, Line], first: int, title_at: int) -> int | None:
    """Take in the line of names that stands above the block, maybe with a role between them; returns where it stands."""
    under = rows[first]
    for at in (first - 1, first - 2):
        if at < 0 or at == title_at or segments[at + 1].gap > _GAP or segments[at].prose:
            return None
        line = name_lines.read(segments[at].text)
        if line:
            alike = line.said == under.said or under.joined or under.told or (line.goes_on and not under.said)
            # NAME, ROLE, NAME, ROLE on a line each
            described = at == first - 2 and first + 1 < len(segments) and _is_role(segments[first + 1])
            sure = line.goes_on or under.joined or described
            if not alike or not _signs(line, rows, sure=sure):
                return None
            rows[at] = line
            return at
        if not _is_role(segments[at]):
            return None
    return None


def _below(segments: Sequence[Segment], rows: dict[int, Line], last: int, title_at: int) -> int | None:
    """Take in the next line below: one that names more people, or, once, the role or the outlet of who stands above it."""
    at = last + 1
    if at >= len(segments) or at == title_at or segments[at].gap > _GAP or segments[at].prose:
        return None
    above = rows.get(last)
    line = name_lines.read(segments[at].text)
    if line is None:
        return at if above and _is_role(segments[at]) else None
    described = at + 1 < len(segments) and _is_role(segments[at + 1])
    sure = line.joined or bool(above and above.goes_on) or (above is None and described)
    said = any(one.said for one in rows.values())
    alike = line.said == said or sure or line.told
    if not alike or not _signs(line, rows, sure=sure):
        return None
    rows[at] = line
    return at


def _signs(line: Line, rows: Mapping[int, Line], *, sure: bool) -> bool:
    """Tell whether a line beside others names people who sign too.

    `sure`: its place says so. Else every name must begin as people's do, or the line must say so itself. A name with
    another one in it is that person's again, with something behind it.
    """
    others = [fold(one.name) for row in rows.values() for one in row.writers]
    for one in line.writers:
        mine = fold(one.name)
        if any(mine != other and _overlap(mine, other) for other in others):
            return False
        if (
            not bylines.is_person(one.name)
            or given_names.is_firm(one.name)
            or given_names.is_section(one.name)
        ):
            return False
        if not (sure or line.said or line.told or name_lines.is_known(one)):
            return False
    return True


def _overlap(one: str, other: str) -> bool:
    mine, its = {*one.split()}, {*other.split()}
    return one in other or other in one or mine <= its or its <= mine


def _is_role(one: Segment) -> bool:
    """Tell whether a line says what somebody is or where, and names nobody."""
    text = one.text
    if one.weight > _ROLE_WORDS or one.closed or is_chrome(text) or is_end(text) or dates.find(text):
        return False
    if signatures.heads(text):
        return False
    return name_lines.is_post(text) or (bylines.is_outlet(text) and not bylines.is_person(text))


def _with_role(segments: Sequence[Segment], at: int, line: Line, last: int) -> list[Writer]:
    """Return the writers of a line; a single one has the role that the line below states."""
    if len(line.writers) != 1 or line.writers[0].role or at >= last:
        return line.writers
    below = segments[at + 1]
    if not _is_role(below) or not name_lines.is_post(below.text) or name_lines.read(below.text):
        return line.writers
    (one,) = line.writers
    return [Writer(one.name, below.text, one.organisation)]
