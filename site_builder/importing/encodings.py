"""Encodings: bytes as text.

The encoding is looked for where browsers look (WHATWG HTML, "determining the character encoding"): a byte-order
mark, what the server said, what the page's own `meta` says; then UTF-8 if the bytes are that; then what they
are most likely to be (`unlabelled`), else Windows-1252.
"""

import codecs
import re
from typing import Final

from site_builder.importing.unlabelled import guessed

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_HEAD: Final = 4_096
_SAME: Final = {"iso-8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
"""Labels that browsers read as a wider encoding (WHATWG Encoding Standard)."""
_NONE: Final = frozenset({"unicode_escape", "raw_unicode_escape", "utf-7"})
"""Codecs of Python in which no document is written; the last one hides markup."""


def decoded(data: bytes, charset: str = "") -> tuple[str, str]:
    """Return the text of a document and the name of its encoding; `charset` is what its wrapping said ("" if nothing)."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError:
        encoding = _known(charset) or _stated(data) or guessed(data) or "cp1252"
        return data.decode(encoding, "replace"), encoding


def _stated(data: bytes) -> str:
    """Return what a page says of itself; one whose markup can be read for that is not in UTF-16."""
    found = _META.search(data, 0, _HEAD)
    name = _known(found[1].decode("ascii", "replace")) if found else ""
    return "" if name.startswith(("utf-16", "utf-32")) else name


def _known(label: str) -> str:
    """Return the name of the encoding that a label stands for, "" if it is none that turns any bytes into text."""
    try:
        name = codecs.lookup(label).name
        b"a\xe9".decode(name, "replace")
    except (LookupError, ValueError):
        return ""
    return "" if name in _NONE else _SAME.get(name, name)
