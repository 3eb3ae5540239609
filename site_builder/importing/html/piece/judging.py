"""Judging: how likely each block of a page is of its piece.

A learnt model looks at each block. Blocks alike then sway each other, for they mostly belong to the piece together
or not at all; and what the posts of a thread quote of each other, or a page prints twice, is taken once.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from site_builder.importing.ensemble import Ensemble, ensemble
from site_builder.importing.html.piece.page_counts import Page
from site_builder.importing.html.piece.page_signs import is_thread

MODEL: Final = "body-blocks"
THRESHOLD: Final = 0.3
"""The log-odds above which a block is taken."""
FIRST_TREES: Final = 80
"""Of the model, those that every block is judged by."""

_HOPELESS: Final = -2.5  # log-odds after the first trees
_SWAY: Final = 0.5  # share of the others' mean that a block is swayed by
_STEEPEST: Final = 3.0  # log-odds with which a block sways others, at most
_QUOTED: Final = 4  # words: what is shorter is said twice in a thread without being quoted
_LEFT_OUT: Final = -8.0  # log-odds
_REPRINTED: Final = 5  # texts: fewer that a piece says again are its own refrains
_REPRINT: Final = 0.3  # share of the words taken: less said again is no second print


class Outline(Struct, frozen=True):
    """What settles the judgement of a page's blocks, besides their scores.

    `same` is for each block the place of the last one before that has the same text, or -1; `thread` says whether
    the page looks like a thread of posts.
    """

    words: list[int]
    kinds: list[tuple[str, str]]
    same: list[int]
    thread: bool


def outline(page: Page) -> Outline:
    """Return the outline of a page."""
    last: dict[str, int] = {}
    same = []
    for at, block in enumerate(page.blocks):
        same.append(last.get(block.text, -1))
        last[block.text] = at
    return Outline(page.words, page.kinds, same, is_thread(page.signs))


def judged(page: Page, rows: Sequence[Sequence[float]]) -> list[float]:
    """Return the log-odds of the blocks of a page with their features (`FEATURES`, and then `OPINION`)."""
    return settled(outline(page), first_scores(*_judges(), rows))


def first_scores(first: Ensemble, others: Ensemble, rows: Sequence[Sequence[float]]) -> list[float]:
    """Return the log-odds of each block by itself; the first trees are enough where they leave no hope."""
    scores = []
    for row in rows:
        score = first.score(row)
        scores.append(score + others.score(row) if score > _HOPELESS else score)
    return scores


def settled(outline: Outline, scores: Sequence[float]) -> list[float]:
    """Return the log-odds once blocks alike have swayed each other and what is said again is left out.

    That are quotations in a thread, and the second print that a page has of its piece, for narrow screens or for
    those who run no scripts. What an article says again here and there is its own.
    """
    swayed = evened(outline.kinds, outline.words, scores)
    found = swayed if any(score > THRESHOLD for score in swayed) else list(scores)
    again = _said_again(outline, found)
    if outline.thread or _is_reprint(outline, found, again):
        for at in again:
            found[at] = _LEFT_OUT
    return found


def _said_again(outline: Outline, scores: Sequence[float]) -> list[int]:
    """Return the places of the blocks whose text is taken already."""
    taken = [False] * len(scores)
    again = []
    for at, before in enumerate(outline.same):
        if before >= 0 and taken[before] and outline.words[at] >= _QUOTED:
            again.append(at)
            taken[at] = True
        else:
            taken[at] = scores[at] > THRESHOLD
    return again


def _is_reprint(outline: Outline, scores: Sequence[float], again: list[int]) -> bool:
    """Tell whether what is said again is a good part of all that is taken."""
    told = [at for at in again if scores[at] > THRESHOLD]
    words = sum(outline.words[at] for at in told)
    texts = len({outline.same[at] for at in told} - set(again))
    taken = sum(count for count, score in zip(outline.words, scores, strict=True) if score > THRESHOLD)
    return texts >= _REPRINTED and words >= _REPRINT * max(1, taken)


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
def _judges() -> tuple[Ensemble, Ensemble]:
    return ensemble(MODEL).parts(FIRST_TREES)
