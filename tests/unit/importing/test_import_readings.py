"""The import as a whole: heads of many forms, namesakes, and originals that were written by hand."""

import pytest
from imports import GOLDEN, record, run

from site_builder.content.parse import parse


def test_an_original_written_by_hand_is_known_by_the_address_that_the_post_gives(project):
    entry = project / "content/entries/2017/by-hand.md"
    entry.parent.mkdir(parents=True)
    entry.write_text(
        "---\nid: 2017-03-09-by-hand\ntitle: T\nauthor: A\ndate: 2017-03-09\nregion: northern-isles\n"
        "topics: [quays]\nsource_url: https://www.invented.example.org/commentary/ref:77A/?page=2\n---\n"
    )
    run(project, GOLDEN / "forum-excerpt.txt")
    excerpt = record(project, "-at-tidetalk.md")
    assert [(tie.kind, tie.target) for tie in excerpt.metadata.relations] == [
        ("excerpt_of", "2017-03-09-by-hand")
    ]
    assert excerpt.body.provenance.inherited == ("region", "topics")
    assert excerpt.metadata.topics == ("quays",)


def test_a_namesake_is_pointed_out(project):
    path = "content/entries/2017/the-harbour-treaty-and-its-doubters.md"
    (project / path).parent.mkdir(parents=True)
    (project / path).write_text("---\nid: 2017-03-09-the-harbour-treaty-and-its-doubters\n---\n")
    report = run(project, GOLDEN / "commentary.txt")
    assert report.outcomes[0].entry.endswith("doubters-2")
    assert f"{path} has the same date and title" in report.text()


PROSE = """
The ministers met for nine hours and left by the side door, which is how one knows that nothing was agreed.

A coin needs a treasury that can be frightened, and the peninsula has half of one on a good day of the year.
"""


@pytest.mark.parametrize(
    ("head", "title", "authors", "date"),
    [
        ("Can a Coin Limp?\nBy Lena Corvid and Tomas Brandt\n12 August 2019\nLena Corvid\nTomas Brandt\n", "Can a Coin Limp?", ["Lena Corvid", "Tomas Brandt"], "2019-08-12"),
        ("Can a Coin Limp?\nLena Corvid and Tomas Brandt\n12 August 2019\nLena Corvid\nTomas Brandt\n", "Can a Coin Limp?", ["Lena Corvid", "Tomas Brandt"], "2019-08-12"),
        ("Can a Coin Limp?\n12 August 2019\nLena Corvid and Tomas Brandt\n", "Can a Coin Limp?", ["Lena Corvid", "Tomas Brandt"], "2019-08-12"),
        ("Can a Coin Limp?\nBy Lena Corvid, Harbour Institute, and Tomas Brandt, University of Lower Quay\n12 August 2019\n", "Can a Coin Limp?", ["Lena Corvid", "Tomas Brandt"], "2019-08-12"),
        ("Can a Coin Limp?\nBy Lena Corvid in Lower Quay and Tomas Brandt in Upper Quay\n12 August 2019\n", "Can a Coin Limp?", ["Lena Corvid", "Tomas Brandt"], "2019-08-12"),
        ("Can a Coin Limp?\nPar Lena Corvid et Tomas Brandt\n12 août 2019\n", "Can a Coin Limp?", ["Lena Corvid", "Tomas Brandt"], "2019-08-12"),
        ("Can a Coin Limp?\nWords by Lena Corvid, photographs by Tomas Brandt\n12 August 2019\n", "Can a Coin Limp?", ["Lena Corvid"], "2019-08-12"),
        ("Can a Coin Limp?\nBy Lena Corvid\nTranslated by Tomas Brandt\n12 August 2019\n", "Can a Coin Limp?", ["Lena Corvid"], "2019-08-12"),
        ("OPINION\n“Can a Coin Limp?”\nOpinion by Lena Corvid\nUpdated 8:01 PM, Mon August 12, 2019", "Can a Coin Limp?", ["Lena Corvid"], "2019-08-12"),
        ("Can a Coin Limp?\nLena Corvid\n12 August 2019", "Can a Coin Limp?", ["Lena Corvid"], "2019-08-12"),
        ("Can a Coin Limp?\nPublished: 12 August 2019. Updated: 1 May 2020\nWritten by:Lena Corvid", "Can a Coin Limp?", ["Lena Corvid"], "2019-08-12"),
        ("Can a Coin Limp?\nBy Lena Corvid, Example House, 12 Aug 2019", "Can a Coin Limp?", ["Lena Corvid"], "2019-08-12"),
    ],
)  # fmt: skip
def test_heads_of_many_forms_are_read(head, title, authors, date, project, tmp_path):
    document = tmp_path / "d.txt"
    document.write_text(f"Menu\nSearch\n{head}\n{PROSE}\nShare this\n")
    (outcome,) = run(project, document).outcomes
    made = parse(outcome.path, (project / outcome.path).read_bytes()).record
    assert (made.metadata.title, [one.name for one in made.metadata.authors], made.metadata.date) == (
        title,
        authors,
        date,
    )
    assert made.body.text.split("\n\n") == PROSE.strip().split("\n\n")


def test_two_labels_of_different_regions_are_left_to_the_editor(project, tmp_path):
    document = tmp_path / "d.txt"
    document.write_text(f"Can a Coin Limp?\n12 August 2019\nNorthern Isles, Coast\n{PROSE}")
    (outcome,) = run(project, document).outcomes
    assert "`region:`  the labels name more than one: middle-coast, northern-isles" in outcome.text()
