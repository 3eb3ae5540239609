"""The import as a whole: what two documents become, in either order, and that nothing is ever lost."""

import json
import shutil

import pytest
from imports import GOLDEN, REAL, entries, record, run, tree

from site_builder.content.parse import parse
from site_builder.integrity.captures import Capture, from_bytes

PAIRS = [(GOLDEN / "commentary.txt", GOLDEN / "forum-excerpt.txt")]
if REAL.is_dir():
    PAIRS.append((REAL / "think-tank-commentary.txt", REAL / "forum-repost.txt"))


@pytest.fixture
def vocabulary(project):
    """The invented project with the region and sources of the real documents beside its own."""
    content = project / "content"
    (content / "regions/middle-east-and-north-africa.md").write_text(
        "---\nname: Middle East and North Africa\n---\n"
    )
    (content / "sources/rusi.md").write_text("---\nname: RUSI\nhosts: [rusi.org]\n---\n")
    (content / "sources/democratic-underground.md").write_text(
        "---\nname: Democratic Underground\naliases: [DU]\n---\n"
    )
    return project


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0].stem)
def test_either_order_gives_the_same_entries_byte_for_byte(pair, vocabulary, tmp_path):
    original, copy = pair
    results = []
    for number, calls in enumerate(
        [[[original], [copy]], [[copy], [original]], [[original, copy]], [[copy, original]]]
    ):
        project = tmp_path / f"order-{number}"
        shutil.copytree(vocabulary, project)
        for call in calls:
            assert run(project, *call).status == 0
        results.append(entries(project))
    assert len(results[0]) == 2
    assert results[1:] == results[:1] * 3


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0].stem)
def test_an_excerpt_names_its_original_and_says_what_it_took_over(pair, vocabulary):
    original, copy = pair
    run(vocabulary, original)
    report = run(vocabulary, copy)
    made = next(one for one in entries(vocabulary) if "-at-" in one)
    excerpt = parse(made, entries(vocabulary)[made]).record
    whole = record(vocabulary, next(one for one in entries(vocabulary) if "-at-" not in one))
    assert excerpt.metadata.kind == "excerpt"
    assert [(tie.kind, tie.target) for tie in excerpt.metadata.relations] == [
        ("excerpt_of", whole.metadata.id)
    ]
    assert excerpt.metadata.region == whole.metadata.region != ""
    assert excerpt.body.provenance.inherited == ("region",)
    assert excerpt.metadata.status == whole.metadata.status == "published"
    assert excerpt.body.standfirst == whole.body.standfirst != ""
    assert "taken over from the original" in report.text()


if REAL.is_dir():

    def test_the_real_documents_state_these_facts(vocabulary):
        run(vocabulary, *PAIRS[-1])
        page, post = record(vocabulary, "iraq.md"), record(vocabulary, "underground.md")
        assert (
            page.metadata.title
            == post.metadata.title
            == "Iran and America in Iraq: a Great Rapprochement, or Hot Air?"
        )
        assert page.metadata.date == post.metadata.date == "2014-06-17"
        assert (page.metadata.source, post.metadata.source) == ("rusi", "democratic-underground")
        assert page.metadata.region == "middle-east-and-north-africa"
        assert [(one.name, one.role) for one in page.metadata.authors] == [("Shashank Joshi", "")]
        assert [(one.name, one.role) for one in post.metadata.authors] == [
            ("Shashank Joshi", "Research Fellow")
        ]
        assert post.metadata.source_url == "https://www.rusi.org/analysis/commentary/ref:C53A0274764986/"
        assert (post.body.provenance.poster, post.body.provenance.posted) == (
            "Jefferson23",
            "2014-06-17T14:52",
        )
        assert page.body.text.count("\n\n") == 12
        assert page.body.text.count("## ") == 2
        for chrome in (
            "You are here",
            "Unites States",
            "read more",
            "Defence Editor",
            "Newsletter",
            "Support Rusi",
        ):
            assert chrome not in page.body.text
        author = (vocabulary / "content/authors/shashank-joshi.md").read_text()
        assert author.startswith("---\nname: Shashank Joshi\nrole: Advisory Board\n---\n")
        assert author.endswith("defence and…\n")


def test_the_capture_holds_the_whole_document_as_found(project):
    document = GOLDEN / "commentary.txt"
    run(project, document)
    path = "content/captures/2017-03-09-the-harbour-treaty-and-its-doubters.txt"
    capture = from_bytes(path, (project / path).read_bytes())
    assert isinstance(capture, Capture)
    assert capture.text == document.read_text()
    assert capture.intact
    assert (capture.document, capture.captured) == ("commentary.txt", "2026-01-02T03:04:05Z")
    assert capture.body_text.startswith("When the two port councils")
    assert capture.body_text.endswith("more than anyone expected.")


def test_the_same_document_again_changes_nothing_even_under_another_name_or_encoding(project, tmp_path):
    run(project, GOLDEN / "commentary.txt")
    before = tree(project)
    other = tmp_path / "other.txt"
    other.write_bytes((GOLDEN / "commentary.txt").read_text().replace("\n", "\r\n").encode("utf-16"))
    report = run(project, GOLDEN / "commentary.txt", other)
    assert tree(project) == before
    assert [one.fate for one in report.outcomes] == ["already imported"] * 2
    assert "already imported as content/entries/2017/the-harbour-treaty-and-its-doubters.md" in report.text()


def test_another_document_of_the_same_title_and_day_gets_an_id_of_its_own(project, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text(
        "A Market Without a Clock\n\nOther Writer | 3 May 2020\n\n"
        + "Sand and rope, it says here, all day long. " * 9
    )
    report = run(project, GOLDEN / "pipe-dateline.txt", other)
    assert sorted(entries(project)) == [
        "content/entries/2020/a-market-without-a-clock-2.md",
        "content/entries/2020/a-market-without-a-clock.md",
    ]
    assert report.status == 0


def test_a_dry_run_decides_the_same_and_writes_nothing(project, tmp_path):
    before = tree(project)
    dry = run(project, *PAIRS[0], dry_run=True)
    assert tree(project) == before
    assert dry.outcomes == run(project, *PAIRS[0]).outcomes


def test_what_an_editor_set_survives_a_later_original(project):
    run(project, GOLDEN / "forum-excerpt.txt")
    (path,) = entries(project)
    file = project / path
    edited = file.read_bytes().replace(b"region:\n", b"region: middle-coast # mine\n").replace(b"\n", b"\r\n")
    file.write_bytes(edited)
    report = run(project, GOLDEN / "commentary.txt")
    line = b"excerpt_of: 2017-03-09-the-harbour-treaty-and-its-doubters\r\n"
    draft = b"status: draft  # until the fields left empty are filled in\r\n"
    assert file.read_bytes().replace(line, b"") == edited.replace(draft, b"")
    assert report.outcomes[0].completed == (path,)


def test_a_post_of_nearly_everything_is_a_repost_in_either_order(project, tmp_path):
    whole = (GOLDEN / "commentary.txt").read_text()
    body = whole[whole.index("When the two") : whole.index("Maren Tolliver")].strip()
    post = tmp_path / "post.txt"
    top, _, _ = (GOLDEN / "forum-excerpt.txt").read_text().partition("When the two")
    post.write_text(f"{top}{body}\nin full: https://www.invented.example.org/a\n")
    other = tmp_path / "other"
    shutil.copytree(project, other)
    run(project, GOLDEN / "commentary.txt", post)
    run(other, post)
    run(other, GOLDEN / "commentary.txt")
    assert entries(other) == entries(project)
    repost = record(project, "-at-tidetalk.md")
    assert (repost.metadata.kind, repost.metadata.relations[0].kind) == ("repost", "repost_of")


def test_an_author_s_file_is_never_overwritten(project):
    file = project / "content/authors/maren-tolliver.md"
    file.parent.mkdir()
    file.write_text("---\nname: Maren Tolliver\n---\nThe editor's words.\n")
    run(project, GOLDEN / "commentary.txt")
    assert file.read_text() == "---\nname: Maren Tolliver\n---\nThe editor's words.\n"


def test_a_document_that_fails_does_not_keep_the_others_back(project, tmp_path):
    binary, page = tmp_path / "a.txt", tmp_path / "page.pdf"
    binary.write_bytes(b"\0\1\2")
    page.write_bytes(b"%PDF")
    table = tmp_path / "table.xls"
    table.write_bytes(b"1;2")
    report = run(project, binary, GOLDEN / "commentary.txt", page, tmp_path / "absent.txt", table)
    codes = [[fault.code for fault in outcome.diagnostics] for outcome in report.outcomes]
    assert codes == [
        ["binary-document"],
        [],
        ["damaged-document"],
        ["unreadable-document"],
        ["unsupported-document"],
    ]
    assert report.status == 1
    assert len(entries(project)) == 1


@pytest.mark.parametrize(
    "title",
    [
        "../../etc/passwd: a study of paths",
        "Is “no” a title? 'Yes': it #is -- really",
        "\u202eKcatta eht fo eman\u202c and what it hides",
        "2014",
        "港の条約をめぐって考えること",
        "🎈🎈🎈 balloons over the quay",
        "a" * 400,
        "---",
        "con",
    ],
)
def test_a_hostile_title_gives_a_valid_entry_inside_the_folder(title, project, tmp_path):
    document = tmp_path / "hostile.txt"
    prose = f"{title} is what the councils talked about, and nothing else was said of it. " * 3
    document.write_text(f"{title}\n\nBy Jane Example\n\n3 May 2020\n\n{prose}\n\n{prose} Again.\n")
    assert run(project, document).status == 0
    ((path, data),) = entries(project).items()
    assert parse(path, data).record is not None
    assert path.startswith("content/entries/2020/")
    assert b"\xe2\x80\xae" not in data


def test_the_report_is_json_too(project):
    value = json.loads(run(project, GOLDEN / "ambiguous-date.txt").json())
    (outcome,) = value["outcomes"]
    assert [wanted["field"] for wanted in outcome["wanted"]] == ["date", "region"]
    assert outcome["wanted"][0]["location"]["line"] == 8


def test_no_sentence_of_the_real_documents_stands_in_these_tests():
    from site_builder.integrity.shingles import shingles

    ours = set()
    for file in GOLDEN.rglob("*"):
        if file.is_file():
            ours |= shingles(file.read_text())
    real = {print_ for file in sorted(REAL.glob("*.txt")) for print_ in shingles(file.read_text())}
    assert ours
    assert not ours & real


def test_a_copy_too_damaged_to_be_tied_is_named(project, tmp_path):
    (original,) = run(project, GOLDEN / "commentary.txt").outcomes
    (path,) = (path for path in original.files if path.startswith("content/captures/"))
    words = from_bytes(path, tree(project)[path]).body_text.split(" ")
    text = " ".join(f"{word}q" if place % 7 == 6 else word for place, word in enumerate(words))
    damaged = tmp_path / "damaged.txt"
    damaged.write_text(f"The Evening Gazette of Elsewhere\n\n{text}\n\nPrinted by hand in the old mill\n")
    (outcome,) = run(project, damaged).outcomes
    (note,) = outcome.notes
    assert f"words of {original.entry} but was not tied to it; if it is a copy" in note
