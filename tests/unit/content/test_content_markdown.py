"""The one Markdown: which links it lets through, what it calls a reference, and that it ends in time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from site_builder.content.markdown import allowed_url, markdown
from site_builder.content.plain_addresses import PLAIN
from site_builder.content.references import references


def targets(body: str) -> list[str]:
    return [reference.target for reference in references(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("no brackets", []),
        ("[[a]] and [[ b ]], [[cafe\u0301]]", ["a", "b", "caf\u00e9"]),
        ("`[[a]]`\n\n    [[b]]\n\n```\n[[c]]\n```", []),
        (r"\[[a]]", []),
        ("[[^1]] and [[]] and [[ ]]", []),
        ("[[1]](https://example.org/)", []),
        ("*[[a]]* **[[b]]** ~~[[c]]~~", ["a", "b", "c"]),
        ("> - [[a]]\n\n| [[b]] |\n|---|\n| [[c]] |", ["a", "b", "c"]),
        ("x[^1]\n\n[^1]: [[a]]", ["a"]),
        ("![alt [[a]]](x.png)", []),
        ("[before [[a]] after](https://example.org/)", ["a"]),
        ("<!-- [[a]] -->", ["a"]),
    ],
)
def test_a_reference_is_what_markdown_sees_as_one(body, expected):
    assert targets(body) == expected


def test_a_reference_knows_its_place():
    body = "one\ntwo [[a]] and [[a]]\n\n> three\n> [[b]]"
    assert [(r.line, r.column, r.length) for r in references(body, first_line=10)] == [
        (11, 5, 5),
        (11, 15, 5),
        (14, 3, 5),
    ]


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://example.org", True),
        ("HTTP://example.org", True),
        ("mailto:a@example.org", True),
        ("/2014/x/", True),
        ("#note", True),
        ("", True),
        ("javascript:alert(1)", False),
        (" \x01javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:image/png;base64,xx", False),
        ("file:///etc/passwd", False),
        ("ftp://example.org", False),
    ],
)
def test_links_lead_to_the_web_to_mail_or_within_the_site(url, allowed):
    assert allowed_url(url) is allowed


def test_raw_html_and_forbidden_links_stay_text():
    html = markdown().render(
        "<script>x</script> [a](javascript:x) ![b](data:image/png;base64,x) <vbscript:x>"
    )
    assert "<script" not in html
    assert "href" not in html
    assert "<img" not in html


@pytest.mark.parametrize(
    "body",
    [
        "![" * 500 + "[[a]]" + "](x)" * 500,
        "[" * 3000 + "](x)" * 3000,
        ">" * 3000 + "[[a]]",
        "[[" * 3000,
        "[^a]" * 2000 + "\n\n[^a]: [^a] [[x]]",
    ],
)
def test_nesting_without_end_ends_in_time(body):
    started = time.process_time()
    references(body + "[[")
    assert time.process_time() - started < 5


@given(st.text(st.sampled_from("[]()!^*_`>-#|\\\n ab:<&"), max_size=80))
def test_any_text_has_references_with_places_inside_it(body):
    lines = body.split("\n")
    for reference in references(body):
        assert 1 <= reference.line <= len(lines)
        assert 1 <= reference.column <= len(lines[reference.line - 1]) + 1


@given(st.from_regex(PLAIN, fullmatch=True))
def test_an_address_taken_for_normal_is_what_markdown_it_makes_of_it(url):
    assert MarkdownIt().normalizeLink(url) == url
