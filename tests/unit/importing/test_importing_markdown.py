"""Blocks become Markdown that says their words and does nothing else."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it.token import Token

from site_builder.content.markdown import markdown
from site_builder.content.references import references
from site_builder.importing.document import clean
from site_builder.importing.draft import Block
from site_builder.importing.markdown import body, escape

PARSER = markdown()
LINE = st.text(
    st.one_of(st.sampled_from("#>-+*_`[]()<>&!~|=:1.)\\ ab\t\"'^{}$;/"), st.characters(codec="utf-8"))
).map(clean)


def shown(tokens: list[Token]) -> str:
    """Return the text that readers see of inline tokens."""
    return "".join(token.content for token in tokens)


def rendered(blocks: list[Block]) -> list[tuple[str, str]]:
    """Return each leaf block's tag and text after a round through the product's Markdown."""
    tokens = PARSER.parse(body(blocks))
    opened = [(before.tag, token) for before, token in pairwise(tokens) if token.type == "inline"]
    assert all(
        child.type in {"text", "text_special"} for _, token in opened for child in token.children or ()
    )
    return [(tag, shown(token.children or [])) for tag, token in opened]


@given(st.lists(LINE.filter(bool), min_size=1, max_size=4))
@example(["# not a heading", "> not a quotation", "1. not a list", "1) nor this", "- nor this", "+ nor this"])
@example(["---", "===", "***", "___", "```", "~~~", "| a | b |", "|---|---|", ": x"])
@example(["[[2014-06-17-x]]", "[a](b)", "![a](b)", "<b>bold</b>", "<https://example.org>", "&copy; &#35;"])
@example(["*a* _b_ `c` ~~d~~ **e**", "[^1]: note", "[a]: /b", "a^[note]", "\\", "a\\", "##", "#", "!"])
def test_plain_text_is_shown_as_that_plain_text(lines):
    assert rendered([Block("paragraph", line) for line in lines]) == [("p", line) for line in lines]


@pytest.mark.parametrize(
    "text",
    [
        "AT&T and R&D, 3 < 4 <3, ~5 of file_name",
        "He [the minister] said […] so [sic], twice.",
        "[…] and so it went",
        "Q&A: a/b, c|d - e = f",
    ],
)
def test_what_means_nothing_in_markdown_stands_as_it_is(text):
    assert body([Block("paragraph", text)]) == text + "\n"


@pytest.mark.parametrize(
    ("before", "after"), [("a ~", "~b~~"), ("&am", "p;"), ("a <", "b>"), ("so [a]", "(b)"), ("a _", "b_")]
)
def test_two_stretches_together_mean_nothing_either(before, after):
    (token,) = [one for one in PARSER.parse(escape(before) + escape(after, opens=False)) if one.children]
    assert shown(token.children or []) == before + after


@given(LINE.filter(bool))
@example("a heading #")
@example("closing ##")
@example("#")
def test_a_heading_shows_its_text(line):
    assert rendered([Block("heading", line)]) == [("h2", line)]


@pytest.mark.parametrize("text", ["[[2014-06-17-x]]", "see [[a]] and [[b]]", "\\[[a]]"])
def test_double_brackets_of_a_document_never_become_a_reference(text):
    assert references(body([Block("paragraph", text)])) == []


def test_items_make_one_list_between_paragraphs():
    blocks = [Block("paragraph", "a"), Block("item", "b"), Block("item", "# c"), Block("paragraph", "d")]
    assert body(blocks) == "a\n\n- b\n- \\# c\n\nd\n"


def test_a_body_without_blocks_is_empty():
    assert body([]) == ""
