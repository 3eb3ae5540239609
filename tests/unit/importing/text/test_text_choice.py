"""A second look at the candidates of a document tells how sure the choice is."""

from __future__ import annotations

import pytest

from site_builder.importing.ensemble import ensemble
from site_builder.importing.text import choice as text_choice


def test_without_a_candidate_there_is_no_choice():
    assert text_choice.choose("title", [], checked=False) is None
    assert text_choice.choose("date", [], checked=True) is None


def test_the_first_of_equals_is_the_likeliest():
    assert text_choice.likeliest([-2.0, 1.0, 1.0]) == 1


def test_the_standing_says_by_how_much_the_best_stands_out():
    told = dict(zip(text_choice.STANDING, text_choice.standing([0.0, 2.0], [[5.0], [6.0]], 1), strict=False))
    assert (told["grade"], told["second"], told["margin"], told["number"]) == (2.0, 0.0, 2.0, 2.0)
    assert told["share"] == pytest.approx(0.638, abs=0.001)
    assert text_choice.standing([2.0], [[6.0]], 0)[1] < 0


@pytest.mark.parametrize("field", ["date", "author"])
def test_the_second_model_asks_for_how_the_candidates_stand_and_what_the_best_is_like(field):
    first, check = ensemble(f"text-{field}"), ensemble(f"text-{field}-check")
    assert check.features == (*text_choice.STANDING, *(f"best_{name}" for name in first.features))


@pytest.mark.parametrize("model", ["text-title", "text-date-check", "text-author-check"])
def test_a_confidence_rises_with_the_score(model):
    sure = ensemble(model).sure
    assert len(sure) > 2
    assert list(sure) == sorted(sure)
    assert [share for _, share in sure] == sorted(share for _, share in sure)
    assert all(0 <= share <= 1 for _, share in sure)
