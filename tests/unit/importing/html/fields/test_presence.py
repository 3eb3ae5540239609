"""Whether a page states a field is told from all of its candidates together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.importing.ensemble import ensemble
from site_builder.importing.html.fields import presence
from site_builder.importing.html.fields.choice import Candidate, likeliest, share

GRADES = st.lists(st.floats(-800, 800), min_size=1, max_size=8)


def named(**features: float) -> Candidate[str]:
    return Candidate("", "", "", set(), features)


def test_a_page_is_described_by_its_best_candidate_and_by_what_any_of_them_has():
    seen = presence.described([named(by=1.0), named(forum=1.0, people=0.5)], [-2.0, 3.0])
    assert (seen["grade"], seen["second"], seen["margin"], seen["number"]) == (3.0, -2.0, 5.0, 2.0)
    assert (seen["best_by"], seen["best_forum"]) == (0.0, 1.0)
    assert (seen["some_by"], seen["some_people"]) == (1.0, 0.5)
    assert seen["share"] == pytest.approx(0.8888, abs=0.001)


def test_what_a_page_is_described_by_is_what_the_model_asks_for():
    assert set(ensemble("fields-author-presence").features) == set(presence.described([named()], [0.0]))


@given(GRADES)
def test_any_grades_give_shares_of_one(grades: list[float]):
    seen = presence.described([named() for _ in grades], grades)
    assert 0 < seen["share"] <= 1
    assert seen["margin"] >= 0 or len(grades) == 1


def test_without_candidates_there_is_no_likeliest_one():
    assert likeliest([], []) is None


@given(GRADES)
def test_the_shares_of_rivals_and_of_none_make_a_whole(grades: list[float]):
    rivals = [share(grade, grades) for grade in grades]
    none = share(0.0, grades)
    assert sum(rivals) + none == pytest.approx(1)
    assert all(0 <= one <= 1 for one in rivals)


def test_a_rival_that_is_as_good_takes_half_of_a_share():
    assert share(9.0, [9.0]) > 0.99
    assert share(9.0, [9.0, 9.0]) == pytest.approx(0.5, abs=0.01)


def test_a_lone_signature_below_the_title_is_enough_and_one_of_several_is_not():
    lone = named(by=1.0, near_signed=1.0, people=1.0, near_print=1.0)
    assert presence.is_signed([lone])
    assert not presence.is_signed([lone, named()])
    assert not presence.is_signed([named(by=1.0, near_signed=1.0, people=1.0, near_print=40.0)])
