"""Names of people are told from those of firms and from labels by their words."""

from __future__ import annotations

import pytest

from site_builder.importing.recognising import given_names


@pytest.mark.parametrize("name", ["Anna Lindqvist", "JOSÉ Ruiz", "Jean-Luc Moreau", "  Søren Holm"])
def test_a_common_given_name_may_have_any_case_and_accents(name: str):
    assert given_names.is_given(name)


@pytest.mark.parametrize("name", ["Fenland Dental", "the Weir Team", "7 Annas", "", "Annalike Things"])
def test_what_does_not_begin_with_a_given_name_is_not_taken_for_one(name: str):
    assert not given_names.is_given(name)


@pytest.mark.parametrize(
    "name", ["Fenland Dental PC", "Weir Solutions", "weirs.com", "Redaktion Moorland", "Editorial Team"]
)
def test_firms_and_desks_are_told_by_their_words(name: str):
    assert given_names.is_firm(name)


@pytest.mark.parametrize("name", ["Anna Lindqvist", "Tom Banks", "Ann Homer"])
def test_a_word_of_a_firm_within_another_is_none(name: str):
    assert not given_names.is_firm(name)


def test_labels_of_a_page_are_told_by_their_words():
    assert given_names.is_section("Post Author")
    assert given_names.is_section("Kategorien Dykes")
    assert not given_names.is_section("Anna Lindqvist")


@pytest.mark.parametrize("name", ["Nino Beridze", "Zsófia Barta", "Anna Lindqvist"])
def test_a_given_name_from_anywhere_is_known(name: str):
    assert given_names.is_known(name)


def test_a_name_of_the_wider_list_is_none_of_the_commonest_which_the_models_have_learnt():
    assert not given_names.is_given("Nino Beridze")
