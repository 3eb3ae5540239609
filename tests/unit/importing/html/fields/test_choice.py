"""A chosen value says how sure it is: by its share, or by how often a choice like it was right."""

from __future__ import annotations

import math

import pytest

from site_builder.importing.ensemble import ensemble, from_json
from site_builder.importing.html.fields import choice
from site_builder.importing.html.fields.choice import Candidate

STUMP = {"features": ["right"], "base": 0.0, "trees": [[0, 0.5, -1.0, 2.0]]}
EVERY = [Candidate("a", "a", "", set(), {"right": 1.0}), Candidate("b", "b", "", set(), {})]


def test_the_confidence_is_the_share_of_the_candidate_where_nothing_else_was_measured():
    found = choice.best(EVERY, from_json(STUMP), 0.0)
    assert found
    assert (found.value, found.confidence) == ("a", pytest.approx(0.8438, abs=1e-4))


def test_the_confidence_is_how_often_a_choice_of_such_a_share_was_right():
    found = choice.best(EVERY, from_json(STUMP | {"sure": [[-4.0, 0.3], [-3.0, 0.4]]}), 0.0)
    assert found
    assert found.confidence == 0.4


def test_values_that_are_alike_speak_for_each_other():
    every = [
        Candidate(key, key, "", set(), {"right": right})
        for key, right in (("a", 1.0), ("b1", 0.9), ("b2", 0.8))
    ]
    model = from_json({"features": ["right"], "base": 0.0, "trees": [[0, 0.95, [0, 0.85, 1.8, 1.9], 2.0]]})
    found = choice.best(every, model, 0.0, lambda one, other: one[0] == other[0])
    assert found
    assert (found.value, choice.best(every, model, 0.0).value) == ("b1", "a")
    assert found.confidence == pytest.approx(
        1 - (1 + math.exp(2)) / (1 + sum(map(math.exp, (2, 1.9, 1.8)))), abs=1e-4
    )


def test_a_choice_that_was_seldom_right_is_none():
    assert choice.best(EVERY, from_json(STUMP | {"sure": [[-4.0, 0.1], [-3.0, 0.2]]}), 0.25) is None


def test_the_shipped_names_of_sites_say_how_often_they_are_right():
    shares = [share for _, share in ensemble("fields-sitename").sure]
    assert shares == sorted(shares)
    assert all(0 < share <= 1 for share in shares)
