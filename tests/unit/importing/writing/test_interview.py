"""`--interactive`: what was left empty is asked for, and an answer is taken only as `check` would take it."""

import io

import pytest
from documents import PROSE
from imports import entries, record

from site_builder.cli import main
from site_builder.importing.recognising.names import Names
from site_builder.importing.writing.complete import DRAFT_LINE
from site_builder.importing.writing.interview import Unfit, answered

NAMES = Names(regions={"middle coast": "middle-coast"}, sources={"the courier": "courier"})
EMPTY = f"---\nid: undated-a\nkind: commentary\ntitle:\nauthor:\ndate:\nregion:\nsource:\n{DRAFT_LINE}\n---\nText, as it is.\n".encode()
PATH = "content/entries/undated/a.md"


@pytest.fixture
def document(tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text(f"A Pier Without Planks\n\nBy Jane Example\n\n{PROSE}\n\n{PROSE} Again.\n")
    return file


def ask(monkeypatch, project, document, *answers):
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))
    return main(["import", "--interactive", "--project", str(project), str(document)])


def test_each_empty_field_is_asked_for_until_an_answer_fits(project, document, monkeypatch, capsys):
    status = ask(
        monkeypatch,
        project,
        document,
        "yesterday",
        "2020-05-03",
        "Middel Coast",
        "Middle Coast",
        "https://quay.example.org/a",
    )
    said = capsys.readouterr().err
    assert status == 0
    assert "date? (not stated in the document; write the day of publication, YYYY-MM-DD)" in said
    assert "`yesterday` is not a date" in said
    assert "did you mean `middle coast`?" in said
    assert "3 fields filled in" in said
    entry = record(project, ".md")
    assert (entry.metadata.date, entry.metadata.region, entry.metadata.status) == (
        "2020-05-03",
        "middle-coast",
        "published",
    )
    assert entry.metadata.source_url == "https://quay.example.org/a"


def test_what_is_left_empty_stays_so_and_nothing_more_is_asked_at_the_end_of_input(
    project, document, monkeypatch, capsys
):
    ask(monkeypatch, project, document, "", "Middle Coast")
    assert "1 fields filled in" in capsys.readouterr().err
    (text,) = entries(project).values()
    assert b"date:\nregion: middle-coast\n" in text
    assert DRAFT_LINE.encode() in text


@pytest.mark.parametrize(
    ("field", "answer", "line"),
    [
        ("title", ' A "quoted": title ', 'title: "A \\"quoted\\": title"'),
        ("title", "A caf\udce9", "title: A caf?"),
        ("author", "null", "author: null"),
        ("author", "Jane Example; Tom Writer", "author: [Jane Example, Tom Writer]"),
        ("date", "2020-05-03", "date: 2020-05-03"),
        ("region", "MIDDLE COAST", "region: middle-coast"),
        ("source", "The Courier", "source: courier"),
        ("source", "https://a.example.org/x", 'source_url: "https://a.example.org/x"'),
    ],
)
def test_an_answer_changes_its_line_and_no_other(field, answer, line):
    changed = answered(PATH, EMPTY, field, answer, NAMES)
    before, after = EMPTY.decode().splitlines(), changed.decode().splitlines()
    assert line in after
    assert [one for one in after if one != line] == [one for one in before if one != f"{line.split(':')[0]}:"]


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        ("date", "2020-02-30"),
        ("region", "Nowhere"),
        ("source", "../x"),
        ("source", "https://"),
    ],
)
def test_an_answer_that_check_would_refuse_is_not_taken(field, answer):
    with pytest.raises(Unfit):
        answered(PATH, EMPTY, field, answer, NAMES)


def test_there_is_nobody_to_ask_in_a_dry_run_or_behind_a_pipe(project, document):
    ours = ["import", "--interactive", "--project", str(project)]
    assert main([*ours, "--dry-run", str(document)]) == 2
    assert main([*ours, "-"]) == 2
