"""Learnt models are asked without the library that learnt them."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.importing.ensemble import chance, ensemble, from_json
from site_builder.importing.forest import Forest, Node

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


STUMP = [0, 0.5, -1.0, 1.0]
MODEL = {"features": ["a"], "base": 0.0, "trees": [STUMP, STUMP, [0, 2.5, 0.0, 4.0]]}


@pytest.mark.parametrize(
    ("grade", "sure"), [(-5.0, 0.1), (-1.0, 0.1), (0.0, 0.3), (1.0, 0.5), (2.0, 0.7), (3.0, 0.9), (9.0, 0.9)]
)
def test_a_confidence_lies_on_the_line_between_its_points(grade, sure):
    model = from_json({**MODEL, "sure": [[-1.0, 0.1], [1.0, 0.5], [3.0, 0.9]]})
    assert model.confidence(grade) == pytest.approx(sure)


def test_without_points_the_confidence_is_the_plain_probability():
    assert from_json(MODEL).confidence(1.5) == chance(1.5)


def test_who_is_far_behind_after_the_first_trees_gets_no_more():
    model = from_json(MODEL)
    rows = [[0.0], [1.0], [3.0]]
    assert model.race(rows, trees=2, behind=2.0) == [-2.0, 2.0, 6.0]
    assert model.race(rows, trees=2, behind=9.0) == [model.score(row) for row in rows]
    assert model.race([], trees=2, behind=2.0) == []


_NUMBERS = st.sampled_from([-1.0, -0.5, 0.0, 0.25, 1.0, 1.5, 7.0])
_TREES = st.recursive(
    _NUMBERS, lambda nodes: st.tuples(st.integers(0, 3), _NUMBERS, nodes, nodes), max_leaves=60
)


def _walked(node: Node, values: list[float]) -> float:
    while isinstance(node, tuple):
        node = node[2] if values[node[0]] <= node[1] else node[3]
    return node


@given(st.lists(_TREES, max_size=12), st.lists(_NUMBERS | st.integers(-2, 9), min_size=4, max_size=4))
def test_a_forest_gives_what_walking_down_each_of_its_trees_gives(trees: list[Node], values: list[float]):
    total = 0.125
    for tree in trees:
        total += _walked(tree, values)
    assert Forest(trees).total(0.125, values) == total
