"""The whole form of the site in pure functions: what a record belongs to, and which pages it demands.

A membership is (collection, position). Collections:

- `all`, `region/SLUG`, `author/SLUG`, `source/SLUG`, `topic/SLUG`: entries by date, position `DATE|ID`, or the id alone
  where it begins with that date and a hyphen
- `regions`, `authors`, `sources`, `topics`: the terms that have entries, position `SLUG|SLUG`
- `followers/ID`: entries that excerpt, repost, adapt or answer entry ID, position as in `all`
- `ties`: entries that follow any other so, position as in `all`
- `references/ID`: entries that cite entry ID or name it in their text, position as in `all`
- `children/SLUG`: regions below a region (`children/` the roots), position `NAME|SLUG`
- `VOCABULARY/SLUG/OTHER/SLUG`, a combination: the entries of a region and a topic, or of an author and a region, as in `all`
- `combined/VOCABULARY/SLUG`: the combinations of a term that have pages, position `REST|COMBINATION`; no record holds these places,
  they follow from the sizes of combinations and the tree of regions
- `alias/PATH/`: the entry that once stood at `/PATH/`, position `/PATH/|ID`
- `standing`: standing pages, position `SLUG|SLUG`

Records may hold the same position together; it is there while one of them does. A page key is (kind, key); records that
demand the same page share it, and it dies with the last. Some no record demands; they live by what collections hold:
slices, clusters, years of clusters and sitemaps of periods (`living`), and facets, each of which shows the entries of a combination and of the same
with each region below, and lives where those are enough. So the number of facets grows with that of entries and no faster:
each entry is in few combinations, and each page takes `COMBINED` of those places.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from site_builder.model import VOCABULARIES, Asset, Entry, Metadata, Record, Region, Site, StandingPage


class PageKey(NamedTuple):
    """The name of a page: a kind of `PAGE_KINDS` and what distinguishes it within the kind."""

    kind: str
    key: str = ""


class Membership(NamedTuple):
    """A place in a collection."""

    collection: str
    position: str


SITE_PAGES = (
    *(
        PageKey(kind)
        for kind in (
            "home", "archive", "regions", "authors", "sources", "topics", "clusters", "feed", "json-feed", "feeds", "opml",
            "data-index", "sitemaps", "robots", "headers", "not-found",
        )
    ),
    *(PageKey("sitemap", shard) for shard in ("pages", "regions", "authors", "sources", "topics")),
)  # fmt: skip


NEWEST: Final = 30
"""So many entries stand as cards on the page of a term."""

LISTED: Final = 150
"""So many stand there at all, older ones as lines, before a term is sliced by year."""


FULL: Final = 128
"""So many entries has a year, at least, of which each month has a sitemap; a power of two, since pages read numbers in such steps."""

COMBINED: Final = 15
"""So many entries a combination of two terms, or of a source and a year, needs to have a page of its own."""

COMBINED_WITH: Final = "combined/"
FOLLOWERS: Final = "followers/"
TIES: Final = "ties"
_TERMS: Final = tuple(f"{vocabulary}/" for vocabulary in VOCABULARIES)
ParentOf = Callable[[str], str]
"""The slug of a region -> that of the region above it, "" for none."""


def overflows(size: int) -> bool:
    """Tell whether a term has more entries than its page shows, so that it is sliced by year, or the index of clusters more ties."""
    return size > LISTED


def enough(size: int) -> bool:
    """Tell whether so many entries of two terms, or of a source and a year, have a page of their own."""
    return size >= COMBINED


def by_month(step: int) -> bool:
    """Tell whether a year has a sitemap for each month, and not one for itself; its entries are so many that the number has `step` bits."""
    return step >= FULL.bit_length()


def is_term(collection: str) -> bool:
    """Tell whether a collection holds the entries of one term."""
    return collection.count("/") == 1 and collection.startswith(_TERMS)


def is_combination(collection: str) -> bool:
    """Tell whether a collection holds the entries of two terms."""
    return collection.count("/") > 1 and collection.startswith(("region/", "author/"))


def above(region: str, parent_of: ParentOf) -> list[str]:
    """Return a region and those above it, the nearest first. A circle of parents is a fault; it must not hang a build."""
    found: dict[str, None] = {}
    while region and region not in found:
        found[region] = None
        region = parent_of(region)
    return list(found)


def at_regions(combination: str, regions: Iterable[str]) -> list[str]:
    """Return a combination with each of `regions` in the place of its own."""
    first, slug, *rest = combination.split("/")
    if first == "region":
        return [f"region/{region}/{rest[0]}/{rest[1]}" for region in regions]
    return [f"{first}/{slug}/region/{region}" for region in regions]


def region_of(combination: str) -> str:
    """Return the region of a combination."""
    parts = combination.split("/")
    return parts[1] if parts[0] == "region" else parts[3]


def deduced(combination: str) -> tuple[Membership, Membership]:
    """Return the places that a combination has, among the pages of each of its terms, while it has a page itself."""
    vocabulary, slug, rest = combination.split("/", 2)
    return (
        Membership(f"{COMBINED_WITH}{vocabulary}/{slug}", f"{rest}|{combination}"),
        Membership(f"{COMBINED_WITH}{rest}", f"{vocabulary}/{slug}|{combination}"),
    )


def combined(sizes: Iterable[tuple[str, int]], parent_of: ParentOf) -> Iterator[str]:
    """Yield every combination that has a page, given the number of entries that each holds itself.

    A region has the entries of those below it, too.
    """
    totals: Counter[str] = Counter()
    chains: dict[str, list[str]] = {}
    for combination, size in sizes:
        region = region_of(combination)
        chain = chains.get(region)
        if chain is None:
            chain = chains[region] = above(region, parent_of)
        for wider in at_regions(combination, chain):
            totals[wider] += size
    return (combination for combination, total in totals.items() if enough(total))


def facets(combinations_: Iterable[str]) -> Iterator[PageKey]:
    """Yield the pages that combinations demand."""
    return (PageKey("facet", each) for each in combinations_)


def shown(record: Record, as_of: str) -> bool:
    """Tell whether the site shows a record at the UTC instant `as_of` (`YYYY-MM-DDTHH:MM:SSZ`)."""
    if not isinstance(record, Entry):
        return True
    if record.metadata.status == "draft":
        return False
    return record.publish_at <= as_of and (not record.expire_at or as_of < record.expire_at)


def position_of(metadata: Metadata) -> str:
    """Return the position of an entry in every collection ordered by date: its id, where that begins with the date."""
    if metadata.id.startswith(f"{metadata.date}-"):
        return metadata.id
    return f"{metadata.date}|{metadata.id}"


def memberships(record: Record) -> Iterator[Membership]:
    """Yield every place that a record holds; an entry must be one that the site shows."""
    match record:
        case Entry():
            for alias in record.aliases:
                yield Membership(f"alias{alias}", f"{alias}|{record.metadata.id}")
            if record.metadata.status == "published":
                yield from _entry_memberships(record)
        case Region():
            yield Membership(f"children/{record.parent}", f"{record.name}|{record.slug}")
        case StandingPage():
            yield Membership("standing", f"{record.slug}|{record.slug}")


def _entry_memberships(entry: Entry) -> Iterator[Membership]:
    metadata, position = entry.metadata, position_of(entry.metadata)
    yield Membership("all", position)
    for vocabulary, slug in terms(metadata):
        collection, place = _term_places(vocabulary, slug)
        yield Membership(collection, position)
        yield place
    for combination in combinations(metadata):
        yield Membership(combination, position)
    cited = set(entry.references)
    for relation in metadata.relations:
        if relation.kind == "cites":
            cited.add(relation.target)
        else:
            yield Membership(f"{FOLLOWERS}{relation.target}", position)
    if follows_another(metadata):
        yield Membership(TIES, position)
    for target in cited:
        yield Membership(f"references/{target}", position)


@lru_cache(maxsize=1 << 12)
def _term_places(vocabulary: str, slug: str) -> tuple[str, Membership]:
    """Return the collection of a term, and its place among the terms that have entries; remembered, as `_term_pages`."""
    return f"{vocabulary}/{slug}", Membership(f"{vocabulary}s", f"{slug}|{slug}")


def follows_another(metadata: Metadata) -> bool:
    """Tell whether an entry says that it is an excerpt, repost, adaptation or response."""
    return any(relation.kind != "cites" for relation in metadata.relations)


def terms(metadata: Metadata) -> Iterator[tuple[str, str]]:
    """Yield (vocabulary, slug) for every term of an entry, each once."""
    if metadata.region:
        yield "region", metadata.region
    if metadata.source:
        yield "source", metadata.source
    for slug in dict.fromkeys(byline.slug for byline in metadata.authors):
        yield "author", slug
    for slug in dict.fromkeys(metadata.topics):
        yield "topic", slug


def combinations(metadata: Metadata) -> Iterator[str]:
    """Yield the collection of each combination that an entry belongs to, each once."""
    region = metadata.region
    if region:
        for slug in dict.fromkeys(metadata.topics):
            yield f"region/{region}/topic/{slug}"
        for slug in dict.fromkeys(byline.slug for byline in metadata.authors):
            yield f"author/{slug}/region/{region}"


def demands(record: Record) -> Iterator[PageKey]:
    """Yield the key of every page that lives while this record does, each once."""
    match record:
        case Entry():
            yield from _entry_demands(record)
        case Site():
            yield from SITE_PAGES
            if record.search:
                yield PageKey("search")
        case Region():
            yield from _term_pages("region", record.slug)
        case StandingPage():
            yield PageKey("standing", record.slug)
        case Asset():
            yield PageKey("asset", record.path)


def _entry_demands(entry: Entry) -> Iterator[PageKey]:
    metadata = entry.metadata
    yield PageKey("entry", metadata.id)
    for alias in dict.fromkeys(entry.aliases):
        yield PageKey("redirect", alias)
    if metadata.status != "published":
        return
    month = metadata.date[:7]
    yield PageKey("year", metadata.date[:4])
    yield PageKey("month", month)
    yield PageKey("month-data", month)
    for vocabulary, slug in terms(metadata):
        if vocabulary != "region":  # regions demand their own pages, so that the tree is whole
            yield from _term_pages(vocabulary, slug)


@lru_cache(maxsize=1 << 12)
def _term_pages(vocabulary: str, slug: str) -> tuple[PageKey, ...]:
    """Return the pages of a term; remembered, since every entry of the term demands them."""
    key = f"{vocabulary}/{slug}"
    return PageKey(vocabulary, slug), PageKey("feed", key), PageKey("json-feed", key)
