"""Pages that no record demands: they live by what collections hold, and none that doesn't is kept in mind.

- A slice, which shows a term's entries of one year, lives where the term has more entries than its own page shows, or where
  a source has enough of that year.
- A cluster lives where an entry that follows no other has followers.
- A year of clusters lives where there are more ties than the index of clusters looks at.
- The sitemap of a year lives where the year has entries, but so few that not each of its months has a sitemap; else those of
  its months live.

Facets live by the sizes of several combinations: see `shape.combined`.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from site_builder.incremental.change import Resized
from site_builder.incremental.index import Index
from site_builder.incremental.reader import HIGHEST, number_in
from site_builder.incremental.shape import (
    FOLLOWERS,
    TIES,
    PageKey,
    by_month,
    enough,
    follows_another,
    is_term,
    overflows,
)

_ALL: Final = "all"
_YEAR: Final = 4
_MONTH: Final = 7


def lives(page: PageKey, index: Index) -> bool:
    """Tell whether a slice, a cluster, a year of clusters or the sitemap of a period lives."""
    if page.kind == "cluster":
        metadata = index.metadata(page.key)
        original = metadata and metadata.status == "published" and not follows_another(metadata)
        return bool(original) and index.count(f"{FOLLOWERS}{page.key}") > 0
    if page.kind == "sitemap":
        fine = by_month(number_in(index, _ALL, page.key[:_YEAR]).bit_length())
        return fine == (len(page.key) > _YEAR) and number_in(index, _ALL, page.key) > 0
    collection, _, year = (
        (TIES, "", page.key) if page.kind == "clusters-of-year" else page.key.rpartition("/")
    )
    number = number_in(index, collection, year)
    if collection.startswith("source/") and enough(number):
        return True
    return number > 0 and overflows(index.count(collection))


def living(index: Index, collections: Iterable[str]) -> Iterator[PageKey]:
    """Yield all these pages that live; `collections` are the names of those of the index."""
    for collection in collections:
        if collection.startswith(FOLLOWERS):
            pages = iter([PageKey("cluster", collection.removeprefix(FOLLOWERS))])
        elif collection == _ALL:
            pages = _sitemaps(index)
        elif collection.startswith("source/") or (
            _has_years(collection) and overflows(index.count(collection))
        ):
            pages = _by_year(index, collection)
        else:
            continue
        yield from (page for page in pages if lives(page, index))


def in_doubt(resized: Iterable[Resized], index: Index) -> Iterator[PageKey]:
    """Yield the pages that may come to live or cease to when collections are resized; `index` is as it is after that."""
    for collection, period, before, after in resized:
        if collection.startswith(FOLLOWERS):
            yield PageKey("cluster", collection.removeprefix(FOLLOWERS))
        elif collection == _ALL and period:
            yield PageKey("sitemap", period)
            if len(period) == _YEAR and by_month(before.bit_length()) != by_month(after.bit_length()):
                yield from _months(index, period)
        elif not _has_years(collection):
            continue
        elif len(period) == _YEAR:
            yield _of_year(collection, period)
        elif not period and overflows(before) != overflows(after):
            yield from _by_year(index, collection)


def _has_years(collection: str) -> bool:
    return collection == TIES or is_term(collection)


def _of_year(collection: str, year: str) -> PageKey:
    return (
        PageKey("clusters-of-year", year) if collection == TIES else PageKey("slice", f"{collection}/{year}")
    )


def _by_year(index: Index, collection: str) -> Iterator[PageKey]:
    """Yield the page of each year of which a collection has members."""
    return (_of_year(collection, year) for year in _periods(index, collection, "", _YEAR))


def _sitemaps(index: Index) -> Iterator[PageKey]:
    """Yield the sitemap of each year that has entries, and of each of its months."""
    for year in _periods(index, _ALL, "", _YEAR):
        yield PageKey("sitemap", year)
        yield from _months(index, year)


def _months(index: Index, year: str) -> Iterator[PageKey]:
    return (PageKey("sitemap", month) for month in _periods(index, _ALL, f"{year}-", _MONTH))


def _periods(index: Index, collection: str, within: str, length: int) -> Iterator[str]:
    """Yield each year, or month of a year `within`, of which a collection has members; one is read for each."""
    low = within
    while found := index.ascending(collection, low, within + HIGHEST, 1):
        period = found[0][:length]
        yield period
        low = f"{period}-{HIGHEST}"
