"""Edit → the exact files written and removed; what is not in a row must not be touched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from workshop import Workshop, entry

from site_builder.incremental.shape import FULL, LISTED
from site_builder.project import theme


def pages(*paths: str) -> set[str]:
    return {f"{path}index.html" if path.endswith("/") or not path else path for path in paths}


def lists_of_term(vocabulary: str, slug: str) -> set[str]:
    """A term's page and feeds; of one with so few entries there are no slices."""
    top = f"{vocabulary}/{slug}/"
    return pages(top, f"{top}feed.xml", f"{top}feed.json")


ALPHA_LISTS = (
    pages("", "2013/", "2013/03/", "feed.xml", "feed.json", "entries/2013-03.json")
    | lists_of_term("regions", "africa")
    | lists_of_term("authors", "ada-roe")
    | lists_of_term("sources", "courier")
    | lists_of_term("topics", "iron")
)
FEEDS = (
    "", "regions/africa/", "regions/west-africa/", "regions/europe/", "authors/ada-roe/", "authors/ben-ode/",
    "authors/cy-poe/", "sources/courier/", "topics/iron/", "topics/grain/", "topics/law/",
)  # fmt: skip
INDEXES = pages("authors/", "sources/", "topics/", "regions/", "archive/")

Edit = Callable[[Workshop], None]
TABLE: dict[str, tuple[Edit, set[str], set[str]]] = {
    "nothing": (lambda _: None, set(), set()),
    "a file is saved unchanged": (
        lambda w: w.change("content/entries/alpha.md", "Text", "Text"),
        set(),
        set(),
    ),
    "a body": (
        lambda w: w.change("content/entries/omega.md", "Text.", "Other text."),
        pages("2026/omega/"),
        set(),
    ),
    "a body that names another entry for the first time": (
        lambda w: w.change("content/entries/omega.md", "Text.", "See [[gamma]]."),
        pages("2026/omega/", "2014/gamma/"),
        set(),
    ),
    "a standfirst": (
        lambda w: w.change("content/entries/omega.md", "title:", "standfirst: It says.\ntitle:"),
        pages("2026/omega/"),
        set(),
    ),
    "a comment in the front matter": (
        lambda w: w.change("content/entries/omega.md", "title:", "# checked twice\ntitle:"),
        set(),
        set(),
    ),
    "a title: the entry, its neighbours, those that name it, and its lists": (
        lambda w: w.change("content/entries/alpha.md", "title: Alpha", "title: Aleph"),
        pages("2013/alpha/", "2014/beta/") | ALPHA_LISTS,
        set(),
    ),
    "a source's address of an entry: its page, its data, and the feeds that point there": (
        lambda w: w.change(
            "content/entries/alpha.md", "title:", "source_url: https://courier.example.org/a\ntitle:"
        ),
        pages("2013/alpha/") | {path for path in ALPHA_LISTS if path.endswith((".xml", ".json"))},
        set(),
    ),
    "a file renamed, the id kept": (
        lambda w: (w.root / "content/entries/omega.md").rename(w.root / "content/entries/moved.md"),
        set(),
        set(),
    ),
    "an alias": (
        lambda w: w.change("content/entries/omega.md", "title:", "aliases: [/old/omega/]\ntitle:"),
        pages("old/omega/"),
        set(),
    ),
    "a region's introduction": (
        lambda w: w.change("content/regions/africa.md", "A continent.", "A large continent."),
        pages("regions/africa/"),
        set(),
    ),
    "an author's biography": (
        lambda w: w.change("content/authors/ada-roe.md", "Ada writes.", "Ada wrote."),
        pages("authors/ada-roe/"),
        set(),
    ),
    "a standing page's text": (
        lambda w: w.change("content/pages/about.md", "This is a digest.", "That is a digest."),
        pages("about/"),
        set(),
    ),
    "an asset": (
        lambda w: w.write("templates/assets/extra.css", "a{}"),
        {"assets/extra.css"},
        set(),
    ),
    "the icon: also the home page, which holds the one that ships": (
        lambda w: w.write("templates/assets/favicon.svg", "<svg/>"),
        pages("", "assets/favicon.svg"),
        set(),
    ),
    "a hub for the feeds: all of them, and no page but what hosts are to say": (
        lambda w: w.change("content/site.yaml", "identity", 'websub: "https://hub.example.org/"\nidentity'),
        {f"{folder}{name}" for folder in FEEDS for name in ("feed.xml", "feed.json")} | {"_headers"},
        set(),
    ),
    "what a source's pieces are cited as: the pages of its entries": (
        lambda w: w.change("content/sources/courier.md", "name:", "kind: newspaper\nname:"),
        pages("2013/alpha/", "2014/beta/", "2014/gamma/", "2015/delta/", "2026/omega/"),
        set(),
    ),
    "a region's name: also the list of feeds": (
        lambda w: w.change("content/regions/west-africa.md", "West Africa", "Western Africa"),
        pages("regions/", "regions/africa/", "feeds.opml") | lists_of_term("regions", "west-africa"),
        set(),
    ),
    "a template that one kind uses": (
        lambda w: w.theme("robots.txt", "User-agent", "# ours\nUser-agent"),
        {"robots.txt"},
        set(),
    ),
    "a template's comment: looked at, rendered, the same bytes, so not written": (
        lambda w: w.write("templates/robots.txt", (theme() / "robots.txt").read_text() + "{# nothing #}"),
        set(),
        set(),
    ),
    "time passes, nothing was waiting": (
        lambda w: setattr(w, "as_of", "2027-01-01T00:00:00Z"),
        set(),
        set(),
    ),
}


@pytest.mark.parametrize(("edit", "written", "removed"), TABLE.values(), ids=TABLE)
def test_an_edit_writes_exactly_these_files(
    workshop: Workshop, edit: Edit, written: set[str], removed: set[str]
):
    edit(workshop)
    report = workshop.builder.build()
    assert report.diagnostics == ()
    assert set(report.written) == written
    assert set(report.removed) == removed


def test_a_new_entry_writes_itself_its_neighbours_and_its_lists_only(workshop: Workshop):
    workshop.write(
        "content/entries/eta.md", entry("eta", "2020-02-02", topics="", region="europe", author="Dee Fox")
    )
    report = workshop.builder.build()
    neighbours = pages("2015/delta/", "2026/omega/", "2015/", "2026/", "2015/01/", "2026/01/")
    related = pages("2014/gamma/")  # the same region, within three entries
    own = pages(
        "2020/eta/", "2020/", "2020/02/", "sitemaps/2020.xml", "sitemap.xml", "sitemaps/authors.xml",
        "entries/2020-02.json", "entries.json", "feeds.opml",
    )  # fmt: skip
    lists = (
        lists_of_term("regions", "europe")
        | lists_of_term("authors", "dee-fox")
        | lists_of_term("sources", "courier")
    )
    assert (
        set(report.written) - pages("", "feed.xml", "feed.json") - INDEXES
        == own | lists | neighbours | related
    )
    assert report.removed == ()


def test_deleting_an_entry_removes_its_pages_and_those_that_only_it_demanded(workshop: Workshop):
    (workshop.root / "content/entries/omega.md").unlink()
    report = workshop.builder.build()
    gone = (
        pages(
            "2026/omega/",
            "2026/",
            "2026/01/",
            "sitemaps/2026.xml",
            "entries/2026-01.json",
        )
        | lists_of_term("authors", "cy-poe")
        | lists_of_term("topics", "law")
    )
    assert set(report.removed) == gone
    assert workshop.pages().isdisjoint(gone)
    assert not (workshop.root / "output/2026").exists()
    assert not pages("2013/alpha/", "2014/beta/", "2013/", "2014/", "regions/africa/") & set(report.written)


def test_a_term_is_sliced_by_year_once_its_page_does_not_show_all_its_entries(workshop: Workshop):
    index = workshop.root / "output/topics/iron/index.html"
    for number in range(LISTED - 2):
        day = date(2016, 1, 1) + timedelta(days=number)
        text = entry(f"iron{number}", day.isoformat(), topics="[iron]")
        workshop.write(f"content/entries/iron{number}.md", text)
    assert workshop.builder.build().ok
    whole = {path for path in workshop.pages() if path.startswith("topics/iron/")}
    assert whole == lists_of_term("topics", "iron")
    workshop.write("content/entries/last.md", entry("last", "2017-01-01", topics="[iron]"))
    report = workshop.builder.build()
    slices = pages(*(f"topics/iron/{year}/" for year in (2013, 2014, 2016, 2017)))
    assert slices <= set(report.written)
    assert {path for path in workshop.pages() if path.startswith("topics/iron/")} == whole | slices
    assert "/topics/iron/2013/" in index.read_text(encoding="utf-8")
    (workshop.root / "content/entries/iron7.md").unlink()
    assert slices <= set(workshop.builder.build().removed)
    assert "/topics/iron/2013/" not in index.read_text(encoding="utf-8")


def test_a_full_year_has_a_sitemap_for_each_month_until_an_entry_goes(workshop: Workshop):
    def sitemaps() -> set[str]:
        return {path for path in workshop.pages() if path.startswith("sitemaps/2016")}

    for number in range(FULL - 1):
        day = date(2016, 1, 1) + timedelta(days=number)
        workshop.write(f"content/entries/e{number}.md", entry(f"e{number}", day.isoformat()))
    assert workshop.builder.build().ok
    assert sitemaps() == {"sitemaps/2016.xml"}
    workshop.write("content/entries/last.md", entry("last", "2016-12-01"))
    report = workshop.builder.build()
    months = {f"sitemaps/2016-{month}.xml" for month in ("01", "02", "03", "04", "05", "12")}
    assert sitemaps() == months == {path for path in report.written if path.startswith("sitemaps/2016")}
    assert report.removed == ("sitemaps/2016.xml",)
    assert "sitemap.xml" in report.written
    workshop.write("content/entries/more.md", entry("more", "2016-12-02"))
    report = workshop.builder.build()
    assert {path for path in report.written if "sitemap" in path} == {"sitemaps/2016-12.xml"}
    (workshop.root / "content/entries/more.md").unlink()
    (workshop.root / "content/entries/last.md").unlink()
    assert months <= set(workshop.builder.build().removed)
    assert sitemaps() == {"sitemaps/2016.xml"}


def test_a_body_is_in_the_feeds_only_where_the_site_says_so(workshop: Workshop):
    workshop.change("content/site.yaml", "identity", "feed_text: true\nidentity")
    assert workshop.builder.build().ok
    workshop.change("content/entries/omega.md", "Text.", "Other text.")
    feeds = {
        f"{folder}{name}"
        for folder in ("", "regions/europe/", "authors/cy-poe/", "sources/courier/", "topics/law/")
        for name in ("feed.xml", "feed.json")
    }
    assert set(workshop.builder.build().written) == pages("2026/omega/") | feeds


def test_a_draft_becomes_visible_and_heals_what_named_it(workshop: Workshop):
    workshop.change("content/entries/alpha.md", "title:", "status: draft\ntitle:")
    gone = workshop.builder.build()
    assert gone.ok
    assert "2013/alpha/index.html" in gone.removed
    beta = workshop.root / "output/2014/beta/index.html"
    assert "/2013/alpha/" not in beta.read_text(encoding="utf-8")
    workshop.change("content/entries/alpha.md", "status: draft\n", "")
    back = workshop.builder.build()
    assert {"2013/alpha/index.html", "2014/beta/index.html"} <= set(back.written)
    assert "/2013/alpha/" in beta.read_text(encoding="utf-8")


def test_an_entry_appears_when_its_time_has_come_and_goes_when_it_is_over(workshop: Workshop):
    workshop.change(
        "content/entries/omega.md", "title:", "publish_at: 2026-09-01\nexpire_at: 2026-10-01\ntitle:"
    )
    assert "2026/omega/index.html" in workshop.builder.build().removed
    workshop.as_of = "2026-09-01T00:00:00Z"
    assert "2026/omega/index.html" in workshop.builder.build().written
    workshop.as_of = "2026-10-01T00:00:00Z"
    assert "2026/omega/index.html" in workshop.builder.build().removed
    workshop.as_of = "2026-09-15T00:00:00Z"
    assert "2026/omega/index.html" in workshop.builder.build().written


def test_a_withdrawn_entry_keeps_its_page_and_leaves_every_list(workshop: Workshop):
    workshop.change("content/entries/omega.md", "title:", "status: withdrawn\nreason: A mistake.\ntitle:")
    report = workshop.builder.build()
    assert "2026/omega/index.html" in report.written
    assert "A mistake." in (workshop.root / "output/2026/omega/index.html").read_text(encoding="utf-8")
    others = [p for p in workshop.pages() if p != "2026/omega/index.html" and not p.startswith("assets/")]
    assert not [
        p for p in others if "/2026/omega/" in (workshop.root / "output" / p).read_text(encoding="utf-8")
    ]
