"""Smoothing: how the first judgement of each segment of a document looks beside those of the segments around it."""

from collections.abc import Sequence
from math import log1p
from typing import Final

from site_builder.importing.text.features import OWN, PLACE, Described, near

SCORES: Final = tuple(f"score{offset:+}" for offset in range(-5, 6))
SMOOTH: Final = (
    *OWN, *PLACE, *SCORES, "mean_above", "mean_below", "far_above", "far_below", "mass_above", "mass_below",
    "strong_above", "strong_below", "best", "core_start", "core_end", "core_share", "between", "between_words",
    "widest_between", "run_share", "dated_between", "ends_between",
)  # fmt: skip


def smooth_rows(described: Described, scores: Sequence[float]) -> list[list[float]]:
    """Return the values of `SMOOTH` for each segment: its own, and how the first model judged those around it."""
    weights = [min(one.weight, 80) for one in described.segments]
    masses = [score * weight for score, weight in zip(scores, weights, strict=True)]
    total, best = sum(masses) or 1.0, max(scores, default=0.0)
    strong = [at for at, score in enumerate(scores) if score > _STRONG and weights[at] > _FEW]
    first, last = (strong[0], strong[-1]) if strong else (0, -1)
    padded = [-1.0] * 5 + list(scores) + [-1.0] * 5
    core = _core(described, scores, weights)
    above, rows = 0.0, []
    for at in range(len(scores)):
        row = [*described.own[at], *described.place[at], *padded[at : at + 11]]
        for reach in (_CLOSE, _FAR):
            row.append(_mean(masses[max(0, at - reach) : at], weights[max(0, at - reach) : at]))
            row.append(_mean(masses[at + 1 : at + 1 + reach], weights[at + 1 : at + 1 + reach]))
        row += [
            above / total,
            1 - (above + masses[at]) / total,
            near(at - first),
            near(last - at),
            best,
            *core[at],
        ]
        above += masses[at]
        rows.append(row)
    return rows


_STRONG: Final = 0.7  # chance of a segment that is surely text
_CLOSE: Final = 4  # segments
_FAR: Final = 15  # segments


def _mean(masses: Sequence[float], weights: Sequence[float]) -> float:
    return sum(masses) / max(1.0, sum(weights))


def _core(described: Described, scores: Sequence[float], weights: Sequence[int]) -> list[list[float]]:
    """Describe where each segment stands to the core: the stretch that is most of all text by the first model."""
    worth = [(score - _EVEN) * (weight + 2) for score, weight in zip(scores, weights, strict=True)]
    start, end = heaviest(worth)
    total = sum(max(0.0, one) for one in worth) or 1.0
    share = sum(max(0.0, one) for one in worth[start:end]) / total
    found: list[list[float]] = [[] for _ in worth]
    for steps in (range(start, len(worth)), range(start - 1, -1, -1)):
        low = words = run = widest = dated = ends = 0
        mass = 0.0
        for at in steps:
            weak = scores[at] < _EVEN
            low, words = low + weak, words + weak * weights[at]
            run = run + 1 if weak else 0
            widest = max(widest, run)
            mass = max(0.0, mass + worth[at])
            dated += bool(described.own[at][_DATED] and weak)
            ends += bool(described.own[at][_END])
            row = [near(at - start), near(end - 1 - at), share, min(low, 60), log1p(words), min(widest, 40)]
            found[at] = [*map(float, row), mass / total, float(min(dated, 9)), float(min(ends, 9))]
    return found


def heaviest(worth: Sequence[float]) -> tuple[int, int]:
    """Return the bounds of the stretch with the greatest sum, (0, 0) when nothing is worth anything."""
    best, bounds, total, start = 0.0, (0, 0), 0.0, 0
    for at, one in enumerate(worth):
        if total <= 0:
            total, start = 0.0, at
        total += one
        if total > best:
            best, bounds = total, (start, at + 1)
    return bounds


_EVEN: Final = 0.4  # chance above which a segment speaks for the text around it
_FEW: Final = 8  # words: a shorter segment proves nothing
_DATED: Final = OWN.index("dated")
_END: Final = OWN.index("end")
