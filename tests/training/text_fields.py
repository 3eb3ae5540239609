"""Learning which candidate for a field of a plain-text dump is the right one, and from which probability to say so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import calibration
import learning
import stated_days
import text_settings
from msgspec import Struct
from pages_as_text import Page, tokens

from site_builder.importing.ensemble import chance, from_json
from site_builder.importing.text import author_rows as text_author_rows
from site_builder.importing.text import authors as text_authors
from site_builder.importing.text import choice as text_choice
from site_builder.importing.text import date_rows as text_date_rows
from site_builder.importing.text import days as text_dates
from site_builder.importing.text import titles as text_titles
from site_builder.importing.text.body import Reading

_AND: Final = re.compile(r"\s*(?:;|,|\||/|\n|&|\+|•|·|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bwith\b|\s-\s)\s*")
_BEFORE: Final = re.compile(r"^(?:(?:written|posted|reviewed|story) )?(?:by|von|par|por)[\s:]+")
_DOTTED: Final = re.compile(r"(?:[a-z]{1,2}\.){1,4}[a-z]?")  # a degree, such as "ph.d."
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
        "fand",
        "ryt",
        "dds",
        "dvm",
        "ldn",
        "cfp",
        "lmft",
        "ceo",
        "obe",
    ]
)

_MOST: Final = 0.2  # of the pages without a field that may be answered

Rows = list[list[float]]


class Field(Struct):
    """A field: its name in the gold, its features, and how its candidates are made, described and compared.

    `checked`: a page may lack the field, so that a second model says how sure the choice is. `stated`: whether a page says
    its gold value in any form that can be read. `taken`: whether the import may answer with a candidate at all. `without_address`: the features of any candidate
    where no address is known. `rivals`: the candidates of a page are learnt as such, one of them or none, rather than
    each alone: better for dates, worse for authors, whose second model then tells less.
    """

    name: str
    features: Sequence[str]
    candidates: Callable[[Reading, int], Sequence[Any]]
    rows: Callable[[Reading, int, Sequence[Any]], Rows]
    right: Callable[[Any, Any], bool]
    checked: bool = True
    stated: Callable[[Page], bool] | None = None
    taken: Callable[[Any], bool] = bool
    without_address: Mapping[str, float] = {}
    points: int = 10
    rivals: bool = False


def people(gold: Any) -> frozenset[str]:
    """Return the names in what a person or a candidate gives as authors, as they are compared."""
    text = gold if isinstance(gold, str) else "; ".join(gold)
    bare = _BEFORE.sub("", re.sub(r"\([^)]*\)", " ", text.casefold()).strip())
    parts = (part for part in _AND.split(bare) if not _DOTTED.fullmatch(part.strip(" :")))
    names = (" ".join(word for word in tokens(part) if word not in _TITLES) for part in parts)
    return frozenset(name for name in names if len(name) > 1)


FIELDS: Final = (
    Field(
        "title",
        text_titles.FEATURES,
        lambda reading, _: text_titles.candidates(reading),
        lambda reading, _, found: text_titles.rows(reading, found),
        lambda one, gold: tokens(one.text) == tokens(gold),
        checked=False,
        without_address=text_titles.WITHOUT_ADDRESS,
        points=20,  # what is no title at all is told from what may well be one
    ),
    Field(
        "date",
        text_date_rows.FEATURES,
        lambda reading, _: text_dates.candidates(reading),
        text_date_rows.rows,
        lambda one, gold: one.value in gold,
        stated=lambda page: stated_days.says(
            (one.text for one in page.segments), page.url, page.gold["date"]
        ),
        taken=lambda one: one.doubt <= 1,
        rivals=True,
    ),
    Field(
        "author",
        text_author_rows.FEATURES,
        text_authors.candidates,
        text_author_rows.rows,
        lambda one, gold: people(one.names) == people(gold),
    ),
)


class Tried(Struct):
    """A page with its candidates for one field, the features of each, and which are right."""

    page: Page
    found: Sequence[Any]
    rows: Rows
    right: Sequence[int]


class Choices(Struct):
    """The grades that models which had not seen the sites give the candidates of each page, and how sure the best is."""

    grades: dict[str, list[float]]
    sure: dict[str, float]


def learn(
    field: Field, pages: Sequence[Page], readings: Mapping[str, Reading], titles: Mapping[str, int]
) -> tuple[dict[str, dict[str, Any]], dict[str, int]]:
    """Return the models of a field by name, and of each page where the best candidate stands by a model that had not seen its site.

    Prints what is to be expected on sites never seen.
    """
    tried = [_tried(field, page, readings[page.id], titles.get(page.id, -1)) for page in pages]
    tried = [one for one in tried if one.found]
    known = [one for one in tried if field.name in one.page.gold]
    grades = _grades(field, tried, known)
    models = {f"text-{field.name}": _model(field, known)}
    best = {one.page.id: text_choice.likeliest(grades[one.page.id]) for one in tried}
    right = [one.right[best[one.page.id]] for one in known]
    rows = [text_choice.standing(grades[one.page.id], one.rows, best[one.page.id]) for one in known]
    sites = [one.page.site for one in known]
    scores = [row[0] for row in rows]
    if field.checked:
        names = [*text_choice.STANDING, *(f"best_{name}" for name in field.features)]
        scores = learning.cross_validated(rows, right, sites, names, **text_settings.CHECKS[field.name])
        models[f"text-{field.name}-check"] = learning.learnt(
            rows, right, names, **text_settings.CHECKS[field.name]
        )
    [*models.values()][-1]["sure"] = calibration.points(scores, right, most=field.points)
    chances = calibration.calibrated(scores, right, sites, most=field.points)
    sure = {
        one.page.id: likely if field.taken(one.found[best[one.page.id]]) else 0.0
        for one, likely in zip(known, chances, strict=True)
    }
    stated = [page for page in pages if field.name in page.gold]
    for line in _report(field, stated, {one.page.id: one for one in known}, best, sure):
        print(line, flush=True)
    print("  as the model says it:", *calibration.reliability([*map(chance, scores)], right), sep="\n")
    print("  calibrated on other folds:", *calibration.reliability(chances, right), sep="\n", flush=True)
    return models, {one.page.id: one.found[best[one.page.id]].at for one in tried}


def _tried(field: Field, page: Page, reading: Reading, title_at: int) -> Tried:
    found = field.candidates(reading, title_at)
    rows = field.rows(reading, title_at, found)
    gold = page.gold.get(field.name)
    return Tried(page, found, rows, [int(bool(gold) and field.right(one, gold)) for one in found])


def _grades(field: Field, tried: Sequence[Tried], known: Sequence[Tried]) -> dict[str, list[float]]:
    grades: dict[str, list[float]] = {}
    for fold in range(learning.FOLDS):
        model = from_json(_model(field, [one for one in known if learning.fold_of(one.page.site) != fold]))
        for one in tried:
            if learning.fold_of(one.page.site) == fold:
                grades[one.page.id] = text_choice.grades(model, one.rows)
    return grades


def _model(field: Field, tried: Sequence[Tried]) -> dict[str, Any]:
    """Return a model of the candidates; it also learns from each as it would be described without an address."""
    rows = [row for one in tried for row in one.rows]
    labels = [right for one in tried for right in one.right]
    if field.without_address:
        places = {field.features.index(name): value for name, value in field.without_address.items()}
        rows += [[places.get(place, value) for place, value in enumerate(row)] for row in rows]
        labels += labels
    settings = text_settings.candidates(field.name, field.features)
    groups = [one.page.id for one in tried for _ in one.rows] if field.rivals else None
    return learning.learnt(rows, labels, field.features, groups=groups, **settings)


def _report(
    field: Field,
    pages: Sequence[Page],
    tried: Mapping[str, Tried],
    best: Mapping[str, int],
    sure: Mapping[str, float],
) -> Iterator[str]:
    """Yield how many of the pages that have the field are answered rightly, and of those without it at all."""
    having = [page for page in pages if page.gold[field.name]]
    lacking = [page for page in pages if not page.gold[field.name]]
    reach = sum(page.id in tried and any(tried[page.id].right) for page in having) / len(having)
    yield f"{field.name}: of {len(having)} pages, {reach:.3f} have a right candidate"
    if field.stated:
        says = [
            page for page in having if (page.id in tried and any(tried[page.id].right)) or field.stated(page)
        ]
        yield f"  {len(says) / len(having):.3f} say the value in some form; the second figure is over those"
    share = len(says) / len(having) if field.stated else 1.0
    answered = sorted((sure.get(page.id, 0.0) for page in lacking), reverse=True)
    bars = [answered[int(_MOST * len(lacking))] + 1e-4] if lacking else []
    for least in (0.0, *(tenth / 20 for tenth in range(2, 15)), *bars):
        said = [page for page in having if sure.get(page.id, -1) >= least]
        right = sum(tried[page.id].right[best[page.id]] for page in said)
        wrong = sum(one >= least and one > 0 for one in answered)
        told = f", {wrong / len(lacking):.3f} of {len(lacking)} without it answered" if lacking else ""
        rate = right / len(having)
        yield f"  from {least:.3f}: {rate:.3f} right, {rate / share:.3f}, {right / max(1, len(said)):.3f} of the answers{told}"
