"""Rights are arithmetic: which words count, what a share allows, which of two policies binds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.integrity.policies import (
    Allowance,
    allowance,
    applicable,
    count_words,
    strictest,
    word_ends,
)
from site_builder.model import Rights

RIGHTS = st.builds(
    Rights,
    st.sampled_from(["full", "excerpt", "link"]),
    st.integers(0, 9),
    st.integers(0, 900),
    st.floats(0, 1),
)


def permission(rights):
    """What a policy permits, comparable: the bounds of a full policy do not bind, a link permits nothing."""
    if rights.policy == "full":
        return (float("inf"), float("inf"), float("inf"))
    if rights.policy == "link":
        return (-1, -1, -1)
    return (rights.paragraphs, rights.words, rights.share)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" \n\t ", 0),
        ("one two", 2),
        ("it’s—well—one", 1),
        ("a\u00a0b", 2),
        ("слово и дело", 3),
        ("一二三", 3),
        ("IMF的报告", 4),
        ("ประเทศไทย", 2),
        ("한국어 문장", 2),
    ],
)
def test_words_of(text, words):
    assert count_words(text) == words


@given(st.text())
def test_each_word_has_one_end(text):
    ends = list(word_ends(text))
    assert len(ends) == count_words(text)
    assert ends == sorted(set(ends))
    assert all(count_words(text[:end]) == number for number, end in enumerate(ends, 1))


@pytest.mark.parametrize(
    ("rights", "words", "expected"),
    [
        (Rights(), 1000, Allowance(4, 350)),
        (Rights(), 2000, Allowance(4, 400)),
        (Rights(), 2, Allowance(4, 0)),
        (Rights("excerpt", 2, 10, 1.0), 5, Allowance(2, 5)),
        (Rights("excerpt", 2, 10, 7.0), 5, Allowance(2, 5)),
        (Rights("excerpt", -1, -1, 0.5), 5, Allowance(0, 0)),
        (Rights("excerpt", 1, 1, -0.5), 5, Allowance(1, 0)),
        (Rights("excerpt", 1, 1, float("nan")), 5, Allowance(1, 0)),
        (Rights("excerpt", 1, 1, float("inf")), 5, Allowance(1, 0)),
    ],
)
def test_an_excerpt_allows(rights, words, expected):
    assert allowance(rights, words) == expected


@given(RIGHTS, RIGHTS)
def test_the_strictest_permits_nothing_that_either_forbids(a, b):
    both = permission(strictest(a, b))
    assert all(x <= min(y, z) for x, y, z in zip(both, permission(a), permission(b), strict=True))
    assert permission(strictest(b, a)) == both


@given(RIGHTS, RIGHTS, RIGHTS)
def test_the_strictest_of_many_does_not_hang_on_their_order(a, b, c):
    assert permission(strictest(a, strictest(b, c))) == permission(strictest(strictest(a, b), c))
    assert permission(strictest(a, a)) == permission(a)


def test_a_note_is_published_whole_whatever_its_source_allows():
    assert applicable("note", Rights("link")) is None


def test_an_entry_of_unknown_sources_is_an_excerpt():
    assert applicable("commentary") == Rights()


def test_the_rights_of_every_holder_bind():
    assert applicable("repost", Rights("full"), Rights("excerpt", words=90)) == Rights("excerpt", words=90)
    assert applicable("repost", Rights("full"), Rights("full")) is None
