"""A source that the digest does not know is proposed with its name and its host, and made once an editor takes it."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from documents import page
from imports import entries, run

from site_builder.cli import main
from site_builder.importing.draft import Draft, Evidence
from site_builder.importing.writing import proposals

if TYPE_CHECKING:
    from pathlib import Path

FILE = "content/sources/the-tidal-review.md"
WRITTEN = "---\nname: The Tidal Review\nhosts: [tidal.example.net]\n---\n"


def saved(
    folder: Path, number: int = 1, title: str = "A Pier Without Planks", host: str = "www.tidal.example.net"
) -> Path:
    name = '<meta property="og:site_name" content="The Tidal Review">'
    head = f'{name}<link rel="canonical" href="https://{host}/pier-{number}">'
    data = '<script type="application/ld+json">{"@type":"NewsArticle","publisher":{"@type":"Organization","name":"The Tidal Review"}}</script>'
    file = folder / f"page-{number}.html"
    prose = f"Board {number} met for nine hours on Monday and agreed on nothing but the hour of lunch, as it has for {number} years. "
    text = page(f"{title} {number}", prose * 3, head + data).replace("<title>", "<title>The Tidal Review | ")
    file.write_text(text.replace("© 2020", "© 2020 The Tidal Review"), encoding="utf-8")
    return file


def ask(monkeypatch: pytest.MonkeyPatch, project: Path, answer: str, *documents: Path) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    return main(["import", "--interactive", "--project", str(project), *map(str, documents)])


def test_the_site_of_a_page_is_proposed_as_a_source_with_its_file_ready_to_be_pasted(project, tmp_path):
    report = run(project, saved(tmp_path))
    (offer,) = report.outcomes[0].offers
    assert (offer.field, offer.value, offer.file, offer.content) == (
        "source",
        "The Tidal Review",
        FILE,
        WRITTEN,
    )
    assert "`source: the-tidal-review`" in report.text()
    assert (
        f"put this into {FILE}:\n    ---\n    name: The Tidal Review\n    hosts: [tidal.example.net]\n    ---"
        in report.text()
    )
    assert json.loads(report.json())["outcomes"][0]["offers"][0]["content"] == WRITTEN
    assert not (project / FILE).exists()


def test_a_proposed_source_is_asked_for_once_and_taken_for_all_its_pages(
    project, tmp_path, monkeypatch, capsys
):
    pages = [saved(tmp_path, number) for number in (1, 2)]
    ask(monkeypatch, project, "y\n", *pages)
    assert capsys.readouterr().err.count("source: The Tidal Review?") == 1
    assert (project / FILE).read_text() == WRITTEN
    assert all(b"\nsource: the-tidal-review\n" in data for data in entries(project).values())
    capsys.readouterr()
    (known,) = run(project, saved(tmp_path, 3)).outcomes
    assert known.offers == ()


def test_a_proposed_source_that_is_refused_is_not_asked_for_again(project, tmp_path, monkeypatch, capsys):
    ask(monkeypatch, project, "n\n", saved(tmp_path, 1), saved(tmp_path, 2))
    assert capsys.readouterr().err.count("source: The Tidal Review?") == 1
    assert not (project / FILE).exists()


def test_of_many_pages_the_report_proposes_each_source_once_with_how_many_entries_need_it(project, tmp_path):
    report = run(project, *(saved(tmp_path, number) for number in range(1, 8)))
    assert report.text().count(f"put this into {FILE}:") == 1
    assert "does not know, for 7 entries;" in report.text()
    assert "proposed:" not in report.text()


@pytest.mark.parametrize(
    ("name", "link", "sure", "offered"),
    [
        ("The Tidal Review", "https://tidal.example.net/a", 0.88, True),
        ("The Tidal Review", "https://tidal.example.net/a", 0.85, False),
        ("tidal.example.net", "https://tidal.example.net/a", 0.88, False),
        ("The Tidal Review", "https://www.courier.example.org/a", 0.88, False),
        ("Specimen Courier", "https://tidal.example.net/a", 0.88, False),
        ("!!", "https://tidal.example.net/a", 0.88, False),
    ],
)
def test_only_a_name_that_is_sure_and_new_is_proposed(project, name, link, sure, offered):
    from site_builder.importing.copies.shelf import Shelf

    (project / "content/sources/courier.md").write_text(
        "---\nname: Specimen Courier\nhosts: [courier.example.org]\n---\n"
    )
    draft = Draft(site_name=name, link=link, evidence=(Evidence("site_name", 0, "Open Graph", sure),))
    assert bool(proposals.source("content/entries/a.md", draft, Shelf(project, keep=False))) is offered
