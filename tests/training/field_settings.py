"""How the model of each field is learnt: LightGBM's parameters, chosen by cross-validation over sites."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

SMOOTH: Final[dict[str, Any]] = {
    "trees": 250,
    "num_leaves": 20,
    "learning_rate": 0.05,
    "feature_fraction": 0.4,
    "min_data_in_leaf": 15,
    "extra_trees": True,
}
"""Thresholds drawn by lot: better on sites never seen than the sharpest ones."""
SETTINGS: Final[dict[str, dict[str, Any]]] = {
    "title": SMOOTH,
    "author": {
        "trees": 400,
        "num_leaves": 6,
        "learning_rate": 0.08,
        "feature_fraction": 0.4,
        "min_data_in_leaf": 30,
        "lambda_l2": 5.0,
        "extra_trees": True,
    },
    "date": SMOOTH,
    "description": {
        "trees": 150,
        "num_leaves": 16,
        "learning_rate": 0.04,
        "feature_fraction": 0.3,
        "lambda_l2": 5.0,
        "extra_trees": True,
    },
    "sitename": {
        "trees": 200,
        "num_leaves": 6,
        "learning_rate": 0.05,
        "feature_fraction": 0.3,
        "min_data_in_leaf": 30,
    },
}
PRESENCE: Final[dict[str, dict[str, Any]]] = {
    "author": {
        "trees": 250,
        "num_leaves": 8,
        "learning_rate": 0.03,
        "feature_fraction": 0.4,
        "min_data_in_leaf": 20,
        "lambda_l2": 1.0,
        "extra_trees": True,
    },
}
"""The fields that many pages don't state: a second model tells whether a page does."""
_RISING: Final = {"sitename": frozenset({"og", "publisher", "site", "last", "logo", "signals", "agree"})}


def settings(field: str, names: Sequence[str]) -> dict[str, Any]:
    """Return the parameters of a field's model, whose features are `names`.

    Where the direction is plain, more of a feature never counts against a candidate.
    """
    rising = _RISING.get(field, frozenset[str]())
    directions = [int(name in rising) for name in names]
    return SETTINGS[field] | ({"monotone_constraints": directions} if any(directions) else {})
