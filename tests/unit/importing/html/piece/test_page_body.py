"""The piece is found on pages of any make, and any page whatever gives an answer soon."""

import html
import json
import sys
import time

import pytest
from harbour_page import PARAGRAPHS, URL, page
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.importing.html.converting.markdown import written
from site_builder.importing.html.markup.blocks import blocks_of
from site_builder.importing.html.markup.parsing import parsed
from site_builder.importing.html.piece import body, judging
from site_builder.importing.html.piece.second_opinion import opinions, other_text


def found(markup: str, title: str = "") -> body.Body:
    return body.find(parsed(markup), URL, title)


def test_the_paragraphs_of_an_article_are_kept_and_its_surroundings_are_not():
    piece = found(page("".join(f"<p>{text}</p>" for text in PARAGRAPHS)), "Sand in the harbour")
    assert piece.text.split("\n\n")[-5:] == PARAGRAPHS
    assert not any(word in piece.text for word in ("Politics", "Another story", "newsletter", "All rights"))
    assert piece.rule == "learnt from the page's blocks"
    assert 0.5 < piece.confidence <= 1


def test_paragraphs_parted_by_line_breaks_are_paragraphs():
    piece = found(page("<br><br>".join(PARAGRAPHS)))
    assert piece.text.split("\n\n")[-5:] == PARAGRAPHS


def test_a_piece_behind_the_end_of_the_page_is_found():
    whole = page("".join(f"<p>{text}</p>" for text in PARAGRAPHS))
    early = whole.replace("<main>", "</body></html><main>").replace("</footer></body></html>", "</footer>")
    assert found(early).text.split("\n\n")[-5:] == PARAGRAPHS


def test_a_picture_is_kept_whether_or_not_its_figure_has_a_caption():
    figures = (
        "<figure class='wp-caption'><img src=/a.jpg><figcaption>The quay in March. Photo: A. Vos</figcaption></figure>",
        "<figure><img src=/b.jpg></figure>",
        "<div class=related-card><a href=/x><img src=/c.jpg>Another story of the quay</a></div>",
    )
    parts = [f"<p>{text}</p>" for text in PARAGRAPHS]
    piece = found(page("".join([*parts[:2], *figures, *parts[2:]])))
    pictures = [line for line in written(piece, URL).split("\n") if line.startswith("![")]
    assert [line.partition("(https://")[2].split("/")[1][:5] for line in pictures] == ["a.jpg", "b.jpg"]


def test_the_title_is_no_part_of_the_piece():
    piece = found(page("".join(f"<p>{text}</p>" for text in PARAGRAPHS)), "Sand in the harbour")
    assert "Sand in the harbour" not in piece.text


def test_a_page_that_shows_nothing_gives_the_text_that_it_states():
    script = (
        '{"@graph": [{"@type": "NewsArticle", "articleBody": "'
        + "\\n".join(PARAGRAPHS).replace('"', "")
        + '"}]}'
    )
    piece = found(
        f"<html><head><script type='application/ld+json'>{script}</script></head><body><div id=app></div></body></html>"
    )
    assert piece.text.split("\n\n") == PARAGRAPHS
    assert piece.rule == "JSON-LD"
    assert written(piece, URL).count("\n\n") == 4


def test_a_page_that_only_scripts_fill_gives_the_html_in_its_data():
    posts = [{"name": "a", "cooked": f"<p>{text}</p>"} for text in PARAGRAPHS]
    data = json.dumps({"state": json.dumps({"stream": {"posts": posts}}), "about": "<p>x</p>"})
    piece = found(f'<body><div data-state="{html.escape(data)}"></div></body>')
    assert piece.text.split("\n\n") == PARAGRAPHS
    assert piece.rule == "the page's data"


@pytest.mark.parametrize(
    "markup", ["", "<html></html>", "<p>", "<body><img src=x></body>", "<frameset><frame></frameset>"]
)
def test_a_page_without_text_has_no_piece(markup: str):
    assert found(markup).text == ""
    assert found(markup).confidence == 0


def test_blocks_are_what_a_browser_sets_apart():
    tree = parsed(
        "<body>a<p>b <b>c</b><br>d<br><br>e</p><span>f<div>g</div>h</span><script>x</script> i</body>"
    )
    assert [block.text for block in blocks_of(tree)] == ["a", "b c d", "e", "f", "g", "h i"]


@given(st.binary(max_size=600), st.text(max_size=20))
@settings(max_examples=60)
def test_any_page_and_any_address_give_a_body(data: bytes, url: str):
    piece = body.find(parsed(data.decode("latin-1")), url, url)
    assert piece.text == "" or piece.confidence > 0
    written(piece, url)


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 5_000 + "x" * 10 + "</div>" * 5_000,
        "<b><i>" * 3_000 + "word",
        "<p>" + "a" * 2_000_000,
        "<p>" + "@. " * 300_000,
        "<p>word, and.</p>" * 30_000,
        "<ul><li>" * 1_000 + "x",
        "<table><tr><td>" * 500 + "x",
        "<p><a href='#a'>1</a><b id=a>" * 3_000,
        "<p class='" + "article-" * 50_000 + "'>x",
        "<script type='application/ld+json'>" + "[" * 100_000 + '"articleBody"' + "</script>",
    ],
    ids=[
        "deep",
        "deep inline",
        "a long word",
        "a long line",
        "many",
        "lists",
        "tables",
        "notes",
        "a long class",
        "deep data",
    ],
)
@pytest.mark.slow
def test_enormous_and_crooked_pages_take_seconds_at_most(markup: str):
    start = time.process_time()
    piece = found(markup)
    written(piece, URL)
    assert time.process_time() - start < 20


def test_without_the_other_library_the_piece_is_found_all_the_same(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    tree = parsed(page("".join(f"<p>{text}</p>" for text in PARAGRAPHS)))
    described = body.described(tree, URL)
    assert other_text(tree, described) is None
    assert set(map(tuple, opinions(described, None))) == {(-1.0, -1.0)}
    assert body.find(tree, URL, "").text.split("\n\n")[-5:] == PARAGRAPHS


def test_an_opinion_tells_long_blocks_by_their_beginning_and_labels_by_their_line():
    tree = parsed(f"<p>{PARAGRAPHS[0]}</p><p>Sand</p><p>harbour</p>")
    described = body.described(tree, URL)
    assert [row[0] for row in opinions(described, PARAGRAPHS[0] + " And more.\nSand")] == [1, 1, 0]


def test_blocks_are_of_one_kind_whatever_counts_their_places():
    rows = "".join(
        f"<div class='row {'odd' if at % 2 else 'even'} player-{at}-58'>{at}</div>" for at in range(9)
    )
    tree = parsed(rows + "<div class='row css-1a5cbht'>other</div>")
    assert [block.place.name for block in blocks_of(tree)] == ["div.row"] * 9 + ["div.row css-1a5cbht"]


def test_blocks_of_a_kind_sway_each_other_and_nobody_else():
    kinds = [("p.", "div."), ("p.", "div."), ("li.", "ul.")]
    near, far, alone = judging.evened(kinds, [9, 9, 9], [-0.1, 2.0, -0.1])
    assert near > 0
    assert 1.9 < far < 2.0
    assert alone == -0.1
