"""Sitemaps (sitemaps.org protocol 0.9): one shard for each year, some for the lists, and their index.

A year's shard holds the year's own pages, entries and term slices, all of which follow from the metadata of
its entries. The shards of terms change only when a term appears or goes.
"""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from site_builder.incremental.reader import HIGHEST, Reader, member
from site_builder.model import VOCABULARIES, Metadata
from site_builder.pages.archive import month_path
from site_builder.pages.indexes import slugs
from site_builder.pages.links import absolute, term_path
from site_builder.pages.regions import subtree
from site_builder.pages.term import slice_path

LISTS: Final = ("pages", *(f"{vocabulary}s" for vocabulary in VOCABULARIES))


class Url(Struct, frozen=True, gc=False):
    """A page; `changed` is a W3C date-time or "", as for pages whose date would change with each addition."""

    address: str
    changed: str = ""


class SitemapPage(Struct, frozen=True, gc=False):
    """A shard, or the index of all shards."""

    urls: tuple[Url, ...]


def index(reader: Reader, _key: str) -> SitemapPage:
    """Return the index of shards."""
    site = reader.site()
    shards = (*LISTS, *(position[:4] for position in reader.leaders("all")))
    return SitemapPage(tuple(Url(absolute(site, f"sitemaps/{shard}.xml")) for shard in shards))


def shard(reader: Reader, key: str) -> SitemapPage:
    """Return a shard: a year such as "2014", "pages" for pages of which there is one, or the terms of a vocabulary."""
    site = reader.site()
    found = _year(reader, key) if key not in LISTS else (Url(path) for path in _lists(reader, key))
    return SitemapPage(tuple(Url(absolute(site, url.address), url.changed) for url in found))


def _lists(reader: Reader, key: str) -> Iterator[str]:
    if key == "pages":
        yield from ("", "archive/")
        yield from (f"{member(position)}/" for position in reader.all("standing"))
        return
    vocabulary = key.removesuffix("s")
    yield f"{key}/"
    terms = subtree(reader, "")[1:] if vocabulary == "region" else slugs(reader, vocabulary)
    yield from (term_path(vocabulary, slug) for slug in terms)


def _year(reader: Reader, year: str) -> Iterator[Url]:
    yield Url(f"{year}/")
    lists: dict[str, None] = {}
    terms: set[str] = set()
    for position in reader.between("all", f"{year}-", f"{year}-{HIGHEST}"):
        metadata = reader.metadata(member(position))
        if metadata is None:
            continue
        yield Url(metadata.permalink, metadata.updated or metadata.date)
        lists[month_path(position[:7])] = None
        for term in _terms(metadata):
            if term not in terms:
                terms.add(term)
                if reader.overflows(term):
                    lists[slice_path(f"{term}/{year}")] = None
    yield from (Url(path) for path in lists)


def _terms(metadata: Metadata) -> Iterator[str]:
    if metadata.region:
        yield f"region/{metadata.region}"
    if metadata.source:
        yield f"source/{metadata.source}"
    yield from (f"author/{byline.slug}" for byline in metadata.authors)
    yield from (f"topic/{slug}" for slug in metadata.topics)
