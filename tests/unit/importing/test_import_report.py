"""The report of an import: whole for a few documents, of many only what has to be done, and a summary at its end."""

from __future__ import annotations

from site_builder.diagnostics import Location
from site_builder.importing.document import refusal
from site_builder.importing.draft import Doubt, Evidence
from site_builder.importing.report import ImportReport, Outcome, Wanted

DONE = Outcome(
    "a.html",
    "imported",
    "2020-01-02-a",
    "content/entries/2020/a.md",
    evidence=(Evidence("title", 3, "heading"),),
)
LACKING = Outcome(
    "b.html",
    "imported",
    "2020-01-03-b",
    "content/entries/2020/b.md",
    doubts=(Doubt("author", 7, "“Ada” is not sure enough"),),
    wanted=(
        Wanted(
            Location("content/entries/2020/b.md", 5, 1), "author", "not stated in the document", "write it"
        ),
        Wanted(
            Location("content/entries/2020/b.md", 6, 1), "date", "2020-01-03 may be the date", "write the day"
        ),
    ),
    notes=("an excerpt of 2020-01-02-a",),
)
KNOWN = Outcome("c.html", "already imported", "2020-01-02-a", "content/entries/2020/a.md")
FAILED = Outcome(
    "d.html", "failed", diagnostics=(refusal("d.html", "login-wall", "it asks to log in", "log in"),)
)
PASSED_OVER = Outcome(
    "e.zip", "skipped", diagnostics=(refusal("e.zip", "unsupported-document", "a zip", ""),)
)


def test_a_few_documents_are_told_of_field_by_field():
    report = ImportReport((DONE, LACKING))
    assert report.text().splitlines() == [
        *DONE.text().splitlines(),
        *LACKING.text().splitlines(),
        "",
        "2 documents: 2 imported",
        "1 entry stays a draft until its empty fields are filled in: author 1, date 1",
        "  author: write it",
        "  date: write the day",
        "  Then delete its line `status: draft`; --interactive asks for each field.",
    ]
    assert "title: heading, line 3" in report.text()


def test_what_entries_have_no_field_for_is_not_said_to_be_taken():
    seen = Outcome("f.html", "imported", evidence=(*DONE.evidence, Evidence("image", 0, "Open Graph")))
    assert seen.text().splitlines()[1:] == [
        "  taken from the document:",
        "    title: heading, line 3",
        "  read too, and in no file, since entries have no such field:",
        "    image: Open Graph",
    ]


def test_an_import_of_nothing_says_so():
    assert (
        ImportReport(()).text() == "no documents: there are no files in what was given, or hidden ones only"
    )


def test_one_document_has_no_summary():
    assert ImportReport((DONE,)).text() == DONE.text()


def test_of_many_documents_only_what_is_to_be_done_is_told():
    report = ImportReport((DONE, LACKING, KNOWN, FAILED, PASSED_OVER, DONE), dry_run=True)
    assert report.text().splitlines() == [
        "dry run: nothing was written",
        "a.html → content/entries/2020/a.md",
        "b.html → content/entries/2020/b.md",
        "    to fill in: author (line 5), date (line 6: 2020-01-03 may be the date)",
        "    an excerpt of 2020-01-02-a",
        "c.html → content/entries/2020/a.md (already imported)",
        *FAILED.text().splitlines(),
        "e.zip: passed over; a zip",
        "a.html → content/entries/2020/a.md",
        "",
        "6 documents: 3 imported, 1 already imported, 1 passed over, 1 failed",
        "1 entry stays a draft until its empty fields are filled in: author 1, date 1",
        "  author: write it",
        "  date: write the day",
        "  Then delete its line `status: draft`; --interactive asks for each field.",
        "--verbose shows what says so, field by field, and what was seen and not taken (1); --format json has all.",
    ]


def test_a_whole_report_of_many_documents_has_all_of_each():
    report = ImportReport((DONE,) * 5 + (LACKING,))
    told = report.text(whole=True)
    assert told.count("title: heading, line 3") == 5
    assert "author, line 7: “Ada” is not sure enough" in told
    assert "--verbose" not in told
