"""What becomes HTML without a parser, what is left to it, and that it makes no difference."""

from __future__ import annotations

import time

import pytest

from site_builder.model import Rights
from site_builder.render.body import to_html
from site_builder.render.parsed_body import parsed_html
from site_builder.render.plain_blocks import Other, texts
from site_builder.render.plain_body import plain_body
from site_builder.render.text import Link, Text

LINKS = (Link("known", "A *title* <&>", "/known/"), Link("hidden", "Not _shown_"))

PLAIN = (
    "", " \t\n \n", "one", "one\n", "\n\none\n\n\ntwo\n \t\nthree", "one\ntwo\nthree", "one  \ntwo", "one \ntwo", "one    \ntwo", "one\t\ntwo",
    "*a*", "**a**", "_a_", "__a__", "*a* b *c*", "a*b*c", "2*3*4", "a_b_c", "snake_case_name", "*a b*, c", "*a.* b", "*a.*[^1]", "*a*\nb",
    "*one\ntwo*", "**one *two* three**", "*one **two** three*", "_one *two* three_", "*one _two_ three*", "*a* **b** _c_ __d__", "*“a”*", "“*a*”",
    "(*a*)", "*a*.", "**a**: b", "*a*–*b*", "[a](https://e.org)", "[a](https://e.org/b/c.html)", "[a](/about/)", "[a](#b)", "[a](b)",
    "[a](//e.org)", "[a](https://e.org/?b=1&c=2)", "[a](https://e.org/?b=1&amp;c=2)", "[a](https://e.org/b_c_d)", "[a](https://e.org/*b*)",
    "[a](https://é.org/é)", "[a](HTTP://E.ORG)", "[a](https://e.org/%zz)", "[a](mailto:a@b.c)", '[a](https://e.org/"b")', "[*a* b](https://e.org)",
    "[a\nb](https://e.org)", "[](https://e.org)", "[“a”](https://e.org).", "*[a](https://e.org)*", "*a [b](https://e.org) c*", "[^1](https://e.org)",
    "[a](https://e.org)[b](https://e.org)", "[[known]]", "[[hidden]]", "[[unknown]]", "[[ known ]]", "[[un*kn*own]]", "*[[known]]*", "[[a]][[b]]",
    "[[known]].", "a[^1]", "a[^1][^2]\n\n[^1]: one\n\n[^2]: two", "a[^1] b[^1]\n\n[^1]: one", "[^2] [^1]\n\n[^1]: one\n[^2]: two", "[^1]: never",
    "[^a]\n\n[^b]: unused [^a]\n\n[^a]: used", "[^1]\n\n[^1]: first\n\n[^1]: last", "[^1]\n\n[^1]: one\ntwo", "[^1]:one\n\na[^1]", "[^x-1.y]\n\n[^x-1.y]: z",
    "[^1]\n\n[^1]: *a* [b](https://e.org) [[known]] [^1]", "# a", "# a\nb", "# *a*", "###### a", "# a\n## b\n\n### c", "### a\n\n# b",
    "> a", "> a\n> b", ">a", "> a\n>\n> b", "> *a*\n> b  \n> c", "> # a\n> b", "> - a\n> - b", "> | a |\n> |---|\n> | b |", "> a[^1]\n\n[^1]: b",
    "- a", "- a\n- b", "* a\n* *b*", "+ a", "1. a\n2. b", "3) a\n9) b", "0. a", "007. a", "- a\n\nb", "- a\n\n# b", "- a\n\n**b**", "- [a](https://e.org)",
    "| a |\n|---|", "| a | b |\n|:--|--:|\n| *c* | d |", "|a|\n|:-:|\n|b|\n|c|", "| a | |\n|---|---|\n| b |\n| c | d | e |", "| a |\n|---|\n| [^1] |\n\n[^1]: b",
    "***", "---", "___", "* * *", "a\n\n---\n\nb", "AT&T", "a & b", "a &", "a; b", "5 > 3", '"a" & \'b\'', "a! b", "a ~ b", "a | b", "a #hashtag b",
    "a]", "a)", "1986 was", "10,000", "(1) a", "é", "一二", "a\u00a0b", "“a” — b…", "a\u2028b", "a\vb", "![[known]]", "![^1]", ">\n> a\n>", "> a\n\n> b",
    "||\n|-|", "\ufeffa",
)  # fmt: skip

NOT_PLAIN = (
    "*a.*b", "**a.**b", "_a._b", "*a _b*c* d_ e*", "\u200b_a_ b", "*a.*\u200bb", "[*a](/b)", "[a &amp; b](/c)", "[~~a~~](/b)", "| a \\| b |\n|---|---|",
    "`a`", "a `*b*` c", "\\*a*", "a\\\nb", "&amp;", "&#42;a*", "&copy; b", "<b>", "<https://e.org>", "a < b", "![a](b.png)", "![a](https://e.org/b.png)", "~~a~~",
    "[a]", "[a][b]", "[a](https://e.org/(b))", "[a](<b>)", "[a](b 'c')", "[a]()", "[a](javascript:b)", "[a [b](c) d](e)", "[[known]](b)", "[[a](b)", "[a]]",
    "[[ ]]", "[[^1]]", "***a***", "***a*", "**a*", "*a**", "*a", "a*", "* a*", "*a *", "**a *b** c*", "*a **b* c**", "*a* b*", "__a_", "a *b _c* d_",
    "*a\u00a0*", "a*\u00a0b*", "*a**b*", "**", "a ** b", "_", "a _ b", "#", "##", "## a ##", "# #", "# a | b\n|---|---|", "# a | b\n---|---", "#a", "####### a", "#\ta|",
    "a\n# b", "a\n===", "a\n---", "a\n-", "a\n- b", "a\n1. b", "a\n2. b", "a\n> b", "a\n***", "a\n***b*", "a\n  b", "a\n    b", "a\n| b |\n|---|", "a | b\n---|---",
    "a | b\n:-- | --:", "    a", "\ta", " a", "   # a", "a\n\n    b", "```\na\n```", "a\n\n~~~\nb", "> a\nb", "> a\n- b", ">", "> > a", "> ```", ">\ta", ">     a",
    "> - a\n>\n> - b", "> [^1]: a\n\nb[^1]", "-", "-  a", "-\ta", "- a\n  b", "- a\nb", "- a\n\n- b", "- a\n\n  b", "- a\n  - b", "- a\n* b", "- a\n1. b",
    "- # a", "- > a", "- - a", "- ---", "- a\n---", "- [ ] a", "1. a\n1) b", "1.a", "1.5 of", "1234567890. a", "1. a\n\n2. b", "1. a\n\n   b", "-a", "- a\n\n\n    b",
    "| a |", "| a |\n|--|--|", "| a \\| b |\n|---|", "| a\n|---", "|\n|", "|a|\n|-|\nb", "|a|\n|-|\n> b", "| `a | b` |\n|---|---|", "|a|\n| - |\n|\u00a0b |",
    "[a]: /b\n\n[a]", "[a]: /b 'c'\n\n[a] [a][] [b][a]", "> [a]: /b\n\n[a]", "a\n\n[a]:\n/b\n\n[a]", "[^1]: a\n\n    b\n\n[^1]", "[^1]:\n\n    a\n\n[^1]", "[^1]: - a\n\n[^1]",
    "[^1]: > a\n\n[^1]", "[^1]: [^2]: a\n\n[^1] [^2]", "a\n[^1]: b\n\n[^1]", "[^a b]: c\n\n[^a b]", "[^a_b]: c\n\n[^a_b]", "- [^1]: a\n\n[^1]", "    [^1]: a\n\n[^1]",
    "[^1]: a\n[b]: /c\n\n[b][^1]", "[^1]: a | b\n---|---\n\n[^1]", "![a[^1]](b)\n\n[^1]: c", "`a`[^1] *b*[^2]\n\n[^2]: d\n\n[^1]: c", "[^1] `a` [^2] [^1]\n\n[^1]: b `c` [^2]\n\n[^2]: d",
    "a\r\n\r\nb", "a\rb", "a\0b", "a\u00a0", "\u00a0a", "a\x1c", "a\x85\n\nb", "\u3000a", "a\n\u00a0\nb", "- a\u00a0\n\nb", "<div>\n*a*\n</div>", "<!-- a\n\nb -->",
    "* * * a", "- - -", "*  *  *", "--- a", "--", "===", "=", "+", "* * *a", "a\n\n* * * *", "1. a\n\n\n2. b\n\nc", "- a\n\n `b`\n\n*c*", "## `a`\n\n### b\n\n> # `c`",
)  # fmt: skip


def html(render, markdown, rights=None):
    return render(Text(markdown, LINKS, rights, base="/digest/", anchor='"x'))


@pytest.mark.parametrize(
    ("around", "rights"),
    [
        ("{}", None),
        ("{}", Rights("link")),
        ("{}", Rights("excerpt", 9, 99, 1.0)),
        ("{}\n\na", None),
        ("a[^1]\n\n{}", Rights()),
        ("# a\n\n{}\n\n[^9]: b", None),
        ("- a\n\n{}\n\nc", None),
        ("{0}\n\n{0}", None),
    ],
)
def test_it_makes_no_difference_what_is_left_to_the_parser(around, rights):
    for markdown in PLAIN + NOT_PLAIN:
        body = around.format(markdown)
        assert html(to_html, body, rights) == html(parsed_html, body, rights), body


def takes_a_parser(markdown):
    body = plain_body(Text(markdown, LINKS))
    return (
        body is None
        or any(isinstance(block, Other) for block in body.blocks)
        or any(body.pieces(text) is None for text in texts(body.blocks))
    )


@pytest.mark.parametrize("markdown", PLAIN, ids=repr)
def test_commentary_takes_no_parser(markdown):
    assert not takes_a_parser(markdown)


@pytest.mark.parametrize("markdown", NOT_PLAIN, ids=repr)
def test_what_is_not_plain_takes_a_parser(markdown):
    assert takes_a_parser(markdown)


@pytest.mark.parametrize(
    "body",
    [
        ">" * 3000 + "a",
        "> " * 3000 + "a",
        "*a " * 5000 + "_b_ " * 5000,
        "*a _b " * 5000,
        "[" * 5000 + "](x)" * 5000,
        "[[a]] [^1]" * 5000 + "\n\n[^1]: b",
        "# a " + " " * 20000 + "#|",
        "- a\n" * 5000 + "\n- b",
        "[^1]: a\n" * 3000 + "[^2]:",
        ("a\n" * 200 + "# b\n") * 20,
        "**a *b " * 3000 + "\n\n" + "[a *b](https://e.org) " * 3000,
    ],
    ids=range(11),
)
def test_hostile_bodies_end_in_no_more_time_than_by_the_parser(body):
    started = time.process_time()
    expected = html(parsed_html, body)
    parsed = time.process_time()
    assert html(to_html, body) == expected
    assert time.process_time() - parsed < 1.5 * (parsed - started) + 1
