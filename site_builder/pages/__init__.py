"""Pages: PAGE_KINDS, the table of every kind of page with its template, its output file and its view.

A view is a pure function `view(reader, key) -> model`. It sees the site only through the Reader, and it knows
no clock, no file and no order of building; so a page need not be made again until something that it read
has changed. Numbers of entries are read on the home page and the indexes only.
"""

from collections.abc import Callable, Mapping
from typing import Final

from msgspec import Struct

from site_builder.incremental.reader import Reader
from site_builder.model import Asset
from site_builder.pages import archive, entry, feed, home, indexes, regions, sitemap, standing, term
from site_builder.pages.links import output_file, term_path

Path = Callable[[Reader, str], str]


class PageKind(Struct, frozen=True, gc=False):
    """One kind of page.

    `template` renders the model that `view` returns, "" for files that are copied; `path` gives the output
    file relative to the output folder, with Unicode names and `/`.
    """

    name: str
    template: str
    path: Path
    view: Callable[[Reader, str], Struct]


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


_KINDS: Final = (
    PageKind("home", "home.html", _at(""), home.home),
    PageKind("entry", "entry.html", entry.path, entry.view),
    PageKind("region", "term.html", _term("region"), term.region),
    PageKind("author", "term.html", _term("author"), term.author),
    PageKind("source", "term.html", _term("source"), term.source),
    PageKind("topic", "term.html", _term("topic"), term.topic),
    PageKind("slice", "slice.html", lambda _, key: output_file(term.slice_path(key)), term.slice_of),
    PageKind("regions", "regions.html", _at("regions/"), regions.index),
    PageKind("authors", "index.html", _at("authors/"), indexes.authors),
    PageKind("sources", "index.html", _at("sources/"), indexes.sources),
    PageKind("topics", "index.html", _at("topics/"), indexes.topics),
    PageKind("archive", "archive.html", _at("archive/"), archive.archive),
    PageKind("year", "year.html", lambda _, key: output_file(f"{key}/"), archive.year),
    PageKind("month", "month.html", lambda _, key: output_file(archive.month_path(key)), archive.month),
    PageKind("standing", "standing.html", lambda _, key: output_file(f"{key}/"), standing.standing),
    PageKind("redirect", "redirect.html", lambda _, key: output_file(key), standing.redirect),
    PageKind("not-found", "not-found.html", _at("404.html"), standing.not_found),
    PageKind("feed", "feed.xml", feed.path, feed.view),
    PageKind("sitemap", "sitemap.xml", lambda _, key: f"sitemaps/{key}.xml", sitemap.shard),
    PageKind("sitemaps", "sitemaps.xml", _at("sitemap.xml"), sitemap.index),
    PageKind("robots", "robots.txt", _at("robots.txt"), standing.robots),
    PageKind("asset", "", lambda _, key: f"assets/{key}", _asset),
)
PAGE_KINDS: Final[Mapping[str, PageKind]] = {kind.name: kind for kind in _KINDS}
