"""How the models of the fields of a text are learnt: LightGBM's parameters, chosen by cross-validation over sites."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

_CANDIDATES: Final[dict[str, dict[str, Any]]] = {
    "title": {
        "trees": 200,
        "num_leaves": 12,
        "min_data_in_leaf": 30,
        "learning_rate": 0.05,
        "feature_fraction": 0.4,
        "lambda_l2": 5.0,
    },
    "date": {
        "trees": 200,
        "num_leaves": 12,
        "min_data_in_leaf": 15,
        "learning_rate": 0.05,
        "feature_fraction": 0.4,
        "lambda_l2": 5.0,
        "extra_trees": True,
    },
    "author": {
        "trees": 220,
        "num_leaves": 16,
        "min_data_in_leaf": 15,
        "learning_rate": 0.05,
        "feature_fraction": 0.4,
        "lambda_l2": 5.0,
        "extra_trees": True,
    },
}
_CHECK: Final[dict[str, Any]] = {
    "trees": 300,
    "num_leaves": 4,
    "min_data_in_leaf": 20,
    "learning_rate": 0.05,
    "feature_fraction": 0.3,
    "lambda_l2": 5.0,
    "extra_trees": True,
}
CHECKS: Final = {"date": _CHECK | {"lambda_l2": 1.0}, "author": _CHECK}
"""For the models that say how sure a choice is, by field."""

_RISING: Final = {"title": {"slug_share", "slug_order", "share_in_slug", "told", "printed_in"}}
_FALLING: Final = {"title": {"person_name", "full_stop"}}


def candidates(field: str, features: Sequence[str]) -> dict[str, Any]:
    """Return the parameters for the model that grades the candidates of a field.

    Where the direction is plain, more of a feature never counts against a candidate, or never for it.
    """
    rising, falling = _RISING.get(field, set()), _FALLING.get(field, set())
    directions = [(name in rising) - (name in falling) for name in features]
    return _CANDIDATES[field] | ({"monotone_constraints": directions} if any(directions) else {})
