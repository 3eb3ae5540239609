"""A body is published within its rights: blocks, words and share, and never beyond."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_body import BODIES, Page

from site_builder.integrity.policies import count_words
from site_builder.model import Rights
from site_builder.render.body import to_html
from site_builder.render.text import Link, Text

LINKS = (Link("known", "a title of five words", "/known/"),)


def published(markdown, *, paragraphs=4, words=400, share=1.0):
    rendered = to_html(Text(markdown, LINKS, Rights("excerpt", paragraphs, words, share)))
    return str(rendered.html).replace("\n", ""), rendered.cut


@pytest.mark.parametrize(
    ("markdown", "bounds", "html"),
    [
        ("one two\n\nthree four\n\nfive", {"paragraphs": 2}, "<p>one two</p><p>three four</p>"),
        ("one two\n\nthree four\n\nfive", {"words": 3}, "<p>one two</p>"),
        ("one two\n\nthree four", {"share": 0.5}, "<p>one two</p>"),
        ("one two three", {"share": 0.7}, "<p>one two …</p>"),
        ("one *two **three*** four", {"words": 2}, "<p>one <em>two</em> …</p>"),
        ("one *two **thr**ee* four", {"words": 3}, "<p>one <em>two <strong>thr</strong>ee</em> …</p>"),
        ("one `two three`", {"words": 2}, "<p>one <code>two</code> …</p>"),
        ("one\ntwo  \nthree", {"words": 2}, "<p>onetwo …</p>"),
        ("one [[known]]", {"words": 4}, "<p>one  …</p>"),
        ("a [[known]] b", {"words": 6}, '<p>a <a href="/known/">a title of five words</a> …</p>'),
        ("# head\n\none two three", {"words": 3}, "<h2>head</h2><p>one two …</p>"),
        ("# a long head\n\none", {"words": 2}, ""),
        ("one\n\n# head\n\n***\n\ntwo", {"paragraphs": 1}, "<p>one</p>"),
        ("> one two\n>\n> three", {"words": 2}, "<blockquote><p>one two</p><p> …</p></blockquote>"),
        ("- one\n- two three\n- four", {"words": 2}, "<ul><li>one</li><li>two …</li></ul>"),
        ("| one |\n|---|\n| two |\n\nthree", {"words": 1}, ""),
        ("    one two\n\nthree", {"words": 1}, ""),
        ("> one\n>\n>     two three", {"words": 2}, "<blockquote><p>one</p></blockquote>"),
        ("one", {"words": 0}, ""),
        ("one", {"paragraphs": 0}, ""),
        ("one", {"share": float("nan")}, ""),
        ("一二三四", {"words": 2}, "<p>一二 …</p>"),
    ],
)  # fmt: skip
def test_a_body_beyond_its_bounds_is_cut(markdown, bounds, html):
    assert published(markdown, **bounds) == (html, True)


def test_a_body_within_its_bounds_is_whole():
    body = "one two[^1]\n\n- three\n\n[^1]: four"
    assert published(body, paragraphs=2, words=4) == (str(to_html(Text(body)).html).replace("\n", ""), False)


def test_a_cut_body_loses_its_notes():
    assert published("one[^1]\n\ntwo\n\n[^1]: note", paragraphs=1) == ("<p>one</p>", True)


def test_the_words_of_notes_count():
    assert published("one[^1] two\n\n[^1]: note", words=2) == ("<p>one two</p>", True)


def test_an_excerpt_shows_no_picture_and_says_that_something_is_missing():
    assert published("one ![two](https://e.org/i.png)") == ("<p>one two</p>", True)


def test_a_link_policy_publishes_nothing():
    assert to_html(Text("one", LINKS, Rights("link"))) == ("", True)
    assert to_html(Text(" \n", LINKS, Rights("link"))) == ("", False)


@given(BODIES, st.integers(0, 6), st.integers(0, 60), st.floats(0, 1))
def test_no_more_is_published_than_the_bounds_allow(markdown, paragraphs, words, share):
    whole = Page(str(to_html(Text(markdown, LINKS)).html))
    rendered = to_html(Text(markdown, LINKS, Rights("excerpt", paragraphs, words, share)))
    said = count_words(Page(str(rendered.html)).text.replace(" …", ""))
    assert said <= words
    assert said <= count_words(whole.text) * share + 1e-9
    if not rendered.cut:
        assert rendered.html == to_html(Text(markdown, LINKS)).html


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), st.integers(0, 9))
def test_no_more_paragraphs_are_published_than_allowed(sizes, paragraphs):
    body = "\n\n".join("word " * size for size in sizes)
    html, cut = published(body, paragraphs=paragraphs)
    assert html.count("<p>") == min(paragraphs, len(sizes))
    assert cut == (paragraphs < len(sizes))
