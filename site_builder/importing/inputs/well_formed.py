"""Well formed: the XML of a feed as its parser needs it.

After the first fault the parser goes on, but it drops every `&lt;` and `&amp;` from there on, and with them the markup
of all texts. So the faults that feeds are full of are mended before: names of HTML's entities, a bare `&`, control
characters. What is escaped is written by number, which survives any other fault.
"""

import codecs
import re
from html.entities import html5
from typing import Final

_UNFIT: Final = re.compile(b"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_REFERENCE: Final = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?:(\w{1,32});|(#\d{1,7};|#[xX][\da-fA-F]{1,6};))?", re.DOTALL
)
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED: Final = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_DOCTYPE: Final = re.compile(rb"<!DOCTYPE[^\[>]{0,1000}\[", re.IGNORECASE)
_END: Final = re.compile(rb"</(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_TAIL: Final = 5_000  # bytes


def well_formed(data: bytes) -> bytes:
    """Return the bytes of a feed with the usual faults mended; of one that declares entities, only what is no character."""
    if data.startswith(_WIDE):
        data = _DECLARED.sub("", data.decode("utf-16", "replace")).encode("utf-8", "replace")
    data = _UNFIT.sub(b"", data.lstrip())
    return data if _DOCTYPE.search(data, 0, _TAIL) else _REFERENCE.sub(_mended, data)


def breaks_off(data: bytes) -> bool:
    """Tell whether the end of a feed is missing."""
    return _END.search(data, max(0, len(data) - _TAIL)) is None


def _mended(found: re.Match[bytes]) -> bytes:
    name, number = found[1], found[2]
    if found[0].startswith(b"<") or number:
        return found[0]
    text = html5.get(f"{name.decode('ascii', 'replace')};", "") if name else ""
    if text:
        return "".join(f"&#{ord(mark)};" for mark in text).encode()
    return b"&#38;" + found[0][1:]
