"""Judging: how likely each block of a page is of its piece, by two learnt models.

The first looks at each block by itself, the second at what the first says of everything around; what counts is the
mean of both. Blocks alike then sway each other, for they mostly belong to the piece together or not at all.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final

from site_builder.importing.ensemble import Ensemble, ensemble
from site_builder.importing.html.block_features import FEATURES
from site_builder.importing.html.retelling import RETELLING
from site_builder.importing.html.smoothing import SMOOTH, Outline, smooth_rows

FIRST: Final = "body-blocks"
SECOND: Final = "body-blocks-around"
AROUND: Final = (*SMOOTH, *RETELLING)
"""The names of the features of the second model, in order."""

THRESHOLD: Final = 0.3
"""The log-odds above which a block is taken."""

HOPELESS: Final = -2.5
"""Up to this score neither the other trees of the first model nor the second model are asked."""

_FIRST_TREES: Final = 80
_SWAY: Final = 0.5
_STEEPEST: Final = 3.0  # log-odds with which a block sways others, at most
_QUOTED: Final = 4  # words: what is shorter is said twice in a thread without being quoted
_LEFT_OUT: Final = -8.0
_TOLD: Final = slice(FEATURES.index(RETELLING[0]), FEATURES.index(RETELLING[-1]) + 1)


def judged(outline: Outline, rows: Sequence[Sequence[float]]) -> list[float]:
    """Return the log-odds of the blocks of a page with their features (`FEATURES`, and then `OPINION`)."""
    first, others = _first()
    scores = first_scores(first, others, rows)
    return settled(outline, second_scores(ensemble(SECOND), around_rows(outline, rows, scores), scores))


def first_scores(first: Ensemble, others: Ensemble, rows: Sequence[Sequence[float]]) -> list[float]:
    """Return the log-odds by the first model; its first trees are enough where they leave no hope."""
    scores = []
    for row in rows:
        score = first.score(row)
        scores.append(score + others.score(row) if score > HOPELESS else score)
    return scores


def halves(model: Ensemble) -> tuple[Ensemble, Ensemble]:
    """Return the first model's first trees and its other ones."""
    first = Ensemble(model.features, model.base, model.trees[:_FIRST_TREES])
    return first, Ensemble(model.features, 0.0, model.trees[_FIRST_TREES:])


def around_rows(
    outline: Outline, rows: Sequence[Sequence[float]], scores: Sequence[float]
) -> list[list[float]]:
    """Return the values of `AROUND` for each block."""
    return [smooth + list(row[_TOLD]) for smooth, row in zip(smooth_rows(outline, scores), rows, strict=True)]


def second_scores(
    second: Ensemble, around: Sequence[Sequence[float]], scores: Sequence[float]
) -> list[float]:
    """Return the mean of both models' log-odds."""
    return [
        (score + second.score(row)) / 2 if score > HOPELESS else score
        for row, score in zip(around, scores, strict=True)
    ]


def settled(outline: Outline, scores: Sequence[float]) -> list[float]:
    """Return the log-odds once blocks alike have swayed each other and quotations in a thread are left out."""
    swayed = evened(outline.kinds, outline.words, scores)
    found = swayed if any(score > THRESHOLD for score in swayed) else list(scores)
    if outline.thread:
        taken = [False] * len(found)
        for at, before in enumerate(outline.same):
            told = before >= 0 and taken[before] and outline.words[at] >= _QUOTED
            taken[at] = told or found[at] > THRESHOLD
            found[at] = _LEFT_OUT if told else found[at]
    return found


def evened(kinds: Sequence[tuple[str, str]], words: Sequence[int], scores: Sequence[float]) -> list[float]:
    """Return the log-odds of blocks swayed by those of the blocks of the same kind, weighed by words."""
    sums: dict[tuple[str, str], list[float]] = {}
    parts = [
        (max(-_STEEPEST, min(_STEEPEST, score)) * (count + 1), count + 1)
        for score, count in zip(scores, words, strict=True)
    ]
    for kind, (part, size) in zip(kinds, parts, strict=True):
        found = sums.setdefault(kind, [0.0, 0.0])
        found[0] += part
        found[1] += size
    swayed = []
    for kind, score, (part, size) in zip(kinds, scores, parts, strict=True):
        total, all_sizes = sums[kind]
        rest = all_sizes - size
        swayed.append(score + (_SWAY * (total - part) / rest if rest > 0 else 0.0))
    return swayed


@cache
def _first() -> tuple[Ensemble, Ensemble]:
    return halves(ensemble(FIRST))
