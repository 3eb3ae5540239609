"""A piece is led by its picture and holds what belongs to it, and no line of the page's frame is left in it."""

import pytest

from site_builder.importing.document import Document
from site_builder.importing.html.markup.blocks import blocks_of
from site_builder.importing.html.markup.parsing import parsed
from site_builder.importing.html.page import extract
from site_builder.importing.html.piece import edges, missed
from site_builder.importing.html.piece.body import Body
from site_builder.importing.html.piece.page_counts import Page
from site_builder.importing.recognising.names import Names

URL = "https://www.northbridge.example/commentary/2023/11/the-missing-chapter"
TEXT = "The ministry published its plan for the grid last month, and few outside noticed that the figure for storage had been halved by the cabinet. "
PROSE = f"<p>{TEXT * 2}</p>"


def trimmed(
    markup: str, title: str = "The Missing Chapter", names: tuple[str, ...] = ("Lena Hartwell",)
) -> list[str]:
    blocks = tuple(blocks_of(parsed(f"<body><div>{markup}</div></body>")))
    piece = edges.trimmed(Body(blocks, blocks, "x"), title, names)
    return [block.text for block in piece.blocks if block.text != (TEXT * 2).strip()]


def written(markup: str, head: str = "", url: str = URL) -> str:
    page = (
        f"<html lang='en'><head><title>The Missing Chapter</title>{head}</head><body><header><a href='/'>Northbridge</a></header><main><article>"
        f"<h1>The Missing Chapter</h1>{markup}</article></main><footer>© Northbridge</footer></body></html>"
    )
    document = Document(name="page.html", raw_sha256="", encoding="utf-8", text=page, url=url, kind="html")
    return extract(document, Names()).markdown


@pytest.mark.parametrize(
    "line",
    [
        "<p>By Lena Hartwell</p>",
        "<h4>By Lena Hartwell</h4>",
        "<p><a href='/p'>Lena Hartwell</a>, Senior Fellow, Energy Lab</p>",
        "<p>Published on Tuesday, November 14, 2023</p>",
        "<p>14. November 2023</p>",
        "<p>Temps de lecture : 5 minutes</p>",
        "<p>6 min read</p>",
    ],
)
def test_lines_that_say_who_signs_and_when_are_not_of_the_text(line):
    assert trimmed(line + PROSE) == []


@pytest.mark.parametrize(
    "line",
    [
        "<p>Lena Hartwell: Why did the models fail?</p>",
        "<p>Lena Hartwell is a fellow of the lab.</p>",
        "<p>In November 2023 the grid nearly failed.</p>",
        "<p>By noon everything was dark.</p>",
        "<p>Storage</p>",
    ],
)
def test_what_may_be_of_the_text_stays_at_its_head(line):
    assert len(trimmed(line + PROSE)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "<p><strong>ALSO READ: <a href='/x'>Flags of inconvenience</a></strong></p>",
        "<p><a href='/x'>Leggi anche: Il premio che non c'è</a></p>",
        "<h3>Más información</h3><p><a href='/x'>El ministerio publica los números</a></p>",
        "<p>Follow us on <a href='/t'>Telegram</a> for the latest news.</p>",
        "<p>Подписывайтесь на наш <a href='/t'>канал</a>.</p>",
        "<p><a href='/r'>Reply With Quote</a></p>",
    ],
)
def test_pointers_calls_and_buttons_between_paragraphs_are_left_out(line):
    assert trimmed(PROSE + line + PROSE) == []


@pytest.mark.parametrize(
    "line",
    [
        "<p>Read more books, said the minister, and less of <a href='/x'>this</a>.</p>",
        "<p>Subscribe to the theory or not, it is the best we have.</p>",
        "<h3>See also</h3><ul><li><a href='/x'>Grid</a></li></ul>",
    ],
)
def test_sentences_that_only_sound_like_a_call_stay(line):
    assert trimmed(PROSE + line + PROSE) != []


def test_what_stands_above_the_title_goes_with_it():
    line = "<p><a href='/'>Home</a></p><p>Published on Thursday, April 16, 2009 by The Old Progressive</p><h2>The Missing Chapter</h2>"
    assert trimmed(line + PROSE) == []
    assert trimmed("<p>A kicker of some kind</p><h2>The Missing Chapter</h2>" + PROSE) != []


@pytest.mark.parametrize(
    "line", ["<p><b></b> comments</p>", "<h3>3 Kommentare</h3>", "<p>Commentaires (12)</p>", "<p>評論</p>"]
)
def test_what_heads_the_comments_is_not_of_the_text(line):
    assert trimmed(PROSE + line) == []


@pytest.mark.parametrize("line", ["<p>No comment.</p>", "<h3>Discussion</h3>", "<p>Comments are welcome</p>"])
def test_last_words_that_only_speak_of_comments_stay(line):
    assert len(trimmed(PROSE + line)) == 1


def test_a_table_that_records_the_piece_is_left_out_and_one_of_data_is_not():
    record = "<table><tr><td>Comments:</td><td>34 pages</td></tr><tr><td>Subjects:</td><td>Economics</td></tr><tr><td>Cite as:</td><td>arXiv:1</td></tr></table>"
    data = "<table><tr><th>Year</th><th>Flow</th></tr><tr><td>1970</td><td>540</td></tr></table>"
    assert trimmed(PROSE + record) == []
    assert trimmed(PROSE + data) == ["Year", "Flow", "1970", "540"]


def taken(markup: str, kept: set[int], *, thread: bool = False) -> set[int]:
    page = blocks_of(parsed(f"<body><main>{markup}</main></body>"))
    Page(page, "", "", (0.0,) * 7)
    return missed.taken(page, kept, thread=thread)


def test_a_heading_like_the_others_and_a_correction_belong_to_the_piece():
    markup = "".join(f"<section><h2>At {hour}</h2>{PROSE}</section>" for hour in ("ten", "eleven", "twelve"))
    markup += "<div>Correction: the first version misdated it.</div>"
    assert taken(markup, {0, 1, 2, 3, 5}) == {0, 1, 2, 3, 4, 5, 6}


def test_a_small_table_of_data_belongs_to_the_piece_around_it_and_a_box_does_not():
    table = "<table class='NAME'><tr><th>Year</th><th>Flow</th></tr><tr><td>1970</td><td>540</td></tr><tr><td>1984</td><td>210</td></tr></table>"
    markup = PROSE * 2 + table + PROSE * 2
    assert taken(markup.replace("NAME", "data"), {0, 1, 8, 9}) == set(range(10))
    assert taken(markup.replace("NAME", "infobox"), {0, 1, 8, 9}) == {0, 1, 8, 9}


def test_what_the_first_post_of_a_thread_quotes_belongs_to_it():
    quote = "<blockquote>Mistrust feeds on secrecy, as they say.</blockquote>"
    posts = f"<div>{PROSE * 2}{quote}{PROSE}</div>"
    assert taken(posts, {0, 1, 3}, thread=True) == {0, 1, 2, 3}
    assert taken(posts, {0, 1, 3}) == {0, 1, 3}


@pytest.mark.parametrize(
    ("markup", "head"),
    [
        (
            "<figure><img src='/pylons-at-dusk.jpg' alt='Pylons'><figcaption>At dusk. Photo: Jo Wirtz</figcaption></figure>",
            "",
        ),
        (
            "<figure><amp-img src='/pylons-at-dusk.jpg' alt='Pylons'></amp-img><p class='wp-caption-text'>At dusk. Photo: Jo Wirtz</p></figure>",
            "",
        ),
        (
            "<div class='hero'><img src='/pylons-at-dusk.jpg' alt='Pylons'></div>",
            "<meta property='og:image' content='https://www.northbridge.example/pylons-at-dusk.jpg'>",
        ),
    ],
)
def test_a_picture_above_the_text_leads_the_piece(markup, head):
    text = written(f"{markup}<div class='text'>{PROSE * 4}</div>", head)
    assert text.startswith("![Pylons](https://www.northbridge.example/pylons-at-dusk.jpg")
    assert "figcaption" not in markup or 'Photo: Jo Wirtz")' in text


@pytest.mark.parametrize(
    "markup",
    [
        "<div class='author-avatar'><img src='/lena.jpg' alt='Lena'></div>",
        "<figure><img src='/small.jpg' width='60' height='60' alt=''></figure>",
        "<div class='related'><figure><img src='/other.jpg' alt='Other'></figure></div>",
        "<amp-iframe src='/x'><amp-img src='/chart.jpg' placeholder></amp-img></amp-iframe>",
    ],
)
def test_portraits_teasers_and_stand_ins_lead_nothing(markup):
    assert "![" not in written(f"{markup}<div class='text'>{PROSE * 4}</div>")


def test_a_picture_wrapped_in_a_figure_of_its_own_stays_between_paragraphs():
    figure = "<div><div><figure><div><noscript><img src='/t.jpg' alt='Tanker'></noscript><img data-src='/t.jpg' alt='Tanker'></div><figcaption>By R. Osei</figcaption></figure></div></div>"
    assert "![Tanker](https://www.northbridge.example/t.jpg" in written(
        f"<div>{PROSE * 2}{figure}{PROSE * 2}</div>"
    )


def test_what_boards_mark_as_quoted_is_a_quotation():
    quote = "<div>Quote:</div><table><tr><td>A treaty that divides an average divides nothing at all.</td></tr></table>"
    text = written(
        f"<div class='post'>{PROSE * 2}{quote}{PROSE * 2}</div>",
        url="https://boards.example/showthread.php?t=1",
    )
    assert "> A treaty that divides an average divides nothing at all." in text


def test_brackets_around_the_marks_of_notes_go():
    note = "<p id='n1'>[<a href='#r1'>1</a>] Seduta del 3 marzo 1947.</p>"
    text = written(f"{PROSE * 3}<p>They spoke of it then [<a id='r1' href='#n1'>1</a>].</p>{note}")
    assert "then [^1]." in text
    assert "[^1]: Seduta del 3 marzo 1947." in text
