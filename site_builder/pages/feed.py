"""Feeds of the site and of each term, as Atom (RFC 4287) and as JSON Feed 1.1; ids are tag URIs (RFC 4151) that never change.

Ids hang on the site's identity and an entry's id, so neither a new address of the site nor a new permalink
makes readers' programs show an entry twice.
"""

from heapq import nlargest
from typing import Final
from urllib.parse import quote

from msgspec import Struct

from site_builder.incremental.reader import Reader, member
from site_builder.model import Byline, Metadata, Site, Value
from site_builder.pages import dates
from site_builder.pages.family import original_of
from site_builder.pages.items import NO_AUTHOR
from site_builder.pages.links import absolute, author_url, external, term_path
from site_builder.pages.names import Names, direction_of
from site_builder.pages.regions import subtree
from site_builder.pages.rights import feeds_may_hold, rights_of
from site_builder.pages.texts import text_of
from site_builder.render.text import Text

_UNBORN: Final = "-01-01"


class Category(Value):
    """A region or topic of an entry: `term` for programs, `label` for people."""

    term: str
    label: str


class Person(Struct, frozen=True, gc=False, omit_defaults=True):
    """An author of an entry, with the page about them; `url` is "" where there is none."""

    name: str
    url: str = ""


class FeedEntry(Value):
    """An entry of a feed; `via` is where the piece itself stands.

    `language` and `direction` are "" unless they differ from the site's. `text` is there where the site puts texts into
    feeds and their rights allow it; it is a quotation unless `note` says that the words are the digest's own. Where nobody
    signed a piece, the feed's own author would be taken for its author: `outlet` is who published it, for a form that wants a name.
    """

    id: str
    title: str
    url: str
    via: str
    published: str
    updated: str
    authors: tuple[Person, ...]
    summary: str
    categories: tuple[Category, ...]
    language: str = ""
    direction: str = ""
    text: Text | None = None
    note: bool = False
    outlet: Person | None = None

    @property
    def tags(self) -> list[str]:
        """The labels of its categories."""
        return [category.label for category in self.categories]


class FeedPage(Value):
    """A feed; `url` and `json` are the feed itself in its two forms, `page` the page that it belongs to.

    `hub` is the WebSub hub that tells subscribers of news, "" for none.
    """

    id: str
    title: str
    subtitle: str
    language: str
    author: str
    url: str
    json: str
    page: str
    icon: str
    hub: str
    updated: str
    entries: tuple[FeedEntry, ...]


def path(_reader: Reader, key: str) -> str:
    """Return the output file of a feed as Atom: "" is the site's, "region/africa" a term's."""
    return f"{_page_path(key)}feed.xml"


def json_path(_reader: Reader, key: str) -> str:
    """Return the output file of a feed as JSON Feed."""
    return f"{_page_path(key)}feed.json"


def view(reader: Reader, key: str) -> FeedPage:
    """Return the feed of the site or of a term; a region's feed holds the regions below it too."""
    return reader.part(_feed, key)


def _feed(reader: Reader, key: str) -> FeedPage:
    """Return a feed; a part that its two forms share."""
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
        json=absolute(site, f"{_page_path(key)}feed.json"),
        page=absolute(site, _page_path(key)),
        icon=absolute(site, "assets/favicon.svg"),
        hub=external(site.websub),
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
    language = names.foreign(metadata)
    return FeedEntry(
        id=f"tag:{site.identity}:entry/{quote(metadata.id)}",
        title=metadata.title,
        url=absolute(site, metadata.permalink),
        via=external(metadata.source_url),
        published=dates.instant(metadata.date),
        updated=dates.distinct_instant(metadata.updated or metadata.date, metadata.id),
        authors=tuple(_person(site, byline) for byline in metadata.authors),
        summary=metadata.summary,
        categories=tuple(Category(slug, names.term(kind, slug).text) for kind, slug in terms),
        language=language,
        direction=direction_of(language),
        text=_text(reader, names, metadata) if site.feed_text else None,
        note=metadata.kind == "note",
        outlet=_outlet(site, names, metadata),
    )


def _outlet(site: Site, names: Names, metadata: Metadata) -> Person | None:
    """Return the outlet of a piece that nobody signed; of a note none, since the digest's editor answers for it."""
    if metadata.authors or metadata.kind == "note":
        return None
    page = absolute(site, term_path("source", metadata.source)) if metadata.source else ""
    return Person(names.outlet(metadata).text or names.speech.gettext(NO_AUTHOR), page)


def _person(site: Site, byline: Byline) -> Person:
    return Person(byline.name, author_url(site.base_url, byline.slug))


def _text(reader: Reader, names: Names, metadata: Metadata) -> Text | None:
    """Return as much of an entry's text as its page shows, or None where nothing of it may stand in a feed."""
    original = metadata if metadata.kind == "note" else original_of(reader, metadata)
    rights = rights_of(names, metadata, original)
    if not feeds_may_hold(names, metadata, original):
        return None
    return text_of(names, metadata, reader.body(metadata.id), rights)


def _birth(site: Site) -> str:
    """Return the instant of a feed without entries: the day since which the site's identity holds."""
    since = site.identity.partition(",")[2]
    return dates.instant((since + _UNBORN)[:10] if len(since) == len("2026") else (since + "-01")[:10])
