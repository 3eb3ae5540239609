"""Where what was taken for a title names only the site or the board, the piece's own title is taken."""

import pytest

from site_builder.importing.html.fields import fields, headlines
from site_builder.importing.html.fields.choice import Found
from site_builder.importing.html.fields.signals import Signals
from site_builder.importing.html.markup.parsing import parsed
from site_builder.importing.recognising.names import Names

PIECE = "One power the commission lacks"


def mended(taken: str, claim: str, shown: str, url: str, head: str = "") -> str:
    page = f"<html><head><title>{claim}</title>{head}</head><body>{shown}</body></html>"
    found = headlines.mended(Found(taken, "heading", 0.5), Signals(parsed(page), url))
    return found.value if found else ""


@pytest.mark.parametrize(
    ("taken", "claim", "url", "head"),
    [
        (
            "Valley Notebook",
            f"Valley Notebook: {PIECE}",
            "https://valley-notebook.example/2012/02/dry.html",
            "",
        ),
        (
            "waterpolicy",
            f"{PIECE} : waterpolicy",
            "https://boards.example/r/waterpolicy/comments/9ab/one_power/",
            "",
        ),
        (
            "Fjord Centre for Policy",
            f"{PIECE} | Fjord Centre for Policy",
            "https://fjord.example/en/analysis/one-power",
            "<meta property='og:site_name' content='Fjord Centre for Policy'>",
        ),
    ],
)
def test_the_name_of_a_site_or_a_board_gives_way_to_the_title_of_the_piece(taken, claim, url, head):
    shown = f"<h1>{taken}</h1><h3>{PIECE}</h3>"
    assert mended(taken, claim, shown, url, head) == PIECE
    assert mended(taken, claim, f"<h1>{taken}</h1>", url, head) == taken  # the page does not show it


@pytest.mark.parametrize(
    ("taken", "claim", "url", "head"),
    [
        (
            "Book Reviews",
            "Book Reviews | The Writing Center",
            "https://writing.example/tips/book-reviews",
            "",
        ),
        (
            "Valley Notes",
            "Valley Notes: The Lower River Club",
            "https://valley-notes.example/a",
            "<meta property='og:title' content='Valley Notes'>",
        ),
        ("Silt", f"{PIECE} | Silt", "https://rivers.example/essays/silt", ""),
    ],
)
def test_a_title_that_the_address_or_the_page_says_stays(taken, claim, url, head):
    shown = "<h1>The Writing Center</h1><h2>The Lower River Club</h2>" + f"<h2>{PIECE}</h2>"
    assert mended(taken, claim, shown, url, head) == taken


def test_a_title_without_a_letter_is_none():
    assert mended("?? ???", "?? ???", "", "https://quay.example/1") == ""
    assert mended("1984", "1984", "", "https://quay.example/1") == "1984"


def test_a_title_takes_its_subtitle_where_a_heading_and_the_data_say_both():
    long = f"{PIECE}: A Report to the Valley"
    both = mended(PIECE, PIECE, f"<h1>{long}</h1>", "", f"<meta name='citation_title' content='{long}'>")
    assert both == long
    assert mended(PIECE, PIECE, f"<h1>{long}</h1>", "") == PIECE


def test_the_kind_of_piece_before_a_title_is_cut_off_where_the_page_is_an_article_and_no_post():
    article = "<meta property='og:type' content='article'>"
    labelled = f"Commentary: {PIECE}"
    assert mended(labelled, labelled, f"<h1>{labelled}</h1>", "", article) == PIECE
    assert mended(labelled, labelled, f"<h1>{labelled}</h1>", "") == labelled


def test_the_first_part_of_a_title_is_cut_off_where_it_is_a_link_of_the_trail_above():
    headed = f"<h1>Valley Papers : {PIECE}</h1>"
    trail = "<ol><li><a href='/'>Valley Papers</a></li></ol>"
    assert mended(f"Valley Papers : {PIECE}", "x", trail + headed, "") == PIECE
    assert mended(f"Valley Papers : {PIECE}", "x", headed, "") == f"Valley Papers : {PIECE}"


@pytest.mark.parametrize(
    ("head", "foot", "url", "name"),
    [
        (
            "<meta property='og:site_name' content='The Valley Courier'><meta name='twitter:site' content='@valleycourier'>",
            "",
            "https://www.valleycourier.example/a",
            "The Valley Courier",
        ),
        ("", "<footer>© 2021 Slipway Studio</footer>", "https://slipway.example/a", "Slipway Studio"),
        ("", "<footer>© 2021 Slipway GmbH</footer>", "https://slipway.example/a", "Slipway"),
    ],
)
def test_a_site_is_called_as_the_page_states_it_in_full(head: str, foot: str, url: str, name: str):
    shown = name.removeprefix("The ")
    title = f"<title>{PIECE} — {name}</title>"
    markup = f"<html><head>{title}{head}</head><body><a href='/'>{shown}</a><h1>{PIECE}</h1><p>{PIECE * 9}.</p>{foot}</body></html>"
    found = fields.read(parsed(markup), url, Names()).site_name
    assert found is not None
    assert found.value == name
