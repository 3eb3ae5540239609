"""Atom feeds (RFC 4287) of the site and of each term; their ids are tag URIs (RFC 4151) that never change.

Ids hang on the site's identity and an entry's id, so neither a new address of the site nor a new permalink
makes readers' programs show an entry twice.
"""

from heapq import nlargest
from typing import Final
from urllib.parse import quote

from msgspec import Struct

from site_builder.incremental.reader import Reader, member
from site_builder.model import Site
from site_builder.pages import dates
from site_builder.pages.items import NO_AUTHOR
from site_builder.pages.links import absolute, external, term_path
from site_builder.pages.names import Names
from site_builder.pages.regions import subtree

_UNBORN: Final = "-01-01"


class Category(Struct, frozen=True, gc=False):
    """A region or topic of an entry: `term` for programs, `label` for people."""

    term: str
    label: str


class FeedEntry(Struct, frozen=True, gc=False):
    """An entry of a feed; `via` is where the piece itself stands, `language` that of its title if not the feed's."""

    id: str
    title: str
    url: str
    via: str
    published: str
    updated: str
    authors: tuple[str, ...]
    summary: str
    categories: tuple[Category, ...]
    language: str


class FeedPage(Struct, frozen=True, gc=False):
    """A feed; `url` is the feed itself, `page` the page that it belongs to."""

    id: str
    title: str
    subtitle: str
    language: str
    author: str
    url: str
    page: str
    updated: str
    entries: tuple[FeedEntry, ...]


def path(_reader: Reader, key: str) -> str:
    """Return the output file of a feed: "" is the site's, "region/africa" a term's."""
    return f"{_page_path(key)}feed.xml"


def view(reader: Reader, key: str) -> FeedPage:
    """Return the feed of the site or of a term; a region's feed holds the regions below it too."""
    site = reader.site()
    names = Names(reader, site)
    positions = _positions(reader, key, site.feed_entries)
    entries = tuple(found for p in positions if (found := reader.part(_entry, member(p))))
    name = names.term(*key.split("/", 1)).text if key else ""
    return FeedPage(
        id=f"tag:{site.identity}:feed/{quote(key)}",
        title=names.speech.gettext("{site}: {page}", site=site.title, page=name) if name else site.title,
        subtitle=site.description or site.tagline,
        language=site.language,
        author=site.editor or site.title,
        url=absolute(site, f"{_page_path(key)}feed.xml"),
        page=absolute(site, _page_path(key)),
        updated=max((entry.updated for entry in entries), key=dates.moment, default=_birth(site)),
        entries=entries,
    )


def _page_path(key: str) -> str:
    return term_path(*key.split("/", 1)) if key else ""


def _positions(reader: Reader, key: str, limit: int) -> list[str]:
    if not key:
        return reader.last("all", limit)
    vocabulary, slug = key.split("/", 1)
    slugs = subtree(reader, slug) if vocabulary == "region" else [slug]
    return nlargest(limit, {p for s in slugs for p in reader.last(f"{vocabulary}/{s}", limit)})


def _entry(reader: Reader, entry: str) -> FeedEntry | None:
    """Return an entry as feeds show it, or None if the site does not; a part that feeds share."""
    metadata = reader.metadata(entry)
    if metadata is None:
        return None
    site = reader.site()
    names = Names(reader, site)
    terms = [("region", metadata.region)] if metadata.region else []
    terms += [("topic", slug) for slug in dict.fromkeys(metadata.topics)]
    return FeedEntry(
        id=f"tag:{site.identity}:entry/{quote(metadata.id)}",
        title=metadata.title,
        url=absolute(site, metadata.permalink),
        via=external(metadata.source_url),
        published=dates.instant(metadata.date),
        updated=dates.distinct_instant(metadata.updated or metadata.date, metadata.id),
        authors=tuple(byline.name for byline in metadata.authors) or (names.speech.gettext(NO_AUTHOR),),
        summary=metadata.summary,
        categories=tuple(Category(slug, names.term(kind, slug).text) for kind, slug in terms),
        language=names.foreign(metadata),
    )


def _birth(site: Site) -> str:
    """Return the instant of a feed without entries: the day since which the site's identity holds."""
    since = site.identity.partition(",")[2]
    return dates.instant((since + _UNBORN)[:10] if len(since) == len("2026") else (since + "-01")[:10])
