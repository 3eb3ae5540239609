"""Bytes to text, and text to front matter and body.

A byte-order mark at the beginning is accepted without a word, as it changes nothing; line ends become LF.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from site_builder.content.faults import Faults

MAX_FRONT_MATTER: Final = 64 * 1024
_CONTROLS: Final = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_FENCE: Final = re.compile(r"^---[ \t]*$", re.MULTILINE)
# what hands and word processors make of a fence: too few or too many hyphens, dashes, or a fence moved in
_NEARLY_FENCE: Final = re.compile(r"^[ \t]*(?:-{2,}|[-\u2010-\u2015\u2212]+)[ \t]*$", re.MULTILINE)
_CONFLICT: Final = re.compile(r"^<{7} [^\n]*\n(?:[^\n]*\n)*?={7}\n(?:[^\n]*\n)*?>{7} [^\n]*$", re.MULTILINE)


class Parts(Struct, frozen=True):
    """The two parts of a file; `body_line` is the line on which the body begins."""

    front: str
    body: str
    body_line: int


def to_text(faults: Faults, data: bytes) -> str | None:
    """Return the text of a file and hand its lines to `faults`, or None with the faults recorded."""
    try:
        text = data.decode("utf-8-sig" if data.startswith(BOM_UTF8) else "utf-8")
    except UnicodeDecodeError as error:
        _report_encoding(faults, data, error.start)
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    faults.read(text)
    if not text or text.isspace():
        faults.whole("empty-file", "the file is empty", "delete it, or write what it should say")
        return None
    if _may_hold_controls(data) and (control := _CONTROL.search(text)):
        _report_control(faults, text, control.start())
        return None
    if _report_conflicts(faults, text):
        return None
    return text


def _may_hold_controls(data: bytes) -> bool:
    """Tell whether UTF-8 may hold what `_CONTROL` looks for, which takes a fifth of the time that looking takes.

    U+0080 to U+009F begin with the byte C2, U+FFFE and U+FFFF with EF BF.
    """
    return len(data.translate(None, _CONTROLS)) != len(data) or b"\xc2" in data or b"\xef\xbf" in data


def split(faults: Faults, text: str) -> Parts | None:
    """Divide a Markdown file at its front matter's fences, or return None with the fault recorded."""
    opening = _FENCE.match(text)
    if opening is None:
        hint = "the first line must be `---`, then the fields, then another `---`"
        faults.at("error", "no-front-matter", "the file does not begin with front matter", (1, 1, 1), hint)
        return None
    dashes = text.find("\n---", opening.end())
    closing = _FENCE.search(text, dashes + 1) if dashes >= 0 else None
    if closing is None:
        message = "the front matter that begins here is never closed"
        faults.at("error", "unclosed-front-matter", message, (1, 1, 3), _how_to_close(text, opening.end()))
        return None
    front = text[opening.end() + 1 : closing.start()]
    if len(front) > MAX_FRONT_MATTER:
        message = f"the front matter has more than {MAX_FRONT_MATTER:,} characters"
        faults.at("error", "front-matter-limit", message, (1, 1, 3), "long text belongs in the body")
        return None
    return Parts(front, text[closing.end() + 1 :], front.count("\n") + 3)


def _how_to_close(text: str, start: int) -> str:
    near = _NEARLY_FENCE.search(text, start + 1)
    if near is None:
        return "end it with a line `---`"
    line = text.count("\n", 0, near.start()) + 1
    return f"`{near[0].rstrip()}` on line {line} is not `---`, three hyphens at the beginning of a line and nothing else"


def _position(before: str) -> tuple[int, int]:
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines), len(lines[-1]) + 1


def _report_encoding(faults: Faults, data: bytes, start: int) -> None:
    line, column = _position(data[:start].decode("utf-8-sig", "replace"))
    message = f"the file is not UTF-8: the byte 0x{data[start]:02x} cannot stand here"
    faults.at("error", "not-utf-8", message, (line, column, 1), f"{_guess(data)}; save the file as UTF-8")


def _guess(data: bytes) -> str:
    """Say which encoding a file may have."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "it looks like UTF-16"
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "its encoding is unknown"
    return "it may be Windows-1252 (Latin 1)"


def conflicts(text: str) -> Iterator[tuple[int, int]]:
    """Yield the first and the last line of each place where a merge in version control left both sides."""
    if "<<<<<<< " in text:
        for conflict in _CONFLICT.finditer(text):
            line = text.count("\n", 0, conflict.start()) + 1
            yield line, line + conflict[0].count("\n")


def _report_conflicts(faults: Faults, text: str) -> bool:
    """Report each place where a merge left both sides, and tell whether there is one."""
    found = list(conflicts(text))
    for line, last in found:
        message = f"a merge left both sides here, down to line {last}"
        hint = "keep what is right and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`"
        faults.at("error", "merge-conflict", message, (line, 1, 7), hint)
    return bool(found)


def _report_control(faults: Faults, text: str, start: int) -> None:
    line, column = _position(text[:start])
    message = f"the control character U+{ord(text[start]):04X} cannot stand in a content file"
    faults.at("error", "control-character", message, (line, column, 1), "delete it")
