"""People whom a head names and who have not written the piece: they sign nothing, and who has written it does."""

from __future__ import annotations

import pytest

from site_builder.importing import document, segments
from site_builder.importing.document import Document
from site_builder.importing.recognising.names import Names
from site_builder.importing.text import plain_text, signatories

TITLE = "The Depot Deserves a Tenant"
BODY = """\
The old tram depot on the eastern bank was meant to be pulled down twice, and twice the order was lost between two offices. What remained is a hall of brick and iron in which nobody has mended a carriage for a generation.

It would be easy to say that the hall survives by neglect. But neglect takes work as well, and somebody has paid for the roof each winter. The accounts show small sums, always below the line above which a committee has to be asked.

What should be done is not complicated. The hall needs a lease of twenty years, a tenant who is allowed to fail, and a council that does not ask for a report every quarter. None of these costs more than the roof did.
"""


def authors(head: str, foot: str = "") -> list[str]:
    found = document.read("a.txt", f"{head}\n\n{BODY}\n{foot}".encode())
    assert isinstance(found, Document)
    return [one.name for one in plain_text.extract(found, Names()).authors]


@pytest.mark.parametrize(
    "head",
    [
        f"Weekly Digest, 8 January 2021\n\n{TITLE}\n\nSponsored by Miller & Grant\n\nIn this issue: Clara Benning on ports, Omar Vashti on debts",
        f"PRESSEMITTEILUNG\n\n{TITLE}\n\nAnsprechpartnerin: Sabine Roth\n\n17.09.2019",
        f"BOOK REVIEW\n\n{TITLE}\n\n‘Iron and Brick’ by Theodora Lane\n\nDecember 5, 2019",
        f"Letters to the Editor\n\n{TITLE}\n\nRe “The Mayor Is Wrong” by Rosalind Pike (March 6)\n\nMarch 12, 2023",
        f"{TITLE}\n\n“We cannot wait for another roof.”\n— Edwin Strand, mayor\n\nThursday, 6 June 2019",
        f"{TITLE}\n\nIllustrations: Peter Marsh\nData: Anna Holm\n\n10 Sept 2020",
        f"{TITLE}\n\nChaired by Alan Firth\nNotes taken by Susan Pell\n\nJune 11, 2021",
        f"{TITLE}\n\nTe puede interesar\n\nLa orilla de noche\nPor Simón Adán\n\n4 de mayo de 2021",
        f"{TITLE}\n\n22 October 2020\n\nRelated\n\nThe Bank at Night\nBy Simon Adler\n\nWhat Ports Owe\nBy Clara Benning",
        "Agnes Thornbury\n\n1931–2019\n\nTram engineer who kept the eastern bank moving\n\nFebruary 12, 2019",
        "Nachruf\n\nMatthias Brandauer (1940–2018)\n\n5. November 2018",
        "Q&A: Edwin Strand on the Future of the Bank\n\nEdwin Strand, Mayor of Eastbank\n\nApril 30, 2023",
    ],
)
def test_who_pays_answers_is_quoted_or_reviewed_asked_or_mourned_signs_nothing(head):
    assert authors(head) == []


@pytest.mark.parametrize(
    ("head", "names"),
    [
        (
            f"{TITLE}\n\nOttavia De Santis\n\nTranslated from the Italian by Helen Marsh\n\n1 July 2020",
            ["Ottavia De Santis"],
        ),
        (
            "Iron and Brick: A History of Depots\n\nby Theodora Lane\n\nHarbour Press, 312 pp., £22\n\nReviewed by Malcolm Everett\n\n2 December 2019",
            ["Malcolm Everett"],
        ),
        (
            f"{TITLE}\n\nBy Ines Valmont\n\nReviewed by Malcolm Everett\n\n2 December 2019",
            ["Ines Valmont"],
        ),
        (
            "Guest post: What a lease is for\n\nThis is a guest post by Nils Aaberg. Nils teaches law in the north.\n\nPosted by Admin on 4 June 2016",
            ["Nils Aaberg"],
        ),
        (
            "„Das Dach hält noch“\n\nInterview mit Karl Wendland\n\nDie Fragen stellte Anja Hübner\n\n9. Juli 2022",
            ["Anja Hübner"],
        ),
        (f"{TITLE}\n\nIntervista di Carla Monti a Giorgio Rinaldi\n\n4 maggio 2021", ["Carla Monti"]),
        (
            f"{TITLE}\n\ndi Ottavia De Santis\n\n21 giugno 2020\n\n(foto di Marco Bellandi)",
            ["Ottavia De Santis"],
        ),
        (
            f"{TITLE}\n\nUne tribune de Marc Delorme et Sophie Lenoir\n\n12 juin 2021",
            ["Marc Delorme", "Sophie Lenoir"],
        ),
        (f"{TITLE}\n\nEntrevista de Julián Prats\n\n3 de marzo de 2018", ["Julián Prats"]),
        (
            f"{TITLE}\n\nBy Ursula Finch\n\n23 October 2020\n\nRead more:\nThe Bank at Night, by Simon Adler",
            ["Ursula Finch"],
        ),
        (f"{TITLE}\n\nBy Agnes Thornbury, as told to Philippa Crane\n\n3 March 2015", ["Agnes Thornbury"]),
        (f"{TITLE}\n\nكريم عبد الله الصافي\n\nكاتب وباحث\n\n2021/7/4", ["كريم عبد الله الصافي"]),  # noqa: RUF001 - Arabic
    ],
)
def test_who_has_written_the_piece_is_named_beside_those_who_have_not(head, names):
    assert authors(head) == names


def test_a_paragraph_that_introduces_two_people_below_the_text_names_both():
    foot = "Benedict Arkwright is a professor of law at Northport University. Salome Tsereteli is a fellow at the Loxley Center."
    block = signatories.around(segments.split(foot), 0, -1)
    assert block is not None
    assert [one.name for one in block.writers] == ["Benedict Arkwright", "Salome Tsereteli"]


def test_a_paragraph_that_introduces_one_and_praises_another_names_one():
    foot = "Benedict Arkwright is a professor of law at Northport University. Mornings he spends with Salome Tsereteli, who is a fellow."
    block = signatories.around(segments.split(foot), 0, -1)
    assert block is not None
    assert [one.name for one in block.writers] == ["Benedict Arkwright"]
