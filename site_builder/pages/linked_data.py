"""Linked data of an entry's page, in the terms of schema.org (JSON-LD 1.1).

The page is the digest's; the piece that it is about is somebody else's. So the digest publishes the
`WebPage`, and the commented piece is its `mainEntity`, with its own authors and publisher.

Search engines take an article as it comes, but a forum's post only with its author and its text (Google Search Central, "Discussion
forum structured data"): one that nobody signed, or whose text may not stand here, is a `CreativeWork` like any other.
"""

from collections.abc import Iterable
from typing import Final

from site_builder.model import Byline, EntryKind, Metadata, Site, Source, SourceKind
from site_builder.pages.items import Item
from site_builder.pages.links import author_url, external, on_the_web
from site_builder.pages.list_data import Thing, publisher, told

_TYPES: Final[dict[EntryKind, str]] = {"note": "Article", "commentary": "OpinionNewsArticle"}
_POST: Final = "DiscussionForumPosting"
_PERIODICALS: Final[dict[SourceKind, str]] = {
    "newspaper": "Newspaper",
    "magazine": "Periodical",
    "blog": "Blog",
}


def linked_data(
    site: Site,
    metadata: Metadata,
    url: str,
    source: Source | None,
    original_url: str,
    cites: Iterable[Item],
    words: str,
) -> Thing:
    """Return the JSON-LD of the page at `url`; `original_url` is where the piece first appeared ("" if here).

    Dates are as precise as they are stated, be it a day or an instant. `words` are what the page shows of a post, "" of all else.
    """
    page = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": metadata.title,
        "description": metadata.summary,
        "inLanguage": site.language,
        "datePublished": metadata.date,
        "dateModified": metadata.updated or metadata.date,
        "isPartOf": {"@type": "WebSite", "name": site.title, "url": site.base_url},
        "publisher": publisher(site),
        "mainEntity": _piece(site, metadata, url, source, words),
        "isBasedOn": "" if original_url == metadata.source_url else external(original_url),
        "citation": [on_the_web(site, item.url) for item in cites],
    }
    return told(page)


def is_post(source: Source | None) -> bool:
    """Tell whether the pieces of a source are posts, so that their words belong to what is said of them."""
    return source is not None and source.kind == "forum"


def _piece(site: Site, metadata: Metadata, url: str, source: Source | None, words: str) -> Thing:
    own = metadata.kind == "note"
    kind: SourceKind = source.kind if source else ""
    piece = {
        "@type": _type(metadata, kind, words),
        "headline": metadata.title,
        "author": [_author(site, byline) for byline in metadata.authors],
        "datePublished": metadata.date,
        "inLanguage": metadata.language or (source.language if source else ""),
        "url": url if own else external(metadata.source_url),
        "mainEntityOfPage": url,
        "publisher": publisher(site) if own else _publisher(source),
        "isPartOf": {"@type": _PERIODICALS[kind], "name": source.name}
        if source and kind in _PERIODICALS
        else {},
        "keywords": list(metadata.topics),
        "text": words,
    }
    return told(piece)


def _type(metadata: Metadata, kind: SourceKind, words: str) -> str:
    match kind:
        case "blog":
            return "BlogPosting"
        case "forum":
            return _POST if words and metadata.authors else "CreativeWork"
    return _TYPES.get(metadata.kind, "NewsArticle")


def _author(site: Site, byline: Byline) -> Thing:
    author = {
        "@type": "Organization" if byline.organisation else "Person",
        "name": byline.name,
        "url": author_url(site.base_url, byline.slug),
    }
    return author | {"jobTitle": byline.role} if byline.role and not byline.organisation else author


def _publisher(source: Source | None) -> Thing:
    if source is None:
        return {}
    return told({"@type": "Organization", "name": source.name, "url": external(source.home)})
