"""Targets: where a page's links and pictures lead, made whole and harmless."""

import re
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from lxml.html import HtmlElement

_DROPPED: Final = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_EDGES: Final = "".join(map(chr, range(0x21)))
_SAFE: Final = "/:?#@!$&'*+,;=%~-._[]()"
_LONGEST: Final = 2_000
_SCHEMES: Final = frozenset(("http", "https", "mailto"))
_SOURCES: Final = ("src", "data-src", "data-lazy-src", "data-original")
_TINY: Final = 32  # pixels: what is no larger is a mark or a counter
_PIXELS: Final = re.compile(r"\s*(\d{1,5})(?:px)?\s*$")


def absolute(address: str, url: str) -> str:
    """Return an address of a page at `url` as a whole one; "" unless it leads to http, https or mailto."""
    bare = _DROPPED.sub("", address.strip(_EDGES))[: _LONGEST + 1]
    if not bare or len(bare) > _LONGEST:
        return ""
    try:
        whole = urljoin(url, bare)
        parts = urlsplit(whole)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SCHEMES or (parts.scheme.lower() != "mailto" and not host):
        return ""
    return quote(whole, safe=_SAFE, errors="ignore")


def destination(address: str) -> str:
    """Return a whole address as the destination of a Markdown link (CommonMark 0.31, 6.3)."""
    return re.sub(r"[()\[\]]|&(?=[#\w])", r"\\\g<0>", address)


def picture(image: HtmlElement, url: str) -> str:
    """Return the address of an `<img>`'s picture, or "" where it has none or is a mark only."""
    for side in ("width", "height"):
        size = _PIXELS.match(image.get(side) or "")
        if size and int(size[1]) <= _TINY:
            return ""
    for name in _SOURCES:
        found = absolute(image.get(name) or "", url)
        if found.startswith("http"):
            return found
    return ""
