"""Choice: the candidates of a field, described by numbers, and which of them a learnt model takes.

A candidate is a value with the signals that say it. Signals that agree are one candidate with several signals, so
that the model sees agreement and dissent. The model has learnt to choose among rivals or to take none: a candidate's
share, beside those of the others and of none, is the confidence of the field, unless the model says how often a choice
of such a share was right.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Final, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from site_builder.importing.ensemble import Ensemble, log_odds

T = TypeVar("T")
_TELLS: Final = 0.01  # a share that is worth comparing


class Candidate(Struct, Generic[T], eq=False):
    """A value that a field may have: what says so (`rule` is the first), and how it is described."""

    key: str
    value: T
    rule: str
    signals: set[str]
    features: dict[str, float]


def offered(found: dict[str, Candidate[T]], key: str, value: T, signal: str, rule: str) -> Candidate[T]:
    """Return the candidate of a key among those found, which `signal` says, too; a new one has `value` and `rule`."""
    one = found.setdefault(key, Candidate(key, value, rule, set(), {}))
    one.signals.add(signal)
    return one


class Found(Struct, Generic[T], frozen=True):
    """The value of a field, what said so, and how sure that is, from 0 to 1."""

    value: T
    rule: str
    confidence: float


def _row(candidate: Candidate[T], names: Sequence[str]) -> list[float]:
    """Return the description of a candidate in the order of `names`; what it lacks is 0."""
    return [candidate.features.get(name, 0.0) for name in names]


def graded(candidates: Sequence[Candidate[T]], model: Ensemble) -> list[float]:
    """Return the grade that the model gives each candidate; taking none of them has the grade 0."""
    return [model.score(_row(one, model.features)) for one in candidates]


def best(
    candidates: Iterable[Candidate[T]],
    model: Ensemble,
    threshold: float,
    alike: Callable[[T, T], bool] | None = None,
) -> Found[T] | None:
    """Return the candidate that the model holds likeliest, or None where even that is below the threshold.

    Where values that are `alike` will do for each other, the likeliest is the one that has most of the shares with them.
    """
    every = list(candidates)
    grades = graded(every, model)
    found = likeliest(every, grades) if alike is None else _likeliest_with(every, grades, alike)
    if found is not None and model.sure:
        found = replace(found, confidence=round(model.confidence(log_odds(found.confidence)), 4))
    return found if found is not None and found.confidence >= threshold else None


def _likeliest_with(
    candidates: Sequence[Candidate[T]], grades: Sequence[float], alike: Callable[[T, T], bool]
) -> Found[T] | None:
    if not candidates:
        return None
    backing = backed([one.value for one in candidates], [share(grade, grades) for grade in grades], alike)
    most, _, chosen = max(zip(backing, grades, candidates, strict=True), key=lambda found: found[:2])
    return Found(chosen.value, chosen.rule, round(most, 4))


def backed(values: Sequence[T], shares: Sequence[float], alike: Callable[[T, T], bool]) -> list[float]:
    """Return for each value its share with the shares of those that are alike."""
    return [
        sum(
            part
            for place, part in enumerate(shares)
            if place == index or (part >= _TELLS and alike(value, values[place]))
        )
        for index, value in enumerate(values)
    ]


def likeliest(candidates: Sequence[Candidate[T]], grades: Sequence[float]) -> Found[T] | None:
    """Return the candidate of the highest grade, the first of equals; None where there is no candidate."""
    if not candidates:
        return None
    grade, chosen = max(zip(grades, candidates, strict=True), key=lambda pair: pair[0])
    return Found(chosen.value, chosen.rule, round(share(grade, grades), 4))


def share(grade: float, grades: Sequence[float]) -> float:
    """Return how likely the candidate of a grade is, among those of all grades and none."""
    highest = max(0.0, *grades)
    return math.exp(grade - highest) / (math.exp(-highest) + sum(math.exp(one - highest) for one in grades))
