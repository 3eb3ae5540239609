"""Learns the models that choose among the candidates of a page's fields: `fields-title`, `fields-author` and so on.

    python tests/training/learn_fields.py --data DIR --scorer FILE [--only title,date] [--kept FOLDER]

DIR is the folder of development pages (`manifest.jsonl` and the pages it names), FILE the scorer that comes with
them. What is expected on sites never seen is printed for several thresholds; then the models of all pages are written.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import pickle
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "training")]

import calibration  # noqa: E402
import field_presence  # noqa: E402
from field_settings import PRESENCE, SETTINGS, settings  # noqa: E402
from learning import cross_validated, learnt, write  # noqa: E402

from site_builder.importing import encodings  # noqa: E402
from site_builder.importing.ensemble import log_odds  # noqa: E402
from site_builder.importing.html.fields import authors, days, descriptions, site_names, titles  # noqa: E402
from site_builder.importing.html.fields.choice import backed, share  # noqa: E402
from site_builder.importing.html.fields.signals import Signals  # noqa: E402
from site_builder.importing.html.markup import parsing  # noqa: E402

GATHERERS: Final = {
    "title": titles.candidates,
    "author": authors.candidates,
    "date": days.candidates,
    "description": descriptions.candidates,
    "sitename": site_names.candidates,
}
ALIKE: Final = {"description": descriptions.alike}
"""The fields of which any value will do that says the same."""
CALIBRATED: Final = frozenset({"sitename"})
"""The fields whose confidence is how often a choice like it was right, rather than the share of the candidate."""
POINTS: Final = 6
NONE_WEIGHS: Final = (
    2.0  # a page that has no author or date is rarer than it should be: an empty field is the better error
)
THRESHOLDS: Final = (
    0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.32, 0.35, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.82, 0.84, 0.86, 0.9,
)  # fmt: skip


class Example(NamedTuple):
    """A candidate of a page: how it is described, whether it is right, and what it says."""

    page: str
    site: str
    origin: str
    features: dict[str, float]
    right: bool
    value: str
    rule: str
    answered: bool


def main() -> None:
    options = _options()
    scorer = _scorer(options.scorer)
    only = options.only.split(",") if options.only else list(GATHERERS)
    for field in only:
        examples = _examples(field, options, scorer)
        (_learn_with_presence if field in PRESENCE else _learn)(field, examples, options)


def _learn(field: str, examples: list[Example], options: argparse.Namespace) -> None:
    """Print what is expected of a field, and write its model."""
    table = _table(examples)
    chosen_by = settings(field, table["names"])
    scores = cross_validated(**table, sites=[one.site for one in examples], salt=options.salt, **chosen_by)
    shares = _shares(examples, scores)
    if field in ALIKE:
        shares = scores = _backed(examples, shares, ALIKE[field])
    chosen = _chosen(examples, shares, scores)
    _report(field, examples, chosen, options)
    sure = _sure(field, chosen)
    if not options.dry:
        print(write(f"fields-{field}", learnt(**table, **chosen_by) | sure))


def _sure(field: str, chosen: dict[str, tuple[float, Example]]) -> dict[str, Any]:
    """Return the points that say how often a choice of some log-odds is right, for a field that keeps its confidences."""
    if field not in CALIBRATED:
        return {}
    scores = [log_odds(share_) for share_, _ in chosen.values()]
    right = [int(one.right) for _, one in chosen.values()]
    sites = [one.site for _, one in chosen.values()]
    print("  calibrated on other folds:")
    print(
        *calibration.reliability(calibration.calibrated(scores, right, sites, most=POINTS), right), sep="\n"
    )
    return {"sure": calibration.points(scores, right, most=POINTS)}


def _learn_with_presence(field: str, examples: list[Example], options: argparse.Namespace) -> None:
    """Print what is expected of a field whose presence a second model tells, and write both."""
    scores, sure = field_presence.cross_validated_twice(
        examples, _table, SETTINGS[field], PRESENCE[field], options.salt
    )
    _report(field, examples, _chosen(examples, sure, scores), options)
    if not options.dry:
        table = _table(examples)
        unseen = cross_validated(**table, sites=[one.site for one in examples], **SETTINGS[field])
        print(write(f"fields-{field}", learnt(**table, **SETTINGS[field])))
        pages = field_presence.table(field_presence.pages(examples, unseen))
        print(write(f"fields-{field}-presence", learnt(**pages, **PRESENCE[field])))


def _table(examples: list[Example]) -> dict[str, Any]:
    """Return what is learnt from: rows, labels, the names of the columns, and weights."""
    names = sorted({name for one in examples for name in one.features})
    return {
        "rows": [[one.features.get(name, 0.0) for name in names] for one in examples],
        "labels": [float(one.right) for one in examples],
        "names": names,
        "weights": [1.0 if one.answered else NONE_WEIGHS for one in examples],
        "groups": [one.page for one in examples],
    }


def _shares(examples: list[Example], scores: list[float]) -> list[float]:
    """Return how likely each candidate is, among those of its page and none."""
    grades: dict[str, list[float]] = {}
    for one, score in zip(examples, scores, strict=True):
        grades.setdefault(one.page, []).append(score)
    return [share(score, grades[one.page]) for one, score in zip(examples, scores, strict=True)]


def _backed(examples: list[Example], shares: list[float], alike: Callable[[str, str], bool]) -> list[float]:
    """Return the share of each candidate with those of its page's that are alike."""
    pages: dict[str, list[int]] = {}
    for place, one in enumerate(examples):
        pages.setdefault(one.page, []).append(place)
    found = [0.0] * len(examples)
    for some in pages.values():
        values = [examples[place].value for place in some]
        told = backed(values, [shares[place] for place in some], alike)
        for place, share_ in zip(some, told, strict=True):
            found[place] = share_
    return found


def _report(
    field: str,
    examples: list[Example],
    chosen: dict[str, tuple[float, Example]],
    options: argparse.Namespace,
) -> None:
    _print_expected(field, examples, chosen)
    if options.errors:
        _write_errors(Path(options.errors) / f"{field}.txt", examples, chosen)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--kept", type=Path, help="a folder where what is gathered is kept for the next run")
    parser.add_argument("--errors", help="a folder for the pages whose answer is wrong")
    parser.add_argument("--salt", default="", help="deal the sites out to the folds otherwise")
    parser.add_argument("--dry", action="store_true", help="write no model")
    return parser.parse_args()


def _scorer(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _examples(field: str, options: argparse.Namespace, scorer: Any) -> list[Example]:
    kept = options.kept / f"{field}.pickle" if options.kept else None
    if kept and kept.exists():
        return pickle.loads(kept.read_bytes())  # noqa: S301 - written by this script
    right = judges(scorer)[field]
    examples: list[Example] = []
    for page in scorer.load(options.data):
        if field in page["gold"]:
            examples += _of_page(page, options.data, field, right)
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(examples))
    return examples


def judges(scorer: Any) -> dict[str, Callable[[Any, Any], bool]]:
    """Return for each field what tells whether a candidate's value is what the annotators wrote."""
    return {
        "title": lambda value, gold: scorer.norm(value) == scorer.norm(gold),
        "author": lambda value, gold: scorer.names([one.name for one in value]) == scorer.names(gold),
        "date": lambda value, gold: scorer.day(value) in gold,
        "description": scorer.desc_ok,
        "sitename": scorer.site_ok,
    }


def _of_page(
    page: dict[str, Any], data: Path, field: str, right: Callable[[Any, Any], bool]
) -> list[Example]:
    raw = (data / page["file"].removesuffix(".gz")).read_bytes()
    signals = Signals(parsing.parsed(encodings.decoded(raw)[0]), page["url"])
    gold = page["gold"][field]
    found = [
        Example(
            page["id"],
            page["site"],
            page["origin"],
            one.features,
            bool(gold) and right(one.value, gold),
            _shown(one.value),
            one.rule,
            bool(gold),
        )
        for one in GATHERERS[field](signals)
    ]
    # A page without candidates counts too: nothing is found on it.
    return found or [Example(page["id"], page["site"], page["origin"], {}, False, "", "", bool(gold))]


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else "; ".join(one.name for one in value)


def _chosen(
    examples: list[Example], sure: list[float], scores: list[float]
) -> dict[str, tuple[float, Example]]:
    """Return the candidate of each page that has the highest score, with how sure it is."""
    chosen: dict[str, tuple[float, float, Example]] = {}
    for one, certain, score in zip(examples, sure, scores, strict=True):
        if one.page not in chosen or score > chosen[one.page][0]:
            chosen[one.page] = (score, certain, one)
    return {page: found[1:] for page, found in chosen.items()}


def _print_expected(field: str, examples: list[Example], chosen: dict[str, tuple[float, Example]]) -> None:
    """Print how often the choice is right, and how often there is one where there should be none."""
    reachable = {one.page for one in examples if one.right}
    answerable = [pair for pair in chosen.values() if pair[1].answered]
    print(f"{field}: {len(answerable)} pages, {len(reachable) / len(answerable):.4f} reachable")
    for threshold in THRESHOLDS:
        taken = [one for score, one in answerable if score >= threshold]
        false = [score for score, one in chosen.values() if not one.answered and one.value]
        none = [1 for score, one in chosen.values() if not one.answered]
        over = sum(score >= threshold for score in false)
        right = sum(one.right for one in taken)
        print(
            f"  {threshold:.2f}: right {right / len(answerable):.4f} of given {right / max(1, len(taken)):.4f} false {over / max(1, len(none)):.4f}"
        )
    by = Counter((one.origin, one.right) for _, one in answerable)
    print(
        "  ",
        {
            name: round(by[name, True] / (by[name, True] + by[name, False]), 3)
            for name in {name for name, _ in by}
        },
    )


def _write_errors(path: Path, examples: list[Example], chosen: dict[str, tuple[float, Example]]) -> None:
    lines = []
    right = {one.page: one.value for one in examples if one.right}
    for page, (score, one) in chosen.items():
        if not one.right and (one.answered or score > 0.3):
            told = [page, one.answered, round(score, 2), one.rule, one.value[:200], right.get(page, "")[:200]]
            lines.append(json.dumps(told, ensure_ascii=False))
    path.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
