"""Pages that no record demands: they live by what collections hold, and none that doesn't is kept in mind.

- A slice, which shows a term's entries of one year, lives where the term has more entries than its own page shows, or where
  a source has enough of that year.
- A cluster lives where an entry that follows no other has followers.
- A year of clusters lives where there are more ties than the index of clusters looks at.

Facets live by the sizes of several combinations: see `shape.combined`.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from site_builder.incremental.change import Resized
from site_builder.incremental.index import Index
from site_builder.incremental.reader import HIGHEST, LOWEST, number_in
from site_builder.incremental.shape import (
    FOLLOWERS,
    TIES,
    PageKey,
    enough,
    follows_another,
    is_term,
    overflows,
)

_YEAR: Final = 4


def lives(page: PageKey, index: Index) -> bool:
    """Tell whether a slice, a cluster or a year of clusters lives."""
    if page.kind == "cluster":
        metadata = index.metadata(page.key)
        original = metadata and metadata.status == "published" and not follows_another(metadata)
        return bool(original) and index.count(f"{FOLLOWERS}{page.key}") > 0
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
    """Yield the page of each year of which a collection has members; one is read for each year."""
    low = LOWEST
    while found := index.ascending(collection, low, HIGHEST, 1):
        year = found[0][:_YEAR]
        yield _of_year(collection, year)
        low = f"{year}-{HIGHEST}"
