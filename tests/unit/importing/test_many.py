"""A folder of many documents: gone through in order, in processes, and on from where it was interrupted."""

import io
import os

import pytest
from documents import JSON_FEED, PROSE, RSS, TITLE, crawl, newsletter, page, saved_page
from imports import GOLDEN, NOW, entries, record, run, tree

from site_builder.cli import main
from site_builder.content.parse import parse
from site_builder.diagnostics import has_errors
from site_builder.importing import import_documents, reading
from site_builder.importing import run as running
from site_builder.importing.writing import filing
from site_builder.integrity.captures import Capture, from_bytes

URL = "https://quay.example.org/pier"


def words(number: int) -> str:
    return " ".join(
        f"Plank {number} of pier {one} was counted by the board of the quay." for one in range(12)
    )


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "pages"
    (folder / "deeper").mkdir(parents=True)
    for number in range(8):
        where = folder / "deeper" if number % 2 else folder
        (where / f"{number}.html").write_text(page(f"The Pier Counted Again {number}", words(number)))
    return folder


def test_a_folder_is_gone_through_and_what_is_no_document_is_passed_over(project, folder):
    (folder / "style.css").write_text("p {}")
    (folder / ".hidden.html").write_text(page())
    (folder / ".git").mkdir()
    (folder / ".git/page.html").write_text(page())
    (folder / "broken.txt").write_text("\0\0\0")
    report = run(project, folder)
    fates = [one.fate for one in report.outcomes]
    assert (fates.count("imported"), fates.count("skipped"), fates.count("failed")) == (8, 1, 1)
    assert f"{folder}/style.css: passed over; documents `.css` cannot be read" in report.text()
    assert report.status == 1
    (folder / "broken.txt").unlink()
    assert run(project, folder).status == 0
    assert len(entries(project)) == 8


def test_links_are_not_followed_out_of_a_folder_and_pipes_are_not_waited_for(project, folder, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(f"A Secret\n\n{PROSE * 3}")
    (folder / "link.txt").symlink_to(secret)
    (folder / "deeper/up").symlink_to(folder)
    os.mkfifo(folder / "pipe.txt")
    report = run(project, folder)
    faults = {
        one.document.rpartition("/")[2]: one.diagnostics[0].code for one in report.outcomes if one.diagnostics
    }
    assert faults == {"link.txt": "unreadable-document", "pipe.txt": "unreadable-document"}
    assert f"{folder}/link.txt: passed over; this is a link, not a file" in report.text()
    assert report.status == 0
    (folder / "link.txt").unlink()
    assert run(project, folder / "pipe.txt").status == 1
    assert len(entries(project)) == 8


def test_an_interrupted_import_goes_on_where_it_stopped(project, folder, monkeypatch):
    monkeypatch.setattr(running, "WAVE", 2)
    read, filed = [], []

    def counted(names, part, original=reading.read):
        read.append(part.name)
        return original(names, part)

    def interrupted(self, one, original=filing.Filer.file):
        if len(filed) == 5:
            raise KeyboardInterrupt
        filed.append(one.name)
        return original(self, one)

    monkeypatch.setattr(reading, "read", counted)
    with monkeypatch.context() as patch:
        patch.setattr(filing.Filer, "file", interrupted)
        with pytest.raises(KeyboardInterrupt):
            run(project, folder)
    assert len(entries(project)) == 5
    read.clear()
    report = run(project, folder)
    assert [one.fate for one in report.outcomes].count("already imported") == 5
    assert sorted(read) == sorted(one.document for one in report.outcomes if one.fate == "imported")
    assert len(entries(project)) == 8
    read.clear()
    run(project, folder)
    assert read == []


@pytest.mark.slow
def test_waves_and_processes_change_nothing_of_what_is_written(project, folder, tmp_path, monkeypatch):
    import shutil

    (folder / "copy.txt").write_bytes((GOLDEN / "forum-excerpt.txt").read_bytes())
    (folder / "original.txt").write_bytes((GOLDEN / "commentary.txt").read_bytes())
    other = tmp_path / "other"
    shutil.copytree(project, other)
    run(project, folder)
    monkeypatch.setattr(running, "WAVE", 3)
    monkeypatch.setattr(running.crew, "PAYS_FROM", 2)
    seen = []
    import_documents([folder], other, now=NOW, jobs=2, progress=lambda *told: seen.append(told))
    assert entries(other) == entries(project)
    assert seen[-1] == ("reading: 10 documents", 9, 10)  # the last one may hold more


def test_the_items_of_a_feed_are_entries_of_their_own(project, tmp_path):
    feed = tmp_path / "feed.xml"
    feed.write_text(RSS)
    report = run(project, feed)
    assert [one.fate for one in report.outcomes] == ["imported", "failed"]
    entry = record(project, ".md")
    assert entry.metadata.title == f"{TITLE} & More"
    assert [one.name for one in entry.metadata.authors] == ["Jane Example"]
    assert (entry.metadata.date, entry.metadata.source_url) == ("2020-05-03", URL)
    assert entry.metadata.topics == ("harbours", "old-piers")
    assert entry.metadata.language == "en-gb"
    assert run(project, feed).outcomes[0].fate == "already imported"


def test_a_capture_says_where_its_document_comes_from(project, tmp_path):
    archive = tmp_path / "crawl.warc.gz"
    archive.write_bytes(crawl((URL, page())))
    report = run(project, archive)
    (outcome,) = report.outcomes
    path = next(one for one in outcome.files if "captures" in one)
    capture = from_bytes(path, (project / path).read_bytes())
    assert isinstance(capture, Capture)
    assert (capture.document, capture.url, capture.final_url, capture.status) == (
        "crawl.warc.gz#1",
        URL,
        "",
        200,
    )
    assert "The harbour board" in capture.body_text
    assert "<p>" not in capture.text


def test_a_capture_of_before_is_still_read():
    old = (
        '---\ndocument: "a.txt"\nurl: ""\ncaptured: "2026-01-02T03:04:05Z"\nraw_sha256: "x"\ntext_sha256: "y"\n'
        'words: 1\ntool: "t"\nbody: [0, 0]\nguessed: ""\n---\nText\n'
    )
    capture = from_bytes("content/captures/a.txt", old.encode())
    assert isinstance(capture, Capture)
    assert (capture.text, capture.final_url, capture.status) == ("Text\n", "", 0)


def test_a_newsletter_takes_from_its_head_what_its_page_does_not_say(project, tmp_path):
    mail = tmp_path / "letter.eml"
    html = f"<html><body><p>{PROSE}</p><p>{PROSE} Again.</p></body></html>"
    mail.write_bytes(newsletter(html=html))
    report = run(project, mail)
    entry = record(project, ".md")
    assert (entry.metadata.title, entry.metadata.date) == ("The Pier Letter", "2020-04-17")
    assert "title: the head of the message" in report.text()


def test_a_saved_page_is_linked_to_where_it_stood(project, tmp_path):
    saved = tmp_path / "page.mhtml"
    saved.write_bytes(saved_page(page(), f"{URL}?utm_source=mail#top"))
    run(project, saved)
    assert record(project, ".md").metadata.source_url == URL
    assert set(tree(project)) > set(entries(project))


def test_halves_of_characters_that_json_or_mail_can_name_do_no_harm(project, tmp_path):
    feed = tmp_path / "feed.json"
    half = JSON_FEED.replace(TITLE, r"A Pier \ud800 Without").replace("Jane Example", r"Jane \udfff Example")
    feed.write_text(half.replace('pier"', 'pier\\ud800"'))
    mail = tmp_path / "letter.eml"
    mail.write_bytes(
        newsletter(html=page("")).replace(b"Subject: Fwd: The", b"Subject: Caf\xe9 =?x?q?=FF?= The")
    )
    report = run(project, feed, mail)
    assert [one.fate for one in report.outcomes] == ["imported", "imported"]
    for data in entries(project).values():
        assert not has_errors(parse("content/entries/a.md", data).diagnostics)
    report.text().encode()
    report.json().encode()


def test_a_fault_in_filing_one_document_keeps_no_other_back(project, folder, monkeypatch):
    def broken(self, one, original=filing.Filer.file):
        if one.name.endswith("3.html"):
            raise KeyError(one.name)
        return original(self, one)

    monkeypatch.setattr(filing.Filer, "file", broken)
    report = run(project, folder)
    assert [one.diagnostics[0].code for one in report.outcomes if one.diagnostics] == ["extraction-failed"]
    assert len(entries(project)) == 7


def test_a_document_may_come_by_standard_input(project, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(page().encode())))
    assert main(["import", "--project", str(project), "-"]) == 0
    assert record(project, ".md").metadata.title == TITLE
    assert "-: imported as content/entries/2020/a-pier-without-planks.md" in capsys.readouterr().out


def test_an_import_that_is_stopped_says_how_to_go_on(project, folder, monkeypatch, capsys):
    def stopped(self, one):
        raise KeyboardInterrupt

    monkeypatch.setattr(filing.Filer, "file", stopped)
    assert main(["import", "--project", str(project), str(folder)]) == 130
    assert "The same command goes on from there." in capsys.readouterr().err


def test_the_documents_of_a_list_are_imported_with_the_addresses_it_gives(project, tmp_path):
    (tmp_path / "a.html").write_text(page())
    (tmp_path / "list.tsv").write_text(f"{tmp_path}/a.html\t{URL}\n")
    assert main(["import", "--project", str(project), "--from-list", str(tmp_path / "list.tsv")]) == 0
    assert record(project, ".md").metadata.source_url == URL
