"""Pages that stand in the place of a piece are told from pieces, and no piece is taken for one."""

import pytest

from site_builder.importing.html.markup.blocks import blocks_of
from site_builder.importing.html.markup.parsing import parsed
from site_builder.importing.html.piece.body import Body
from site_builder.importing.html.walls import fault

SENTENCE = (
    "The ministers met for three hours on Tuesday, and nothing that they said was new to anybody in the room."
)
PIECE = " ".join([SENTENCE] * 12)


def found(title: str, page: str, body: str = "") -> str:
    """Return the code of the fault of a page of which `body` was taken for the piece, or ""."""
    tree = parsed(f"<html><head><title>{title}</title></head><body>{page}</body></html>")
    said = fault(tree, Body(page=tuple(blocks_of(tree)), text=body), "page.html")
    assert said is None or said.location.path == "page.html"
    return said.code if said else ""


@pytest.mark.parametrize(
    ("title", "page", "code"),
    [
        ("Page not found | The Example", "<h1>Oops!</h1><p>We looked everywhere.</p>", "missing-page"),
        ("The Example", "<h1>404</h1><p>Try a search.</p>", "missing-page"),
        ("The Example", "<p>The page you requested could not be found.</p>", "missing-page"),
        ("Seite wurde nicht gefunden", "<p>Leider.</p>", "missing-page"),
        ("Just a moment...", "<p>Checking your browser.</p>", "challenge-page"),
        ("example.org", "<p>Please verify you are a human to go on.</p>", "challenge-page"),
        ("Before you continue", "<p>Cookies.</p><button>Reject</button>", "consent-page"),
        ("News", "<p>We and our 800 partners store data.</p><button>Accept all</button>", "consent-page"),
        ("Sign in", "<form><input type=password></form>", "login-wall"),
        ("A title", "<p>Subscribe now to continue reading this article.</p>", "login-wall"),
        ("A title", "<div id=root></div>", "page-without-text"),
        ("", "", "page-without-text"),
    ],
)
def test_a_page_in_the_place_of_a_piece_is_named(title: str, page: str, code: str):
    assert found(title, page) == code


@pytest.mark.parametrize("title", ["Page not found", "Sign in", "Before you continue", "Access denied"])
def test_a_page_with_a_good_deal_of_text_is_none_whatever_its_title(title: str):
    assert found(title, f"<p>{PIECE}</p><p>Log in to continue</p>", PIECE) == ""


def test_a_short_piece_with_a_request_to_subscribe_below_is_a_piece():
    text = " ".join([SENTENCE] * 4)
    assert (
        found("A short note", f"<p>{text}</p><p>Subscribe to read more. Accept all cookies</p>", text) == ""
    )


def test_a_thread_that_asks_for_a_log_in_to_reply_is_a_thread():
    posts = "I heard back on Monday. That is good news. Congratulations to you!"
    assert (
        found("Spring results", f"<p>{posts}</p><p>You must log in or register to reply here.</p>", posts)
        == ""
    )
