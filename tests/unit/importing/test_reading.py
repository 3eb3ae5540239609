"""One document, whatever it is, gives a reading within bounded time; what its wrapping says joins what it says itself."""

import json
import subprocess
import sys
import time
from contextlib import suppress

import pytest
from documents import PROSE, RSS, crawl, page, portable, saved_page
from imports import GOLDEN, run

from site_builder.importing import deadline, listing, reading, stated
from site_builder.importing.document import Document, Stated, refusal
from site_builder.importing.draft import Draft
from site_builder.importing.gathering import Given
from site_builder.importing.inputs.parts import Part
from site_builder.importing.recognising.bylines import Writer
from site_builder.importing.recognising.names import Names
from site_builder.importing.writing import entries

URL = "https://quay.example.org/pier"


def read(data: str = "", medium: str = "html", **known):
    return reading.read(Names(), Part("a", data.encode(), medium, **known))


def fails_with(error):
    def extract(document, names):
        if "pier" not in document.text:
            return Draft(title="Another")
        raise error

    return extract


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KeyError("x"), "extraction-failed"),
        (RecursionError(), "document-too-hard"),
        (MemoryError(), "document-too-hard"),
    ],
)
def test_a_fault_in_reading_one_document_is_its_own_and_the_others_go_on(
    error, code, project, tmp_path, monkeypatch
):
    monkeypatch.setitem(reading.IMPORTERS, "html", fails_with(error))
    (tmp_path / "a.html").write_text(page())
    report = run(project, tmp_path / "a.html", GOLDEN / "commentary.txt")
    assert [[fault.code for fault in one.diagnostics] for one in report.outcomes] == [[code], []]


@pytest.mark.parametrize("medium", ["html", "text"])
def test_characters_that_cannot_be_read_are_counted(medium):
    data = f"<p>{PROSE}</p><p>{PROSE}".encode() + b"\xe2\x80"
    found = reading.read(Names(), Part("a", "Über\n".encode() * 20 + data, medium))
    said = "1 character of the document cannot be read (utf-8); each stands as \ufffd"
    assert said in [doubt.message for doubt in found.draft.doubts]


def test_a_page_that_is_no_piece_is_not_imported_and_its_fields_are_listed(project, tmp_path, monkeypatch):
    def wall(document, names):
        fault = refusal(document.name, "page-without-text", "a wall", "")
        return Draft(title="Behind a Wall", fault=fault)

    monkeypatch.setitem(reading.IMPORTERS, "html", wall)
    (tmp_path / "a.html").write_text(page())
    assert run(project, tmp_path / "a.html").outcomes[0].fate == "failed"
    (found,) = listing.lines([Given(str(tmp_path / "a.html"))], Names(), 1)
    line = json.loads(found.lines[0])
    assert (line["title"], line["diagnostics"][0]["message"], found.failed) == (
        "Behind a Wall",
        "a wall",
        True,
    )


def test_a_page_without_a_word_is_not_imported():
    assert read("<html><body>   </body></html>").fault.code == "page-without-text"


def test_a_document_that_takes_too_long_is_given_up(monkeypatch):
    def endless(document, names):
        while True:
            with suppress(Exception):  # as a library might swallow what it does not know
                sum(range(1000))

    monkeypatch.setattr(deadline, "SECONDS", 0.05)
    monkeypatch.setitem(reading.IMPORTERS, "html", endless)
    begun = time.monotonic()
    assert read(page()).fault.code == "document-too-hard"
    assert time.monotonic() - begun < 5
    monkeypatch.undo()
    assert read(page()).fault is None


WITHOUT = """
import sys
for name in ("lxml", "warcio", "pypdf", "httpx2"):
    sys.modules[name] = None
from site_builder.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_without_the_packages_for_the_web_texts_are_still_read_and_the_rest_says_what_is_missing(
    project, tmp_path
):
    for name, data in {
        "a.html": page().encode(), "b.xml": RSS.encode(), "c.warc.gz": crawl((URL, page())), "d.pdf": portable(["Text"]),
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(data)
    names = [
        str(GOLDEN / "commentary.txt"),
        *(str(tmp_path / name) for name in ("a.html", "b.xml", "c.warc.gz", "d.pdf")),
    ]
    command = [
        sys.executable,
        "-c",
        WITHOUT,
        "import",
        "--project",
        str(project),
        "--format",
        "json",
        *names,
        URL,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    outcomes = json.loads(done.stdout)["outcomes"]
    assert [one["fate"] for one in outcomes] == ["imported"] + ["failed"] * 5
    faults = [fault for one in outcomes for fault in one["diagnostics"]]
    assert {fault["code"] for fault in faults} == {"unsupported-document"}
    assert all("pip install 'site-builder[import]'" in fault["hint"] for fault in faults)


def test_a_page_is_read_as_its_visible_text_and_nothing_that_acts_is_written():
    found = read(
        page(head="<script>alert(1)</script>", prose=f"{PROSE} <b>bold</b>&lt;script&gt;[[x]]"), url=URL
    )
    assert found.draft.language == "en-GB"
    assert (found.url, found.draft.link) == (URL, URL)
    assert "alert" not in found.text
    assert "\n\n3 May 2020\n\n" in found.text


def test_the_address_of_a_saved_page_is_known_from_within_it():
    found = reading.read(Names(), Part("a.mhtml", saved_page(page(), URL), "message"))
    assert (found.url, found.draft.link) == (URL, URL)


DRAFT = Draft(title="Read Title", authors=(Writer("Read Author"),), date="2001-01-01")
SAID = Stated(
    by="it",
    title="Said",
    authors=("Jane Example", "The Quay Institute"),
    date="2002-02-02",
    topics=("A B",),
    language="xx?",
)


def joined(draft, said, url="", names=None):
    document = Document("a", "", "utf-8", "", url, "html", said)
    return stated.completed(draft, document, names or Names())


def test_what_speaks_of_this_very_piece_goes_first_and_anything_else_fills_gaps():
    from msgspec.structs import replace

    firm = joined(DRAFT, replace(SAID, firm=True))
    assert (firm.title, firm.date, firm.topics, firm.language) == ("Said", "2002-02-02", ("a-b",), "")
    assert firm.authors == (Writer("Jane Example"), Writer("The Quay Institute", organisation=True))
    weak = joined(DRAFT, SAID)
    assert (weak.title, weak.date) == ("Read Title", "2001-01-01")
    assert weak.topics == ("a-b",)
    assert [(one.field, one.confidence) for one in weak.evidence] == [("topics", stated.WEAK)]
    assert joined(Draft(), SAID).title == "Said"


def test_the_source_is_known_by_the_host_of_the_address_or_by_the_site_s_name():
    names = Names(hosts={"quay.example.org": "quay"}, sources={"the quay letter": "letter"})
    assert joined(DRAFT, Stated(), URL, names).source == "quay"
    assert joined(DRAFT, Stated(by="it", site_name="The Quay Letter"), "", names).source == "letter"
    assert joined(DRAFT, Stated(), "https://other.example/", names).source == ""
    assert joined(DRAFT, Stated(), "javascript:alert(1)", names).link == ""


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ("2020-05-03", "2020-05-03"),
        ("2020-05-03T10:00:00+01:00", "2020-05-03T10:00:00+01:00"),
        ("2020-05-03T10:00Z", "2020-05-03T10:00Z"),
        ("2020-05-03T10:00", "2020-05-03"),
    ],
)
def test_an_entry_is_named_by_its_day_and_dated_by_what_has_a_zone(date, written):
    draft = Draft(title="The Pier Is Counted", date=date)
    entry = entries.entry_id(draft, "a", lambda _: False)
    assert entry == "2020-05-03-the-pier-is-counted"
    assert entries.entry_path(entry, date) == "content/entries/2020/the-pier-is-counted.md"
    assert written in entries.entry_text(entry, draft, None).decode().partition("date: ")[2].split("\n")[0]
