"""What pages of boards, journals and newspapers print around a piece, or embed in it, is told from the piece."""

from pathlib import Path

import pytest

from site_builder.importing import gathering
from site_builder.importing.document import Document
from site_builder.importing.draft import Draft
from site_builder.importing.html import page
from site_builder.importing.html.converting import players
from site_builder.importing.html.fields import attributions, descriptions, fields
from site_builder.importing.html.fields.signals import Signals
from site_builder.importing.html.markup.blocks import blocks_of
from site_builder.importing.html.markup.parsing import parsed
from site_builder.importing.html.piece import body
from site_builder.importing.html.piece.body import Body
from site_builder.importing.html.walls import fault
from site_builder.importing.recognising.names import Names
from site_builder.importing.writing import entries

SENTENCE = (
    "The pilots of the lower river wait for a tide that the harbour board has promised since the spring. "
)


def hosts(markup: str) -> tuple[str, ...]:
    tree = parsed(f"<html><body>{markup}</body></html>")
    every = tuple(blocks_of(tree))
    kept = tuple(block for block in every if "river" in block.text)
    return players.embedded(tree, Body(blocks=kept, page=every))


def test_players_amid_the_piece_are_named_by_their_hosts_and_those_around_it_are_not():
    text = f"<p>{SENTENCE}</p>"
    found = hosts(
        f"<iframe src='https://before.example'></iframe>{text}"
        "<iframe src='https://www.films.example/embed/1'></iframe><iframe src='//films.example/2'></iframe>"
        "<video><source src='https://media.example/a.mp4'></video><amp-youtube data-videoid=x></amp-youtube>"
        "<iframe width=1 height=1 src='https://counter.example'></iframe>"
        "<iframe style='display:none' src='https://hidden.example'></iframe><iframe src='http://[bad'></iframe>"
        f"{text}<iframe src='https://below.example'></iframe>"
    )
    assert found == ("films.example (2)", "media.example", "YouTube")
    assert hosts("<iframe src='https://films.example/1'></iframe>") == ()


def test_a_page_s_players_are_a_doubt_about_its_body():
    paragraphs = [f"<p>{SENTENCE * 4}{number}</p>" for number in range(6)]
    paragraphs.insert(3, "<iframe src='https://films.example/1'></iframe>")
    markup = f"<html><head><title>Pilots</title></head><body><article><h1>Pilots</h1>{''.join(paragraphs)}</article></body></html>"
    draft = page.extract(Document("a.html", "", "utf-8", markup, kind="html"), Names())
    assert any(one.field == "body" and "films.example" in one.message for one in draft.doubts)


@pytest.mark.parametrize(
    ("free", "length", "told"),
    [("false", 4, True), ('"False"', 4, True), ("true", 4, False), ("false", 40, False)],
)
def test_a_short_piece_for_subscribers_may_be_only_its_beginning(free: str, length: int, *, told: bool):
    linked = f'{{"@type": "NewsArticle", "headline": "Pilots", "isAccessibleForFree": {free}}}'
    paragraphs = "".join(f"<p>{SENTENCE * 4}{number}</p>" for number in range(length))
    head = f'<title>Pilots</title><script type="application/ld+json">{linked}</script>'
    markup = f"<html><head>{head}</head><body><article><h1>Pilots</h1>{paragraphs}</article></body></html>"
    draft = page.extract(Document("a.html", "", "utf-8", markup, kind="html"), Names())
    assert any("subscribers" in one.message for one in draft.doubts) is told


def test_what_a_board_sets_between_a_post_and_a_signature_is_not_of_the_piece():
    markup = f"<h1>Pilots</h1><p>{SENTENCE * 9}</p><p>{SENTENCE * 8}</p><p>__________________<br>Never trust a dry dock.</p><p>{SENTENCE * 7}</p>"
    found = body.find(parsed(f"<html><body><article>{markup}</article></body></html>"), "", "Pilots")
    assert "pilots" in found.text
    assert "dry dock" not in found.text


@pytest.mark.parametrize(
    "text",
    ["12 votes and 3 comments so far on Harbourboard", "Post | by siltman » Mon Mar 14, 2011 8:22 am"],
)
def test_what_software_prints_around_a_post_is_no_standfirst(text: str):
    assert descriptions.is_frame(text)


@pytest.mark.parametrize(
    "text",
    ["By the time the ferries stopped, nobody cared.", "12 votes decided the grain law, and 3 were bought."],
)
def test_a_sentence_is_no_frame(text: str):
    assert not descriptions.is_frame(text)


def test_a_paragraph_of_the_text_is_not_printed_as_a_standfirst_again():
    long, short = SENTENCE * 4, SENTENCE
    written = [
        entries.entry_text(
            "a", Draft(title="T", standfirst=said.strip(), markdown=f"{long}\n", plain=long), None
        )
        for said in (long, short, SENTENCE.replace("pilots", "seamen") * 4)
    ]
    assert [b"standfirst:" in one for one in written] == [False, True, True]


@pytest.mark.parametrize(
    ("standfirst", "kept"),
    [
        ("The pilots of the quay have gone on strike, and the ferries lie at", False),
        ("The pilots of the quay have gone on strike, and the fer", False),
        ("The pilots of the quay have gone on strike…", False),
        ("The pilots of the quay have gone on strike. [...]", False),
        ("The pilots of the quay have gone on strike, and the ferries lie at anchor.", True),
        ("The strike at the quay explained, by those who", True),
        ("The pilots of the quay", True),
    ],
)
def test_the_beginning_of_the_text_cut_off_is_no_standfirst(standfirst: str, *, kept: bool):
    text = "The pilots of the quay have gone on strike, and the ferries lie at anchor. Nobody knows for how long."
    written = entries.entry_text(
        "a", Draft(title="T", standfirst=standfirst, markdown=f"{text}\n", plain=text), None
    )
    assert (b"standfirst:" in written) == kept


@pytest.mark.parametrize(
    ("first", "kept"),
    [
        ("## A tide too late", False),
        ("***A tide too late***", False),
        ("A tide too late", False),
        ("A tide", True),
        ("## A tide", True),
    ],
)
def test_a_standfirst_that_the_text_sets_apart_above_itself_is_printed_once(first: str, *, kept: bool):
    draft = Draft(title="T", standfirst="A tide too late", markdown=f"{first}\n\n{SENTENCE}\n")
    text = entries.entry_text("a", draft, None).decode().rpartition("---\n")[2]
    assert text == (f"{first}\n\n{SENTENCE}\n" if kept else f"{SENTENCE}\n")


def test_citation_authors_with_their_family_names_first_are_turned():
    head = '<meta name="citation_author" content="van der Meer, Pieter J."><meta name="citation_author" content="Okonjo, Ifeoma">'
    tree = parsed(f"<html><head>{head}</head><body><h1>Silt</h1><p>{SENTENCE}</p></body></html>")
    found = {
        one.signal: one.writers
        for one in attributions.read(Signals(tree, ""))
        if one.signal == "scholar" and one.writers
    }
    assert [writer.name for writer in found["scholar"]] == ["Pieter J. van der Meer", "Ifeoma Okonjo"]


@pytest.mark.parametrize("name", ["itemprop", "property"])
def test_a_marked_headline_goes_before_a_title_that_says_nothing_of_it(name: str):
    shown = f"<div {name}='headline'>Ice and the Price of Winter</div><p>{SENTENCE * 5}</p>"
    tree = parsed(f"<html><head><title>Article</title></head><body>{shown}</body></html>")
    title = fields.read(tree, "", Names()).title
    assert title is not None
    assert (title.value, title.rule) == ("Ice and the Price of Winter", "microdata")


def test_a_headline_of_another_piece_does_not_replace_the_title_that_is_shown():
    shown = f"<h1>Pilots and Tides</h1><p>{SENTENCE * 5}</p><div itemprop='headline'>Ice and Winter</div>"
    tree = parsed(f"<html><head><title>Pilots and Tides</title></head><body>{shown}</body></html>")
    title = fields.read(tree, "", Names()).title
    assert title is not None
    assert title.value == "Pilots and Tides"


def wall(text: str, heading: str = "") -> str:
    tree = parsed(f"<html><body><h1>{heading}</h1><p>{text}</p></body></html>")
    said = fault(tree, Body(page=tuple(blocks_of(tree)), text=f"{heading}\n\n{text}"), "page.html")
    return said.code if said else ""


def test_a_missing_page_that_lists_other_pieces_is_none_of_them():
    said = "The page you requested has moved or no longer exists."
    assert wall(f"{said} {SENTENCE * 20}", "Well, this is awkward") == "missing-page"
    assert wall(f"{SENTENCE * 20} {said}", "A memoir of lost pages") == ""


def test_a_page_that_sells_reading_without_advertising_is_a_wall():
    assert wall("Besuchen Sie uns wie gewohnt mit Werbung.", "Mit Werbung weiterlesen") == "consent-page"


def test_lines_of_a_list_that_name_no_file_or_no_address_are_told():
    told: list[str] = []
    lines = [
        "a.html\thttps://quay.example/1\n",
        "\thttps://quay.example/2\n",
        "\n",
        "b.html\tquay\x1b[2J\n",
        "c.html\n",
    ]
    found = list(gathering.listed(lines, told.append))
    assert [Path(one.name).stem for one in found] == ["a", "b", "c"]
    assert [one.split(" of the list")[0] for one in told] == ["line 2", "line 4"]
    assert not any("\x1b" in one for one in told)
