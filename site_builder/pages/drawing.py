"""Drawing: the genealogy of a family as lines and shapes, laid out by time from top to bottom; pure.

Each member has a row of its own, in order of time. The room between two rows grows with the time between them, by its bit
length in days, so that both an hour and ten years can be told. A member that others follow has a **lane**, a vertical
line from its own row to that of the last of them; each of them stands in a lane further in, so that no line runs through
a shape that it doesn't belong to. The page's direction decides on which side the lanes begin.

All coordinates are whole numbers, sixteen to the em of the drawing's type.
"""

import unicodedata
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from site_builder.model import RelationKind, Value
from site_builder.pages.family import Member

_ROW: Final = 44
_STEP: Final = 4
"""The room between two rows, and what each bit of the days between them adds."""

_YEAR: Final = 16
_MARGIN: Final = 10
_LANE: Final = 18
_TEXT: Final = 16
_LANES: Final = 8
"""So many lanes are gone through before one further out is used again, and only then new ones."""

_CURVE: Final = 8
_NAME: Final = 30
_NAME_WIDTH: Final = 8
_DETAIL_WIDTH: Final = 7
"""The most letters of a name, and the widths of letters, rather too large than too small."""

_SHAPES: Final[dict[RelationKind | str, str]] = {
    "": "m-8 0a8 8 0 1 0 16 0 8 8 0 1 0-16 0z",
    "repost_of": "m-6 0a6 6 0 1 0 12 0 6 6 0 1 0-12 0z",
    "excerpt_of": "m0-7 7 12h-14z",
    "adapts": "m0-8 8 8-8 8-8-8z",
    "responds_to": "m-7-6h14v10h-6l-5 5v-5h-3z",
}
"""The original is a disc, a repost a ring, an excerpt a triangle, an adaptation a rhomb, a response a bubble."""


class Label(Value):
    """Two lines of text beside a member's shape: its outlet (shortened where it is long), its relation and date."""

    y: int
    original: bool
    name: str
    detail: str


class Turn(Value):
    """A line between two rows where another year begins."""

    y: int
    year: str


class Drawing(Value):
    """A drawing; `text` is where its texts begin, `end` where they end.

    Of many shapes one path is made: `original` is that of the original, `shapes` of what follows it; `lines` lead to what is
    derived, `answers` to answers.
    """

    width: int
    height: int
    text: int
    end: int
    original: str
    shapes: str
    lines: str
    answers: str
    labels: tuple[Label, ...]
    turns: tuple[Turn, ...]


def in_time(members: Sequence[Member]) -> list[Member]:
    """Return the members of a family in order of time, of one day the original before what follows it."""
    return sorted(members, key=lambda m: (m.metadata.date[:10], m.depth, m.metadata.date, m.metadata.id))


def draw(ordered: Sequence[Member], details: Sequence[str], *, mirrored: bool) -> Drawing:
    """Draw members that are in order of time; `details` are what stands under the name of each."""
    heights, turns = _heights(ordered)
    rows = {each.metadata.id: number for number, each in enumerate(ordered)}
    lanes = _lanes(ordered, rows)
    text = _MARGIN + max(lanes.values()) * _LANE + _TEXT
    names = [_shortened(each.row.outlet) for each in ordered]
    width = text + max(
        max(_letters(name) * _NAME_WIDTH, _letters(detail) * _DETAIL_WIDTH)
        for name, detail in zip(names, details, strict=True)
    )

    def across(x: int) -> int:
        return width - x if mirrored else x

    places = {ident: (across(_MARGIN + lane * _LANE), heights[rows[ident]]) for ident, lane in lanes.items()}
    original, shapes, lines, answers = "", "", "", ""
    for each in ordered:
        x, y = places[each.metadata.id]
        if not each.parent:
            original = f"M{x} {y}{_SHAPES[each.kind]}"
            continue
        shapes += f"M{x} {y}{_SHAPES[each.kind]}"
        line = _path(*places[each.parent], x, y)
        if each.kind == "responds_to":
            answers += line
        else:
            lines += line
    labels = tuple(
        Label(y, not each.parent, name, detail)
        for each, y, name, detail in zip(ordered, heights, names, details, strict=True)
    )
    height = heights[-1] + _ROW // 2 + _STEP
    return Drawing(
        width, height, across(text), across(width), original, shapes, lines, answers, labels, turns
    )


def _heights(ordered: Sequence[Member]) -> tuple[list[int], tuple[Turn, ...]]:
    """Return where each row stands, and where years begin."""
    heights, turns = [_ROW // 2 - _STEP], []
    for before, after in pairwise(ordered):
        first, second = before.metadata.date[:10], after.metadata.date[:10]
        days = date.fromisoformat(second).toordinal() - date.fromisoformat(first).toordinal()
        room = _ROW + _STEP * days.bit_length()
        if first[:4] != second[:4]:
            room += _YEAR
            turns.append(Turn(heights[-1] + room - _ROW // 2, second[:4]))
        heights.append(heights[-1] + room)
    return heights, tuple(turns)


def _lanes(ordered: Sequence[Member], rows: dict[str, int]) -> dict[str, int]:
    """Return a lane for each member, the parents' first; no two that cross a row share one."""
    reach = {ident: (row, row) for ident, row in rows.items()}
    for each in ordered:
        if each.parent:
            low, high = reach[each.parent]
            row = rows[each.metadata.id]
            reach[each.parent] = min(low, row), max(high, row)
    taken: list[list[tuple[int, int]]] = []
    lanes: dict[str, int] = {}
    for each in sorted(ordered, key=lambda m: (m.depth, rows[m.metadata.id])):
        low, high = reach[each.metadata.id]
        lane = _free(taken, low, high, lanes[each.parent] + 1 if each.parent else 0)
        taken += [[] for _ in range(lane + 1 - len(taken))]
        taken[lane].append((low, high))
        lanes[each.metadata.id] = lane
    return lanes


def _free(taken: Sequence[Sequence[tuple[int, int]]], low: int, high: int, start: int) -> int:
    """Return the first lane from `start` on that is free between two rows; of many, one nearer to the edge again."""
    order: list[int] = [
        *range(start, max(start, _LANES)),
        *range(min(start, _LANES)),
        *range(_LANES, len(taken)),
    ]
    for lane in order:
        if lane >= len(taken) or all(high < first or last < low for first, last in taken[lane]):
            return lane
    return len(taken)


def _path(x: int, y: int, to_x: int, to_y: int) -> str:
    across, down = (_CURVE if to_x > x else -_CURVE), (_CURVE if to_y > y else -_CURVE)
    return f"M{x} {y}V{to_y - down}Q{x} {to_y} {x + across} {to_y}H{to_x}"


def _letters(text: str) -> int:
    """Return how many letters' room a text takes; those of East Asia take two."""
    if text.isascii():
        return len(text)
    return len(text) + sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)


def _shortened(name: str) -> str:
    """Return a name of at most `_NAME` letters' room."""
    if _letters(name) <= _NAME:
        return name
    kept = name[: _NAME - 1]
    while _letters(kept) >= _NAME:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
