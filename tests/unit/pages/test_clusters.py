import pytest
from digest_records import entry, follows, page

from site_builder.language.speech import said
from site_builder.model import Relation

A, B, C, D = "2014-01-01-a", "2014-01-02-b", "2014-01-03-c", "2014-01-04-d"
EXCERPT = entry(B, kind="excerpt", title="Title of a", source="forum", relations=follows("excerpt_of", A))
GERMAN = entry(C, kind="adaptation", source="beispiel", relations=follows("adapts", A))
ANSWER = entry(D, kind="response", source="closed", relations=follows("responds_to", A))
CLUSTER = (entry(A), EXCERPT, GERMAN, ANSWER)


def rows(key, *entries):
    return [(row.outlet, said(row.relation)) for row in page("entry", key, *entries).around.kin.rows]


@pytest.mark.parametrize("key", [A, B, C, D])
def test_every_member_shows_the_same_cluster_with_the_original_first(key):
    assert rows(key, *CLUSTER) == [
        ("The Review", "Original"),
        ("The Forum", "Excerpt"),
        ("Beispiel", "Adaptation in German"),
        ("Closed Quarterly", "Response"),
    ]
    shown = page("entry", key, *CLUSTER).around.kin
    assert [row.here for row in shown.rows] == [key == other for other in (A, B, C, D)]
    assert [row.original for row in shown.rows] == [True, False, False, False]
    assert shown.answered


def test_titles_are_given_where_they_differ():
    assert [row.title for row in page("entry", A, *CLUSTER).around.kin.rows] == [
        "",
        "",
        "Title of c",
        "Title of d",
    ]


def test_an_entry_that_stands_alone_has_no_table():
    assert rows(A, entry(A), entry(B)) == []


def test_kin_of_kin_say_whose_they_are():
    repost = entry(C, kind="repost", source="beispiel", language="en", relations=follows("repost_of", B))
    assert rows(C, entry(A), EXCERPT, repost)[-1] == ("Beispiel", "Repost of that in The Forum")


def test_the_original_comes_first_even_if_it_is_dated_later():
    assert (
        rows(A, entry(A), entry("2013-01-01-early", source="forum", relations=follows("excerpt_of", A)))[0][1]
        == "Original"
    )


def test_an_answer_to_two_entries_names_the_other_too():
    both = (Relation("responds_to", A), Relation("responds_to", B))
    answer = entry(D, kind="response", source="closed", relations=both)
    assert rows(D, entry(A), entry(B, source="forum"), answer) == [
        ("The Review", "Original"),
        ("The Forum", "Also answered by this entry"),
        ("Closed Quarterly", "Response"),
    ]


def test_a_digest_of_two_pieces_names_both_originals():
    both = (Relation("excerpt_of", A), Relation("excerpt_of", B))
    assert rows(D, entry(A), entry(B, source="forum"), entry(D, source="closed", relations=both))[1:] == [
        ("The Forum", "Also an original of this entry"),
        ("Closed Quarterly", "Excerpt"),
    ]


def test_a_withdrawn_original_is_named_as_withdrawn():
    assert rows(B, entry(A, status="withdrawn"), EXCERPT)[0] == (
        "The Review",
        "Original, withdrawn from this digest",
    )


@pytest.mark.parametrize("relation", ["excerpt_of", "responds_to"])
def test_a_circle_of_relations_ends(relation):
    circle = (
        entry(A, relations=follows(relation, C)),
        entry(B, relations=follows(relation, A)),
        entry(C, relations=follows(relation, B)),
    )
    assert len(rows(A, *circle)) == 3


def test_an_entry_that_claims_to_be_its_own_excerpt_stands_alone():
    assert rows(A, entry(A, relations=follows("excerpt_of", A))) == []


def test_a_huge_cluster_is_bounded_and_still_holds_this_entry():
    reposts = [
        entry(f"2015-01-01-r{n:03}", source="forum", relations=follows("repost_of", A)) for n in range(80)
    ]
    shown = page("entry", "2015-01-01-r079", entry(A), *reposts).around.kin.rows
    assert len(shown) == 51
    assert [said(row.relation) for row in shown if row.here] == ["Repost"]


def test_cards_name_other_appearances_answers_and_the_original():
    cards = {
        card.item.title: card
        for day in page("region", "africa", *CLUSTER).days
        for card in day.cards
        if not card.kind
    }
    card = cards["Title of a"]
    assert [(also.outlet, also.note) for also in card.also] == [
        ("The Forum", "shortened"),
        ("Beispiel", "German"),
    ]
    assert [answer.outlet for answer in card.answers] == ["Closed Quarterly"]
    kinds = {card.kind: card for day in page("region", "africa", *CLUSTER).days for card in day.cards}
    assert kinds["Excerpt"].original.outlet == "The Review"
    assert kinds["Response"].original is None
