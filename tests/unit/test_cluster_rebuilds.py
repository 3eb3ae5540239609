"""Edit → the exact files written and removed, where entries follow one another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from workshop import Workshop, difference, entry

from site_builder.building.report import Report
from site_builder.incremental import shape
from site_builder.pages import clusters

ALPHA = "clusters/2013/alpha/index.html"
INDEX = "clusters/index.html"


@pytest.fixture
def few_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists end after two entries, and the index looks at two ties."""
    monkeypatch.setattr(shape, "LISTED", 2)
    monkeypatch.setattr(clusters, "LISTED", 2)


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    """Alpha has a repost of 2014, and that an answer of 2015; omega stands alone."""
    made = Workshop(tmp_path)
    made.change("content/entries/gamma.md", "title:", "kind: repost\nrepost_of: alpha\ntitle:")
    made.change("content/entries/delta.md", "title:", "kind: response\nresponds_to: gamma\ntitle:")
    assert made.builder.build().ok
    yield made
    made.builder.close()


def built(workshop: Workshop) -> Report:
    report = workshop.builder.build()
    assert report.ok
    return report


def of_clusters(paths: tuple[str, ...]) -> set[str]:
    return {path for path in paths if path.startswith("clusters/")}


def text(workshop: Workshop, path: str) -> str:
    return (workshop.root / "output" / path).read_text(encoding="utf-8")


def test_the_first_follower_makes_a_cluster_and_the_last_one_s_going_ends_it(workshop: Workshop):
    workshop.change("content/entries/beta.md", "title:", "kind: excerpt\nexcerpt_of: omega\ntitle:")
    report = built(workshop)
    assert of_clusters(report.written) == {"clusters/2026/omega/index.html", INDEX}
    assert "2026/omega/index.html" in report.written
    assert "sitemaps/2026.xml" in report.written
    workshop.change("content/entries/beta.md", "excerpt_of: omega\n", "")
    report = built(workshop)
    assert of_clusters(report.removed) == {"clusters/2026/omega/index.html"}
    assert of_clusters(report.written) == {INDEX}


def test_another_follower_touches_the_cluster_its_members_and_the_original_s_cards(workshop: Workshop):
    name = entry("eta", "2016-02-02", topics="", region="west-africa", source="gazette", author="Dee Fox")
    workshop.write("content/entries/eta.md", name.replace("title:", "kind: repost\nrepost_of: gamma\ntitle:"))
    report = built(workshop)
    assert of_clusters(report.written) == {ALPHA, INDEX}
    members = {"2013/alpha/index.html", "2014/gamma/index.html", "2015/delta/index.html"}
    assert members <= set(report.written)
    cards_of_gamma = {"2014/06/index.html", "topics/grain/index.html", "authors/ben-ode/index.html"}
    assert cards_of_gamma <= set(report.written)
    assert "2013/03/index.html" not in report.written  # the card of alpha names what follows alpha itself
    assert "2014/beta/index.html" not in report.written


def test_a_follower_s_title_is_written_where_its_line_stands(workshop: Workshop):
    workshop.change("content/entries/delta.md", "title: Delta", "title: Daleth")
    report = built(workshop)
    assert of_clusters(report.written) == {ALPHA}  # the index names outlets, and the title of the original
    workshop.change("content/entries/alpha.md", "title: Alpha", "title: Aleph")
    assert of_clusters(built(workshop).written) == {ALPHA, INDEX}


def test_a_body_or_a_topic_of_a_member_leaves_the_cluster_alone(workshop: Workshop):
    workshop.change("content/entries/gamma.md", "Text.", "Other text.")
    assert set(built(workshop).written) == {"2014/gamma/index.html"}
    workshop.change("content/entries/gamma.md", "topics: [grain]", "topics: [law]")
    assert of_clusters(built(workshop).written) == set()


def test_an_original_that_comes_to_follow_another_hands_its_cluster_on(workshop: Workshop):
    workshop.change("content/entries/alpha.md", "title:", "kind: response\nresponds_to: omega\ntitle:")
    report = built(workshop)
    assert of_clusters(report.removed) == {ALPHA}
    assert of_clusters(report.written) == {"clusters/2026/omega/index.html", INDEX}
    assert "/clusters/2026/omega/" in text(workshop, "2015/delta/index.html")
    assert difference(workshop) == ""
    workshop.change("content/entries/alpha.md", "kind: response\nresponds_to: omega\n", "")
    report = built(workshop)
    assert of_clusters(report.removed) == {"clusters/2026/omega/index.html"}
    assert of_clusters(report.written) == {ALPHA, INDEX}


def test_a_draft_or_withdrawn_original_has_no_cluster(workshop: Workshop):
    workshop.change("content/entries/alpha.md", "title:", "status: withdrawn\nreason: A hoax.\ntitle:")
    assert of_clusters(built(workshop).removed) == {ALPHA}
    assert "/clusters/2013/" not in text(workshop, "2014/gamma/index.html")
    workshop.change("content/entries/alpha.md", "status: withdrawn\nreason: A hoax.\n", "status: draft\n")
    assert of_clusters(built(workshop).written) == set()
    workshop.change("content/entries/alpha.md", "status: draft\n", "")
    assert of_clusters(built(workshop).written) == {ALPHA, INDEX}
    assert "/clusters/2013/alpha/" in text(workshop, "2014/gamma/index.html")


def test_time_alone_begins_and_ends_a_cluster(workshop: Workshop):
    workshop.change("content/entries/gamma.md", "title:", "expire_at: 2026-09-01\ntitle:")
    assert of_clusters(built(workshop).written) == set()
    workshop.as_of = "2026-09-01T00:00:00Z"
    report = workshop.builder.build()
    assert of_clusters(report.removed) == {ALPHA}
    workshop.as_of = "2026-08-01T00:00:00Z"
    assert of_clusters(workshop.builder.build().written) == {ALPHA, INDEX}


@pytest.mark.usefixtures("few_listed")
def test_the_index_is_divided_by_year_once_there_are_more_ties_than_it_looks_at(tmp_path: Path):
    workshop = Workshop(tmp_path)
    workshop.change("content/entries/gamma.md", "title:", "kind: repost\nrepost_of: alpha\ntitle:")
    workshop.change("content/entries/delta.md", "title:", "kind: response\nresponds_to: gamma\ntitle:")
    assert of_clusters(built(workshop).written) == {ALPHA, INDEX}
    years = {f"clusters/{year}/index.html" for year in (2014, 2015, 2026)}
    workshop.change("content/entries/omega.md", "title:", "kind: response\nresponds_to: beta\ntitle:")
    report = built(workshop)
    assert of_clusters(report.written) == {"clusters/2014/beta/index.html", INDEX, *years}
    assert "sitemaps/pages.xml" in report.written
    workshop.change("content/entries/omega.md", "title: Omega", "title: Last")
    assert of_clusters(built(workshop).written) == {"clusters/2014/beta/index.html"}
    assert difference(workshop) == ""
    workshop.change("content/entries/omega.md", "kind: response\nresponds_to: beta\n", "")
    assert of_clusters(built(workshop).removed) == {"clusters/2014/beta/index.html", *years}
    workshop.builder.close()


def test_home_puts_a_copy_under_its_original_and_gives_it_a_card_again(workshop: Workshop):
    workshop.change("content/site.yaml", "identity", "home_entries: 3\nidentity")
    built(workshop)  # shows omega, delta and gamma
    assert "2014/gamma/index.html" not in built(workshop).written
    workshop.change("content/entries/omega.md", "title:", "kind: repost\nrepost_of: gamma\ntitle:")
    assert "index.html" in built(workshop).written
    home = text(workshop, "index.html")
    assert '<h3><a href="/2026/omega/"' not in home
    assert 'Also in <a href="/2026/omega/">' in home
    workshop.change("content/entries/omega.md", "repost_of: gamma", "repost_of: alpha")
    assert "index.html" in built(workshop).written
    assert '<h3><a href="/2026/omega/"' in text(workshop, "index.html")
