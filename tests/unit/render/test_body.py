"""Markdown bodies become valid, accessible HTML, and nothing an author writes gets through as HTML."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model import Rights
from site_builder.render.body import to_html
from site_builder.render.text import Labels, Link, Text

LINKS = (Link("known", "A title <&>", "/2014/known/"), Link("hidden", 'Not "shown"'))
VOID = {"br", "hr", "img"}
TAGS = VOID | {
    "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "s", "a",
    "span", "sup", "div", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {
    "href",
    "src",
    "alt",
    "title",
    "rel",
    "loading",
    "id",
    "class",
    "role",
    "aria-label",
    "scope",
    "start",
    "tabindex",
}


class Page(HTMLParser):
    """Reads HTML strictly: each end tag closes the element opened last."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.addresses, self.headings = [], [], [], []
        self.text, self._ours = "", False
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS
        assert {name for name, _ in attrs} <= ATTRIBUTES  # no style, no on…: the page's policy forbids them
        assert len({name for name, _ in attrs}) == len(attrs)
        assert tag != "a" or "a" not in self.open
        values = dict(attrs)
        self._ours = values.get("role") in {"doc-noteref", "doc-backlink"}
        self.ids += [values["id"]] if "id" in values else []
        self.addresses += [values[name] for name in ("href", "src") if name in values]
        self.text += values.get("alt", "")
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append(int(tag[1:]))
        if tag not in VOID:
            self.open.append(tag)
        self._separate(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        self._ours = False
        self._separate(tag)

    def handle_data(self, data):
        self.text += "" if self._ours else data

    def handle_comment(self, data):
        raise AssertionError(f"a comment got through: {data}")

    handle_decl = handle_pi = unknown_decl = handle_comment

    def _separate(self, tag):
        if tag not in {"a", "em", "strong", "s", "code", "span", "sup", "img"}:
            self.text += " "


def html_of(markdown, **options):
    return str(to_html(Text(markdown, LINKS, **options)).html)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a *b* **c** ~~d~~ `e`", "<p>a <em>b</em> <strong>c</strong> <s>d</s> <code>e</code></p>\n"),
        ("a  \nb", "<p>a<br>\nb</p>\n"),
        ("[[known]]", '<p><a href="/2014/known/">A title &lt;&amp;&gt;</a></p>\n'),
        ("[[hidden]]", '<p><span class="unlinked">Not &quot;shown&quot;</span></p>\n'),
        ("[[un<known]]", "<p>[[un&lt;known]]</p>\n"),
        ("`[[known]]`", "<p><code>[[known]]</code></p>\n"),
        ("[x](https://e.org)", '<p><a href="https://e.org" rel="external noopener">x</a></p>\n'),
        ("[x](//e.org)", '<p><a href="//e.org" rel="external noopener">x</a></p>\n'),
        ("[x](/about/)", '<p><a href="/about/">x</a></p>\n'),
        ("<https://e.org/?a&b>", '<p><a href="https://e.org/?a&amp;b" rel="external noopener" class="bare">https://e.org/?a&amp;b</a></p>\n'),
        ('![*a* "b"](https://e.org/i.png)', '<p><a href="https://e.org/i.png" rel="external noopener">a &quot;b&quot;</a></p>\n'),
        ("[![a](https://e.org/i.png)](https://e.org)", '<p><a href="https://e.org" rel="external noopener">a</a></p>\n'),
        ("![](https://e.org/i.png)", '<p><a href="https://e.org/i.png" rel="external noopener">https://e.org/i.png</a></p>\n'),
        ("![a](i.png 't')", '<p><img src="i.png" alt="a" title="t" loading="lazy"></p>\n'),
        ("![a <b>](http://e.org/i.png)", '<p><a href="http://e.org/i.png" rel="external noopener">a &lt;b&gt;</a></p>\n'),
        ("![a](//e.org/i.png)", "<p>a</p>\n"),
        ("![a](https:e)", "<p>a</p>\n"),
        ("![a]()", "<p>a</p>\n"),
        ("<b onclick=x>", "<p>&lt;b onclick=x&gt;</p>\n"),
        ("<!-- x -->", "<p>&lt;!-- x --&gt;</p>\n"),
        ("```py x\n<a>\n```", '<pre><code class="language-py">&lt;a&gt;\n</code></pre>\n'),
        ("***", "<hr>\n"),
        ("", ""),
    ],
)  # fmt: skip
def test_markdown_becomes(markdown, html):
    assert html_of(markdown) == html


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([1, 2, 3], [2, 3, 4]),
        ([2, 2, 3, 2], [2, 2, 3, 2]),
        ([3, 1, 4, 4, 2], [2, 2, 3, 3, 3]),
        ([1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 6]),
    ],
)
def test_headings_start_below_the_pages_h1_and_never_skip_a_level(levels, expected):
    markdown = "\n\n".join(f"{'#' * level} heading" for level in levels)
    assert Page(html_of(markdown)).headings == expected


def test_a_heading_that_says_nothing_is_left_out():
    assert html_of("#\n\n# a\n\n##\n") == "<h2>a</h2>\n"


def test_a_table_names_its_columns_and_needs_no_style_attribute():
    assert html_of("| a |   |\n|--:|:-:|\n| b | c |") == (
        '<div class="table" role="group" tabindex="0" aria-label="Table 1">\n<table>\n<thead>\n<tr>\n<th scope="col" class="align-right">a</th>\n'
        '<td class="align-center"></td>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td class="align-right">b</td>\n'
        '<td class="align-center">c</td>\n</tr>\n</tbody>\n</table>\n</div>\n'
    )


def test_each_table_of_a_text_has_a_name_of_its_own_in_the_language_of_the_page():
    table = "| a |\n|---|\n| b |"
    # the second stands in a list, where only a parser finds it
    text = Text(
        f"{table}\n\n- c\n\n  | d |\n  |---|\n  | e |\n\nf\n\n{table}",
        labels=Labels(table="Tableau {number} <"),
    )
    html = str(to_html(text).html)
    assert re.findall('aria-label="([^"]*)"', html) == [f"Tableau {number} &lt;" for number in (1, 2, 3)]


@pytest.mark.parametrize("highest", [2, 3])
def test_headings_begin_at_the_level_that_the_page_has_room_for(highest):
    html = to_html(Text("# a\n\n## b\n\n- c\n\n      d\n\n# e", highest=highest)).html
    assert Page(str(html)).headings == [highest, highest + 1, highest]


@pytest.mark.parametrize(
    ("markdown", "bare"),
    [
        ("<https://e.org/a_b>", True),
        ("<https://e.org/é>", True),
        ("[https://e.org/a_b](https://e.org/a_b)", True),
        ("[https://e.org/?a=1&b](https://e.org/?a=1&b)", True),
        ("[https://e.org/é](https://e.org/é)", True),
        ("[e.org/a](https://e.org/a/)", True),
        ("[https://e.org/`a`](https://e.org/a)", False),
        ("[https://e.org/](https://e.org/a)", False),
        ("[*e.org*](https://e.org/)", False),
        ("[a](https://e.org/a)", False),
        ("[/about.html](/about.html)", False),
    ],
)
def test_a_link_that_is_its_own_address_is_marked_as_such(markdown, bare):
    assert ('class="bare"' in html_of(markdown)) is bare
    assert ('class="bare"' in html_of(f"~~x~~ {markdown}")) is bare  # by a parser


def test_notes_lead_there_and_back_again():
    assert html_of("a[^n] b[^n]\n\n[^n]: the note", anchor="x-") == (
        '<p>a<sup class="note-ref"><a href="#x-note-1" id="x-note-ref-1" role="doc-noteref">1</a></sup>'
        ' b<sup class="note-ref"><a href="#x-note-1" id="x-note-ref-1-2" role="doc-noteref">1</a></sup></p>\n'
        '<div class="notes" role="doc-endnotes" aria-label="Notes">\n<ol>\n<li id="x-note-1">\n<p>the note'
        ' <a href="#x-note-ref-1" role="doc-backlink" aria-label="Back to reference 1">↩︎</a>'
        ' <a href="#x-note-ref-1-2" role="doc-backlink" aria-label="Back to reference 1 (2)">↩︎</a></p>\n'
        "</li>\n</ol>\n</div>\n"
    )


def test_a_note_does_not_lead_back_to_the_text_of_a_picture():
    page = Page(html_of("![a[^n]](https://e.org/i.png)\n\n[^n]: the note"))
    assert page.addresses == ["https://e.org/i.png"]


HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</p>", "</li></ol>", "<!--", "-->",
        "[x](javascript:alert(1))", "[x](JaVaScRiPt&colon;alert(1))", "[x](java\tscript:alert(1))",
        "![x](data:text/html,<script>)", "[x](vbscript:x)", "<javascript:alert(1)>", "[x]: javascript:alert(1)",
        '[x](https://e.org "t\\" onclick=\\"x")', '[x](https://e.org/"onclick=x)', '[x]("onclick=x)', '```"onclick=x\n',
        "[[known]]", "[[hidden]]", "[[nowhere]]", "[[known", "]]", "[a [[known]] b](/c)", "![[[known]]](i.png)",
        "[^1]", "[^1]: note [^2] [^1]\n", "\n[^2]: > quote\n", "![[^1]](i.png)", "[^1][^2]", "[x[^1]](y)",
        "| a | b |\n|---|:-:|\n| c | [^1] |\n", "# ", "###### x", "- ", "1. ", "99999999. ", "> ", "    ", "\n", "\n\n", "\t",
        "*", "**", "_", "~~", "`", "``", "~~~\n", "&lt;", "&#x3c;", "&#0;", "\\", "\\<", "http://[", "[x](//[)", "![x](//[)",
        "word", "слово", "词语", "ไทย", "\u202e", "\x00", "\u2028", " ",
    ]
)  # fmt: skip
BODIES = st.lists(HOSTILE | st.text(max_size=8), max_size=25).map("".join)
BOUNDS = st.builds(
    Rights,
    st.sampled_from(["full", "excerpt", "link"]),
    st.integers(-1, 6),
    st.integers(-1, 60),
    st.floats(-0.5, 1.5),
)


@given(BODIES, st.none() | BOUNDS)
def test_whatever_is_written_the_html_is_whole_and_harmless(markdown, rights):
    """Every tag is ours and closed, every address harmless, ids unique, links within the page lead somewhere."""
    page = Page(html_of(markdown, rights=rights))
    assert len(set(page.ids)) == len(page.ids)
    for address in page.addresses:
        if address.startswith("#note"):
            assert address[1:] in page.ids
        scheme = address.partition(":")[0].lower() if ":" in address else ""
        assert "script" not in scheme
        assert "data" not in scheme
    assert all(now <= before + 1 for before, now in zip([1, *page.headings], page.headings, strict=False))


def test_addresses_within_the_site_begin_at_its_base():
    text = Text("[a](/about/) ![b](/assets/b.png) [c](c/) [d](//e.org/) [e](#x)", base="/digest/")
    assert to_html(text).html == (
        '<p><a href="/digest/about/">a</a> <img src="/digest/assets/b.png" alt="b" loading="lazy">'
        ' <a href="c/">c</a> <a href="//e.org/" rel="external noopener">d</a> <a href="#x">e</a></p>\n'
    )
