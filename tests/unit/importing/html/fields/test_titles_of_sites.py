"""Where what was taken for a title names only the site or the board, the piece's own title is taken."""

import pytest

from site_builder.importing.html.fields import headlines
from site_builder.importing.html.fields.choice import Found
from site_builder.importing.html.fields.signals import Signals
from site_builder.importing.html.markup.parsing import parsed

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
