"""What boards, lists and mail programs print around a text that is handed on is told from the text."""

import pytest
from test_pasted_documents import BODY, FIRST, LAST, TITLE, read, told


@pytest.mark.parametrize(
    "head",
    [
        "Henrike Voss\nTranslated from the German by Paul Ashdown",
        "Translated from the German by Paul Ashdown\n\nby Henrike Voss",
        "Aus dem Englischen von Paul Ashdown\n\nVon Henrike Voss",
    ],
)
def test_who_has_translated_a_piece_hides_neither_its_author_nor_its_title(head: str):
    draft = read(f"{TITLE}\n\n{head}\n\n3 March 2021\n\n{BODY}\n")
    assert (draft.title, [name for name, _ in told(draft)]) == (TITLE, ["Henrike Voss"])


def test_who_posted_a_link_on_a_board_is_its_poster_and_the_first_answer_ends_it():
    head = f"Board news new | past | comments | submit login\n\n{TITLE} (harbour.example)\n124 points by tidewrack on June 4, 2014 | hide | past | favorite | 2 comments"
    foot = "lee_shore on June 4, 2014 | next [–]\n\nI agree with every word of this, but nobody will ever do it.\n\nreply"
    draft = read(f"{head}\n\n{BODY}\n\n{foot}\n")
    assert (draft.title, draft.poster, told(draft)) == (TITLE, "tidewrack", [])
    assert (draft.blocks[0].text, draft.blocks[-1].text.endswith(LAST)) == (FIRST, True)


@pytest.mark.parametrize(
    "head",
    [
        f"Begin forwarded message:\n\nFrom: Henrike Voss <h@quay.example>\nDate: 3 March 2021 at 09:14:02 GMT\nSubject: {TITLE}",
        f"-----Original Message-----\nFrom: Henrike Voss [mailto:h@quay.example]\nSent: Wednesday, March 3, 2021 7:12 AM\nSubject: {TITLE}",
    ],
)
def test_the_sender_of_a_message_that_is_forwarded_has_written_it(head: str):
    draft = read(f"For the digest?\n\n{head}\n\n{BODY}\n")
    assert (draft.title, told(draft), draft.date) == (TITLE, [("Henrike Voss", "")], "2021-03-03")


def test_the_sender_of_a_message_that_forwards_nothing_is_its_poster():
    draft = read(
        f"From: Henrike Voss <h@quay.example>\nDate: Wed, 3 Mar 2021 09:14:02 +0000\nSubject: {TITLE}\n\n{BODY}\n"
    )
    assert (draft.poster, told(draft)) == ("Henrike Voss", [])


def test_a_line_that_glues_tags_together_gives_none():
    draft = read(f"{TITLE}\n\n3 March 2021\n\n{BODY}\n\nTags: advent of code computing rust january 31\n")
    assert draft.topics == ()
    draft = read(f"{TITLE}\n\n3 March 2021\n\n{BODY}\n\nTags: sea trade, #tolls #harbour\n")
    assert draft.topics == ("sea-trade", "tolls", "harbour")


def test_a_kicker_before_a_spaced_colon_is_cut_in_german_and_not_in_french():
    german = "Wer über den Hafen spricht, der spricht über die Schulden, und das ist nicht das größere Übel. Die Stadt hat sich für ein Mittel entschieden, das niemandem wehtut und den Hafen nicht rettet."
    draft = read(
        f"Hafenpolitik : Die Stadt muss sich entscheiden\n\nVon Malte Frerichs\n\n3. März 2021\n\n{german}\n\n{german} Nein.\n"
    )
    assert draft.title == "Die Stadt muss sich entscheiden"
    french = "On a fermé le phare un mardi, sans discours. Le gardien a rendu ses clés, et le soir même les bateaux ont continué de passer comme si rien n’avait changé dans la rade."
    draft = read(
        f"Politique portuaire : la ville doit choisir\n\nPar Claire Vasseur\n\n3 mars 2021\n\n{french}\n\n{french} Non.\n"
    )
    assert draft.title == "Politique portuaire : la ville doit choisir"
