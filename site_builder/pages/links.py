"""Addresses: from the site-relative path of a page to its href, its absolute URL and its output file.

Paths are kept as Unicode ("regions/west-africa/"); only what goes into a link is percent-encoded (RFC 3986),
so output files keep readable names. A path that ends in "/" is a folder with an `index.html`.
"""

from functools import lru_cache
from typing import Final
from urllib.parse import quote

from site_builder.model import Site, Value, Vocabulary

_RESERVED: Final = "%/:=&?~#+!$,;'@()*"


class Anchor(Value):
    """A link of a page: its words and its address ("" where there is none)."""

    text: str
    url: str = ""


def href(base: str, path: str) -> str:
    """Return the link to `path` below the base path (or base URL) `base`."""
    return base + _encoded(path.removeprefix("/"))


@lru_cache(maxsize=1 << 14)
def _encoded(path: str) -> str:
    """Percent-encode a path; remembered, since neighbouring pages link to the same ones."""
    return quote(path)


def absolute(site: Site, path: str) -> str:
    """Return the whole URL of `path`, for canonical links, feeds and sitemaps."""
    return href(site.base_url, path)


def on_the_web(site: Site, link: str) -> str:
    """Return the whole URL of a link of the site, which begins at its base path."""
    return site.base_url + link.removeprefix(site.base_path)


def output_file(path: str) -> str:
    """Return the output file that answers requests for `path`."""
    path = path.removeprefix("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def term_path(vocabulary: Vocabulary | str, slug: str) -> str:
    """Return the path of the page of a term; indexes and feeds are its neighbours."""
    return f"{vocabulary}s/{slug}/"


@lru_cache(maxsize=1 << 12)
def author_url(base_url: str, slug: str) -> str:
    """Return the whole URL of an author's page; remembered, since an entry says it to several kinds of programs."""
    return href(base_url, term_path("author", slug))


def cluster_path(permalink: str) -> str:
    """Return the path of the page of a cluster, from that of its original: `clusters/2014/wells/` for `/2014/wells/`."""
    return f"clusters{permalink}"


@lru_cache(maxsize=1 << 10)
def external(url: str) -> str:
    """Return `url` with the characters encoded that HTML does not allow in an address.

    Anything that is not a web address becomes "": a link to it would run or open something else. Remembered,
    since a page names its source in several places.
    """
    if not url.lower().startswith(("https://", "http://")):
        return ""
    return quote(url, safe=_RESERVED)


def host(url: str) -> str:
    """Return the host name of a web address, in lower case, without user, port and `www.`; "" if none."""
    authority = url.partition("://")[2].replace("\\", "/")
    for end in "/?#":
        authority = authority.partition(end)[0]
    return authority.rpartition("@")[2].partition(":")[0].lower().removeprefix("www.")
