"""Targets: where a page's links and pictures lead, made whole and harmless."""

import re
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from lxml.html import HtmlElement

from site_builder.importing.recognising import links

_DROPPED: Final = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_EDGES: Final = "".join(map(chr, range(0x21)))
_SAFE: Final = "/:?#@!$&'*+,;=%~-._[]()"
_LONGEST: Final = 2_000  # characters of an address
_MEANS: Final = re.compile(r"[\[\]]|&(?=#?\w+;)")
_MEANS_ALONE: Final = re.compile(rf"[()]|{_MEANS.pattern}")
_BALANCED: Final = re.compile(r"[^()]*(?:\([^()]*\)[^()]*)*")  # one level, as in addresses of articles
_FILE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)$", re.IGNORECASE)
_SCHEMES: Final = frozenset(("http", "https", "mailto"))


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


def base(tree: HtmlElement, url: str) -> str:
    """Return what the addresses of the page at `url` are relative to: its first `<base>` with an address, else `url`."""
    stated = next((one for one in tree.iter("base") if one.get("href") is not None), None)
    found = absolute(stated.get("href") or "", url) if stated is not None else ""
    return found if found.startswith("http") else url


def destination(address: str) -> str:
    """Return a whole address as the destination of a Markdown link (CommonMark 0.31, 6.3)."""
    marks = _MEANS if _BALANCED.fullmatch(address) else _MEANS_ALONE
    return marks.sub(r"\\\g<0>", address)


def shows_itself(address: str, url: str) -> bool:
    """Tell whether the link around a picture of the page at `url` leads to that page or to a picture's file."""
    whole = address.partition("#")[0]
    return whole == url.partition("#")[0] or bool(_FILE.search(urlsplit(whole).path))


def untracked(address: str) -> str:
    """Return a whole address without the parameters that only tell where a reader came from; the rest stays as it is."""
    base, mark, query = address.partition("?")
    query, hash_, fragment = query.partition("#")
    if not mark or "#" in base:
        return address
    kept = [one for one in query.split("&") if not links.is_tracking(one.partition("=")[0])]
    return base + ("?" + "&".join(kept) if kept else "") + hash_ + fragment
