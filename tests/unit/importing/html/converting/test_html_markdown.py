"""Markdown written from a page's tree shows the page's words, and nothing of the page acts in it."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_of import PARSER, of

from site_builder.content.references import references
from site_builder.importing.html.markup.blocks import blocks_of
from site_builder.importing.html.markup.parsing import parsed


def shown(text: str) -> str:
    """Return what readers see of Markdown, as rendered by the product's own parser: letters and digits only."""
    html = re.sub(
        r'<sup class="footnote-ref">.*?</sup>|<a [^>]*class="footnote-backref">[^<]*</a>',
        "",
        PARSER.render(text),
    )
    return letters(parsed(f"<html><body>{html}</body></html>").text_content())


def letters(text: str) -> str:
    """Return the letters and digits of a text, raised and lowered ones as the usual."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<h1>A</h1><h2>B</h2><h5>C</h5>", "## A\n\n### B\n\n###### C\n"),
        ("<h3>A</h3><p>b</p>", "## A\n\nb\n"),
        ("<h2>Count #</h2>", "## Count \\#\n"),
        ("<p>one<br>two<br><br>three</p>", "one  \ntwo\n\nthree\n"),
        ("<p>a <b>bold </b>word, <i>so</i>.</p>", "a **bold** word, *so*.\n"),
        ("<p>a <b><i>both</i></b> and <code>x*y`z</code></p>", "a ***both*** and ``x*y`z``\n"),
        ("<p>in<b>fix</b>ed <del>gone</del></p>", "in**fix**ed ~~gone~~\n"),
        ("<p><b>Why now?</b></p>", "**Why now?**\n"),
        ("<p><b>Note:</b> so <i>“it”</i>, <a href='https://example.org'><b>(here)</b></a></p>",
         "**Note:** so *“it”*, [**(here)**](https://example.org)\n"),
        ("<p>a<b>(b)</b>c <i>d!</i>!<br><b>“e”</b></p>", "a(b)c *d!*!  \n**“e”**\n"),
        ("<p><b>“Quoted”</b>text</p>", "“Quoted”text\n"),
        ("<p>see <a href='/x?a=1&amp;b=2'>the <em>other</em></a> page</p>",
         "see [the *other*](https://example.org/x?a=1&b=2) page\n"),
        ("<blockquote><p>a</p><p>b</p></blockquote><p>c</p>", "> a\n>\n> b\n\nc\n"),
        ("<pre>if x:\n    y ``` z</pre>", "````\nif x:\n    y ``` z\n````\n"),
    ],
)  # fmt: skip
def test_what_html_says_is_said_in_markdown(page: str, expected: str):
    assert of(page) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>x</p><ul><li>a<li>b</ul>", "x\n\n- a\n- b\n"),
        ("<p>x</p><ol start=4><li>a<li>b</ol>", "x\n\n4. a\n5. b\n"),
        ("<p>x</p><ol reversed><li>a<li>b</ol>", "x\n\n- 2\\. a\n- 1\\. b\n"),
        ("<p>x</p><ol type=a start=2><li>a<ul><li>b</ul><li>c</ol>", "x\n\n- b. a\n  - b\n- c. c\n"),
        (
            "<p>x</p><ol type=I><li>a<li value=9><pre>b</pre></ol>",
            "x\n\n- I. a\n- IX.\n\n  ```\n  b\n  ```\n",
        ),
        ("<p>x</p><ul><li>a<ul><li>b<li>c</ul><li>d</ul>", "x\n\n- a\n  - b\n  - c\n- d\n"),
        ("<p>x</p><ul><li><p>a</p><p>b</p><li><p>c</p></ul>", "x\n\n- a\n\n  b\n\n- c\n"),
        ("<p>x</p><ul><li>a</ul><ul><li>b</ul>", "x\n\n- a\n\n* b\n"),
        ("<p>x</p><ul><li><h2>T</h2><p>a</p></ul>", "x\n\n## T\n\na\n"),
    ],
)
def test_lists_keep_their_nesting_their_numbers_and_their_borders(page: str, expected: str):
    assert of(page) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>10<sup>6</sup> m<sup>2</sup> of CO<sub>2</sub>, the 19<sup>th</sup>, x<sup>n+1</sup></p>",
         "10⁶ m² of CO₂, the 19th, xⁿ⁺¹\n"),
        ("<p>He said <q>wait for <q>it</q></q>, <q><em>then</em> go</q>.</p>",
         "He said “wait for ‘it’”, “*then* go”.\n"),
        ("<p><ruby>漢字<rt>かんじ</rt></ruby>と<ruby>京<rp>(</rp><rt>きょう</rt><rp>)</rp></ruby></p>",
         "漢字(かんじ)と京(きょう)\n"),
        ("<p>So <math><semantics><mi>c</mi><annotation encoding=latex>c^2</annotation></semantics></math>.</p>",
         "So `c^2`.\n"),
        ("<p><span><math><mi>c</mi></math></span><span aria-hidden=true>c</span> is.</p>", "`c` is.\n"),
        ("<p>So <math><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></math> is.</p>", "So `mc²` is.\n"),
        ("<dl><dt>Duty</dt><dd>A sum.</dd></dl>", "**Duty**\n\nA sum.\n"),
    ],
)  # fmt: skip
def test_what_a_page_says_by_its_form_is_said_in_characters(page: str, expected: str):
    assert of(page) == expected


def test_a_table_of_data_is_a_table():
    page = "<p>x</p><table><tr><th>Year<th>Sum|s</tr><tr><td>2019<td>1</tr><tr><td>2020</tr></table>"
    assert of(page) == "x\n\n| Year | Sum\\|s |\n| --- | --- |\n| 2019 | 1 |\n| 2020 |  |\n"


def test_cells_stay_in_their_columns_below_spans_and_behind_empty_cells():
    head = "<tr><th rowspan=2>Port<th colspan=2>Ships<th>Note<tr><th>2021<th>2023<th>"
    rows = "<tr><td rowspan=2>Ossen<td>4<td>3<td>a<tr><td><td>2<td>b<tr><td>Varna<td colspan=2>none<td>c"
    assert of(f"<p>x</p><table>{head}{rows}</table>").split("\n")[2:] == [
        "| Port | Ships |  | Note |",
        "| --- | --- | --- | --- |",
        "|  | 2021 | 2023 |  |",
        "| Ossen | 4 | 3 | a |",
        "|  |  | 2 | b |",
        "| Varna | none |  | c |",
        "",
    ]


def test_columns_that_only_make_room_are_left_out_of_a_table():
    page = "<p>x</p><table><tr><td>a<td>&nbsp;<td>b<tr><td>c<td><td>d<tr><td colspan=39>e</table>"
    assert of(page).split("\n")[4:7] == ["| a | b |", "| c | d |", "| e |  |"]


@pytest.mark.parametrize(
    ("row", "head"),
    [
        ("<td>a1<td>b", "|  |  |"),
        ("<td><b>a1</b><td><b>b</b>", "| a1 | b |"),
        ("<td>Name<td>Place<td>Year", "| Name | Place | Year |"),
        ("<td>Name<td>Place<td>1990", "|  |  |  |"),
    ],
)
def test_the_first_row_is_the_head_where_it_names_the_columns(row: str, head: str):
    assert of(f"<p>x</p><table><tr>{row}<tr><td>c<td>d</table>").split("\n")[2] == head


def test_a_table_that_lays_out_a_page_is_none():
    page = "<table><tr><td><p>a</p><p>b</p></td><td><ul><li>c</ul></td></tr></table>"
    assert of(page) == "a\n\nb\n\n- c\n"


NOTED = [
    "<p>Said so.<sup><a href='#fn1' id='r1'>1</a></sup></p><ol><li id='fn1'>See the report. <a href='#r1'>↩</a></li></ol>",
    "<p>Said so.<a href='#fn1' id='r1'><sup>[1]</sup></a></p><div id='fn1'><p>1. See the report.</p></div>",
    "<p>Said so.<a href='#fn1' name='r1'>[1]</a></p><p><a name='fn1' href='#r1'>[1]</a> See the report.</p>",
    "<p>Said so.<sup><a href='#n1'>[1]</a></sup></p><ol><li id='n1'><b>^</b> <span>See the report.</span></li></ol>",
    "<p>Said so.<sup id='r1'><a href='#fn1'>*</a></sup></p><p><sup><a id='fn1' href='#r1'>*</a></sup> See the report.</p>",
]


@pytest.mark.parametrize("page", NOTED)
def test_footnotes_in_their_usual_shapes_become_footnotes(page: str):
    assert of(page) == "Said so.[^1]\n\n[^1]: See the report.\n"


def test_a_note_of_two_paragraphs_referred_to_twice_stays_one():
    page = "<p>A<sup><a href='#n'>1</a></sup> b<sup><a href='#n'>1</a></sup></p><ol><li id=n><p>c</p><p>d</p></li></ol>"
    assert of(page) == "A[^1] b[^1]\n\n[^1]: c\n\n    d\n"


def test_links_within_the_page_that_are_no_notes_are_their_text():
    assert (
        of("<p><a href='#top'>1</a> and <a href='#x'>the part below</a></p><h2 id=x>X</h2>")
        == "1 and the part below\n\n## X\n"
    )


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " java\nscript:alert(1)",
        "\x01javascript:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc",
        "http://[::1",
    ],
)
def test_a_link_that_leads_elsewhere_than_the_web_is_its_text(address: str):
    assert of(f'<p><a href="{address}">go</a> now</p>') == "go now\n"


def test_pictures_are_kept_with_the_text_that_stands_for_them():
    assert of(
        "<p>See <img src='a b.png' alt='a [map]'> and <img src='data:x'><img src=t.gif width=1> so</p>"
    ) == ("See ![a \\[map\\]](https://example.org/pieces/ab.png) and so\n")


INERT = [
    "<p># no heading</p>", "<p>- no item</p>", "<p>1. no item</p>", "<p><span>1</span>. no item</p>", "<p>a<br># b<br>- c<br>=<br>---</p>",
    "<p>[[2014-06-17-x]] and [<a href='https://example.org'>[x]</a>]</p>", "<p>!<a href='https://example.org'>x</a></p>",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt; &lt;b&gt;</p>", "<p>[^1]: x</p>", "<p>*a* _b_ `c` ~~d~~</p>",
    "<p><a href='https://example.org/a_(b)*c*'>^x</a>: y</p>", "<p>a<sup><a href='#n'>1</a></sup>: b</p><p id=n>note</p>",
    "<table><tr><td>a | b<td>`c`</tr><tr><td>|<td>\\|</tr></table>", "<pre>```\n[[x]]\n```</pre>", "<p><code>[[x]]`</code></p>",
    "<ul><li># a<li>- b<li><code>x</code></ul>", "<blockquote># a<br>&gt; b</blockquote>",
]  # fmt: skip


@pytest.mark.parametrize("page", INERT)
def test_nothing_that_a_page_says_acts_as_markdown(page: str):
    found = of(page)
    tokens = [token.type for block in PARSER.parse(found) for token in (block, *(block.children or ()))]
    assert "html_block" not in tokens
    assert "html_inline" not in tokens
    assert references(found) == []
    assert shown(found) == letters(parsed(re.sub(r"<sup>.*?</sup>", "", page)).text_content())


@pytest.mark.parametrize(
    "tag", ["script", "style", "template", "svg", "iframe", "object", "textarea", "title"]
)
def test_what_is_no_text_is_left_out(tag: str):
    assert "alert" not in of(f"<p>a</p><{tag}>alert(1)</{tag}>")


def test_marks_that_turn_the_direction_of_text_and_control_characters_are_gone():
    assert of("<p>a\u202eb\u2066c\x07\u200bd</p><pre>e\u202ef</pre>") == "abcd\n\n```\nef\n```\n"


INLINE = ("b", "em", "code", "a", "sup", "span", "del", "i")
BLOCKS = (
    "p",
    "div",
    "ul",
    "ol",
    "li",
    "blockquote",
    "h2",
    "h4",
    "pre",
    "table",
    "tr",
    "td",
    "th",
    "section",
    "dl",
    "dt",
)
WORDS = st.text(st.sampled_from("ab1 #*_`[]()<>!|~\\-+=:.&;^\n"), max_size=8)


def _tag(name: str, inner: str) -> str:
    return f"<{name} href='/q?x=(1)'>{inner}</{name}>"


TEXT = WORDS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;"))
LINE = st.recursive(
    TEXT | st.just("<br>"),
    lambda inner: st.builds(_tag, st.sampled_from(INLINE), inner) | st.lists(inner, max_size=3).map("".join),
    max_leaves=6,
)
PAGE = st.recursive(
    LINE,
    lambda inner: st.builds(_tag, st.sampled_from(BLOCKS), inner) | st.lists(inner, max_size=3).map("".join),
    max_leaves=10,
)


@given(PAGE)
@example("<p><b>a</b><b>b</b>*<i>c</i></p>")
@example("<ol><li>a<blockquote>b</blockquote><li><pre>c\n\nd</pre></ol>")
@example("<ul><li><table><tr><td>a<td>b<tr><td>c<td>d</table></ul>")
def test_markdown_shows_the_words_of_the_tree(page: str):
    tree = parsed(f"<html><body>{page}</body></html>")
    said = re.sub(r"[\W_]+", "", "".join(block.text for block in blocks_of(tree)))
    found = of(page)
    assert shown(found) == said
    assert references(found) == []


@given(st.binary(max_size=400))
def test_any_bytes_give_markdown_without_raw_html(data: bytes):
    text = of(data.decode("latin-1"))
    assert "<script" not in PARSER.render(text)
