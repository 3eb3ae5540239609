"""Captures: what a document said when it was handed in. Never rendered, never published.

A capture is `content/captures/ENTRY-ID.txt`: a head of `key: value` lines between two `---` (JSON values, so
that any YAML parser reads them too) and then the document's whole text, as found once it was decoded and its
line ends were made line feeds. It is the witness that quotations, and later copies, are compared with.
"""

import json
import os
import re
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from site_builder.diagnostics import Diagnostic, Location

FOLDER: Final = "content/captures"
_SUFFIX: Final = ".txt"
_FENCE: Final = "---\n"
_LINE: Final = re.compile(r"([a-z_0-9]+): (.*)")


class Capture(Struct, frozen=True):
    """The stored record of a document.

    `entry` is the id of the entry made from it and names the file. `document` is the base name of what was
    handed in and `url` the address it was asked for or is said to be from ("" if unknown); `final_url` is the one that
    answered, where that is another, and `status` the HTTP status (0: it was not fetched). `captured` is a UTC instant
    `YYYY-MM-DDTHH:MM:SSZ`, the hashes are SHA-256 in hex, `tool` names the program and version. `body` is the
    first and last line of `text`, from 1, in which the piece itself stands ((0, 0): unknown). `guessed` is the
    kind that was given to the entry before its original was known ("" when it was not a guess); `inferred` are the lines
    of the entry's front matter that its text alone suggested, and that an original, when it comes, may change.
    """

    entry: str
    document: str
    url: str
    captured: str
    raw_sha256: str
    text_sha256: str
    words: int
    tool: str
    text: str
    body: tuple[int, int] = (0, 0)
    guessed: str = ""
    inferred: tuple[str, ...] = ()
    final_url: str = ""
    status: int = 0

    @property
    def path(self) -> str:
        """The file's path within the project."""
        return f"{FOLDER}/{self.entry}{_SUFFIX}"

    @property
    def intact(self) -> bool:
        """Whether the text is still the one that was captured."""
        return digest(self.text) == self.text_sha256

    @property
    def body_text(self) -> str:
        """The lines of the piece itself, or the whole text when they are not known."""
        first, last = self.body
        return "\n".join(self.text.split("\n")[first - 1 : last]) if first else self.text


_HEAD: Final = tuple(name for name in Capture.__struct_fields__ if name not in {"entry", "text"})


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hex."""
    return sha256(text.encode()).hexdigest()


def to_bytes(capture: Capture) -> bytes:
    """Return the content of a capture's file; `from_bytes` reads back an equal value."""
    values = msgspec.to_builtins(capture)
    head = "".join(f"{name}: {json.dumps(values[name], ensure_ascii=False)}\n" for name in _HEAD)
    return f"{_FENCE}{head}{_FENCE}{capture.text}".encode()


def from_bytes(path: str, data: bytes) -> Capture | Diagnostic:
    """Read a capture's file; `path` is relative to the project. A damaged file gives `damaged-capture`."""
    try:
        text = data.decode()
        head, fence, body = text.removeprefix(_FENCE).partition(f"\n{_FENCE}")
        if not text.startswith(_FENCE) or not fence:
            return _damaged(path, "it has no head between two `---` lines")
        fields = {
            match[1]: json.loads(match[2]) for line in head.split("\n") if (match := _LINE.fullmatch(line))
        }
        return msgspec.convert({**fields, "entry": Path(path).stem, "text": body}, Capture)
    except (UnicodeDecodeError, json.JSONDecodeError, msgspec.ValidationError) as error:
        return _damaged(path, str(error))


def folder(project: Path) -> os.stat_result | None:
    """Return what stat says of the folder of captures: it changes when one comes, goes or is replaced."""
    try:
        return (project / FOLDER).stat()
    except OSError:
        return None


def files(project: Path) -> dict[str, os.stat_result]:
    """Return what stat says of each capture's file of a project, by entry, in the order of their names."""
    try:
        with os.scandir(project / FOLDER) as found:
            entries = [one for one in found if one.name.endswith(_SUFFIX)]
    except OSError:
        return {}
    stats = {}
    for one in sorted(entries, key=lambda one: one.name):
        with suppress(OSError):  # gone since, or a link to nothing
            stats[one.name.removesuffix(_SUFFIX)] = one.stat()
    return stats


def read(project: Path, entry: str) -> Capture | Diagnostic:
    """Read the capture of an entry; a file that cannot be used gives `damaged-capture`."""
    path = f"{FOLDER}/{entry}{_SUFFIX}"
    try:
        return from_bytes(path, (project / path).read_bytes())
    except OSError as error:
        return _damaged(path, error.strerror or str(error))


def _damaged(path: str, why: str) -> Diagnostic:
    hint = "restore it from version control, or delete it and import the document again"
    return Diagnostic(Location(path), "error", "damaged-capture", f"this capture cannot be read: {why}", hint)
