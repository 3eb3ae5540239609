"""Choice: which candidate for a field of a plain-text document is taken, and how likely it is right.

One model grades the candidates. Where a document may lack the field, another looks at how they stand beside each other
and at the best of them: the likeliest name of a document may still be nobody's who wrote it.
"""

from collections.abc import Callable, Sequence
from typing import Final

from site_builder.importing.ensemble import Ensemble, chance, ensemble

TREES: Final = 60
BEHIND: Final = 2.5
"""After so many trees, candidates so many log-odds behind the best are not looked at any further."""

STANDING: Final = ("grade", "second", "margin", "chances", "share", "number")
_NO_SECOND: Final = -9.0  # the log-odds of a candidate that isn't there


def choose(
    field: str,
    rows: Sequence[Sequence[float]],
    *,
    checked: bool,
    fuller: Callable[[int], Sequence[int]] = lambda _: (),
) -> tuple[int, float] | None:
    """Return which of the candidates that the rows describe is the likeliest and how sure that is; None without any.

    `checked`: a second model (`text-FIELD-check`) says how sure it is. `fuller` gives those that say what a candidate says
    and more: the likeliest of them is taken in the place of the best if it is not far behind.
    """
    if not rows:
        return None
    model = ensemble(f"text-{field}")
    graded = grades(model, rows)
    best = likeliest(graded)
    if not checked:
        return best, model.confidence(graded[best])
    check = ensemble(f"text-{field}-check")
    close = [one for one in fuller(best) if graded[one] >= graded[best] - BEHIND]
    taken = max(close, key=graded.__getitem__, default=best)
    return taken, check.confidence(check.score(standing(graded, rows, best)))


def grades(model: Ensemble, rows: Sequence[Sequence[float]]) -> list[float]:
    """Return the log-odds of each candidate, where only those that may win matter."""
    return model.race(rows, trees=TREES, behind=BEHIND)


def likeliest(graded: Sequence[float]) -> int:
    """Return which candidate has the highest grade, the first of equals."""
    return max(range(len(graded)), key=graded.__getitem__)


def standing(graded: Sequence[float], rows: Sequence[Sequence[float]], best: int) -> list[float]:
    """Return what tells whether the best is right: how the candidates stand, and what it is like itself."""
    second = max((grade for index, grade in enumerate(graded) if index != best), default=_NO_SECOND)
    chances = sum(map(chance, graded))
    top = graded[best]
    return [top, second, top - second, chances, chance(top) / chances, float(len(graded)), *rows[best]]
