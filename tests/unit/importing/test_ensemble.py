"""Learnt models are asked without the library that learnt them."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from site_builder.importing.ensemble import ensemble, from_json

STEPS = {"features": ["a", "b"], "base": -1.0, "trees": [[0, 2.5, 1.0, [1, 0.0, 4.0, 8.0]], 0.5]}
MODELS = Path(__file__).parents[3] / "site_builder/importing/models"


@pytest.mark.parametrize(
    ("values", "score"), [((2.5, 9), 0.5), ((2.6, 0), 3.5), ((2.6, 0.1), 7.5), ((-1, -1), 0.5)]
)
def test_a_score_is_the_sum_of_the_leaves_that_the_values_lead_to(values: tuple[float, float], score: float):
    assert from_json(STEPS).score(values) == score


def test_a_probability_is_the_logistic_of_the_score_however_steep():
    assert from_json(STEPS).probability((2.6, 0)) == pytest.approx(1 / (1 + math.exp(-3.5)))
    for leaf, probability in ((1e6, 1.0), (-1e6, 0.0)):
        assert from_json({"features": [], "base": 0, "trees": [leaf]}).probability(()) == pytest.approx(
            probability
        )


@pytest.mark.parametrize("path", sorted(MODELS.glob("*.json")), ids=lambda path: path.stem)
def test_a_shipped_model_names_its_features_once_and_asks_for_no_other(path: Path):
    model = ensemble(path.stem)
    assert len(set(model.features)) == len(model.features)

    def asked(node: object) -> set[int]:
        return {node[0]} | asked(node[2]) | asked(node[3]) if isinstance(node, tuple) else set()

    assert set().union(*map(asked, model.trees)) <= set(range(len(model.features)))
    assert path.stat().st_size < 300_000
    assert json.loads(path.read_text())["trees"]
