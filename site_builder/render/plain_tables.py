"""Reads tables whose every line begins and ends with a bar, as GitHub Flavored Markdown (4.10) has them."""

import re
from typing import Final, NamedTuple

_COLUMN: Final = re.compile(r":?-+:?")
_SIDES: Final = ("", "left", "right", "center")
_MOST_CELLS: Final = 10_000  # markdown-it ends a table that lacks more cells than 65,536


class Table(NamedTuple):
    """A table: how each column is aligned ("" if it is not), and the rows of cells, the head first."""

    alignment: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table(source: str) -> Table | None:
    """Return the table that `source` is, or nothing where it takes a parser to tell."""
    if "\\" in source:
        return None
    rows = []
    for line in source.split("\n"):
        cells = line.rstrip(" \t").split("|")
        if cells.pop() or cells.pop(0) or not cells:
            return None
        rows.append(tuple(cell.strip(" \t") for cell in cells))
    head, below, *others = rows
    width = len(head)
    if len(below) != width or not all(map(_COLUMN.fullmatch, below)) or width * len(rows) > _MOST_CELLS:
        return None
    if any(cell[:1].isspace() or cell[-1:].isspace() for row in rows for cell in row):
        return None
    alignment = tuple(_SIDES[cell.startswith(":") + 2 * cell.endswith(":")] for cell in below)
    return Table(alignment, (head, *((*row, *[""] * (width - len(row)))[:width] for row in others)))
