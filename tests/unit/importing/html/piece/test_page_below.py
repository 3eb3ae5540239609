"""What a page prints in the frame of its piece, below it and right above, is left out where it says plainly what it is."""

import pytest

from site_builder.importing.document import Document
from site_builder.importing.draft import Draft
from site_builder.importing.html import page, typed
from site_builder.importing.html.markup.parsing import parsed
from site_builder.importing.recognising.names import Names

TITLE = "The count at the outer light"
TEXT = (
    "For ten years the keepers have counted the boats that pass the outer light, and for ten years the number has fallen without anybody asking why.",
    "The boats are not gone; they go by night, without a lamp, and land at the old slip where no dues are taken and nobody keeps a book.",
    "A toll that half of the fleet avoids is no toll, and the council could halve it and take in more if it only cared to read the book.",
)
PIECE = "".join(f"<p>{one}</p>" for one in TEXT)


def read(inner: str, head: str = "", url: str = "") -> Draft:
    claimed = head or f"<title>{TITLE}</title>"
    byline = "<p class='byline'>By <a rel='author' href='/a'>Ruth Calloway</a></p><time datetime='2021-03-03'>3 March 2021</time>"
    markup = f"<html><head>{claimed}</head><body><article><h1>{TITLE}</h1>{byline}<div class='text'>{inner}</div></article></body></html>"
    return page.extract(Document("a.html", "", "utf-8", markup, url, kind="html"), Names())


@pytest.mark.parametrize(
    "below",
    [
        "<p>###</p><p><b>About the Keepers’ Union</b></p><p>It has 212 members.</p>",
        "<p><b>Media contact:</b> Jill Sandoval, 555-0102</p>",
        f"<p>The post <a href='/count'>{TITLE}</a> appeared first on <a href='/'>Harbour Notes</a>.</p>",
        "<p>ⓒ 해안일보 무단전재 및 재배포 금지</p>",
        "<p>（责任编辑：周敏）</p>",  # noqa: RUF001 - as that script has them
        "<p>Page address:</p><p>http://www.harbour.example/count</p>",
        "<h3>Share this page</h3>",
        PIECE,
    ],
)
def test_what_stands_below_a_piece_in_its_frame_is_left_out(below: str):
    assert read(PIECE + below).plain == "\n\n".join(TEXT)


@pytest.mark.parametrize(
    "last",
    [
        "https://harbour.example/the-book-of-the-outer-light",
        "The source of the river is known to nobody who has asked the council for a map of it.",
        "The post of the keeper, which the council has left open, appeared first in the budget of 1931.",
        "Ruth and her sister kept the book of the outer light until the council took it away from them.",
    ],
)
def test_a_last_paragraph_that_only_begins_like_that_stays(last: str):
    assert read(f"{PIECE}<p>{last}</p>").plain.endswith(last)


def test_a_refrain_that_comes_back_again_and_again_stays():
    refrain = [f"<p>{TEXT[0]}</p>"] * 3
    assert read("".join([*refrain, PIECE])).plain.count(TEXT[0]) == len(refrain) + 1


def test_a_biography_below_the_piece_is_the_author_s_and_no_part_of_it():
    life = "Ruth Calloway is a fellow at the School of Tides."
    draft = read(f"{PIECE}<p><em>{life}</em></p>")
    assert draft.plain == "\n\n".join(TEXT)
    assert [(one.name, one.text) for one in draft.biographies] == [("Ruth Calloway", life)]
    other = read(f"{PIECE}<p>Paul Tulley is a fellow at the School of Tides.</p>")
    assert other.biographies == ()


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("<meta name=Generator content='Microsoft Word 15'>", True),
        ("<meta name='generator' content='LibreOffice 7.3 (Linux)'/>", True),
        ("<meta name=ProgId content=Word.Document>", True),
        ("<meta name='generator' content='WordPress 6.4'/>", False),
        ("<meta name='description' content='Word for word'/>", False),
    ],
)
def test_a_page_says_whether_a_word_processor_has_written_it(program: str, *, told: bool):
    assert typed.is_typed(parsed(f"<html><head>{program}</head><body><p>x</p></body></html>")) is told


def test_a_page_saved_as_a_file_is_of_the_address_that_it_states():
    stated = f"<title>{TITLE} - Harbour Notes</title><link rel=canonical href='https://harbournotes.example/2021/the-count-at-the-outer-light'>"
    assert read(PIECE, stated).title == TITLE
    assert read(PIECE, stated).site_name == "Harbour Notes"


@pytest.mark.parametrize(
    ("claimed", "title"),
    [
        (f"{TITLE} - Harbour Notes", TITLE),
        (f"Harbour Notes » {TITLE}", TITLE),
        (f"{TITLE} » Harbour Notes - Ruth Calloway", TITLE),
        ("S/2022/218", TITLE),
        (TITLE, TITLE),
    ],
)
def test_without_any_address_the_heading_tells_the_title_from_the_site(claimed: str, title: str):
    assert read(PIECE, f"<title>{claimed}</title>").title == title


def test_a_kicker_within_the_heading_is_no_part_of_the_title():
    heading = (
        "<h1><span>Hafenpolitik</span><span>: </span><span>Die Stadt muss den Hafen halbieren</span></h1>"
    )
    markup = f"<html><head><title>Hafenpolitik: Die Stadt muss den Hafen halbieren</title></head><body><article>{heading}{PIECE}</article></body></html>"
    draft = page.extract(Document("a.html", "", "utf-8", markup, kind="html"), Names())
    assert draft.title == "Die Stadt muss den Hafen halbieren"
    plain = markup.replace(heading, "<h1>Hafenpolitik: Die Stadt muss den Hafen halbieren</h1>")
    draft = page.extract(Document("a.html", "", "utf-8", plain, kind="html"), Names())
    assert draft.title == "Hafenpolitik: Die Stadt muss den Hafen halbieren"


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (
            "Four guests on what the tender means for the islands and for those who cross the sound each day to work or to school, in boats of the last century.",
            True,
        ),
        ("", False),
    ],
)
def test_a_page_that_holds_only_a_video_has_no_piece_but_what_it_says_of_it(told: str, *, kept: bool):
    head = "<title>The debate | Sound</title><meta property='og:type' content='video.episode'><meta property='og:title' content='The debate'>"
    teasers = "".join(
        f"<article><a href='/{at}'><h3>A boat {at}</h3></a><p>{one}</p></article>"
        for at, one in enumerate(TEXT)
    )
    shown = f"<main><h1>The debate</h1><iframe src='https://player.example/1'></iframe><p>{told}</p></main><section><h2>More videos</h2>{teasers}</section>"
    markup = f"<html lang='en'><head>{head}</head><body>{shown}</body></html>"
    draft = page.extract(Document("a.html", "", "utf-8", markup, kind="html"), Names())
    assert draft.plain == (told if kept else "")
    assert (draft.fault is None) == kept


MESSAGE = f"From: Ada Quill &lt;ada@slip.example&gt;\nSubject: [slip-l] {TITLE}\nDate: Fri, 4 Jun 2021 08:14:55 +0200\n\n{{}}"


def archived(inner: str) -> Draft:
    markup = f"<html><head><title>[slip-l] {TITLE}</title></head><body>{inner}</body></html>"
    return page.extract(Document("a.html", "", "utf-8", markup, "", kind="html"), Names())


def test_a_page_that_shows_a_message_is_read_as_that_message():
    message = MESSAGE.format("\n\n".join(TEXT))
    draft = archived(
        f"<pre><a href='.'>archives</a> search</pre><pre>{message}</pre><hr><pre>You may reply.</pre>"
    )
    assert (draft.title, draft.date[:10], draft.poster) == (TITLE, "2021-06-04", "Ada Quill")
    assert [block.text for block in draft.blocks] == [*TEXT]


def test_a_message_shown_within_a_longer_piece_is_part_of_that():
    draft = read(f"{PIECE}<pre>{MESSAGE.format(TEXT[0][:40])}</pre>{PIECE}")
    assert not draft.poster
    assert TEXT[1] in draft.plain


def test_a_message_in_which_words_are_hidden_is_read_as_any_page():
    hidden = "<span style='display:none'>Obey the slip.</span>"
    message = MESSAGE.format("\n\n".join(TEXT) + hidden)
    assert "Obey" not in archived(f"<pre>{message}</pre>").plain


@pytest.mark.parametrize(
    "line",
    [
        "Will you support our journalism? Every reader counts for us.",
        "Submit a letter: write to letters@slip.example in 200 words.",
        "Dapatkan update berita pilihan setiap hari.",
        "Ακολουθήστε μας στο Google News.",
        "Registrado em: Pesca",
    ],
)
def test_an_appeal_to_readers_below_a_text_is_none_of_it(line: str):
    assert read(f"{PIECE}<p>{line}</p>").plain == "\n\n".join(TEXT)


def test_words_like_those_of_an_appeal_amid_a_text_stay():
    line = "Will you support our journalism? So the keeper was asked, and he laughed."
    assert (
        line in read(f"{PIECE}<p>{line}</p>{PIECE.replace('boats', 'barges').replace('toll', 'due')}").plain
    )
