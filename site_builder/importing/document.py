"""Documents: the bytes that an editor hands in, and the text they are; what is not text is refused."""

import re
from hashlib import sha256
from typing import Final, Literal

from msgspec import Struct

from site_builder.diagnostics import Diagnostic, Location
from site_builder.importing.encodings import LOST, decoded

SIZE_LIMIT: Final = 2_000_000
"""Bytes of plain text: a long book. An entry's file may have 5,000,000, and escapes add to a text."""

_BINARY: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_ORDERS: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SPACES: Final = re.compile(r"\s{2,}|[\t\n\r\v\f\u0085\u2028\u2029]")
_FLAWS: Final = (
    500  # characters of a text in which one may be unreadable or a control character, on the average
)


class Stated(Struct, frozen=True):
    """What the wrapping of a document says of it: the item of a feed, the head of a message, a file's properties.

    `by` names the wrapping for the report. `firm`: it speaks of this very piece, as an item of a feed does, so that
    it goes before what is read out of the piece; the head of a message only helps where the piece says nothing.
    """

    by: str = ""
    firm: bool = False
    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    updated: str = ""
    site_name: str = ""
    language: str = ""
    topics: tuple[str, ...] = ()


class Document(Struct, frozen=True):
    """A document that was read: its name, the hash of its bytes, the encoding found and the whole text.

    Line ends in `text` are line feeds; everything else is as found. Of a page, `text` is the markup. `url` is where
    it was fetched from, or said to be from ("" if unknown).
    """

    name: str
    raw_sha256: str
    encoding: str
    text: str
    url: str = ""
    kind: Literal["text", "html"] = "text"
    stated: Stated = Stated()


def read(name: str, data: bytes, charset: str = "") -> Document | Diagnostic:
    """Decode the bytes of the text `name`; `charset` is what its wrapping says of the encoding ("" if nothing).

    Returns a diagnostic for what cannot be imported: `document-too-large`, `empty-document`,
    `binary-document`, `undecodable-document`.
    """
    if len(data) > SIZE_LIMIT:
        limit = f"{SIZE_LIMIT // 1_000_000} MB"
        return refusal(
            name, "document-too-large", f"the document is larger than {limit}", "cut it to the piece"
        )
    text, encoding = decoded(data, charset)
    if text.count(LOST) > len(text) // _FLAWS:
        message = f"the document is not text in {encoding}"
        return refusal(name, "undecodable-document", message, "save it as UTF-8")
    if len(_BINARY.findall(text)) > len(text) // _FLAWS or "\0" in text:
        return refusal(name, "binary-document", "the document is not plain text", "export its text first")
    if not clean(text):
        return refusal(name, "empty-document", "the document has no text", "")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Document(name, sha256(data).hexdigest(), encoding, text)


def clean(text: str) -> str:
    """Return `text` as one line to publish: runs of white space are one space, unseen characters are gone.

    Unseen are control characters, marks that turn the direction of what follows, soft hyphens, zero-width marks other
    than joiners, which Persian, Hindi and emoji need, and halves of characters (lone surrogates), which no file can hold.
    """
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACES.sub(" ", _HIDDEN.sub("", text)).strip()


def printable(text: str) -> str:
    """Return a text whose control characters are spelt out, so that no terminal takes it for an order; lines stay lines.

    A file's name may be made of any bytes; those that are no text are spelt out, too.
    """
    text = text.encode("utf-8", "backslashreplace").decode()
    return _ORDERS.sub(lambda mark: mark[0].encode("unicode_escape").decode(), text)


def refusal(name: str, code: str, message: str, hint: str) -> Diagnostic:
    """Return the diagnostic that a document is not imported."""
    return Diagnostic(Location(name), "error", code, message, hint)
