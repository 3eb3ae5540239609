"""Encodings: bytes as text.

The encoding is looked for where browsers look (WHATWG HTML, "determining the character encoding"): a byte-order
mark, what the server said, what the page's own `meta` says; then UTF-8 if the bytes are that; then what they
are most likely to be (`unlabelled`), else Windows-1252. UTF-16 without a mark is told by its zeros.
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
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAMPLE: Final = 8_192  # bytes
_ZEROS: Final = 0.04  # of the units of a text in UTF-16 have a zero byte, at least
_LEAST_ZEROS: Final = 6  # fewer may be chance
_STRAY: Final = 0.01  # of them may have it on the other side, or be no characters of a text
_META: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_HEAD: Final = 4_096  # bytes of a page in which it says so
_WIDER: Final = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
"""Encodings that browsers read as a wider one (WHATWG Encoding Standard), by Python's names of both."""
_LABELS: Final = {
    "x-sjis": "cp932", "windows-31j": "cp932", "ms_kanji": "cp932", "x-gbk": "gb18030", "x-x-big5": "big5hkscs",
    "cn-big5": "big5hkscs", "windows-949": "cp949", "x-euc-jp": "euc_jp", "windows-874": "cp874",
    "dos-874": "cp874", "iso-8859-8-i": "iso8859-8", "logical": "iso8859-8", "visual": "iso8859-8",
    "x-mac-cyrillic": "mac-cyrillic", "x-mac-roman": "mac-roman", "unicode-1-1-utf-8": "utf-8", "x-cp1251": "cp1251",
    "x-cp1252": "cp1252", "x-cp1250": "cp1250", "x-cp1254": "cp1254", "x-cp1256": "cp1256", "koi": "koi8-r",
}  # fmt: skip
"""Labels of the same standard that Python does not know."""
LOST: Final = "\ufffd"
"""What stands for a character that cannot be read."""
_READ: Final = 1_000_000  # bytes in which it shows whether an encoding is the right one
_MOST_LOST: Final = 0.5  # of the characters beyond ASCII
_NONE: Final = frozenset({"unicode_escape", "raw_unicode_escape", "utf-7"})
"""Codecs of Python in which no document is written; the last one hides markup."""


def unmarked(data: bytes) -> str:
    """Return "utf-16-le" or "utf-16-be" for what is UTF-16 without a byte-order mark, else "".

    In any script the spaces, the line ends and most marks have a zero for one of their two bytes, always the same one;
    and a text has hardly any control characters when it is read so.
    """
    head = data[:_SAMPLE]
    if data.startswith(_UTF16) or len(data) % 2 or b"\0" not in head:
        return ""
    zeros = (head[::2].count(0), head[1::2].count(0))
    if max(zeros) < max(_LEAST_ZEROS, _ZEROS * len(head) / 2) or min(zeros) > _STRAY * len(head) / 2:
        return ""
    encoding = "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    try:
        text = head[: len(head) // 2 * 2].decode(encoding)
    except UnicodeDecodeError:
        return ""
    telling = sum(one.isprintable() or one.isspace() for one in text)
    return encoding if telling >= (1 - _STRAY) * len(text) else ""


def decoded(data: bytes, charset: str = "") -> tuple[str, str]:
    """Return the text of a document and the name of its encoding; `charset` is what its wrapping said ("" if nothing)."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    if wide := unmarked(data):
        return data.decode(wide, "replace"), wide
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError:
        stated = [label for label in (_known(charset), _stated(data)) if label and _holds(data, label)]
        encoding = next(iter(stated), "") or guessed(data) or "cp1252"
        return data.decode(encoding, "replace"), encoding


def named(content_type: str) -> str:
    """Return the label of an encoding in the `Content-Type` of an answer, "" if it names none."""
    found = _CHARSET.search(content_type)
    return found[1] if found else ""


def _stated(data: bytes) -> str:
    """Return what a page says of itself; one whose markup can be read for that is not in UTF-16."""
    found = _META.search(data, 0, _HEAD)
    name = _known(found[1].decode("ascii", "replace")) if found else ""
    return "" if name.startswith(("utf-16", "utf-32")) else name


def _holds(data: bytes, encoding: str) -> bool:
    """Tell whether bytes may be in the encoding that they are said to be in: they are not where most of it is lost."""
    text = data[:_READ].decode(encoding, "replace")
    lost = text.count(LOST)
    return lost == 0 or lost <= _MOST_LOST * sum(one > "\x7f" for one in text)


def _known(label: str) -> str:
    """Return the name of the encoding that a label stands for, "" if it is none that turns any bytes into text."""
    try:
        name = codecs.lookup(_LABELS.get(label.strip().lower(), label)).name
        b"a\xe9".decode(name, "replace")
    except (LookupError, ValueError):
        return ""
    return "" if name in _NONE else _WIDER.get(name, name)
