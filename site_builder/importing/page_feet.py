"""Page feet: the running heads and feet of printed pages amid a text that was copied out of a PDF file.

They come back at the distance of a page, the same but for a number, and cut paragraphs in two. So do the hyphens at the
ends of lines, which nobody wraps a mail with.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

_NUMBER: Final = re.compile(r"\d+")
_PAGE: Final = re.compile(
    r"\D{0,12}\d{1,4}(?:\D{1,6}\d{1,4})?\D{0,12}"
)  # a number of a page, with little beside it
_SPACE: Final = re.compile(r"\s+")
_LONGEST: Final = 110  # characters
_TIMES: Final = 3
_APART: Final = 6  # lines of the shortest page
_CLOSED: Final = re.compile(r"[.!?:;…。][\"'”’»)\]]*$")
_HYPHEN: Final = re.compile(r"[^\W\d_]{2}-$")
_ENOUGH: Final = 3
_SHARE: Final = 0.04  # of the lines, end in a hyphen where words are divided
_LINE: Final = 40  # characters


def without(raw: Sequence[str]) -> tuple[list[str], list[int]]:
    """Return the lines of a document without what stands on each of its pages, and the number of each, from 1.

    Where a paragraph goes on behind it, the blank lines around go as well.
    """
    feet = _feet(raw)
    if not feet:
        return list(raw), list(range(1, len(raw) + 1))
    kept = [at for at in range(len(raw)) if at not in feet]
    out = set(feet)
    for before, after in _breaks(raw, feet):
        if not _CLOSED.search(raw[before].rstrip()) and raw[after].lstrip()[:1].islower():
            out |= {*range(before + 1, after)}
    kept = [at for at in kept if at not in out]
    return [raw[at] for at in kept], [at + 1 for at in kept]


def _feet(raw: Sequence[str]) -> set[int]:
    places: dict[str, list[int]] = {}
    for at, line in enumerate(raw):
        text = _SPACE.sub(" ", line.strip())
        if text and len(text) <= _LONGEST and not _CLOSED.search(text):
            places.setdefault(_NUMBER.sub("#", text), []).append(at)
    found: set[int] = set()
    for some in places.values():
        numbered = len({raw[at].strip() for at in some}) == len(some)
        apart = all(after - before >= _APART for before, after in pairwise(some))
        if len(some) >= _TIMES and apart and (numbered or _beside_number(raw, some)):
            found |= set(some)
    return found


def _beside_number(raw: Sequence[str], places: Sequence[int]) -> bool:
    """Tell whether a line that is the same on each page stands beside one with the number of the page."""

    def near(at: int) -> bool:
        around = (at - 2, at - 1, at + 1, at + 2)
        return any(_PAGE.fullmatch(raw[one].strip()) for one in around if 0 <= one < len(raw))

    return sum(map(near, places)) >= len(places) - 1


def _breaks(raw: Sequence[str], feet: set[int]) -> list[tuple[int, int]]:
    """Return the lines before and behind each break of a page."""
    found = []
    for at in sorted(feet):
        before = next((one for one in range(at - 1, -1, -1) if raw[one].strip() and one not in feet), -1)
        after = next((one for one in range(at + 1, len(raw)) if raw[one].strip() and one not in feet), -1)
        if before >= 0 and after >= 0:
            found.append((before, after))
    return found


def divides(raw: Sequence[str]) -> bool:
    """Tell whether the lines of a document divide words at their ends."""
    long = [(line, after) for line, after in pairwise(raw) if len(line) > _LINE]
    divided = sum(
        bool(_HYPHEN.search(line.rstrip())) and after.lstrip()[:1].islower() for line, after in long
    )
    return divided >= max(_ENOUGH, _SHARE * len(long))
