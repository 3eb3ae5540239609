"""What a copy says of where its original stands: taken where it is beyond doubt, else offered to the editor."""

import io
import json

import pytest
from imports import GOLDEN, entries, record, run

from site_builder.cli import main
from site_builder.importing.copies.pointers import Pointer, unmistakable
from site_builder.importing.copies.relate import Tie

GIVEN = "https://www.invented.example.org/commentary/ref:77A/?page=2"
NAMED = "https://www.invented.example.org/commentary/the-harbour-treaty-and-its-doubters-a-bargain-or-a-pause"
TITLE = "The Harbour Treaty and Its Doubters: a Bargain, or a Pause?"


@pytest.fixture
def bare(project):
    """The project without the institute whose piece is imported."""
    (project / "content/sources/iia.md").unlink()
    return project


@pytest.fixture
def original(tmp_path):
    file = tmp_path / "original.txt"
    file.write_text((GOLDEN / "commentary.txt").read_text().split("Support the IIA")[0])
    return file


@pytest.fixture
def copy(tmp_path):
    file = tmp_path / "copy.txt"
    file.write_text((GOLDEN / "forum-excerpt.txt").read_text())
    return file


def named(copy):
    """Let a copy give an address that has the words of the title."""
    text = copy.read_text()
    start = text.index("in full: ") + len("in full: ")
    copy.write_text(text[:start] + NAMED + text[text.index("\n", start) :])
    return copy


def whole(project):
    (made,) = [path for path in entries(project) if "-at-" not in path]
    return record(project, made)


def offers(report):
    return [(one.path, offer.field, offer.value) for one in report.outcomes for offer in one.offers]


@pytest.mark.parametrize("later", ["original", "copy", "both"])
def test_an_address_that_the_copy_gives_is_offered_for_the_original_whichever_comes_first(
    later, bare, original, copy
):
    calls = {"original": [[copy], [original]], "copy": [[original], [copy]], "both": [[copy, original]]}[
        later
    ]
    reports = [run(bare, *call) for call in calls]
    piece = whole(bare)
    assert piece.metadata.source_url == ""
    assert piece.metadata.status == "draft"
    (told,) = offers(reports[-1])
    assert told[1:] == ("source_url", GIVEN)
    (offer,) = [offer for one in reports[-1].outcomes for offer in one.offers]
    assert offer.path in entries(bare)
    assert "-at-" not in offer.path
    assert "says that the whole piece stands there" in offer.why
    assert GIVEN in reports[-1].text()


def test_an_offer_is_told_of_the_entry_that_it_is_for(bare, original, copy):
    report = run(bare, copy, original)
    by_document = {one.document: one.offers for one in report.outcomes}
    assert not by_document[str(copy)]
    assert len(by_document[str(original)]) == 1


@pytest.mark.parametrize("first", ["original", "copy"])
def test_an_address_with_the_words_of_the_title_is_taken_without_asking(first, project, original, copy):
    named(copy)
    calls = [original, copy] if first == "original" else [copy, original]
    for one in calls:
        report = run(project, one)
        assert not offers(report)
    piece = whole(project)
    assert (piece.metadata.source_url, piece.metadata.source) == (NAMED, "iia")
    assert "says that the whole piece stands there" in report.text()


def test_taking_an_address_does_not_depend_on_the_order_and_ends_the_draft_if_nothing_else_is_missing(
    bare, original, copy, tmp_path
):
    named(copy)
    run(bare, original)
    assert whole(bare).metadata.status == "draft"
    report = run(bare, copy)
    assert whole(bare).metadata.status == "published"
    assert whole(bare).metadata.source_url == NAMED
    (outcome,) = report.outcomes
    assert [path for path in outcome.completed if "-at-" not in path]


def test_an_address_that_an_editor_wrote_stays(bare, original, copy):
    run(bare, original)
    (path,) = entries(bare)
    file = bare / path
    file.write_text(file.read_text().replace("\nsource:\n", "\nsource:\nsource_url: https://a.example/b\n"))
    report = run(bare, named(copy))
    assert not offers(report)
    assert whole(bare).metadata.source_url == "https://a.example/b"


@pytest.mark.parametrize(
    ("url", "said", "contained", "sure"),
    [
        (NAMED, True, 1.0, True),
        (f"{NAMED}.html", True, 0.9, True),
        ("https://a.example/2017/03/harbour-treaty-and-its-doubters-bargain-or-pause-1234", True, 1.0, True),
        (NAMED, False, 1.0, False),
        (NAMED, True, 0.6, False),
        ("https://a.example/the-harbour-treaty", True, 1.0, False),
        ("https://a.example/the-doubters-and-the-harbour-treaty-a-bargain-or-a-pause", True, 1.0, False),
        (GIVEN, True, 1.0, False),
    ],
)
def test_an_address_is_beyond_doubt_only_if_words_containment_and_title_say_so(url, said, contained, sure):
    tie = Tie("copy", "original", "excerpt", contained, 0.4)
    assert unmistakable(Pointer(url, said), tie, TITLE) is sure


def ask(monkeypatch, project, answer, *documents):
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    return main(["import", "--interactive", "--project", str(project), *map(str, documents)])


def test_an_offer_is_taken_with_y_and_the_field_is_not_asked_for_again(
    bare, original, copy, monkeypatch, capsys
):
    assert ask(monkeypatch, bare, "y\n", original, copy) == 0
    said = capsys.readouterr().err
    assert f"source_url: {GIVEN}? (its excerpt" in said
    assert "source? (" not in said
    assert whole(bare).metadata.source_url == GIVEN
    assert whole(bare).metadata.status == "published"


def test_an_offer_that_is_not_taken_leaves_the_field_to_be_asked_for(
    bare, original, copy, monkeypatch, capsys
):
    ask(monkeypatch, bare, "no\nThe Specimen Courier\n", original, copy)
    assert "source? (" in capsys.readouterr().err
    assert (whole(bare).metadata.source_url, whole(bare).metadata.source) == ("", "courier")


def test_whoever_claims_the_rights_is_offered_as_the_source(bare, original, monkeypatch):
    original.write_text(
        f"{original.read_text()}\n© 2017 Institute of Invented Affairs. All rights reserved.\n"
    )
    report = run(bare, original)
    (told,) = offers(report)
    assert told[1:] == ("source", "Institute of Invented Affairs")
    assert "claims the rights" in report.text()
    assert json.loads(report.json())["outcomes"][0]["offers"][0]["field"] == "source"
    assert whole(bare).metadata.source == ""


def test_taking_an_offered_source_makes_its_file(bare, original, monkeypatch):
    original.write_text(f"{original.read_text()}\n© 2017 Institute of Invented Affairs\n")
    ask(monkeypatch, bare, "y\n", original)
    assert whole(bare).metadata.source == "institute-of-invented-affairs"
    made = bare / "content/sources/institute-of-invented-affairs.md"
    assert made.read_text() == "---\nname: Institute of Invented Affairs\n---\n"
