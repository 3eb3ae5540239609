"""Bytes to text, and text to front matter and body.

A byte-order mark at the beginning is accepted without a word, as it changes nothing; line ends become LF.
"""

import re
from typing import Final

from msgspec import Struct

from site_builder.content.faults import Faults

MAX_FRONT_MATTER: Final = 64 * 1024
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_FENCE: Final = re.compile(r"^---[ \t]*$", re.MULTILINE)


class Parts(Struct, frozen=True):
    """The two parts of a file; `body_line` is the line on which the body begins."""

    front: str
    body: str
    body_line: int


def to_text(faults: Faults, data: bytes) -> str | None:
    """Return the text of a file and hand its lines to `faults`, or None with the faults recorded."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _report_encoding(faults, data, error.start)
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    faults.read(text.split("\n"))
    if not text.strip():
        faults.whole("empty-file", "the file is empty", "delete it, or write what it should say")
        return None
    if control := _CONTROL.search(text):
        _report_control(faults, text, control.start())
        return None
    return text


def split(faults: Faults, text: str) -> Parts | None:
    """Divide a Markdown file at its front matter's fences, or return None with the fault recorded."""
    opening = _FENCE.match(text)
    if opening is None:
        hint = "the first line must be `---`, then the fields, then another `---`"
        faults.at("error", "no-front-matter", "the file does not begin with front matter", (1, 1, 1), hint)
        return None
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        message = "the front matter that begins here is never closed"
        faults.at("error", "unclosed-front-matter", message, (1, 1, 3), "end it with a line `---`")
        return None
    front = text[opening.end() + 1 : closing.start()]
    if len(front) > MAX_FRONT_MATTER:
        message = f"the front matter has more than {MAX_FRONT_MATTER:,} characters"
        faults.at("error", "front-matter-limit", message, (1, 1, 3), "long text belongs in the body")
        return None
    return Parts(front, text[closing.end() + 1 :], front.count("\n") + 3)


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


def _report_control(faults: Faults, text: str, start: int) -> None:
    line, column = _position(text[:start])
    message = f"the control character U+{ord(text[start]):04X} cannot stand in a content file"
    faults.at("error", "control-character", message, (line, column, 1), "delete it")
