"""Originals: whether a document, with everything that stands around the piece, holds text of a captured one.

Two pages of a site share menus, footers and teasers, and two pieces on one subject share quotations; what tells a
copy is learnt from how the longest passage lies and what else is shared (`tests/training/reposts.py`).
"""

import math
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from site_builder.importing.copies.alignment import RUN, Held, Passage, passages
from site_builder.importing.ensemble import ensemble

MODEL: Final = "reposts"
FEATURES: Final = (
    "words", "worth", "within", "prose", "rarity", "room below", "frame above", "frame below", "prose around",
    "share of body", "shared chrome", "held end", "other words", "words above",
)  # fmt: skip
RISING: Final = (1, 1, 1, 1, 1, 1, -1, -1, 1, 1, -1, -1, 0, 0)
"""For each feature, whether more of it can only speak for a copy (1), against one (-1) or both (0)."""

SURE: Final = 0.75
"""The confidence from which a document counts as one that has text of a capture."""

_MOST: Final = 8  # passages of two texts
_EDGE: Final = 200  # words at the beginning or end of a page
_EDGE_SHARE: Final = 0.15  # of a short page
_AROUND: Final = 150  # words on either side of a passage
_LEAST_BODY: Final = 50  # words: a shorter body counts as one of so many
_LEAD: Final = 60  # words between a title and the text
_TITLE: Final = 40  # words of a title, at most


class Original(Struct, frozen=True):
    """A capture that a document has text of: the words of the longest passage, and how sure we are (0 to 1)."""

    entry: str
    words: int
    confidence: float


def judged(entry: str, values: Sequence[float]) -> Original:
    """Return how sure it is, by these features, that a document has text of the capture of `entry`."""
    return Original(entry, round(math.expm1(values[0])), ensemble(MODEL).probability(values))


def features(text: Sequence[str], other: Held, rarities: Mapping[int, float]) -> list[float] | None:
    """Return the values of `FEATURES` for a document's words and a captured text, None if they share nothing."""
    found = passages(text, other, rarities)[:_MOST]
    if not found:
        return None
    main = max(found, key=_worth)
    rest = [passage for passage in found if passage is not main]
    outside = [passage for passage in found if passage.within < 1 / 2]
    size, held_size = len(text), len(other.words)
    return [
        _log(main.words),
        _log(sum(map(_worth, found))),
        main.within,
        main.prose,
        main.rarity,
        _log(max(size - main.end, held_size - main.held_end)),
        _log(sum(one.words for one in outside if _above(one, size, held_size))),
        _log(sum(one.words for one in outside if _below(one, size, held_size))),
        _prose_around(main, other),
        min(1.0, main.words / max(_LEAST_BODY, other.body[1] - other.body[0])),
        _log(sum(one.words for one in rest if one.within < 1 / 2)),
        main.held_end / held_size,
        _log(sum(one.words for one in rest)),
        _log(sum(one.words for one in rest if _leads_in(one, main))),
    ]


def _worth(passage: Passage) -> float:
    """Return the words of a passage, less where they stand in labels, outside the body or in many captures."""
    body, sentences = 0.3 + 0.7 * passage.within, 0.3 + 0.7 * passage.prose
    return passage.words * body * sentences * (0.2 + 0.8 * passage.rarity)


def _above(passage: Passage, size: int, held_size: int) -> bool:
    return passage.start < _edge(size) and passage.held < _edge(held_size)


def _below(passage: Passage, size: int, held_size: int) -> bool:
    return size - passage.end < _edge(size) and held_size - passage.held_end < _edge(held_size)


def _leads_in(passage: Passage, main: Passage) -> bool:
    """Tell whether a passage stands a little above the main one in both texts, as a title does."""
    here, there = main.start - passage.end, main.held - passage.held_end
    return -RUN < here <= _LEAD and there > -RUN and passage.end - passage.start <= _TITLE


def _edge(size: int) -> float:
    return min(_EDGE, _EDGE_SHARE * size)


def _prose_around(passage: Passage, other: Held) -> float:
    around = other.prose[max(0, passage.held - _AROUND) : passage.held_end + _AROUND]
    return sum(around) / len(around)


def _log(value: float) -> float:
    return math.log1p(max(0.0, value))
