"""Relate: which entry a piece was taken from, by containment of word shingles; never by likeness.

The thresholds were measured on 593 forum-framed queries against 510 articles: five shared runs of eight words
tell a copy from chance (precision .97, recall .98). Half of a body must stand in the other one before the two
are tied, since a response that quotes has words of its own; a third is enough when title or address agree.
"""

import re
from typing import Final, Literal

from msgspec import Struct

from site_builder.integrity.shingles import containment, words

LEAST_SHARED: Final = 5
CONTAINED: Final = 0.5
CONTAINED_AND_NAMED: Final = 0.33
WHOLE: Final = 0.85
_LARGER: Final = 1.15  # times as large, the longer of two pieces of one day is the original
_AGENCY: Final = re.compile(r"\s*[A-Z][\w .,'/-]{1,60} \([A-Z][\w.& -]{1,40}\)\s*[-–—]")


class Piece(Struct, frozen=True):
    """What is compared of an entry. `copied`: it says of itself that it stands elsewhere first.

    `agency`: it opens as an agency's story does, so that whoever prints it has it from the agency.
    """

    entry: str
    title: str
    date: str
    link: str
    copied: bool
    prints: frozenset[int]
    agency: bool = False


class Tie(Struct, frozen=True):
    """`copy` was taken from `original`: `contained` of it stands there, and is `covered` of the original."""

    copy: str
    original: str
    kind: Literal["excerpt", "repost"]
    contained: float
    covered: float


def tie(one: Piece, other: Piece) -> Tie | None:
    """Return how one of two pieces was taken from the other, or None: too little shared, or no telling which."""
    if len(one.prints & other.prints) < LEAST_SHARED:
        return None
    if same_story(one, other):
        return None
    copy, original = _directed(one, other)
    if copy is None or original is None:
        return None
    contained = containment(copy.prints, original.prints)
    covered = containment(original.prints, copy.prints)
    named = words(copy.title) == words(original.title) or bool(copy.link and copy.link == original.link)
    if contained < (CONTAINED_AND_NAMED if named else CONTAINED):
        return None
    return Tie(copy.entry, original.entry, "repost" if covered >= WHOLE else "excerpt", contained, covered)


def is_agency_story(text: str) -> bool:
    """Tell whether a text opens with a place and an agency: "CALDER (Imaginary Press) - The…"."""
    return bool(_AGENCY.match(text))


def same_story(one: Piece, other: Piece) -> bool:
    """Tell whether two pages print an agency's story, so that neither has it from the other."""
    return one.agency and other.agency and one.copied == other.copied


def _directed(one: Piece, other: Piece) -> tuple[Piece | None, Piece | None]:
    """Tell copy from original: what says that it is a copy; else the later one; else the much shorter one."""
    if one.copied != other.copied:
        return (one, other) if one.copied else (other, one)
    if one.copied:
        return None, None  # two copies: their original is a third piece
    if one.date and other.date and one.date != other.date:
        return (one, other) if one.date > other.date else (other, one)
    small, large = sorted((one, other), key=lambda piece: len(piece.prints))
    return (small, large) if len(large.prints) >= _LARGER * len(small.prints) else (None, None)
