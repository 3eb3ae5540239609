"""Names and paths are looked up by 32 bits of their hash: those that share one are told apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from workshop import Workshop, add_entry, build_anew, difference, told

from site_builder.explain import explain
from site_builder.incremental import store, stored_edits, stored_index, stored_pages, stored_sources
from site_builder.project import project_at


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workshop]:
    """A digest in which every name and path has one of two hashes."""
    for module in (store, stored_edits, stored_index, stored_pages, stored_sources):
        monkeypatch.setattr(module, "hash_of", lambda text: len(text) % 2)
    made = Workshop(tmp_path)
    yield made
    made.builder.close()


def test_files_records_collections_and_pages_that_share_a_hash_are_told_apart(workshop: Workshop):
    path = add_entry(workshop, "eta", "2014-02-02", author="Dee Fox")
    report = workshop.builder.build()
    assert {"2014/eta/index.html", "authors/dee-fox/index.html"} <= set(report.written)
    assert difference(workshop) == ""
    workshop.change("content/entries/alpha.md", "Text.", "Other text.")
    assert build_anew(workshop).written == ("2013/alpha/index.html",)
    path.unlink()
    assert {"2014/eta/index.html", "authors/dee-fox/index.html"} <= set(build_anew(workshop).removed)
    assert difference(workshop) == ""
    assert "is the page entry alpha" in str(explain(project_at(workshop.root), "2013/alpha/"))


def test_two_pages_at_one_path_are_still_found_and_two_of_one_hash_are_none(workshop: Workshop):
    workshop.change("content/entries/beta.md", "title:", "aliases: [/2013/alpha/]\ntitle:")
    report = workshop.builder.build()
    assert not report.ok
    assert "2013/alpha" in told(report)
    workshop.change("content/entries/beta.md", "/2013/alpha/", "/2013/aleph/")
    assert "2013/aleph/index.html" in workshop.builder.build().written
