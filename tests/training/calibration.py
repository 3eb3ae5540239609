"""Calibration: how often a choice of a given score is right, as a line of a few points that only rises.

The points go into the model's file as `"sure"` (see `site_builder.importing.ensemble`), for any field whose choice has a
score and is right or not. They are found on scores by models that had not seen the sites.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from learning import FOLDS, fold_of

from site_builder.importing.ensemble import Ensemble

_POINTS = 10
_DIGITS = 3


def points(scores: Sequence[float], right: Sequence[int], *, most: int = _POINTS) -> list[list[float]]:
    """Return `[score, share that is right]`, `most` at most, both rising: neighbours that would fall are pooled."""
    ranked = sorted(zip(scores, right, strict=True))
    size = max(1, -(-len(ranked) // most))
    pools: list[list[float]] = []  # number, sum of scores, sum of right
    for start in range(0, len(ranked), size):
        some = ranked[start : start + size]
        pools.append([float(len(some)), sum(score for score, _ in some), float(sum(hit for _, hit in some))])
        while len(pools) > 1 and pools[-2][2] / pools[-2][0] >= pools[-1][2] / pools[-1][0]:
            last = pools.pop()
            pools[-1] = [one + other for one, other in zip(pools[-1], last, strict=True)]
    return [[round(total / count, _DIGITS), round(hits / count, _DIGITS)] for count, total, hits in pools]


def calibrated(
    scores: Sequence[float], right: Sequence[int], sites: Sequence[str], *, most: int = _POINTS
) -> list[float]:
    """Return for each score the probability by points from the scores of other folds."""
    found = [0.0] * len(scores)
    for fold in range(FOLDS):
        others = [place for place, site in enumerate(sites) if fold_of(site) != fold]
        known = points([scores[place] for place in others], [right[place] for place in others], most=most)
        model = Ensemble((), 0.0, (), tuple((score, share) for score, share in known))
        for place, site in enumerate(sites):
            if fold_of(site) == fold:
                found[place] = model.confidence(scores[place])
    return found


def reliability(chances: Sequence[float], right: Sequence[int]) -> Iterator[str]:
    """Yield for each tenth of the range what was said, what was right, and of how many."""
    for tenth in range(10):
        some = [
            (said, hit)
            for said, hit in zip(chances, right, strict=True)
            if tenth <= said * 10 < tenth + 1 or said == (tenth + 1) / 10 == 1
        ]
        if some:
            said, hits = sum(one for one, _ in some), sum(hit for _, hit in some)
            yield f"    {tenth / 10:.1f}: said {said / len(some):.2f}, right {hits / len(some):.2f} ({len(some)})"
