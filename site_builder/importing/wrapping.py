"""Wrapping: which lines of a document are one paragraph, and what text browsers print into lines.

A dump has one paragraph a line, or wraps its lines at a width. In the second case a line goes on in the next one
exactly when the next one's first word would not have fitted, and when both begin in the same column, or the second
below the text of an item. The width that counts is that of the lines around: nested lists are narrower.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final
from unicodedata import east_asian_width

from msgspec import Struct

_LIMIT: Final = 120
_SLACK: Final = 4  # columns by which hands and e-mail programs wrap too early
_NARROWER: Final = 14  # columns that nesting takes from a line at most
_CENTRED: Final = 3
_JOINS: Final = 3  # fewer may be chance
_RUNNING: Final = 4  # words of a line that is no menu
_LONG_LINES: Final = 0.03  # the share of lines that may be longer than the width: tables, code, addresses
_WIDE: Final = re.compile("[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]")
_MARK: Final = re.compile(r"\s*[-*•·‣▪●]\s+(?=\S)|\s+[+o□■☆★○◦⚬]\s+(?=\S)")
_FIELDS: Final = re.compile(r"\((?:BUTTON|SUBMIT|RESET)\)|_{4,}|\[ {3,}\]|\[[*x ]\](?=\s|$)|\([* ]\)(?=\s|$)")
_LINK_MARK: Final = re.compile(r"(?<![\w.,:;!?”\")\]])\[(\d{1,4})\](?=[^\s\[])")
_LINK_MARKS: Final = 6
_FIELD: Final = re.compile(
    r"(?:From|To|Cc|Date|Sent|Subject|Reply-To|In-Reply-To|Message-ID):\s"
)  # of a message
_DIVIDED: Final = re.compile(r"[^\W\d_]{2}-$")  # the first part of a word that goes on in the next line
_REFERENCE: Final = re.compile(r"\s*\d{1,4}\.\s+\w+:\S+\s*")
_REFERENCES: Final = re.compile(r"\s*(?:references|visible links|hidden links:?)\s*", re.IGNORECASE)


class Line(Struct, frozen=True):
    """One line: its text, the columns where it and its text behind a list mark begin, and where it ends.

    `marked`: it begins with a list mark; `form`: a field or a button of a form stood in it.
    """

    text: str
    indent: int = 0
    hang: int = 0
    end: int = 0
    marked: bool = False
    form: bool = False


def lines(raw: Sequence[str]) -> list[Line]:
    """Read the lines of a document; the marks of links and the fields of forms are taken out."""
    return [_line(text) for text in _without_link_marks(raw)]


def _without_link_marks(raw: Sequence[str]) -> list[str]:
    """Leave out `[12]` before each link and the list of addresses at the end, where a browser numbered links."""
    numbers = [int(mark) for text in raw for mark in _LINK_MARK.findall(text)]
    rising = sum(one < other for one, other in pairwise(numbers))
    if len(numbers) < _LINK_MARKS or rising < 0.9 * (len(numbers) - 1):
        return list(raw)
    listed = [bool(_REFERENCE.fullmatch(text) or _REFERENCES.fullmatch(text)) for text in raw]
    return [
        "" if address and at > len(raw) // 4 else _LINK_MARK.sub("", text)
        for at, (text, address) in enumerate(zip(raw, listed, strict=True))
    ]


def _line(text: str) -> Line:
    kept, fields = _FIELDS.subn("", text) if "[" in text or "(" in text or "____" in text else (text, 0)
    kept = kept.rstrip().expandtabs(4)
    bare = kept.lstrip()
    if not bare and fields and not text.strip(" _"):
        bare = kept = text.strip()  # a rule as well as a field
    if not bare:
        return Line("", form=bool(fields))
    indent = len(kept) - len(bare)
    mark = _MARK.match(kept)
    hang = mark.end() if mark else indent
    return Line(bare, indent, hang, _columns(kept), bool(mark), bool(fields))


def _columns(text: str) -> int:
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def joined(rows: Sequence[Line]) -> list[bool]:
    """Tell of each line whether the next one goes on with the same paragraph."""
    width = _width(rows)
    near = _widths(rows, width)
    found = [_hangs(row, after) for row, after in pairwise(rows)]
    if width:
        found = [
            hangs or _goes_on(row, after, near[at], width)
            for at, (hangs, (row, after)) in enumerate(zip(found, pairwise(rows), strict=True))
        ]
    return [*found, False][: len(rows)]


def _width(rows: Sequence[Line]) -> int:
    """Return the width that the lines are wrapped at, or 0 when each line is whole."""
    running = sorted(row.end for row in rows if row.end > _LIMIT // 2 or row.text.count(" ") > _RUNNING)
    within = [end for end in running if end <= _LIMIT]
    if not within or len(running) - len(within) > _LONG_LINES * len(running):
        return 0
    width = within[-1 - len(within) // 100]  # a few lines may stick out
    joins = sum(_goes_on(row, after, width, width) for row, after in pairwise(rows))
    return width if joins >= _JOINS else 0


def _widths(rows: Sequence[Line], width: int) -> list[int]:
    """Return for each line the width of the lines that it stands among."""
    found: list[int] = []
    start = 0
    for at, row in enumerate([*rows, Line("")]):
        if not row.text:
            widest = max((one.end for one in rows[start:at]), default=0)
            found += [max(min(widest, width), width - _NARROWER)] * (at - start)
            found += [width] * (at < len(rows))
            start = at + 1
    return found


def _hangs(row: Line, after: Line) -> bool:
    """Tell whether a line is the rest of the list item above it: it begins right below the item's text."""
    return row.marked and bool(after.text) and not after.marked and row.indent < after.indent <= row.hang


def _goes_on(row: Line, after: Line, near: int, width: int) -> bool:
    if not row.text or not after.text or after.marked or _FIELD.match(after.text):
        return False
    if after.indent not in {row.indent, row.hang} and not _both_centred(row, after, width):
        return False
    return row.end + _first_word(after.text, row.text) > near - _SLACK


def _both_centred(row: Line, after: Line, width: int) -> bool:
    return all(one.indent and abs(one.indent + one.end - width) <= _CENTRED for one in (row, after))


def _first_word(text: str, before: str) -> int:
    """Return the columns that the first word of a line would have taken behind the one before."""
    if _WIDE.match(text) and _WIDE.match(before[-1]):
        return 2
    return 1 + _columns(text.split(maxsplit=1)[0])


def join(texts: Sequence[str], *, divided: bool = False) -> str:
    """Join the lines of a paragraph: by a space, but by nothing between ideographs.

    `divided`: a hyphen at the end of a line divides a word that goes on in the next one.
    """
    whole = ""
    for text in texts:
        if divided and _DIVIDED.search(whole) and text[:1].islower():
            whole = f"{whole[:-1]}{text}"
            continue
        close = whole and east_asian_width(whole[-1]) in "WF" and east_asian_width(text[:1] or " ") in "WF"
        whole += text if close or not whole else f" {text}"
    return whole
