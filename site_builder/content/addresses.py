"""Addresses: what a URL, an alias and a host must look like, and which paths of the site are taken."""

import re
import unicodedata
from typing import Final
from urllib.parse import unquote, urlsplit

from site_builder.content.slugs import MAX_BYTES

MAX_URL: Final = 2_000
MAX_PATH: Final = 1_000  # file systems end at 4,096 bytes, of which the output folder takes a part
RESERVED: Final = frozenset({"404.html", "_headers", "archive", "assets", "authors", "clusters", "entries", "entries.json", "feed",
                             "feed.json", "feed.xml", "feeds", "feeds.opml", "regions", "robots.txt", "search",
                             "sitemap.xml", "sitemaps", "sources", "topics"})  # fmt: skip

_HOST: Final = re.compile(r"[^\s/?#@:\\.]+(?:\.[^\s/?#@:\\.]+)+")
# as nearly all addresses are; test_addresses.py compares with what is found when they are taken apart
_ORDINARY: Final = re.compile(r"https?://[a-z0-9][a-z0-9.-]*(?:/[A-Za-z0-9._~:/?#!$&'()*+,;=%-]*)?")
_UNFIT: Final = re.compile(r"[\x00-\x20\x7f-\xa0\\<>\"{}|^`\u2028\u2029\ud800-\udfff]")
_CALENDAR: Final = re.compile(r"/[0-9]{4}/(?:[0-9]{2}/)?")


def url_fault(url: str) -> str:
    """Say why `url` is not an http or https address that a page may link to; "" if it is one."""
    if len(url) > MAX_URL:
        return f"it is longer than {MAX_URL:,} characters"
    return "" if _ORDINARY.fullmatch(url) else _taken_apart(url)


def _taken_apart(url: str) -> str:
    if unfit := _UNFIT.search(url):
        return f"the character {unfit[0]!a} cannot stand in an address"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        return str(error)
    if parts.scheme not in {"http", "https"}:
        return "it must begin with https:// or http://"
    if not host:
        return "it names no host"
    return "it must not hold a user name or password" if "@" in parts.netloc else ""


def is_host(text: str) -> bool:
    """Tell whether `text` is a host name such as `example.org`."""
    return _HOST.fullmatch(text) is not None and not _UNFIT.search(text) and text == text.lower()


def normal_path(path: str) -> str:
    """Return a site-absolute path as its output folder is called: percent-decoded, in NFC."""
    return unicodedata.normalize("NFC", unquote(path, errors="replace"))


def path_fault(path: str) -> str:
    """Say why a (normal) path cannot be an alias; "" if it can."""
    if not (path.startswith("/") and path.endswith("/")) or path == "/":
        return "it must begin and end with `/`"
    segments = path[1:-1].split("/")
    if any(segment in {"", ".", ".."} for segment in segments):
        return "each of its parts must be a name"
    if len(path.encode("utf-8", "replace")) > MAX_PATH:
        return f"it is longer than {MAX_PATH:,} bytes"
    if segments[-1].casefold() == "index.html":
        return "`index.html` is the file in a page's folder"
    if any(len(segment.encode("utf-8", "replace")) > MAX_BYTES for segment in segments):
        return f"a part is longer than {MAX_BYTES} bytes"
    unfit = re.search(r"[\x00-\x1f\x7f-\x9f\\?#%\u2028-\u202e\u2066-\u2069\ufeff\ufffd\ud800-\udfff]", path)
    return f"the character {unfit[0]!a} cannot stand in it" if unfit else ""


def is_reserved(path: str) -> bool:
    """Tell whether the site itself writes `path`, or everything below it.

    >>> is_reserved("/regions/"), is_reserved("/2014/06/"), is_reserved("/2014/iran/"), is_reserved("/about/")
    (True, True, False, False)
    """
    first = path.split("/")[1].casefold()
    return first in RESERVED or _CALENDAR.fullmatch(path) is not None
