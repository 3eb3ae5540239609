"""Learning whether pages state a field at all, from the grades of candidates by models that hadn't seen their sites.

What the second model learns from must be graded as it will be on a site never seen: so its grades are cross-validated,
and where the second model itself is cross-validated, once more within the folds that it learns from.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

from learning import FOLDS, cross_validated, fold_of, learnt  # noqa: E402

from site_builder.importing.ensemble import from_json  # noqa: E402
from site_builder.importing.html.fields.choice import Candidate  # noqa: E402
from site_builder.importing.html.fields.presence import described  # noqa: E402


class PageSeen(NamedTuple):
    """A page as the second model sees it, whether it states the field, and whether the likeliest candidate is right.

    `places` are those of its examples.
    """

    features: dict[str, float]
    answered: bool
    right: bool
    places: list[int]


def pages(examples: Sequence[Any], scores: Sequence[float]) -> list[PageSeen]:
    """Return the pages of the examples of candidates, with the log-odds of each."""
    places: dict[str, list[int]] = {}
    for place, one in enumerate(examples):
        places.setdefault(one.page, []).append(place)
    found = []
    for some in places.values():
        every = [
            Candidate("", examples[place].value, "", set[str](), examples[place].features) for place in some
        ]
        seen = described(every, [scores[place] for place in some])
        likeliest = max(some, key=lambda place: scores[place])
        found.append(PageSeen(seen, examples[some[0]].answered, examples[likeliest].right, some))
    return found


def table(seen: Sequence[PageSeen]) -> dict[str, Any]:
    """Return what the second model learns from: rows, labels, and the names of the columns.

    It tells pages whose likeliest candidate is right from those that state nothing. Pages that state something else
    are left out: they are wrong with any answer, and would only teach it to be timid.
    """
    names = sorted(seen[0].features)
    telling = [one for one in seen if one.right or not one.answered]
    return {
        "rows": [[one.features[name] for name in names] for one in telling],
        "labels": [float(one.right) for one in telling],
        "names": names,
    }


def cross_validated_twice(
    examples: Sequence[Any],
    tabled: Callable[[list[Any]], dict[str, Any]],
    settings: dict[str, Any],
    presence: dict[str, Any],
    salt: str,
) -> tuple[list[float], list[float]]:
    """Return for each example its log-odds, and how likely its page states the field, by models that hadn't seen its site."""
    scores, sure = [0.0] * len(examples), [0.0] * len(examples)
    for fold in range(FOLDS):
        seen = [one for one in examples if fold_of(one.site, salt) != fold]
        rest = [place for place, one in enumerate(examples) if fold_of(one.site, salt) == fold]
        first, second, names = _both(seen, tabled, settings, presence, f"{salt}within")
        unseen = [examples[place] for place in rest]
        grades = [first.score([one.features.get(name, 0.0) for name in first.features]) for one in unseen]
        for page in pages(unseen, grades):
            likely = second.probability([page.features[name] for name in names])
            for place in page.places:
                scores[rest[place]], sure[rest[place]] = grades[place], likely
    return scores, sure


def _both(
    seen: list[Any],
    tabled: Callable[[list[Any]], dict[str, Any]],
    settings: dict[str, Any],
    presence: dict[str, Any],
    salt: str,
) -> tuple[Any, Any, tuple[str, ...]]:
    """Return the two models that are learnt from the examples seen, and the names of what the second asks for."""
    given = tabled(seen)
    unseen = cross_validated(**given, sites=[one.site for one in seen], salt=salt, **settings)
    first = from_json(learnt(**given, **settings))
    second = from_json(learnt(**table(pages(seen, unseen)), **presence))
    return first, second, second.features
