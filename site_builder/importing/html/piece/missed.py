"""Missed: what stands amid a piece and belongs to it, though the model left it out.

A block is judged by its likes, and some have few: a heading like the others, a correction, a quotation between the
paragraphs of a post. They are taken where what they stand in holds mostly the piece.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from site_builder.importing.html.markup.blocks import Block, Place
from site_builder.importing.html.markup.folding import weight

_CORRECTION: Final = re.compile(
    r"\W*(?:correction|clarification|korrektur|berichtigung|rectificati(?:f|on)|correctif|corrección|fe de errores|errata corrige|rettelse|rättelse|rectificatie|sprostowanie)\b[^:]{0,40}:",
    re.IGNORECASE,
)
_SAID: Final = re.compile(r":\W*$")  # who is quoted
_LONGEST: Final = 800  # characters
_DATA: Final = 300  # words of a table
_FRAME: Final = re.compile(
    r"infobox|nav|meta|sidebar|toc|calendar|forum|comment|related|footer", re.IGNORECASE
)
_BEHIND: Final = 4  # blocks
_ALIKE: Final = 2  # headings
_QUOTED: Final = 4  # words
_QUOTED_UP: Final = 3  # places up to the quotation
_DEEPEST: Final = 12  # places up
_HALF: Final = 0.5  # of the words of what a block stands in are the piece's


def taken(page: Sequence[Block], kept: set[int], *, thread: bool) -> set[int]:
    """Return the places of the blocks of a page that are its piece: those `kept`, and those that belong with them.

    `thread`: the page is one of posts, which quote what they answer.
    """
    if not kept:
        return kept
    heads = Counter(_build(page[at].place) for at in kept if page[at].place.heading)
    said = Counter(block.text for block in page) if thread else Counter[str]()
    around: dict[int, int] = {}
    found, below = set(kept), -1
    for at in range(min(len(page), max(kept) + _BEHIND) - 1, min(kept), -1):
        block = page[at]
        if not block.text:
            continue
        if at not in kept and len(block.text) <= _LONGEST:
            headed = below in kept and block.place.heading and heads[_build(block.place)] >= _ALIKE
            quoted = said[block.text] == 1 and at < max(kept) and _is_quoted(block)
            first = [one.number for one in page[min(kept)].place.upwards()] if quoted else []
            told = headed or quoted or _CORRECTION.match(block.text) or (at < max(kept) and _is_cell(block))
            if told:
                around = around or _words_around(page, kept)
                if _stands_among(block, around, first):
                    found.add(at)
        below = at
    return found


def _build(place: Place) -> tuple[str, str, str]:
    up = place.parent
    return place.name, up.name if up else "", up.parent.name if up and up.parent else ""


def _is_cell(block: Block) -> bool:
    """Tell whether a block is a cell of a small table of data, which has a row of headings and few links."""
    if block.place.tag not in {"td", "th"}:
        return False
    table = next((one for one in block.place.upwards(_DEEPEST) if one.tag == "table"), None)
    if table is None or not 0 < table.words <= _DATA or table.linked * 3 > table.words:
        return False
    if _FRAME.search(" ".join(one.element.get("class") or "" for one in table.upwards(_DEEPEST))[:_LONGEST]):
        return False
    rows = [[one.tag for one in row.iter("td", "th")] for row in table.element.iter("tr")]
    heads = [row for row in rows if row and set(row) == {"th"}]
    return len(rows) > 2 and len(heads) == 1 and all(1 < len(row) == len(heads[0]) for row in rows)  # noqa: PLR2004


def _is_quoted(block: Block) -> bool:
    """Tell whether a block stands in a quotation, and is not the line that says who is quoted."""
    quoted = any(one.tag == "blockquote" for one in block.place.upwards(_QUOTED_UP))
    return quoted and weight(block.text) >= _QUOTED and not _SAID.search(block.text)


def _words_around(page: Sequence[Block], kept: set[int]) -> dict[int, int]:
    """Return how many words of the piece each element holds, by its number."""
    around: dict[int, int] = {}
    for one in kept:
        for place in page[one].place.upwards():
            around[place.number] = around.get(place.number, 0) + weight(page[one].text)
    return around


def _stands_among(block: Block, around: Mapping[int, int], first: Sequence[int]) -> bool:
    """Tell whether the innermost element that holds a block and some of the piece holds mostly the piece.

    `first`: it has to be one of these, which hold the beginning of the piece: the quotations of others' posts are theirs.
    """
    for step in block.place.upwards(_DEEPEST):
        if words := around.get(step.number, 0):
            return words >= _HALF * step.words and (not first or step.number in first)
    return False
