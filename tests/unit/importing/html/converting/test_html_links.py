"""Code, pictures, links and headings of a page say in Markdown what they say on the page, and nothing of its machinery."""

import pytest
from markdown_of import PARSER, URL, of

from site_builder.importing.html.converting.markdown import written
from site_builder.importing.html.converting.targets import absolute, base
from site_builder.importing.html.markup.blocks import blocks_of
from site_builder.importing.html.markup.parsing import parsed
from site_builder.importing.html.piece.body import Body


@pytest.mark.parametrize(
    ("page", "language"),
    [
        ("<pre><code class='language-python'>x</code></pre>", "python"),
        ("<div class='highlight-source-c++'><pre>x</pre></div>", "c++"),
        ("<pre class='brush: js; gutter: false'>x</pre>", "js"),
        ("<div class=sourceCode><pre class='sourceCode rust'><code>x</code></pre></div>", "rust"),
        ("<pre data-lang=go>x</pre>", "go"),
        ("<pre class='language-plaintext'>x</pre>", ""),
        ("<pre class='language-`x`'>x</pre>", ""),
    ],
)
def test_code_keeps_the_language_that_the_page_names(page: str, language: str):
    assert of(page) == f"```{language}\nx\n```\n"


@pytest.mark.parametrize(
    ("image", "file"),
    [
        ("<img src='data:image/gif;base64,R0' data-src=a.jpg>", "a.jpg"),
        ("<img src=/img/placeholder.gif srcset='a.jpg 320w, b.jpg 960w'>", "b.jpg"),
        ("<img data-srcset='a.jpg, b.jpg 2x'>", "b.jpg"),
        ("<picture><source srcset='b.webp 1x'><img src='data:,'></picture>", "b.webp"),
        ("<img src=a.jpg data-src=a.jpg><noscript><img src=a.jpg></noscript>", "a.jpg"),
        ("<img src=a.jpg><img src=count.gif style='display:none'><img src=c.gif width=1>", "a.jpg"),
    ],
)
def test_a_picture_is_that_which_browsers_come_to_show_once(image: str, file: str):
    assert of(f"<p>{image}</p>") == f"![](https://example.org/pieces/{file})\n"


@pytest.mark.parametrize("address", [URL, f"{URL}#top", "/large/a.JPG?w=2000"])
def test_a_link_around_a_picture_that_only_shows_it_again_is_none(address: str):
    assert of(f"<a href='{address}'><img src=a.jpg></a>") == "![](https://example.org/pieces/a.jpg)\n"


def test_a_link_around_a_picture_that_leads_elsewhere_stays():
    said = "[![](https://example.org/pieces/a.jpg)](https://example.org/atlas)\n"
    assert of("<a href='/atlas'><img src=a.jpg></a>") == said


def test_the_caption_of_a_picture_that_is_no_text_of_the_piece_is_its_title():
    page = '<figure><img src=a.jpg alt=Port><figcaption>At "dusk". &amp;c; Photo: A. Vos</figcaption></figure><p>b</p>'
    blocks = blocks_of(parsed(f"<html><body>{page}</body></html>"))
    piece = Body(blocks=(blocks[0], blocks[2]), page=tuple(blocks))
    said = written(piece, URL)
    assert said == '![Port](https://example.org/pieces/a.jpg "At \\"dusk\\". &amp;c; Photo: A. Vos")\n\nb\n'
    assert 'title="At &quot;dusk&quot;. &amp;c; Photo: A. Vos"' in PARSER.render(said)
    assert of(page).startswith("![Port](https://example.org/pieces/a.jpg)\n\nAt")


@pytest.mark.parametrize(
    "sign",
    [
        "<a class=headerlink href='#x'>¶</a>",
        "<span class=mw-editsection>[<a href='/edit'>edit</a>]</span>",
        "<a href='#x' aria-label='Link to this'>#</a>",
    ],
)
def test_signs_that_lead_to_a_heading_are_no_part_of_it(sign: str):
    assert (
        of(f"<h2 id=x>The <a class=permalink href='#x'>Lock</a>{sign}</h2><p>a</p>") == "## The Lock\n\na\n"
    )


def test_a_paragraph_that_is_set_as_a_heading_is_a_paragraph():
    deck = "The ferries lie at anchor, and nobody says for how long. " * 4
    assert (
        of(f"<h2>{deck}</h2><p>a</p><h3>The Lock</h3><p>b</p>")
        == f"{deck.strip()}\n\na\n\n## The Lock\n\nb\n"
    )


def test_a_heading_of_which_only_notes_or_nothing_was_kept_is_left_out():
    page = (
        "<h2>Contents</h2><ul><li>History</ul><h2>History</h2><p>Said so.<sup><a href='#n'>1</a></sup></p>"
        "<h2>Parts</h2><h3>First</h3><p>b</p><h2>Notes</h2><ol><li id=n>See there.</ol><p>About us</p>"
    )
    blocks = blocks_of(parsed(f"<html><body>{page}</body></html>"))
    kept = tuple(
        block for block in blocks if block.text not in {"History", "About us"} or block.place.tag == "h2"
    )
    assert written(Body(blocks=kept, page=tuple(blocks)), URL) == (
        "## History\n\nSaid so.[^1]\n\n## Parts\n\n### First\n\nb\n\n[^1]: See there.\n"
    )


@pytest.mark.parametrize(
    ("head", "leads"),
    [
        ("<base target=_top><base href='/a/'>", "https://example.org/a/x"),
        ("<base href='https://example.net'>", "https://example.net/x"),
        ("<base href='javascript:x'>", "https://example.org/pieces/x"),
        ("", "https://example.org/pieces/x"),
    ],
)
def test_addresses_are_relative_to_what_the_page_says_of_them(head: str, leads: str):
    tree = parsed(f"<html><head>{head}</head><body></body></html>")
    assert absolute("x", base(tree, URL)) == leads


def test_links_lose_what_tells_where_readers_come_from_and_nothing_else():
    page = "<a href='/x?utm_source=a&amp;id=%20b+c&amp;fbclid=z#part'>x</a>, <a href='/y?utm_medium=m'>y</a>"
    assert of(f"<p>{page}</p>") == "[x](https://example.org/x?id=%20b+c#part), [y](https://example.org/y)\n"


def test_a_table_has_the_names_of_its_columns_whether_or_not_they_were_taken_for_text():
    rows = "<tr><th>Year<th>Ships<tr><td>1960<td>4<tr><td>1970<td>5"
    blocks = blocks_of(parsed(f"<html><body><p>x</p><table>{rows}</table></body></html>"))
    kept = tuple(block for block in blocks if block.place.tag != "th")
    said = written(Body(blocks=kept, page=tuple(blocks)), URL)
    assert said == of(f"<p>x</p><table>{rows}</table>")
    assert said.startswith("x\n\n| Year | Ships |\n| --- | --- |\n| 1960")
