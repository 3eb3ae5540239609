"""Parts: single documents, still bytes, as they are taken out of what held them; and the documents they become."""

import re
from hashlib import sha256
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from site_builder.diagnostics import Diagnostic
from site_builder.importing import document
from site_builder.importing.document import Document, Stated, refusal
from site_builder.importing.encodings import decoded

Medium = Literal["text", "html", "pdf", "message"]

HANDED_LIMIT: Final = 50_000_000
"""Bytes of one document as it is handed in; archives may be larger, since they are read record by record."""
PAGE_LIMIT: Final = 10_000_000
"""Bytes of a page without the files that are packed into its markup; the longest articles have a tenth of it."""

HEAVY: Final = 1_000_000
"""Bytes of a document that may take more memory than can be spared: reading takes up to two hundred times as much."""
HEAVY_PACKED: Final = 128_000
"""The same of one that is compressed, as a PDF file is within."""

_PACKED: Final = re.compile(rb"data:[\w./+-]{1,80}(?:;[\w=-]{1,40}){0,4},[\w+/=%.~!*()-]{512,}")
_SOURCE_OF: Final = re.compile(r"\s*view-source:(?P<url>\S{1,2000})\s")


class Part(Struct, frozen=True):
    """One document as bytes.

    `charset` is what its wrapping says of the encoding ("" if nothing), `url` where it comes from. `asked` is the
    address it was asked for, where another one answered, and `status` the server's answer (0: it was not fetched). `seen`
    is the day on which a web archive recorded it ("" if it doesn't say, None of what is from no archive).
    """

    name: str
    data: bytes
    medium: Medium
    charset: str = ""
    url: str = ""
    stated: Stated = Stated()
    asked: str = ""
    status: int = 0
    seen: str | None = None

    @property
    def heavy(self) -> bool:
        """Whether reading may take more memory than can be spared."""
        return len(self.data) > (HEAVY_PACKED if self.medium == "pdf" else HEAVY)

    @property
    def raw_sha256(self) -> str:
        """The hash of the document as it was found."""
        return sha256(self.data).hexdigest()


def read(part: Part) -> Document | Diagnostic:
    """Return the document that a part is, or why it cannot be one."""
    if len(part.data) > HANDED_LIMIT:
        return too_large(part.name, HANDED_LIMIT)
    match part.medium:
        case "html":
            return _page(part)
        case "pdf":
            from site_builder.importing.inputs import portable

            return portable.read(part)
        case "message":
            from site_builder.importing.inputs import messages

            return messages.read(part)
        case _:
            return _text(part)


def too_large(name: str, limit: int) -> Diagnostic:
    """Return the diagnostic that a document has more than `limit` bytes."""
    message = f"the document is larger than {limit // 1_000_000} MB"
    return refusal(name, "document-too-large", message, "cut it to the piece")


def _text(part: Part) -> Document | Diagnostic:
    read_ = document.read(part.name, part.data, part.charset)
    if isinstance(read_, Diagnostic):
        return read_
    return replace(read_, url=part.url, stated=part.stated)


def _page(part: Part) -> Document | Diagnostic:
    data = _PACKED.sub(b"data:,", part.data)
    if len(data) > PAGE_LIMIT:
        return too_large(part.name, PAGE_LIMIT)
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        return refusal(part.name, "empty-document", "the document has no text", "")
    text, encoding = decoded(data, part.charset)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    url = part.url
    if copied := _SOURCE_OF.match(text):  # the markup as a browser shows it, copied with the address above
        text, url = text[copied.end() :], url or copied["url"]
    return Document(part.name, part.raw_sha256, encoding, text, url, "html", part.stated)
