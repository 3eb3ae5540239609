"""Kinds: what a document is, told from its first bytes, and only where they do not tell from its name."""

import re
import zlib
from pathlib import PurePath
from typing import Final, Literal

from site_builder.importing.encodings import unmarked

Kind = Literal["text", "html", "feed", "message", "warc", "zip", "gzip", "pdf", "binary", ""]

HEAD: Final = 65_536
"""Bytes that are looked at."""

_MARKS: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"WARC/", "warc"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
)
_LEAD: Final = re.compile(
    rb"(?:\xef\xbb\xbf|\s|view-source:\S{1,2000}|<\?xml[^>]{0,300}>|<!--.{0,5000}?-->|<\?[^>]{0,500}>)*",
    re.DOTALL,
)
_FEED: Final = re.compile(
    rb"(?:<!DOCTYPE\s+rss[^>]{0,300}>\s*)?<(?:rss|(?:\w+:)?feed|rdf:RDF)[\s>]", re.IGNORECASE
)
_PAGE: Final = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|base|main|article|section|header|h[1-6]|div|table|p)\b",
    re.IGNORECASE,
)
_JSON_FEED: Final = re.compile(rb"\"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/[\d.]+\"")
_MESSAGE: Final = re.compile(
    rb"(?:From [^\n]{1,200}\n)?(?:[!-9;-~]{1,76}:[^\n]{0,1000}\n(?:[ \t][^\n]{0,1000}\n){0,200}){2,200}"
)
_TRANSPORT: Final = re.compile(
    rb"^(?:MIME-Version|Received|Return-Path|Delivered-To|DKIM-Signature|Snapshot-Content-Location):",
    re.IGNORECASE | re.MULTILINE,
)
_SUFFIXES: Final[dict[str, Kind]] = {
    "": "text", ".txt": "text", ".text": "text", ".md": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".eml": "message", ".mht": "message", ".mhtml": "message", ".mbox": "message",
    ".rss": "feed", ".atom": "feed", ".xml": "feed", ".rdf": "feed",
    ".warc": "warc", ".wacz": "zip", ".pdf": "pdf",
}  # fmt: skip
_MEDIA: Final[dict[str, Kind]] = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "text/markdown": "text",
    "application/rss+xml": "feed", "application/atom+xml": "feed", "application/feed+json": "feed",
    "message/rfc822": "message", "multipart/related": "message", "application/pdf": "pdf",
}  # fmt: skip
KNOWN: Final = (*filter(None, _SUFFIXES), ".json", ".gz")
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
_BINARY: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PDF_REACH: Final = 1_024  # bytes in which readers of PDF look for its mark


def of(name: str, head: bytes, medium: str = "") -> Kind:
    """Return the kind of the document `name` that begins with `head`; "" if there is no reading it.

    `medium` is the media type that a server states, which goes before the name. "binary" is what has a name for text and is none, so that the reader of text can say so.
    """
    if found := _by_content(head):
        return found
    named = _MEDIA.get(medium, "") if medium else _SUFFIXES.get(PurePath(name).suffix.lower(), "")
    if named == "html" and _is_binary(head):
        return "binary"
    return named


def unpacked_head(head: bytes) -> bytes:
    """Return the beginning of what a gzip file holds, or b"" if it is damaged."""
    try:
        return zlib.decompressobj(31).decompress(head, HEAD)
    except zlib.error:
        return b""


def _by_content(head: bytes) -> Kind:
    for mark, kind in _MARKS:
        if head.startswith(mark):
            return kind
    if b"%PDF-" in head[:_PDF_REACH] and head.lstrip()[:1] != b"<":
        return "pdf"
    plain = _narrow(head)
    lead = _LEAD.match(plain)
    start = lead.end() if lead else 0
    if _FEED.match(plain, start):
        return "feed"
    if _PAGE.match(plain, start):
        return "html"
    if plain[start : start + 1] == b"{" and _JSON_FEED.search(plain):
        return "feed"
    lines = _MESSAGE.match(plain.replace(b"\r\n", b"\n"))
    return "message" if lines and _TRANSPORT.search(lines[0]) else ""


def _narrow(head: bytes) -> bytes:
    """Return UTF-16 as bytes that can be searched for markup."""
    return head[2 * head.startswith(_WIDE) :].replace(b"\0", b"") if _is_wide(head) else head


def _is_wide(head: bytes) -> bool:
    return head.startswith(_WIDE) or bool(unmarked(head[: len(head) // 2 * 2]))


def _is_binary(head: bytes) -> bool:
    return not _is_wide(head) and len(_BINARY.findall(head)) > len(head) // 50
