"""Linked data of lists and of the home page, in the terms of schema.org (JSON-LD 1.1).

A list is a `CollectionPage` about a thing, with the way to it from the home page (`BreadcrumbList`).
"""

from collections.abc import Sequence
from typing import Any

from site_builder.model import Site
from site_builder.pages.links import Anchor, absolute, on_the_web

Thing = dict[str, Any]


def told(data: Thing) -> Thing:
    """Return a thing without what is empty: what is not known is not said."""
    return {name: value for name, value in data.items() if value}


def web_site(site: Site) -> Thing:
    """Return the JSON-LD of the home page: the site, and who publishes it."""
    data = {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "@id": site.base_url,
        "url": site.base_url,
        "name": site.title,
        "description": site.description or site.tagline,
        "inLanguage": site.language,
        "publisher": publisher(site),
    }
    return told(data)


def publisher(site: Site) -> Thing:
    """Return who publishes the site."""
    return {"@type": "Organization", "name": site.title, "url": site.base_url}


def collection_page(
    site: Site, path: str, name: str, description: str, crumbs: Sequence[Anchor], about: str = ""
) -> Thing:
    """Return the JSON-LD of the list at `path`; `about` is the type of the thing that it is named after, if any."""
    url = absolute(site, path)
    way = [
        (site.title, site.base_url),
        *((crumb.text, on_the_web(site, crumb.url)) for crumb in crumbs),
        (name, url),
    ]
    data = {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "@id": url,
        "url": url,
        "name": name,
        "description": description,
        "inLanguage": site.language,
        "isPartOf": {"@type": "WebSite", "name": site.title, "url": site.base_url},
        "about": {"@type": about, "name": name} if about else {},
        "breadcrumb": {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": place, "name": text, "item": address}
                for place, (text, address) in enumerate(way, 1)
            ],
        },
    }
    return told(data)
