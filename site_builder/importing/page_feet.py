"""Page feet: the running heads and feet of printed pages amid a text that was copied out of a PDF file.

They come back at the distance of a page, the same but for a number, and cut paragraphs in two. So do the hyphens at the
ends of lines, which nobody wraps a mail with.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

_NUMBER: Final = re.compile(r"\d{1,9}")
_LONGEST: Final = 110  # characters
_TIMES: Final = 3
_BESIDE: Final = 2  # lines
_APART: Final = 6  # lines of the shortest page
_CLOSED: Final = re.compile(r"[.!?:;…。][\"'”’»)\]]*$")
_HYPHEN: Final = re.compile(r"[^\W\d_]{2}-$")
_ENOUGH: Final = 3
_PRINTED_HEAD: Final = (
    re.compile(  # "11/2/23, 3:41 PM   The title - The site", as browsers print it above each page
        r"\s*\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s+\d{1,2}[:.]\d\d(?:\s?[AP]M)?\s+\S.{0,200}", re.IGNORECASE
    )
)
_PRINTED_FOOT: Final = re.compile(
    r"\s*(?P<url>(?:https?|file)://\S+|about:\S+)\s+(?P<page>\d+)\s?/\s?(?P<of>\d+)\s*"
)
_SENDER: Final = re.compile(r"\s*(?:from|von|de|da|van|od|от)\s?:.*@", re.IGNORECASE)
_SHARE: Final = 0.04  # of the lines, end in a hyphen where words are divided
_LINE: Final = 40  # characters


def without(raw: Sequence[str]) -> tuple[list[str], list[int]]:
    """Return the lines of a document without what stands on each of its pages, and the number of each, from 1.

    Where a paragraph goes on behind it, the blank lines around go as well; where none does, these are no pages.
    """
    raw, printed = _unprinted(raw)
    feet = _feet(raw) | printed
    cuts = [
        (before, after)
        for before, after in _breaks(raw, feet)
        if not _CLOSED.search(raw[before].rstrip()) and raw[after].lstrip()[:1].islower()
    ]
    out = {*feet, *(at for before, after in cuts for at in range(before + 1, after))} if cuts else printed
    kept = [at for at in range(len(raw)) if at not in out]
    return [raw[at] for at in kept], [at + 1 for at in kept]


def _unprinted(raw: Sequence[str]) -> tuple[list[str], set[int]]:
    """Return the lines of what a browser printed, and which of them are its heads and feet; none of what was not printed so.

    The address at the foot of the last page is kept as a line of its own, unless a message was printed.
    """
    lines = list(raw)
    feet = {at: found for at, line in enumerate(lines) if (found := _PRINTED_FOOT.fullmatch(line))}
    if not feet or len({found["of"] for found in feet.values()}) > 1:
        return lines, set()
    heads = {at for at, line in enumerate(lines) if _PRINTED_HEAD.fullmatch(line)}
    out = {*feet, *heads}
    last = max(feet)
    if feet[last]["url"].startswith("http") and not any(map(_SENDER.match, lines)):
        lines[last] = feet[last]["url"]
        out.discard(last)
    return lines, out


def _feet(raw: Sequence[str]) -> set[int]:
    """Return the lines that come back with a number that grows by one, and those that stand beside them each time."""
    places: dict[str, list[int]] = {}
    for at, line in enumerate(raw):
        text = " ".join(line.split())
        if text and len(text) <= _LONGEST and not _CLOSED.search(text):
            places.setdefault(_NUMBER.sub("#", text), []).append(at)
    often = [
        some
        for some in places.values()
        if len(some) >= _TIMES and all(after - before >= _APART for before, after in pairwise(some))
    ]
    numbered = {at for some in often if _counts([raw[at] for at in some]) for at in some}
    beside = {
        at
        for some in often
        for at in some
        if sum(any(one in numbered for one in range(at - _BESIDE, at + _BESIDE + 1)) for at in some)
        >= len(some) - 1
    }
    return numbered | beside


def _counts(lines: Sequence[str]) -> bool:
    """Tell whether a number of some lines grows by one from each to the next."""
    columns = zip(*([int(one) for one in _NUMBER.findall(line)] for line in lines), strict=False)
    return any(all(after == before + 1 for before, after in pairwise(column)) for column in columns)


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
    divided = sum(_is_cut(line.rstrip()) and after.lstrip()[:1].islower() for line, after in long)
    return divided >= max(_ENOUGH, _SHARE * len(long))


def _is_cut(line: str) -> bool:
    return line.endswith("-") and bool(_HYPHEN.search(line))
