"""Smoothing: how the first judgement of each block of a page looks beside those of the blocks around it.

Around are the blocks before and after, those in the same places of the tree, those alike, the heading above, the
stretch that is most of the piece, and the page as a whole.
"""

from collections.abc import Hashable, Sequence
from math import exp
from typing import Final

from msgspec import Struct

from site_builder.importing.html.page_counts import Page
from site_builder.importing.html.page_signs import is_thread
from site_builder.importing.text_smoothing import heaviest

_LEVELS: Final = 6  # places up
_REACH: Final = 5  # blocks
_STRETCHES: Final = (3, 10, 30)  # blocks
SMOOTH: Final = (
    "score", *(f"score{step:+}" for step in range(-_REACH, _REACH + 1) if step),
    *(f"{side}_{reach}" for reach in _STRETCHES for side in ("mean_before", "mean_after")),
    "share_before", "share_after", "expected", "expected_share", "best", "share_likelier", "expected_f1", "unsure",
    "alike_mean", "alike_rest", "alike_share", "named_mean",
    *(f"place{level}_{what}" for level in range(_LEVELS) for what in ("mean", "rest", "share")),
    "since_first", "until_last", "since_core", "until_core", "in_core", "core_share", "words_since_likely", "words_until_likely",
    "heading_score", "next_text_score", "times_before", "score_before", "share_before_same",
)  # fmt: skip
"""The names of the values, in order."""

_MOST_WORDS: Final = 300  # of a block; more weigh no more
_STEEPEST: Final = 8.0  # log-odds
_BEYOND: Final = -9.0  # the score of what isn't there
_STRONG: Final = 0.7
_LIKELY: Final = 0.6
_EVEN: Final = 0.4
_FEW: Final = 9  # words
_FAR: Final = 60  # blocks
_FAR_WORDS: Final = 999

Column = list[float]


class Outline(Struct, frozen=True):
    """What smoothing looks at of a page, for each block.

    `uppers` are the numbers of its place and of those above, by level; `same` is the place of the last block
    before that has the same text, or -1; `thread` says whether the page looks like a thread of posts.
    """

    words: list[int]
    kinds: list[tuple[str, str]]
    headings: list[int]
    uppers: list[list[int]]
    same: list[int]
    thread: bool


class _Judged:
    """Blocks with their first scores: the chance of each, its weight, and the mass, which is both multiplied."""

    def __init__(self, outline: Outline, scores: Sequence[float]) -> None:
        self.scores = [max(-_STEEPEST, min(_STEEPEST, score)) for score in scores]
        self.chances = [1 / (1 + exp(-score)) for score in self.scores]
        self.weights = [min(words, _MOST_WORDS) + 1 for words in outline.words]
        self.masses = [chance * weight for chance, weight in zip(self.chances, self.weights, strict=True)]
        self.expected = sum(self.masses)
        self.size = len(self.scores)


def outline(page: Page) -> Outline:
    """Return what smoothing looks at of a page."""
    places = [block.place for block in page.blocks]
    uppers = []
    for _ in range(_LEVELS):
        uppers.append([place.number for place in places])
        places = [place.parent or place for place in places]
    last: dict[str, int] = {}
    same = []
    for at, block in enumerate(page.blocks):
        same.append(last.get(block.text, -1))
        last[block.text] = at
    return Outline(page.words, page.kinds, page.headings, uppers, same, is_thread(page.signs))


def smooth_rows(outline: Outline, scores: Sequence[float]) -> list[list[float]]:
    """Return the values of `SMOOTH` for each block, `scores` being the log-odds by the first model."""
    if not scores:
        return []
    judged = _Judged(outline, scores)
    columns = [
        *_beside(judged),
        *_whole(judged),
        *_groups(outline, judged),
        *_core(judged),
        *_nearest(judged),
    ]
    columns += [*_headings(outline, judged), *_same(outline, judged)]
    return [list(row) for row in zip(*columns, strict=True)]


def _beside(judged: _Judged) -> list[Column]:
    size = judged.size
    padded = [_BEYOND] * _REACH + judged.scores + [_BEYOND] * _REACH
    columns = [judged.scores]
    columns += [padded[_REACH + step : _REACH + step + size] for step in range(-_REACH, _REACH + 1) if step]
    masses, weights = _sums(judged.masses), _sums(judged.weights)
    for reach in _STRETCHES:
        before, after = [], []
        for at in range(size):
            low, high = max(0, at - reach), min(size, at + 1 + reach)
            before.append((masses[at] - masses[low]) / max(1.0, weights[at] - weights[low]))
            after.append((masses[high] - masses[at + 1]) / max(1.0, weights[high] - weights[at + 1]))
        columns += [before, after]
    columns.append([mass / judged.expected for mass in masses[:-1]])
    columns.append([(judged.expected - mass) / judged.expected for mass in masses[1:]])
    return columns


def _sums(values: Sequence[float]) -> Column:
    """Return the sums of what stands before each value, and of all."""
    total, found = 0.0, [0.0]
    for value in values:
        total += value
        found.append(total)
    return found


def _whole(judged: _Judged) -> list[Column]:
    size, expected = judged.size, judged.expected
    all_words = sum(judged.weights)
    likelier = [0.0] * size
    mass = words = best = 0.0
    for at in sorted(range(size), key=lambda at: -judged.chances[at]):
        likelier[at] = mass / expected
        mass += judged.masses[at]
        words += judged.weights[at]
        best = max(best, 2 * mass / (words + expected))
    unsure = sum(mass * (1 - chance) for mass, chance in zip(judged.masses, judged.chances, strict=True))
    return [
        [expected] * size,
        [expected / all_words] * size,
        [max(judged.chances)] * size,
        likelier,
        [best] * size,
        [unsure / expected] * size,
    ]


def _groups(outline: Outline, judged: _Judged) -> list[Column]:
    mean, rest, share = _group(outline.kinds, judged)
    columns = [mean, rest, share, _group([kind[0] for kind in outline.kinds], judged)[0]]
    for upper in outline.uppers:
        columns += _group(upper, judged)
    return columns


def _group(keys: Sequence[Hashable], judged: _Judged) -> list[Column]:
    """Return for each block the mean chance and the weight of the others of its group, and the group's share."""
    masses: dict[Hashable, float] = {}
    weights: dict[Hashable, int] = {}
    for key, mass, weight in zip(keys, judged.masses, judged.weights, strict=True):
        masses[key] = masses.get(key, 0.0) + mass
        weights[key] = weights.get(key, 0) + weight
    rests = [weights[key] - weight for key, weight in zip(keys, judged.weights, strict=True)]
    return [
        [
            (masses[key] - mass) / rest if rest else -1.0
            for key, mass, rest in zip(keys, judged.masses, rests, strict=True)
        ],
        [float(rest or -1) for rest in rests],
        [masses[key] / judged.expected for key in keys],
    ]


def _core(judged: _Judged) -> list[Column]:
    """Describe where each block stands to the first and last strong one, and to the stretch that is most of the piece."""
    places = range(judged.size)
    strong = [at for at in places if judged.chances[at] > _STRONG and judged.weights[at] > _FEW]
    first, last = (strong[0], strong[-1]) if strong else (0, judged.size - 1)
    worth = [
        (chance - _EVEN) * (weight + 2) for chance, weight in zip(judged.chances, judged.weights, strict=True)
    ]
    start, end = heaviest(worth)
    total = sum(one for one in worth if one > 0) or 1.0
    share = sum(one for one in worth[start:end] if one > 0) / total
    return [
        [_near(at - first) for at in places],
        [_near(last - at) for at in places],
        [_near(at - start) for at in places],
        [_near(end - 1 - at) for at in places],
        [1.0 if start <= at < end else 0.0 for at in places],
        [share] * judged.size,
    ]


def _near(distance: int) -> float:
    return float(max(-_FAR, min(_FAR, distance)))


def _nearest(judged: _Judged) -> list[Column]:
    return [_since(judged, range(judged.size)), _since(judged, range(judged.size - 1, -1, -1))]


def _since(judged: _Judged, order: range) -> Column:
    """Return how many words there are, going in `order`, since the last likely block."""
    found = [0.0] * judged.size
    words = _FAR_WORDS
    for at in order:
        found[at] = float(words)
        words = 0 if judged.chances[at] > _LIKELY else min(_FAR_WORDS, words + judged.weights[at])
    return found


def _headings(outline: Outline, judged: _Judged) -> list[Column]:
    """Return the score of the heading above, and of the next text that is no heading."""
    above, next_text = [], [0.0] * judged.size
    score = _BEYOND
    for at, level in enumerate(outline.headings):
        above.append(score)
        score = judged.scores[at] if level else score
    score = _BEYOND
    for at in range(judged.size - 1, -1, -1):
        next_text[at] = score
        score = score if outline.headings[at] else judged.scores[at]
    return [above, next_text]


def _same(outline: Outline, judged: _Judged) -> list[Column]:
    """Return how often the text of a block stood before, its best score there, and the share of all such blocks."""
    times, best = [0.0] * judged.size, [_BEYOND] * judged.size
    mass = 0.0
    for at, before in enumerate(outline.same):
        if before >= 0:
            times[at] = times[before] + 1
            best[at] = max(best[before], judged.scores[before])
            mass += judged.masses[at]
    return [times, best, [mass / judged.expected] * judged.size]
