"""What a house prints below a piece about views, positions and letters is told from the last paragraph of the piece."""

import pytest

from site_builder.importing.recognising.disclaimers import is_disclaimer

HOUSE = (
    "The Harbour Forum takes no collective positions. Its publications only represent the views of their authors.",
    "The views expressed in this article are those of the author and do not necessarily reflect those of the Centre.",
    "Open Questions is produced by the Fen Institute, a private, tax-exempt institution.",
    "Die hier veröffentlichten Beiträge geben nicht unbedingt die Meinung der Redaktion wieder.",
    "Les propos tenus ici n'engagent que leur auteur.",
    "Los textos tienen que enviarse a la redacción y no deben exceder de 200 palabras.",
    "الآراء الواردة في هذا المقال لا تعكس بالضرورة موقف الصحيفة.",
)
PIECE = (
    "The minister has no view of the harbour that would survive a visit, and the author of the plan has none at all.",
    "Their positions are not far apart. What keeps them from agreeing is that neither has read the other's letter.",
    "The cheese is produced by three families, and each of them holds that the other two do it wrong.",
    "She does not take the ferry. She takes the bridge, like everybody else who can afford to.",
)


@pytest.mark.parametrize("text", HOUSE)
def test_a_note_of_the_house_is_told(text: str):
    assert is_disclaimer(text)


@pytest.mark.parametrize("text", PIECE)
def test_a_last_paragraph_stays_part_of_the_piece(text: str):
    assert not is_disclaimer(text)


def test_a_long_text_on_opinions_is_none():
    text = "The views expressed by the authors do not reflect those of the house. " * 10
    assert not is_disclaimer(text)
