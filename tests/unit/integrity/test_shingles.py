from hypothesis import given
from hypothesis import strategies as st

from site_builder.integrity.shingles import SIZE, containment, shingles, words

TEXT = st.lists(
    st.sampled_from(["a", "quay", "pilot", "levy", "lamp", "weir", "bell", "market", "ferry", "ropes"]),
    max_size=60,
).map(" ".join)


def test_words_are_compared_without_case_punctuation_or_kind_of_quotation_mark():
    assert words("“It’s the Ferry’s—LEVY,” ﬁnally.") == ["its", "the", "ferrys", "levy", "finally"]


def test_each_ideograph_is_a_word_since_no_spaces_are_set():
    assert words("港の条約 2017") == ["港", "の", "条", "約", "2017"]


def test_an_empty_text_has_no_shingles_and_a_short_one_has_one():
    assert (len(shingles("")), len(shingles("three short words"))) == (0, 1)


def test_the_order_of_words_tells_two_runs_apart_and_their_spelling_of_quotes_does_not():
    assert shingles("the quay’s end") == shingles("The quay's end") != shingles("end the quay’s")


@given(TEXT, TEXT, TEXT)
def test_an_excerpt_is_wholly_contained_in_what_it_was_cut_from(before, excerpt, after):
    whole = shingles(f"{before} {excerpt} {after}")
    expected = 1.0 if len(words(excerpt)) >= SIZE else containment(shingles(excerpt), whole)
    assert containment(shingles(excerpt), whole) == expected


def test_containment_is_not_symmetric():
    part, whole = frozenset({1, 2}), frozenset({1, 2, 3, 4})
    assert (containment(part, whole), containment(whole, part), containment(frozenset(), whole)) == (
        1.0,
        0.5,
        0.0,
    )
