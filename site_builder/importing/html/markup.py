"""Markup: the bytes of a page as text, and the text as a tree.

The encoding is looked for where browsers look (WHATWG HTML, "determining the character encoding"): a byte-order
mark, what the server said, what the page's own `meta` says; then UTF-8 if the bytes are that, else Windows-1252.
"""

import codecs
import re
from typing import Final

from lxml import etree, html
from lxml.html import HtmlElement

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_HEAD: Final = 4_096
_ENDS: Final = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_SAME: Final = {"iso-8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
"""Labels that browsers read as a wider encoding (WHATWG Encoding Standard)."""


def decoded(data: bytes, charset: str = "") -> tuple[str, str]:
    """Return the text of a page and the name of its encoding; `charset` is what the server said ("" if nothing)."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    found = _META.search(data, 0, _HEAD)
    stated = found[1].decode("ascii", "replace") if found else ""
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError:
        encoding = _known(charset) or _known(stated) or "cp1252"
        return data.decode(encoding, "replace"), encoding


def parsed(text: str) -> HtmlElement:
    """Return the tree of a page's markup; any text gives one.

    What stands behind the end of the page still belongs to it (WHATWG HTML, "after after body"), as where a theme
    prints a whole page for a header. The parser would lose it, so the ends are taken away.
    """
    text = _ENDS.sub("", _UNFIT.sub("", text))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode() or b"<html></html>", parser=parser)
    except (ValueError, etree.ParserError):
        return html.document_fromstring("<html><body></body></html>")
    return tree


def _known(label: str) -> str:
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return ""
    return _SAME.get(name, name)
