"""Learning which candidate for a field of a plain-text dump is the right one, and from which probability to say so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import learning
from msgspec import Struct
from pages_as_text import Page, tokens

from site_builder.importing import text_authors, text_dates, text_titles
from site_builder.importing.ensemble import from_json
from site_builder.importing.text_body import Reading

_SETTINGS: Final = {
    "trees": 200,
    "num_leaves": 12,
    "min_data_in_leaf": 15,
    "learning_rate": 0.05,
    "feature_fraction": 0.4,
    "lambda_l2": 5.0,
}
_AND: Final = re.compile(r"\s*(?:;|,|\||/|\n|&|\+|•|·|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bwith\b|\s-\s)\s*")
_BEFORE: Final = re.compile(r"^(?:(?:written|posted|reviewed|story) )?(?:by|von|par|por)[\s:]+")
_TITLES: Final = frozenset(
    [
        "phd",
        "md",
        "ms",
        "rd",
        "ma",
        "ba",
        "mba",
        "rdn",
        "rn",
        "dr",
        "prof",
        "professor",
        "jr",
        "msc",
        "bsc",
        "esq",
        "mr",
        "mrs",
        "cpa",
    ]
)

Rows = list[list[float]]


class Field(Struct):
    """A field: its name in the gold, its features, and how its candidates are made, described and compared."""

    name: str
    features: Sequence[str]
    candidates: Callable[[Reading, int], Sequence[Any]]
    rows: Callable[[Reading, int, Sequence[Any]], Rows]
    right: Callable[[Any, Any], bool]


def people(gold: Any) -> frozenset[str]:
    """Return the names in what a person or a candidate gives as authors, as they are compared."""
    text = gold if isinstance(gold, str) else "; ".join(gold)
    bare = _BEFORE.sub("", re.sub(r"\([^)]*\)", " ", text.casefold()).strip())
    names = (" ".join(word for word in tokens(part) if word not in _TITLES) for part in _AND.split(bare))
    return frozenset(name for name in names if name)


FIELDS: Final = (
    Field(
        "title",
        text_titles.FEATURES,
        lambda reading, _: text_titles.candidates(reading),
        lambda reading, _, found: text_titles.rows(reading, found),
        lambda one, gold: tokens(one.text) == tokens(gold),
    ),
    Field(
        "date",
        text_dates.FEATURES,
        lambda reading, _: text_dates.candidates(reading),
        text_dates.rows,
        lambda one, gold: one.value in gold,
    ),
    Field(
        "author",
        text_authors.FEATURES,
        text_authors.candidates,
        text_authors.rows,
        lambda one, gold: people(one.names) == people(gold),
    ),
)


class Tried(Struct):
    """A page with its candidates for one field, the features of each, and which are right."""

    page: Page
    found: Sequence[Any]
    rows: Rows
    right: Sequence[int]


def learn(
    field: Field, pages: Sequence[Page], readings: Mapping[str, Reading], titles: Mapping[str, int]
) -> tuple[dict[str, Any], dict[str, int]]:
    """Return the model of a field, and of each page where the best candidate stands by a model that has not seen its site.

    Prints what is to be expected on sites never seen.
    """
    tried = [_tried(field, page, readings[page.id], titles.get(page.id, -1)) for page in pages]
    stated = [one for one in tried if field.name in one.page.gold]
    best: dict[str, tuple[int, float]] = {}
    for fold in range(learning.FOLDS):
        model = from_json(_model(field, [one for one in stated if learning.fold_of(one.page.site) != fold]))
        for one in tried:
            if learning.fold_of(one.page.site) == fold and one.found:
                scores = [model.probability(row) for row in one.rows]
                at = max(range(len(scores)), key=scores.__getitem__)
                best[one.page.id] = at, scores[at]
    for line in _report(field, stated, best):
        print(line)
    places = {one.page.id: one.found[best[one.page.id][0]].at for one in tried if one.page.id in best}
    return _model(field, stated), places


def _tried(field: Field, page: Page, reading: Reading, title_at: int) -> Tried:
    found = field.candidates(reading, title_at)
    rows = field.rows(reading, title_at, found)
    gold = page.gold.get(field.name)
    return Tried(page, found, rows, [int(bool(gold) and field.right(one, gold)) for one in found])


def _model(field: Field, tried: Sequence[Tried]) -> dict[str, Any]:
    rows = [row for one in tried for row in one.rows]
    labels = [right for one in tried for right in one.right]
    return learning.learnt(rows, labels, field.features, **_SETTINGS)


def _report(field: Field, tried: Sequence[Tried], best: Mapping[str, tuple[int, float]]) -> Iterator[str]:
    """Yield how many of the pages that have the field are answered rightly, and of those without it at all."""
    having = [one for one in tried if one.page.gold[field.name]]
    lacking = [one for one in tried if not one.page.gold[field.name]]
    reach = sum(any(one.right) for one in having) / len(having)
    yield f"{field.name}: of {len(having)} pages, {reach:.3f} have a right candidate"
    for least in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6):
        said = [one for one in having if one.page.id in best and best[one.page.id][1] >= least]
        right = sum(one.right[best[one.page.id][0]] for one in said)
        wrong = sum(one.page.id in best and best[one.page.id][1] >= least for one in lacking)
        share = f", {wrong / len(lacking):.3f} of {len(lacking)} without it answered" if lacking else ""
        yield f"  from {least}: {right / len(having):.3f} right, {right / max(1, len(said)):.3f} of the answers{share}"
