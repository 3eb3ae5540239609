"""Learning which segments of a plain-text dump are its body: words, then segments, then segments among others."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from learning import FOLDS, MODELS, fold_of, learnt
from pages_as_text import Page, agreement, by_group, marks

from site_builder.importing.ensemble import Ensemble, from_json
from site_builder.importing.text import body as text_body
from site_builder.importing.text.body import Reading
from site_builder.importing.text.features import BODY, Described, body_row, describe
from site_builder.importing.text.smoothing import SMOOTH, smooth_rows

_SITES: Final = 14  # on which a word must stand to be told of
_TELLING: Final = 0.8
_FIRST: Final = {"trees": 90, "num_leaves": 14}
_SECOND: Final = {"trees": 80, "num_leaves": 12, "min_data_in_leaf": 40}


def word_weights(pages: Iterable[Page], marked: Mapping[str, Sequence[int]]) -> dict[str, float]:
    """Return the logarithm of how many more sites have a word in texts than around them, where that tells."""
    within, around = defaultdict(set), defaultdict(set)
    for page in pages:
        for words, of_body in zip(page.words, marked[page.id], strict=True):
            for word in words:
                (within if of_body else around)[word].add(page.site)
    weights = {}
    for word in sorted({*within, *around}):
        if len(within[word] | around[word]) >= _SITES and word.isalpha():
            weight = math.log((len(within[word]) + 1) / (len(around[word]) + 1))
            if abs(weight) >= _TELLING:
                weights[word] = round(weight, 1)
    return weights


def learn(pages: Sequence[Page]) -> tuple[dict[str, Reading], dict[str, Any]]:
    """Return readings of all pages by models that have not seen their sites, and the models of all pages."""
    marked = {page.id: marks(page) for page in pages}
    taught = [page for page in pages if any(page.body)]
    described = _described(pages, taught, marked)
    first = _scores(
        pages, taught, marked, {page.id: _own(described[page.id]) for page in pages}, BODY, _FIRST
    )
    around = {page.id: smooth_rows(described[page.id], first[page.id]) for page in pages}
    second = _scores(pages, taught, marked, around, SMOOTH, _SECOND, first)
    for name, scores in (("first", first), ("second", second)):
        print(f"body, {name} model")
        _report([page for page in taught if not page.machine], scores)
    models = {
        "text-body": _model(
            taught, marked, {page.id: _own(described[page.id]) for page in taught}, BODY, _FIRST
        ),
        "text-body-around": _model(taught, marked, around, SMOOTH, _SECOND),
    }
    write_words(word_weights(taught, marked))
    readings = {}
    for page in pages:
        slug = text_body.slug_words(page.url)
        readings[page.id] = text_body.reading(described[page.id], second[page.id], slug, page.url)
    return readings, models


def _described(
    pages: Sequence[Page], taught: Sequence[Page], marked: Mapping[str, Sequence[int]]
) -> dict[str, Described]:
    found = {}
    for fold in range(FOLDS):
        told = word_weights([page for page in taught if fold_of(page.site) != fold], marked)
        for page in pages:
            if fold_of(page.site) == fold:
                slug = frozenset(text_body.slug_words(page.url))
                found[page.id] = describe(page.segments, slug, told)
    return found


def _own(described: Described) -> list[list[float]]:
    return [body_row(described, at) for at in range(len(described.segments))]


def _weights(page: Page) -> list[float]:
    """Return what each segment of a page counts: long ones more, those of long pages less."""
    own = [math.sqrt(len(words) + 3) for words in page.words]
    return [100 * weight / (sum(own) or 1) ** 0.7 for weight in own]


def _model(
    pages: Sequence[Page],
    marked: Mapping[str, Sequence[int]],
    rows: Mapping[str, Sequence[Sequence[float]]],
    names: Sequence[str],
    settings: Mapping[str, Any],
) -> dict[str, Any]:
    return learnt(
        [row for page in pages for row in rows[page.id]],
        [mark for page in pages for mark in marked[page.id]],
        names,
        weights=[weight for page in pages for weight in _weights(page)],
        **settings,
    )


def _scores(
    pages: Sequence[Page],
    taught: Sequence[Page],
    marked: Mapping[str, Sequence[int]],
    rows: Mapping[str, Sequence[Sequence[float]]],
    names: Sequence[str],
    settings: Mapping[str, Any],
    before: Mapping[str, list[float]] | None = None,
) -> dict[str, list[float]]:
    """Return for each page the probabilities by a model that has seen no page of its site; `before`: by the first one."""
    found = {}
    for fold in range(FOLDS):
        seen = [page for page in taught if fold_of(page.site) != fold]
        model: Ensemble = from_json(_model(seen, marked, rows, names, settings))
        for page in pages:
            if fold_of(page.site) == fold:
                found[page.id] = (
                    text_body.second_scores(model, rows[page.id], before[page.id])
                    if before
                    else text_body.first_scores(model, rows[page.id])
                )
    return found


def _report(pages: Sequence[Page], scores: Mapping[str, Sequence[float]]) -> None:
    taken = [[score > text_body.TAKEN for score in scores[page.id]] for page in pages]
    values = [agreement(page, one) for page, one in zip(pages, taken, strict=True)]
    for line in by_group(pages, values):
        print(line)


def write_words(weights: Mapping[str, float]) -> None:
    """Write the weights of words where the import finds them."""
    MODELS.mkdir(exist_ok=True)
    rows = "".join(f"{word}\t{weight}\n" for word, weight in weights.items())
    (MODELS / "text-words.tsv").write_text(rows, encoding="utf-8")
