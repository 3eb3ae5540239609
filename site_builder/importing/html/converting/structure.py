"""Structure: the lists, quotations and tables that the kept blocks of a page stand in, as a tree.

Pages also use lists and tables to lay things out. A list is taken for one if its items are short, a table if it
has rows of cells with a block each; else what they hold stands in the open.
"""

import re
from collections.abc import Sequence
from itertools import groupby, islice
from typing import Final

from msgspec import Struct

from site_builder.importing.html.markup.blocks import Block, Place

_LISTS: Final = frozenset(("ul", "ol", "menu"))
_FRAMES: Final = _LISTS | {"li", "blockquote", "table", "tr", "td", "th"}
_QUOTATION: Final = re.compile(
    r"(?<![a-z-])(?:bb-?code-?_?quote|quote-?_?(?:content|main|body)|post-?quote|quoted-?(?:text|post))(?![a-z-])",
    re.IGNORECASE,
)
_QUOTE: Final = re.compile(
    r"\s*(?:quote|zitat|citation|citaat|cita|citazione|цитата|cytat)\b[^\n]{0,60}:\s*", re.IGNORECASE
)
_LONGEST_CLASS: Final = 200  # characters
_PIECES: Final = 12  # texts of a label, which is short
_DEEPEST: Final = 8  # lists and quotations in each other
MOST_COLUMNS: Final = 40
"""A table of more lays out a page."""
_LABELS: Final = 3  # columns: two short cells side by side may be anything
_LONGEST_LABEL: Final = 40  # characters
_LONGEST_CELL: Final = 1_500  # characters: what has more is no table of data
_MOST_IN_ITEM: Final = 6  # blocks; a longer "item" is a post or a section


class Node(Struct, frozen=True):
    """A list, an item, a quotation, a table, a row or a cell (`place` says which) with what it holds, in order."""

    place: Place
    parts: "tuple[Node | Block, ...]"

    @property
    def tag(self) -> str:
        """What it is: the name of its element; a quotation in another element is a `blockquote`, too."""
        return "blockquote" if _is_quotation(self.place) else self.place.tag


def structured(blocks: Sequence[Block]) -> "tuple[Node | Block, ...]":
    """Return the blocks in order, those of a list, quotation or table in its node."""
    known: dict[int, list[Place]] = {}
    frames = [_frames(block.place, known) for block in blocks]
    shared = 0
    while frames and all(len(one) > shared and one[shared] is frames[0][shared] for one in frames):
        shared += 1
    if len(blocks) < 2:  # noqa: PLR2004 - what a single block stands in is all that it has
        shared = 0
    return _nested(list(zip(blocks, frames, strict=True)), shared)


def _is_quotation(place: Place) -> bool:
    """Tell whether an element holds what a post quotes, as the software of boards marks it, without being a `blockquote`."""
    if place.tag not in {"div", "table"}:
        return False
    element = place.element
    if _QUOTATION.search((element.get("class") or "")[:_LONGEST_CLASS]):
        return True
    before = element.getprevious()
    if before is None or len(before) > _LABELS:
        return False
    told = "".join(islice(before.itertext(), _PIECES))
    return len(told) <= _LONGEST_CLASS and bool(_QUOTE.fullmatch(told))


def _frames(place: Place, known: dict[int, list[Place]]) -> list[Place]:
    """Return the lists, quotations and tables around a place, outermost first; `known` has those of other places."""
    chain: list[Place] = []
    step: Place | None = place
    while step is not None and step.number not in known:
        chain.append(step)
        step = step.parent
    found = known[step.number] if step is not None else []
    for one in reversed(chain):
        found = known[one.number] = [*found, one] if one.tag in _FRAMES or _is_quotation(one) else found
    return found


def _nested(
    blocks: "list[tuple[Block, list[Place]]]", depth: int, level: int = 0
) -> "tuple[Node | Block, ...]":
    found: list[Node | Block] = []
    for place, group in groupby(blocks, lambda one: one[1][depth] if len(one[1]) > depth else None):
        within = list(group)
        if place is None:
            found += [block for block, _ in within]
            continue
        parts = _nested(within, depth + 1, level + 1)
        node = Node(place, parts)
        if level < _DEEPEST and _is_real(node):
            found.append(node)
        else:
            found += parts
    return tuple(found)


def _is_real(node: Node) -> bool:
    tag = node.tag
    if tag in _LISTS:
        return all(isinstance(part, Node) and part.place.tag == "li" for part in node.parts)
    if tag == "li":
        direct = [part for part in node.parts if isinstance(part, Block)]
        return len(direct) <= _MOST_IN_ITEM and not any(_is_heading(block) for block in direct)
    if tag == "table":
        return _is_table(node)
    return True


def _is_heading(block: Block) -> bool:
    return len(block.place.tag) == 2 and block.place.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}  # noqa: PLR2004


def _is_table(node: Node) -> bool:
    rows = [part for part in node.parts if isinstance(part, Node) and part.place.tag == "tr"]
    others = [part for part in node.parts if isinstance(part, Node) and part.place.tag != "tr"]
    widths = [len(row.parts) for row in rows]
    if others or len(rows) < 2 or not 2 <= max(widths) <= MOST_COLUMNS:  # noqa: PLR2004 - a table has rows and columns
        return False
    return all(_is_cell(cell) for row in rows for cell in row.parts)


def _is_cell(cell: Node | Block) -> bool:
    return (
        isinstance(cell, Node)
        and cell.place.tag in {"td", "th"}
        and all(isinstance(part, Block) for part in cell.parts)
        and sum(len(part.text) for part in cell.parts if isinstance(part, Block)) < _LONGEST_CELL
    )


def is_head(row: Node) -> bool:
    """Tell whether the first row of a table names its columns: by its tags, all bold, or three labels or more."""
    cells = [cell for cell in row.parts if isinstance(cell, Node)]
    if all(cell.place.tag == "th" for cell in cells):
        return True
    blocks = [part for cell in cells for part in cell.parts if isinstance(part, Block) and part.text]
    if len(blocks) < len(cells):
        return False
    bold = all(block.strong * 10 >= 9 * len(block.text) for block in blocks)
    return bold or (len(cells) >= _LABELS and all(_is_label(block.text) for block in blocks))


def _is_label(text: str) -> bool:
    return len(text) <= _LONGEST_LABEL and not any(map(str.isdigit, text)) and text[-1] not in ".:!?"


def loose(parts: "Sequence[Node | Block]") -> "list[Node | Block]":
    """Return parts with rows, cells and items that stand outside of a table or list opened."""
    found: list[Node | Block] = []
    for part in parts:
        if isinstance(part, Node) and part.place.tag in {"tr", "td", "th", "li"}:
            found += loose(part.parts)
        else:
            found.append(part)
    return found
