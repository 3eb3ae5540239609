"""Pages: PAGE_KINDS, the table of every kind of page with its template, its output file and its view.

A view is a pure function `view(reader, key) -> model`. It sees the site only through the Reader, and it knows
no clock, no file and no order of building; so a page need not be made again until something that it read
has changed. Numbers of entries are read on the home page and the indexes only.

Models are `Value`s, encoded without the names of their fields, but for those that templates write as JSON: their digests
are taken of the bytes that they are encoded to, and workers get these, so that names of fields would be most of what is
hashed and sent of a list.
"""

from collections.abc import Callable, Mapping
from typing import Final

from msgspec import Struct

from site_builder.incremental.reader import Reader
from site_builder.model import Asset
from site_builder.pages import (
    archive,
    clusters,
    data,
    entry,
    facet,
    feed,
    feeds,
    genealogy,
    headers,
    home,
    indexes,
    regions,
    search,
    sitemap,
    standing,
    term,
)
from site_builder.pages.links import output_file, term_path

Path = Callable[[Reader, str], str]


class PageKind(Struct, frozen=True, gc=False):
    """One kind of page.

    `template` renders the `model` that `view` returns, "" for files that are copied; `path` gives the output
    file relative to the output folder, with Unicode names and `/`.
    """

    name: str
    template: str
    path: Path
    view: Callable[[Reader, str], Struct]
    model: type[Struct]


def _asset(reader: Reader, key: str) -> Asset:
    asset = reader.asset(key)
    if asset is None:
        raise LookupError(f"a page is demanded for the asset {key}, which does not exist")
    return asset


def _at(path: str) -> Path:
    """Return the path of a kind of which there is one page."""
    return lambda _reader, _key: output_file(path)


def _term(vocabulary: str) -> Path:
    return lambda _reader, key: output_file(term_path(vocabulary, key))


def _slice(_reader: Reader, key: str) -> str:
    return output_file(term.slice_path(key))


def _facet(_reader: Reader, key: str) -> str:
    return output_file(facet.facet_path(key))


def _month(_reader: Reader, key: str) -> str:
    return output_file(archive.month_path(key))


_KINDS: Final = (
    PageKind("home", "home.html", _at(""), home.home, home.HomePage),
    PageKind("entry", "entry.html", entry.path, entry.view, entry.EntryPage),
    PageKind("region", "term.html", _term("region"), term.region, term.TermPage),
    PageKind("author", "term.html", _term("author"), term.author, term.TermPage),
    PageKind("source", "term.html", _term("source"), term.source, term.TermPage),
    PageKind("topic", "term.html", _term("topic"), term.topic, term.TermPage),
    PageKind("slice", "slice.html", _slice, term.slice_of, term.SlicePage),
    PageKind("facet", "facet.html", _facet, facet.facet, facet.FacetPage),
    PageKind("regions", "regions.html", _at("regions/"), regions.index, regions.RegionsPage),
    PageKind("authors", "index.html", _at("authors/"), indexes.authors, indexes.IndexPage),
    PageKind("sources", "index.html", _at("sources/"), indexes.sources, indexes.IndexPage),
    PageKind("topics", "index.html", _at("topics/"), indexes.topics, indexes.IndexPage),
    PageKind("clusters", "clusters.html", _at(clusters.PATH), clusters.index, clusters.ClustersPage),
    PageKind(
        "clusters-of-year",
        "clusters.html",
        lambda _, key: output_file(clusters.year_path(key)),
        clusters.year,
        clusters.ClustersPage,
    ),
    PageKind("cluster", "cluster.html", genealogy.path, genealogy.view, genealogy.GenealogyPage),
    PageKind("archive", "archive.html", _at("archive/"), archive.archive, archive.ArchivePage),
    PageKind("year", "year.html", lambda _, key: output_file(f"{key}/"), archive.year, archive.YearPage),
    PageKind("month", "month.html", _month, archive.month, archive.MonthPage),
    PageKind(
        "standing",
        "standing.html",
        lambda _, key: output_file(f"{key}/"),
        standing.standing,
        standing.StandingView,
    ),
    PageKind(
        "redirect", "redirect.html", lambda _, key: output_file(key), standing.redirect, standing.RedirectPage
    ),
    PageKind("not-found", "not-found.html", _at("404.html"), standing.not_found, standing.NotFoundPage),
    PageKind("search", "search.html", _at("search/"), search.view, search.SearchPage),
    PageKind("feed", "feed.xml", feed.path, feed.view, feed.FeedPage),
    PageKind("json-feed", "feed.json", feed.json_path, feed.view, feed.FeedPage),
    PageKind("feeds", "feeds.html", _at(feeds.PATH), feeds.feeds, feeds.FeedsPage),
    PageKind("opml", "opml.xml", _at(feeds.OPML), feeds.opml, feeds.OpmlPage),
    PageKind("month-data", "month.json", data.path, data.month, data.MonthData),
    PageKind("data-index", "entries.json", _at("entries.json"), data.index, data.DataIndex),
    PageKind("headers", "headers.txt", _at("_headers"), headers.view, headers.HeadersPage),
    PageKind(
        "sitemap", "sitemap.xml", lambda _, key: f"sitemaps/{key}.xml", sitemap.shard, sitemap.SitemapPage
    ),
    PageKind("sitemaps", "sitemaps.xml", _at("sitemap.xml"), sitemap.index, sitemap.SitemapPage),
    PageKind("robots", "robots.txt", _at("robots.txt"), standing.robots, standing.RobotsPage),
    PageKind("asset", "", lambda _, key: f"assets/{key}", _asset, Asset),
)
PAGE_KINDS: Final[Mapping[str, PageKind]] = {kind.name: kind for kind in _KINDS}
