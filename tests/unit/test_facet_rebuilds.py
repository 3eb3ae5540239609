"""Edit → the files written, of facets: pages of combinations come, change and go as entries and regions do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from workshop import Workshop, entry

from site_builder.incremental import shape
from site_builder.project import project_at
from site_builder.verify import verify


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workshop]:
    """A digest in which three entries are enough for a combination's page: so far none has them."""
    monkeypatch.setattr(shape, "COMBINED", 3)
    made = Workshop(tmp_path)
    yield made
    made.builder.close()


FACET = 4
"""So many folders deep lies the page of two terms; that of a source and a year, one less."""


def facets(paths: Iterable[str]) -> set[str]:
    """Those of `paths` that are of a combination."""
    return {
        path
        for path in paths
        if path.count("/") == FACET or (path.startswith("sources/") and path.count("/") == FACET - 1)
    }


GRAIN = "regions/europe/topics/grain/index.html"
BEN = "authors/ben-ode/regions/europe/index.html"
IRON = "regions/africa/topics/iron/index.html"
ADA = "authors/ada-roe/regions/africa/index.html"


def test_a_facet_comes_with_the_entry_that_makes_it_large_enough_and_goes_with_it(workshop: Workshop):
    assert facets(workshop.pages()) == set()
    text = entry("eta", "2015-02-02", region="europe", author="Ben Ode", topics="[grain]")
    workshop.write("content/entries/eta.md", text)
    report = workshop.builder.build()
    assert facets(report.written) == {GRAIN, BEN}
    leading = ("regions/europe/", "topics/grain/", "authors/ben-ode/")
    assert {f"{path}index.html" for path in leading} <= set(report.written)
    assert {"sitemaps/regions.xml", "sitemaps/authors.xml"} <= set(report.written)
    assert "/regions/europe/topics/grain/" in (workshop.root / "output/topics/grain/index.html").read_text(
        "utf-8"
    )
    (workshop.root / "content/entries/eta.md").unlink()
    report = workshop.builder.build()
    assert facets(report.removed) == {GRAIN, BEN}
    assert not (workshop.root / "output/regions/europe/topics").exists()


def test_an_entry_of_a_region_below_counts_for_the_one_above(workshop: Workshop):
    workshop.write("content/entries/eta.md", entry("eta", "2015-02-02", region="west-africa"))
    assert facets(workshop.builder.build().written) == {IRON, ADA}
    title = "regions/africa/topics/iron/index.html"
    assert "Eta" in (workshop.root / "output" / title).read_text("utf-8")


def test_facets_follow_a_region_that_moves_in_the_tree(workshop: Workshop):
    workshop.write("content/entries/eta.md", entry("eta", "2015-02-02", region="west-africa"))
    assert workshop.builder.build().ok
    workshop.change("content/regions/west-africa.md", "parent: africa", "parent: europe")
    report = workshop.builder.build()
    assert facets(report.removed) == {IRON, ADA}
    assert facets(report.written) == set()
    workshop.change("content/regions/west-africa.md", "parent: europe", "parent: africa")
    assert facets(workshop.builder.build().written) == {IRON, ADA}
    assert verify(project_at(workshop.root)) == ""


def test_an_edit_of_a_title_writes_the_facets_that_show_it_and_an_edit_of_a_body_none(workshop: Workshop):
    workshop.write("content/entries/eta.md", entry("eta", "2015-02-02", region="west-africa"))
    assert workshop.builder.build().ok
    workshop.change("content/entries/alpha.md", "Text.", "Other text.")
    assert facets(workshop.builder.build().written) == set()
    workshop.change("content/entries/alpha.md", "title: Alpha", "title: Aleph")
    assert facets(workshop.builder.build().written) == {IRON, ADA}


def test_a_source_s_year_has_a_page_while_it_has_enough_entries(workshop: Workshop):
    workshop.write("content/entries/eta.md", entry("eta", "2014-02-02", author="Dee Fox", topics=""))
    report = workshop.builder.build()
    assert facets(report.written) == {"sources/courier/2014/index.html"}
    workshop.change("content/entries/eta.md", "date: 2014", "date: 2015")
    assert facets(workshop.builder.build().removed) == {"sources/courier/2014/index.html"}


def test_the_archive_is_written_only_where_a_month_comes_to_its_next_step(workshop: Workshop):
    def added(name: str) -> bool:
        workshop.write(f"content/entries/{name}.md", entry(name, "2014-06-21", region="europe"))
        return "archive/index.html" in workshop.builder.build().written

    assert [added(name) for name in ("three", "four", "five", "six", "seven", "eight")] == [
        False, True, False, False, False, True,
    ]  # fmt: skip
