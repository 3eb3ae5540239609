"""Learning of the small models that the import carries: gradient-boosted trees by LightGBM, written as JSON.

A script of this folder gathers examples from the development pages (their folder is given as `--data`), calls
`cross_validated` to say what is to be expected on sites never seen, and `learnt` to make the model of all of them.
Sites are never split between learning and trying. What is the same comes out the same: one thread, fixed seeds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import lightgbm
import numpy as np

from site_builder.importing.ensemble import Ensemble, from_json

MODELS: Final = Path(__file__).resolve().parents[2] / "site_builder" / "importing" / "models"
FOLDS: Final = 5
_DIGITS: Final = 5
_LEAST: Final = 1e-12
_FLATTEST: Final = 1e-3  # a curvature below which a step would be too long
SETTINGS: Final[dict[str, Any]] = {
    "objective": "binary",
    "num_leaves": 12,
    "learning_rate": 0.1,
    "min_data_in_leaf": 20,
    "lambda_l2": 1.0,
    "feature_fraction": 0.8,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbosity": -1,
}


def learnt(
    rows: Sequence[Sequence[float]],
    labels: Sequence[float],
    names: Sequence[str],
    *,
    weights: Sequence[float] | None = None,
    groups: Sequence[str] | None = None,
    trees: int = 80,
    **settings: Any,
) -> dict[str, Any]:
    """Return a model (see `site_builder.importing.ensemble`) that tells labels 1 from labels 0.

    `groups`: rows of one group are rivals, of which one is right or none; the model then learns which to choose
    (`rivalry`) rather than to judge each row alone. `settings` are LightGBM's parameters, before ours.
    """
    if groups is not None:
        settings = {"objective": rivalry(labels, groups, weights), **settings}
    data = lightgbm.Dataset(
        np.asarray(rows, dtype=np.float64),
        np.asarray(labels),
        weight=None if groups is not None else weights,  # an objective of one's own weighs by itself
        feature_name=list(names),
    )
    found = lightgbm.train(SETTINGS | settings, data, num_boost_round=trees).dump_model()
    return {
        "features": list(names),
        "base": 0.0,  # LightGBM puts the average into the leaves of the first tree
        "trees": [_node(tree["tree_structure"]) for tree in found["tree_info"]],
    }


def rivalry(
    labels: Sequence[float], groups: Sequence[str], weights: Sequence[float] | None = None
) -> Callable[[Any, Any], tuple[Any, Any]]:
    """Return LightGBM's objective of a choice among the rows of each group and none of them, whose score is 0.

    It is the logarithm of the share that the right rows have of the exponentials of all scores: where several rows
    of a group are right, any of them will do.
    """
    _, group = np.unique(np.asarray(groups), return_inverse=True)
    number = int(group.max()) + 1
    right = np.asarray(labels)
    weight = np.ones(len(right)) if weights is None else np.asarray(weights)

    def objective(scores: Any, _: Any) -> tuple[Any, Any]:
        highest = np.zeros(number)
        np.maximum.at(highest, group, scores)
        raised = np.exp(scores - highest[group])
        share = raised / (np.bincount(group, raised, minlength=number) + np.exp(-highest))[group]
        rightful = np.bincount(group, share * right, minlength=number)[group]
        wanted = np.where(rightful > 0, right * share / np.maximum(rightful, _LEAST), 0.0)
        return (share - wanted) * weight, np.maximum(share * (1 - share), _FLATTEST) * weight

    return objective


def cross_validated(
    rows: Sequence[Sequence[float]],
    labels: Sequence[float],
    sites: Sequence[str],
    names: Sequence[str],
    *,
    weights: Sequence[float] | None = None,
    groups: Sequence[str] | None = None,
    salt: str = "",
    **settings: Any,
) -> list[float]:
    """Return for each row the log-odds by a model that has seen no row of its site.

    Another `salt` deals the sites out otherwise, to see that a gain isn't chance.
    """
    scores = [0.0] * len(rows)
    for fold in range(FOLDS):
        within = [fold_of(site, salt) != fold for site in sites]
        model = _of(rows, labels, names, within, weights, groups, settings)
        for place, seen in enumerate(within):
            if not seen:
                scores[place] = model.score(rows[place])
    return scores


def fold_of(site: str, salt: str = "") -> int:
    """Return the fold in which the pages of a site are tried; the same for every task."""
    return sha256((salt + site).encode()).digest()[0] % FOLDS


def write(name: str, model: dict[str, Any]) -> Path:
    """Write a model where the import finds it; return its path."""
    path = MODELS / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(model, separators=(",", ":")) + "\n", encoding="utf-8")
    return path


def _of(
    rows: Sequence[Sequence[float]],
    labels: Sequence[float],
    names: Sequence[str],
    within: Sequence[bool],
    weights: Sequence[float] | None,
    groups: Sequence[str] | None,
    settings: dict[str, Any],
) -> Ensemble:
    kept = [place for place, seen in enumerate(within) if seen]
    found = learnt(
        [rows[place] for place in kept],
        [labels[place] for place in kept],
        names,
        weights=None if weights is None else [weights[place] for place in kept],
        groups=None if groups is None else [groups[place] for place in kept],
        **settings,
    )
    return from_json(found)


def _node(node: dict[str, Any]) -> Any:
    if "leaf_value" in node:
        return round(node["leaf_value"], _DIGITS)
    threshold = float(f"{node['threshold']:.7g}")
    return [node["split_feature"], threshold, _node(node["left_child"]), _node(node["right_child"])]
