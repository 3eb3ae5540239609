"""Signatories: everybody who signs in the lines around a name, each with the role that stands there.

The models choose the likeliest name. A head often has several: on one line, on a line each, with a role beside or below
each of them. Whoever stands in such a block beside the chosen one signs as well; to leave out half of the authors is
as wrong as to name a stranger.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from site_builder.importing import bylines, dates, given_names, labels, signatures
from site_builder.importing.bylines import Writer
from site_builder.importing.chrome import is_chrome, is_end
from site_builder.importing.names import fold
from site_builder.importing.segments import Segment

_MOST: Final = 8  # names of a block; more are a list of people
_WORDS: Final = 40  # of a line that signs
_ROLE_WORDS: Final = 12
_NAME_WORDS: Final = 3  # capitalised ones, of somebody who signs on a line without anything else
_HEAD: Final = 16  # lines below the title in which a block may begin
_BELOW_TITLE: Final = 6
_GAP: Final = 2  # blank lines within a block
_EMPHASIS: Final = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")
_BITS: Final = re.compile(r"\s*[|•·]\s*|\s+/\s+")
_DASH: Final = re.compile(r"\s+[–—-]\s+")
_ASIDE: Final = re.compile(r"\s*\([^)]*\)")
_DONE_BY: Final = re.compile(  # something else than the text, or the picture of who answers
    r"\b(?:by|von|par|por)\s*:$|\b(?:photo|picture|image|avatar|foto|bild)\b", re.IGNORECASE
)
_WORK: Final = re.compile(
    r"(?:an?\s+)?(?:interview|essay|opinion|story|text|words|conversation|briefing|report|essai|propos recueillis|entretien|entrevista)\s+(?=(?:by|von|par|por)\s)",
    re.IGNORECASE,
)
_JOINED: Final = re.compile(r"(?:and|und|et|y|e|en|og|och|&|with|mit|avec|con)\s+(?=[^\W\d_a-z])")
_GOES_ON: Final = re.compile(r"(?:\s(?:and|und|et|y|e|en|og|och)|[,;&])$")


class Block(Struct, frozen=True):
    """Who signs together, and the first and the last of the segments that say so. `said`: a word such as "By" does."""

    writers: tuple[Writer, ...]
    first: int
    last: int
    said: bool = False


class _Line(Struct):
    """One line that names people: whom, and whether "By", "and" or something beside each name says that they sign."""

    writers: list[Writer]
    said: bool = False
    joined: bool = False
    goes_on: bool = False
    told: bool = False


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
        if block and not _DONE_BY.search(segments[block.first - 1].text):
            named = all(map(_is_known, block.writers))
            said = block.said and all(one.organisation or _is_name(one) for one in block.writers)
            return block if named or said else None
    return None


def around(segments: Sequence[Segment], at: int, title_at: int) -> Block | None:
    """Return the block of names to which the line `at` belongs, or None if that line is none; the title is no part of it."""
    start = _line(segments[at].text)
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


def _line(text: str) -> _Line | None:
    """Read a line that names people and says nothing else that is not a date, a role, an outlet or the kind of piece."""
    text = _EMPHASIS.sub("", text).strip()
    if len(text.split()) > _WORDS:
        return None
    for day in reversed(dates.find(text)):
        text = f"{text[: day.start]} | {text[day.end :]}"
    text = text.strip(" |,•·–—-")
    found = _Line([], goes_on=bool(_GOES_ON.search(text)))
    if match := _JOINED.match(text):
        found.joined, text = True, text[match.end() :]
    for bit in filter(None, map(str.strip, _BITS.split(text))):
        if not _take(found, bit):
            return found if found.said and found.writers else None
    return found if found.writers else None


def _take(found: _Line, bit: str) -> bool:
    """Take in a bit of a line; tells whether it was understood."""
    bit = _WORK.sub("", bit.strip(" ,;:"), count=1)
    if not bit or labels.is_filler(bit):
        return True
    span = bylines.starts(bit)
    said = span is not None and span[0] == 0
    name, dash, role = _DASH.sub("\n", bit[span[1] :] if span and said else bit, count=1).partition("\n")
    bare = _ASIDE.sub("", name).strip()
    writers = bylines.writers(bare, stated=said)
    if writers and all(bylines.is_person(one.name) or one.organisation for one in writers):
        if found.writers and not said and not all(map(_is_known, writers)):
            return False
        if dash and not bylines.is_role(role):
            return False
        if said and not found.said:
            found.writers.clear()  # what stands before "By" is an outlet or a section
        found.said = found.said or said
        found.told = found.told or bare != name
        found.writers += writers
        return not role or _give_role(found, role)
    if found.writers and bylines.is_role(bit):
        return _give_role(found, bit)
    return bylines.is_outlet(bit) and not bylines.is_person(bit)


def _give_role(found: _Line, role: str) -> bool:
    last = found.writers[-1]
    found.writers[-1] = Writer(last.name, last.role or role, last.organisation)
    found.told = True
    return True


def _above(segments: Sequence[Segment], rows: dict[int, _Line], first: int, title_at: int) -> int | None:
    """Take in the line of names that stands above the block, maybe with a role between them; returns where it stands."""
    under = rows[first]
    for at in (first - 1, first - 2):
        if at < 0 or at == title_at or segments[at + 1].gap > _GAP or segments[at].prose:
            return None
        line = _line(segments[at].text)
        if line:
            alike = line.said == under.said or under.joined or under.told or (line.goes_on and not under.said)
            sure = line.goes_on or under.joined
            if not alike or not _signs(line, rows, sure=sure):
                return None
            rows[at] = line
            return at
        if not _is_role(segments[at]):
            return None
    return None


def _below(segments: Sequence[Segment], rows: dict[int, _Line], last: int, title_at: int) -> int | None:
    """Take in the next line below: one that names more people, or, once, the role or the outlet of who stands above it."""
    at = last + 1
    if at >= len(segments) or at == title_at or segments[at].gap > _GAP or segments[at].prose:
        return None
    above = rows.get(last)
    line = _line(segments[at].text)
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


def _signs(line: _Line, rows: Mapping[int, _Line], *, sure: bool) -> bool:
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
        if not (sure or line.said or line.told or _is_known(one)):
            return False
    return True


def _overlap(one: str, other: str) -> bool:
    mine, its = {*one.split()}, {*other.split()}
    return one in other or other in one or mine <= its or its <= mine


def _is_name(one: Writer) -> bool:
    words = one.name.casefold().split()
    return bylines.is_person(one.name) and len(words) == len({*words}) and len(words) <= _NAME_WORDS + 1


def _is_known(one: Writer) -> bool:
    """Tell whether a name begins as people's do, is no longer than one person's and has no word of firms or labels."""
    if given_names.is_firm(one.name) or given_names.is_section(one.name):
        return False
    words = [word for word in one.name.split() if not word.endswith(".") and not word.islower()]
    return len(words) <= _NAME_WORDS and given_names.is_given(one.name)


def _is_role(one: Segment) -> bool:
    """Tell whether a line says what somebody is or where, and names nobody."""
    text = one.text
    if one.weight > _ROLE_WORDS or one.closed or is_chrome(text) or is_end(text) or dates.find(text):
        return False
    if signatures.heads(text):
        return False
    return bylines.is_role(text) or (bylines.is_outlet(text) and not bylines.is_person(text))


def _with_role(segments: Sequence[Segment], at: int, line: _Line, last: int) -> list[Writer]:
    """Return the writers of a line; a single one has the role that the line below states."""
    if len(line.writers) != 1 or line.writers[0].role or at >= last:
        return line.writers
    below = segments[at + 1]
    if not _is_role(below) or not bylines.is_role(below.text) or _line(below.text):
        return line.writers
    (one,) = line.writers
    return [Writer(one.name, below.text, one.organisation)]
