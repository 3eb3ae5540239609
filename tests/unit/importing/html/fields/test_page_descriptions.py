"""The description of a page is sought in all that may hold a standfirst: its head, its data, and what it shows."""

from __future__ import annotations

import pytest

from site_builder.importing.html.fields import descriptions
from site_builder.importing.html.fields.choice import Candidate
from site_builder.importing.html.fields.signals import Signals
from site_builder.importing.html.markup import parsing

DECK = "Three winters of neglect have left the valley behind walls of mud"
CLAIM = '<meta name="description" content="Why the dykes along the river are about to fail this spring.">'
TEXT = "<p>" + "The water stood a foot below the crest on Sunday, and nobody slept. " * 4


def found(body: str, head: str = "") -> dict[str, Candidate[str]]:
    page = f"<head>{head}</head><body><h1>The dykes will not hold</h1>{body}{TEXT}</body>"
    return {one.value: one for one in descriptions.candidates(Signals(parsing.parsed(page), ""))}


@pytest.mark.parametrize(
    ("body", "signal"),
    [
        (f"<p class=standfirst>{DECK}</p>", "stood"),
        (f"<h2>{DECK}</h2>", "heading"),
        (f"<div>{DECK}</div><p class=byline>By Anna Lindqvist</p>", "between"),
        (f"<ul><li>{DECK}</li></ul>", "listed"),
        (f"<p>{DECK}</p>", "below1"),
    ],
)
def test_a_deck_is_a_candidate_however_it_is_marked_and_beside_a_claim_too(body: str, signal: str):
    every = found(body, CLAIM)
    assert signal in every[DECK].signals
    assert any("meta" in one.signals for one in every.values())


def test_a_heading_above_the_title_may_be_its_standfirst():
    page = f"<body><h3>{DECK}</h3><h1>The dykes will not hold</h1>{TEXT}</body>"
    every = descriptions.candidates(Signals(parsing.parsed(page), ""))
    assert DECK in [one.value for one in every]


def test_a_claim_is_read_without_its_markup():
    claim = "&lt;p&gt;Why the dykes along the river&lt;/p&gt; are about to fail."
    assert "Why the dykes along the river are about to fail." in found(
        "", f'<meta property="og:description" content="{claim}">'
    )


def test_what_is_shown_keeps_its_angle_brackets():
    assert "Walls of 3 <m> and more are walls of mud" in found(
        "<p>Walls of 3 &lt;m&gt; and more are walls of mud</p>"
    )


def test_a_candidate_knows_how_much_of_its_words_the_piece_says():
    every = found("", '<meta name="description" content="Ferries sail daily between both harbours.">')
    slogan = next(one for one in every.values() if "meta" in one.signals)
    paragraph = next(one for one in every.values() if "below1" in one.signals)
    assert slogan.features["covered"] < paragraph.features["covered"] == 1


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (f"{DECK}.", True),
        (f"{DECK[:45]}…", True),
        (f"{DECK} of clay", True),
        (DECK[:12], False),
        ("Three winters of neglect have left the ferries without a master", False),
    ],
)
def test_a_description_is_like_another_that_says_the_same(other: str, same: object):
    assert descriptions.alike(DECK, other) == descriptions.alike(other, DECK) == same


@pytest.mark.parametrize(
    ("taken", "head", "said"),
    [
        ("The water stood a foot below the crest […]", CLAIM, True),
        (
            "The water stood a foot below the crest […]",
            CLAIM.replace("dykes along the river", "roofs"),
            False,
        ),
        (f"Rivers {DECK}", f'<meta property="og:description" content="{DECK}">', True),
        (f"All that was said of rivers: {DECK}", f'<meta property="og:description" content="{DECK}">', False),
        ("The water stood a foot below the crest.", CLAIM, False),
    ],
)
def test_what_is_cut_off_or_labelled_gives_way_to_what_the_head_says_of_the_piece(
    taken: str, head: str, *, said: bool
):
    page = f"<head>{head}</head><body><h1>The dykes will not hold</h1>{TEXT}</body>"
    told = descriptions.mended(taken, "The dykes will not hold", Signals(parsing.parsed(page), ""))
    assert (told in head) == said
    assert said or told == taken
