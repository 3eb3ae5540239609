"""The commands that the pages on importing show do what they say."""

import io
import re
import shlex

import pytest
from documents import RSS, crawl, newsletter, page
from imports import ROOT, entries

from site_builder.cli import main, parser
from site_builder.importing import listing
from site_builder.importing.inputs import kinds
from site_builder.importing.sites.mapping import NAMES

PAGES = ("importing.md", "migrating.md")
COMMANDS = [
    shlex.split(line, comments=True)[1:]
    for name in PAGES
    for line in re.findall(r"^\$ (site-builder import .*)$", (ROOT / "docs" / name).read_text(), re.MULTILINE)
]


@pytest.fixture
def desk(project, monkeypatch):
    """A folder with the documents that the commands name, which is a digest's folder too."""
    (project / "commentary.html").write_text(page())
    (project / "repost.txt").write_text(page("Another Pier"))
    (project / "newsletter.eml").write_bytes(newsletter(html=page("A Third Pier")))
    (project / "feed.xml").write_text(
        RSS.replace(
            "<item><title>Only announced</title><link>https://quay.example.org/later</link></item>", ""
        )
    )
    (project / "crawl.warc.gz").write_bytes(crawl(("https://quay.example.org/a", page("A Fourth Pier"))))
    (project / "saved-pages").mkdir()
    (project / "saved-pages/one.html").write_text(page("A Fifth Pier"))
    (project / "pages.tsv").write_text("commentary.html\thttps://quay.example.org/pier\n")
    (project / "content/regions/europe.md").write_text("---\nname: Europe\n---\n")
    (project / "old-site/content").mkdir(parents=True)
    (project / "old-site/content/post.md").write_text("Title: A Post\nDate: 2019-01-01\n\nText.\n")
    monkeypatch.chdir(project)
    return project


def test_there_are_commands_to_try():
    assert len(COMMANDS) > 8


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_of_the_docs_is_understood_and_works(command, desk, monkeypatch, capfdbinary):
    parser().parse_args(command)
    if any("://" in word for word in command):
        return
    monkeypatch.setattr("sys.stdin", io.StringIO())
    before = entries(desk)
    assert main(command) == 0
    assert capfdbinary.readouterr().out
    wrote = entries(desk) != before
    assert wrote == ("--dry-run" not in command and "jekyll" not in command)


def test_the_docs_name_every_key_of_a_line_every_suffix_and_every_mapped_field():
    importing = (ROOT / "docs/importing.md").read_text()
    migrating = (ROOT / "docs/migrating.md").read_text()
    assert all(f"`{key}`" in importing for key in listing.FIELDS)
    assert all(suffix in importing for suffix in kinds.KNOWN if suffix not in {".rdf", ".wacz", ".gz"})
    named = {name.casefold() for name in re.findall(r"`(\w+)`", migrating)} | {"draft", "published", "status"}
    assert {name for names in NAMES.values() for name in names} <= named
