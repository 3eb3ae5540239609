"""The whole form of the site in pure functions: what a record belongs to, and which pages it demands.

A membership is (collection, position). Collections:

- `all`, `region/SLUG`, `author/SLUG`, `source/SLUG`, `topic/SLUG`: entries by date, position `DATE|ID`, or the id alone
  where it begins with that date and a hyphen
- `regions`, `authors`, `sources`, `topics`: the terms that have entries, position `SLUG|SLUG`
- `followers/ID`: entries that excerpt, repost, adapt or answer entry ID, position as in `all`
- `references/ID`: entries that cite entry ID or name it in their text, position as in `all`
- `children/SLUG`: regions below a region (`children/` the roots), position `NAME|SLUG`
- `alias/PATH/`: the entry that once stood at `/PATH/`, position `/PATH/|ID`
- `standing`: standing pages, position `SLUG|SLUG`

Records may hold the same position together; it is there while one of them does. A page key is (kind, key); records that
demand the same page share it, and it dies with the last. One page has a condition more: a slice, which shows a term's
entries of one year, lives only where the term has more entries than its own page shows.
"""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from site_builder.model import Asset, Entry, Metadata, Record, Region, Site, StandingPage


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
            "home", "archive", "regions", "authors", "sources", "topics", "feed", "json-feed", "feeds", "opml",
            "data-index", "sitemaps", "robots", "headers", "not-found",
        )
    ),
    *(PageKey("sitemap", shard) for shard in ("pages", "regions", "authors", "sources", "topics")),
)  # fmt: skip


NEWEST: Final = 30
"""So many entries stand as cards on the page of a term."""

LISTED: Final = 150
"""So many stand there at all, older ones as lines, before a term is sliced by year."""


def overflows(size: int) -> bool:
    """Tell whether a term with so many entries has more than its page shows, and is sliced by year."""
    return size > LISTED


def collection_of_slice(page: PageKey) -> str:
    """Return the collection that decides whether a page lives, "" where being demanded is enough."""
    return page.key.rpartition("/")[0] if page.kind == "slice" else ""


def lives(page: PageKey, size_of: Callable[[str], int]) -> bool:
    """Tell whether a page that records demand lives; `size_of` gives the number of members of a collection."""
    collection = collection_of_slice(page)
    return not collection or overflows(size_of(collection))


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
    for vocabulary, slug in terms(entry):
        yield Membership(f"{vocabulary}/{slug}", position)
        yield Membership(f"{vocabulary}s", f"{slug}|{slug}")
    cited = set(entry.references)
    for relation in metadata.relations:
        if relation.kind == "cites":
            cited.add(relation.target)
        else:
            yield Membership(f"followers/{relation.target}", position)
    for target in cited:
        yield Membership(f"references/{target}", position)


def terms(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield (vocabulary, slug) for every term of an entry, each once."""
    metadata = entry.metadata
    if metadata.region:
        yield "region", metadata.region
    if metadata.source:
        yield "source", metadata.source
    for slug in dict.fromkeys(byline.slug for byline in metadata.authors):
        yield "author", slug
    for slug in dict.fromkeys(metadata.topics):
        yield "topic", slug


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
            yield PageKey("region", record.slug)
            yield PageKey("feed", record.key)
            yield PageKey("json-feed", record.key)
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
    year, month = metadata.date[:4], metadata.date[:7]
    yield PageKey("year", year)
    yield PageKey("month", month)
    yield PageKey("sitemap", month)
    yield PageKey("month-data", month)
    for vocabulary, slug in terms(entry):
        yield PageKey("slice", f"{vocabulary}/{slug}/{year}")
        if vocabulary != "region":  # regions demand their own pages, so that the tree is whole
            yield PageKey(vocabulary, slug)
            yield PageKey("feed", f"{vocabulary}/{slug}")
            yield PageKey("json-feed", f"{vocabulary}/{slug}")
