"""Linked data of an entry's page, in the terms of schema.org (JSON-LD 1.1).

The page is the digest's; the piece that it is about is somebody else's. So the digest publishes the
`WebPage`, and the commented piece is its `mainEntity`, with its own authors and publisher.
"""

from collections.abc import Iterable
from typing import Any, Final

from site_builder.model import Byline, EntryKind, Metadata, Site, Source, SourceKind
from site_builder.pages.items import Item
from site_builder.pages.links import external, on_the_web

_TYPES: Final[dict[EntryKind, str]] = {"note": "Article", "commentary": "OpinionNewsArticle"}
_TYPES_BY_SOURCE: Final[dict[SourceKind, str]] = {"blog": "BlogPosting", "forum": "DiscussionForumPosting"}
_PERIODICALS: Final[dict[SourceKind, str]] = {
    "newspaper": "Newspaper",
    "magazine": "Periodical",
    "blog": "Blog",
}
_Thing = dict[str, Any]


def linked_data(
    site: Site, metadata: Metadata, url: str, source: Source | None, original_url: str, cites: Iterable[Item]
) -> _Thing:
    """Return the JSON-LD of the page at `url`; `original_url` is where the piece first appeared ("" if here).

    Dates are as precise as they are stated, be it a day or an instant.
    """
    publisher = {"@type": "Organization", "name": site.title, "url": site.base_url}
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
        "publisher": publisher,
        "mainEntity": _piece(metadata, url, source, publisher),
        "isBasedOn": external(original_url),
        "citation": [on_the_web(site, item.url) for item in cites],
    }
    return {name: value for name, value in page.items() if value}


def _piece(metadata: Metadata, url: str, source: Source | None, site: _Thing) -> _Thing:
    own = metadata.kind == "note"
    kind: SourceKind = source.kind if source else ""
    piece = {
        "@type": _TYPES_BY_SOURCE.get(kind) or _TYPES.get(metadata.kind, "NewsArticle"),
        "headline": metadata.title,
        "author": [_author(byline) for byline in metadata.authors],
        "datePublished": metadata.date,
        "inLanguage": metadata.language or (source.language if source else ""),
        "url": url if own else external(metadata.source_url),
        "mainEntityOfPage": url,
        "publisher": site if own else _publisher(source),
        "isPartOf": {"@type": _PERIODICALS[kind], "name": source.name}
        if source and kind in _PERIODICALS
        else {},
        "keywords": list(metadata.topics),
    }
    return {name: value for name, value in piece.items() if value}


def _author(byline: Byline) -> _Thing:
    author = {"@type": "Organization" if byline.organisation else "Person", "name": byline.name}
    return author | {"jobTitle": byline.role} if byline.role and not byline.organisation else author


def _publisher(source: Source | None) -> _Thing:
    if source is None:
        return {}
    publisher = {"@type": "Organization", "name": source.name, "url": external(source.home)}
    return {name: value for name, value in publisher.items() if value}
