"""Table: the rows and columns of a table of data, cells that span several and cells that are empty included.

Markdown has no spans: what a cell says stands where the cell begins, and what else it covers is empty, so that
whatever stands below or behind stays in its column.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from lxml.html import HtmlElement

from site_builder.importing.html.converting.structure import MOST_COLUMNS, Node
from site_builder.importing.html.markup.blocks import Block

_LONGEST_SPAN: Final = 1_000  # rows
_CELLS: Final = frozenset(("td", "th"))

Row = list[Node | None]


def grid(table: Node) -> list[Row]:
    """Return the rows that `table` holds, all of one width; None is where no cell of the piece begins.

    Columns in which no cell begins are left out.
    """
    rows = {part.place.element: part for part in table.parts if isinstance(part, Node)}
    below: dict[int, int] = {}  # by column: the rows that a cell further up still covers
    found = []
    for element in table.place.element.iter("tr"):
        covered = frozenset(below)
        if element in rows:
            found.append(_row(rows[element], below, covered))
        elif _is_row_of(element, table.place.element):
            _row(Node(table.place, ()), below, covered, element)
        for column in covered:
            below[column] -= 1
            if below[column] <= 0:
                del below[column]
    width = max(map(len, found), default=0)
    whole = [row + [None] * (width - len(row)) for row in found]
    used = [column for column in range(width) if any(row[column] for row in whole)]
    return [[row[column] for column in used] for row in whole]


def with_head(table: Node, page: Iterable[Block]) -> Node:
    """Return a table with the row of column names above its first row, where the page has one that was not kept."""
    first = next((part.place.element for part in table.parts if isinstance(part, Node)), None)
    above = next(table.place.element.iter("tr"), None)
    if above is None or above is first or {cell.tag for cell in _cells(above)} != {"th"}:
        return table
    named = [block for block in page if block.place.tag == "th" and block.place.element.getparent() is above]
    row = named[0].place.parent if named else None
    if row is None or not all(block.text for block in named):
        return table
    captions = [part for part in table.parts if isinstance(part, Block)]
    rows = [part for part in table.parts if isinstance(part, Node)]
    head = Node(row, tuple(Node(block.place, (block,)) for block in named))
    return Node(table.place, (*captions, head, *rows))


def _row(
    node: Node, below: dict[int, int], covered: frozenset[int], element: HtmlElement | None = None
) -> Row:
    """Return the cells of a row by column, and note in `below` which rows further down they cover."""
    cells = {part.place.element: part for part in node.parts if isinstance(part, Node)}
    row: Row = []
    for cell in _cells(node.place.element if element is None else element):
        while len(row) in covered:
            row.append(None)
        tall = _span(cell, "rowspan", _LONGEST_SPAN)
        wide = max(1, min(_span(cell, "colspan", MOST_COLUMNS), MOST_COLUMNS - len(row)))
        for column in range(len(row), len(row) + wide):
            row.append(cells.get(cell) if column == len(row) and cell in cells else None)
            cells.pop(cell, None)
            if tall > 1:
                below[column] = tall - 1
    return row


def _cells(row: HtmlElement) -> Iterator[HtmlElement]:
    return (cell for cell in row if cell.tag in _CELLS)


def _is_row_of(row: HtmlElement, table: HtmlElement) -> bool:
    return next(row.iterancestors("table"), None) is table


def _span(cell: HtmlElement, name: str, most: int) -> int:
    """Return how many rows or columns a cell covers (WHATWG HTML 4.9.11): 1 where it doesn't say."""
    stated = (cell.get(name) or "").strip()
    return max(1, min(int(stated), most)) if stated.isascii() and stated.isdigit() and len(stated) < 6 else 1  # noqa: PLR2004 - digits
