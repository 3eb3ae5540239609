"""Pasted documents of many kinds: who wrote them and when, and where the piece begins and ends."""

from __future__ import annotations

import pytest

from site_builder.importing import document
from site_builder.importing.document import Document
from site_builder.importing.recognising.names import Names
from site_builder.importing.text import plain_text

TITLE = "The Count at the Outer Light"
FIRST = "For ten years the keepers have counted the boats that pass the outer light, and for ten years the number has fallen. Nobody in the council has asked them why."
BODY = f"""{FIRST}

The boats are not gone. They go by night, without a lamp, and land at the old slip where no dues are taken. Everybody in the harbour knows it, and those who should forbid it buy their fish there.

A toll that half of the fleet avoids is no toll. The council could halve it and take in more, but it would have to read the book first, and the book is up two hundred steps."""
LAST = "up two hundred steps."


def read(text: str):
    found = document.read("a.txt", text.encode())
    assert isinstance(found, Document)
    return plain_text.extract(found, Names())


def told(draft) -> list[tuple[str, str]]:
    return [(one.name, one.role) for one in draft.authors]


@pytest.mark.parametrize(
    ("head", "foot", "authors"),
    [
        ("Remarks by Admiral Ruth Calloway at the School of Tides\n\n3 March 2021", "", [("Ruth Calloway", "")]),
        ("Discours de Mme Hélène Garnier à la Conférence des ports\n\nle 3 mars 2021", "", [("Hélène Garnier", "")]),
        ("Jun Takemura and Catherine Boyle | 3 March 2021 | 9 min read", "", [("Jun Takemura", ""), ("Catherine Boyle", "")]),
        ("Par Claire Vasseur, avec Paul Mercier (à Brest)\n3 mars 2021", "", [("Claire Vasseur", ""), ("Paul Mercier", "")]),
        ("3 March 2021", "Yours faithfully,\n\nDr Ruth Calloway\n14 Signal Row\nPort Ellery", [("Ruth Calloway", "")]),
        ("3 March 2021", "Yours sincerely,\n\nEleanor Vance\nSecretary, Pilots’ Union", [("Eleanor Vance", "Secretary, Pilots’ Union")]),
        ("3. März 2021", "Mit freundlichen Grüßen\n\nGerd Poppinga\nMarlene Toss", [("Gerd Poppinga", ""), ("Marlene Toss", "")]),
        ("3 mars 2021", "Claire Delaunay, Rennes\nPaul Rocher, Brest", [("Claire Delaunay", ""), ("Paul Rocher", "")]),
        ("3 March 2021", "Media contact:\nPaul Tulley\npress@quay.example", []),
        ("3 March 2021", "Pressekontakt:\nMarlene Fries\nTelefon: 04000 123456", []),
    ],
)  # fmt: skip
def test_who_speaks_or_signs_at_the_foot_has_written_it_and_who_answers_the_press_has_not(
    head, foot, authors
):
    draft = read(f"{TITLE}\n\n{head}\n\n{BODY}\n\n{foot}\n")
    assert told(draft) == authors
    assert draft.date == "2021-03-03"
    assert draft.blocks[0].text == FIRST
    assert draft.blocks[-1].text.endswith(LAST)


def test_a_speech_whose_headline_says_who_speaks_is_theirs():
    title = "Speech by Commissioner Anneke Douwes at the Tidal Forum"
    draft = read(f"{title}\n\nRiga, 3 June 2021\n\nCheck against delivery\n\n{BODY}\n")
    assert (draft.title, told(draft), draft.date) == (title, [("Anneke Douwes", "")], "2021-06-03")


def test_names_in_ideographs_are_read_behind_a_word_for_by_or_before_a_role():
    text = "去年旱季,河中游的水位降到了一百年来的最低点。渔民把船拖上沙滩,孩子们在河床上踢球,谁也没有问过为什么。\n\n账要一笔一笔地算。水坝在雨季蓄水,在旱季放水,对下游未必全是坏事,但应该事先告诉住在河边的人。"
    draft = read(f"观点 | 河流的水与账\n\n作者:林若溪\n\n2021年3月2日\n\n{text}\n")
    assert (draft.title, told(draft), draft.date) == ("河流的水与账", [("林若溪", "")], "2021-03-02")


@pytest.mark.parametrize(
    "opening",
    [
        "MANAMA, March 18, 2023 (Reef Wire) - ",
        "18 March 2023 – ",
        "Ciudad del Puerto, 18 de marzo de 2023.- ",
    ],
)
def test_the_day_that_opens_a_text_is_the_day_and_stays_in_the_text(opening):
    draft = read(f"{TITLE}\n\n{opening}{BODY}\n")
    assert draft.date == "2023-03-18"
    assert draft.blocks[0].text == f"{opening}{FIRST}"


@pytest.mark.parametrize(
    "salutation",
    [
        "Excellencies, ladies and gentlemen,",
        "Monsieur le Président,\nMesdames et Messieurs les délégués,",
        "Sehr geehrte Frau Ministerin,",
        "Dear members of the Committee,",
        "Señor ministro:",
    ],
)
def test_a_salutation_and_the_last_thanks_belong_to_the_text(salutation):
    draft = read(f"{TITLE}\n\n3 March 2021\n\n{salutation}\n\n{BODY}\n\nThank you very much.\n")
    assert [one.text for one in draft.blocks][: salutation.count("\n") + 1] == salutation.split("\n")
    assert draft.blocks[-1].text == "Thank you very much."
    assert (draft.title, draft.authors) == (TITLE, ())


@pytest.mark.parametrize(
    "below",
    [
        "ENDS\n\nNotes to editors\n\n1. The light was built in 1887 by the Act of that year.\n2. A copy of the book is available on request from the keepers.",
        "ENDS\n\nAbout the Harbour Authority\nThe Harbour Authority of Port Ellery manages fourteen kilometres of quays and employs 320 people.",
        "Media contact:\nPaul Tulley\n+44 20 7946 0018",
        "You are receiving this email because you signed up at our website.\nUnsubscribe | View in browser",
        "Thanks for reading Harbour Notes! Subscribe for free to receive new posts.",
        "Pour vous désabonner, cliquez ici.",
        "Like this post? Share it with a friend.",
        "Write to Ruth Calloway at ruth@quay.example",
        "Читайте также: Почему обмелел залив",
    ],
)
def test_what_ends_a_release_or_a_newsletter_is_left_out(below):
    draft = read(f"{TITLE}\n\nBy Ines Valmont\n\n3 March 2021\n\n{BODY}\n\n{below}\n")
    assert draft.blocks[-1].text.endswith(LAST)


def test_a_release_ends_where_it_says_who_has_published_it():
    about = "About the Harbour Authority\nThe Harbour Authority of Port Ellery manages fourteen kilometres of quays and employs 320 people."
    draft = read(f"FOR IMMEDIATE RELEASE\n\n3 March 2021\n\n{TITLE}\n\n{BODY}\n\n{about}\n")
    assert (draft.title, draft.authors, draft.date) == (TITLE, (), "2021-03-03")
    assert draft.blocks[-1].text.endswith(LAST)


@pytest.mark.parametrize(
    "section",
    ["About the Keepers", "Contacts", "For more information", "End", "Share it with others, or do not"],
)
def test_a_section_that_is_called_as_such_an_end_stays(section):
    draft = read(
        f"{TITLE}\n\nBy Ines Valmont\n\n3 March 2021\n\n{FIRST}\n\n{section}\n\n{BODY[len(FIRST) :]}\n"
    )
    assert section in [one.text for one in draft.blocks]
    assert draft.blocks[-1].text.endswith(LAST)


def test_the_words_above_a_quotation_name_its_headline_and_who_wrote_it():
    quoted = "\n>\n".join(
        "\n".join(f"> {line}" for line in wrapped)
        for wrapped in (
            (
                "The pipeline would pass through four states and eleven local",
                "governments, and none of them was asked. The route was chosen in an",
                "office with air conditioning, by drawing a line between two points.",
            ),
            (
                "I have driven the route. It takes three days, and on each of them I",
                "was asked the same question: will it bring light? It will not, since",
                "it carries gas past houses that burn wood.",
            ),
        )
    )
    lead = "This may be of interest. It's from an op-ed by Samuel Adeyemi in the Quay Courier (17 April 2012), headlined “The Pipeline Nobody Asked For”:"
    draft = read(f"[Energy-List] from today's paper\n\n{lead}\n\n{quoted}\n\nWhat do people think?\n")
    assert (draft.title, told(draft)) == ("The Pipeline Nobody Asked For", [("Samuel Adeyemi", "")])
    assert draft.date == "2012-04-17"
    assert draft.blocks[0].text.startswith("The pipeline would pass through four states and eleven local gov")
