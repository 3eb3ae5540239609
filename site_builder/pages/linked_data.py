"""Linked data of an entry's page, in the terms of schema.org (JSON-LD 1.1).

The page is the digest's; the piece that it is about is somebody else's. So the digest publishes the
`WebPage`, and the commented piece is its `mainEntity`, with its own authors and publisher.
"""

from typing import Any, Final

from site_builder.model import Byline, EntryKind, Metadata, Site, Source
from site_builder.pages.links import external

_TYPES: Final[dict[EntryKind, str]] = {"note": "Article", "commentary": "OpinionNewsArticle"}
_Thing = dict[str, Any]


def linked_data(site: Site, metadata: Metadata, url: str, source: Source | None, original_url: str) -> _Thing:
    """Return the JSON-LD of the page at `url`; `original_url` is where the piece first appeared ("" if here)."""
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
    }
    return {name: value for name, value in page.items() if value}


def _piece(metadata: Metadata, url: str, source: Source | None, site: _Thing) -> _Thing:
    own = metadata.kind == "note"
    piece = {
        "@type": _TYPES.get(metadata.kind, "NewsArticle"),
        "headline": metadata.title,
        "author": [_author(byline) for byline in metadata.authors],
        "datePublished": metadata.date,
        "inLanguage": metadata.language,
        "url": url if own else external(metadata.source_url),
        "mainEntityOfPage": url,
        "publisher": site if own else _publisher(source),
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
