"""Sitemaps (sitemaps.org protocol 0.9): a shard for each year, or for each month of a full one, some for the lists, and their index.

A month's shard holds its page, its entries and the clusters of which they are originals, and those pages by year (of the year itself, of terms that are sliced)
whose first entry is of this month; so it follows from few entries and stays far below the 50,000 addresses that the
protocol allows. A year's holds all this of its months; once the year is full (`shape.FULL`), each has its own, and crawlers
find them by the index. The shards of terms hold their facets too; they change only when a term or a facet appears or goes.
"""

from collections.abc import Iterator
from typing import Final

from site_builder.incremental.reader import HIGHEST, Reader, member
from site_builder.incremental.shape import by_month, follows_another, terms
from site_builder.model import VOCABULARIES, Value
from site_builder.pages.archive import month_path
from site_builder.pages.clusters import PATH as CLUSTERS
from site_builder.pages.clusters import year_path
from site_builder.pages.facet import combined_with, facet_path
from site_builder.pages.indexes import slugs
from site_builder.pages.links import absolute, cluster_path, term_path
from site_builder.pages.regions import subtree
from site_builder.pages.term import slice_path

LISTS: Final = ("pages", *(f"{vocabulary}s" for vocabulary in VOCABULARIES))
_FIRST: Final = {"region": "region/", "author": "author/"}
"""What the keys of those facets begin with that stand below the pages of a vocabulary."""


class Url(Value):
    """A page; `changed` is a W3C date-time or "", as for pages whose date would change with each addition."""

    address: str
    changed: str = ""


class SitemapPage(Value):
    """A shard, or the index of all shards."""

    urls: tuple[Url, ...]


def index(reader: Reader, _key: str) -> SitemapPage:
    """Return the index of shards."""
    site = reader.site()
    shards = (*LISTS, *_periods(reader))
    return SitemapPage(tuple(Url(absolute(site, f"sitemaps/{shard}.xml")) for shard in shards))


def shard(reader: Reader, key: str) -> SitemapPage:
    """Return a shard: of a period such as "2014" or "2014-06", "pages" for pages of which there is one, or the terms of a vocabulary."""
    site = reader.site()
    found = _period(reader, key) if key not in LISTS else (Url(path) for path in _lists(reader, key))
    return SitemapPage(tuple(Url(absolute(site, url.address), url.changed) for url in found))


def _lists(reader: Reader, key: str) -> Iterator[str]:
    if key == "pages":
        yield from ("", "archive/", CLUSTERS, "feeds/")
        if reader.overflows("ties"):
            yield from (year_path(position[:4]) for position in reader.leaders("ties"))
        yield from ("search/",) if reader.site().search else ()
        yield from (f"{member(position)}/" for position in reader.all("standing"))
        return
    vocabulary = key.removesuffix("s")
    yield f"{key}/"
    terms = subtree(reader, "")[1:] if vocabulary == "region" else slugs(reader, vocabulary)
    for slug in terms:
        yield term_path(vocabulary, slug)
        keys = map(member, combined_with(reader, vocabulary, slug))
        yield from (facet_path(key) for key in keys if key.startswith(_FIRST.get(vocabulary, "-")))


def _periods(reader: Reader) -> Iterator[str]:
    """Yield the periods that have shards, oldest first."""
    for year in (position[:4] for position in reader.leaders("all")):
        if by_month(reader.step_in("all", year)):
            yield from (position[:7] for position in reader.leaders("all", f"{year}-"))
        else:
            yield year


def _period(reader: Reader, period: str) -> Iterator[Url]:
    year = period[:4]
    positions = reader.between("all", f"{period}-", f"{period}-{HIGHEST}")
    if _begins(reader, "all", year, period):
        yield Url(f"{year}/")
    yield from (Url(month_path(month)) for month in dict.fromkeys(position[:7] for position in positions))
    collections: dict[str, None] = {}
    for position in positions:
        metadata = reader.metadata(member(position))
        if metadata is None:
            continue
        yield Url(metadata.permalink, metadata.updated or metadata.date)
        if not follows_another(metadata) and reader.first(f"followers/{metadata.id}", 1):
            yield Url(cluster_path(metadata.permalink))
        collections.update(dict.fromkeys(f"{vocabulary}/{slug}" for vocabulary, slug in terms(metadata)))
    for collection in collections:
        sliced = reader.overflows(collection) or (
            collection.startswith("source/") and reader.has_enough(collection, year)
        )
        if sliced and _begins(reader, collection, year, period):
            yield Url(slice_path(f"{collection}/{year}"))


def _begins(reader: Reader, collection: str, year: str, period: str) -> bool:
    """Tell whether the first entry that a collection has of a year is one of this month, as it is one of the whole year."""
    return period == year or reader.between(collection, f"{year}-", f"{year}-{HIGHEST}", 1)[0].startswith(
        period
    )
