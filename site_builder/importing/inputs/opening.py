"""Opening: a document, or what holds many, taken apart into parts.

Everything goes through here as a stream of bytes with a name, whether it came from a file, from standard input or
over the net. Archives are read record by record; all else is read whole, within a limit.
"""

import gzip
import zlib
from collections.abc import Iterator
from io import BufferedReader, BytesIO, RawIOBase

from site_builder.diagnostics import Diagnostic
from site_builder.importing.document import refusal
from site_builder.importing.inputs import archives, kinds, messages
from site_builder.importing.inputs.kinds import Kind
from site_builder.importing.inputs.parts import HANDED_LIMIT, Part, too_large


def opened(
    name: str, stream: BufferedReader, url: str = "", charset: str = "", medium: str = ""
) -> Iterator[Part | Diagnostic]:
    """Yield the parts of what `stream` gives; `url`, `charset` and media type are what is known of it from outside."""
    head = stream.peek(kinds.HEAD)[: kinds.HEAD]
    kind = kinds.of(name, head, medium)
    if kind == "gzip":
        yield from _unzipped(name, stream, head, url)
    elif kind == "warc":
        yield from archives.parts(name, stream)
    elif kind == "zip":
        yield from archives.packed_parts(name, stream)
    else:
        data = stream.read(HANDED_LIMIT + 1)
        if len(data) > HANDED_LIMIT:
            yield too_large(name, HANDED_LIMIT)
        else:
            yield from _parts(name, kind, data, url, charset)


def held(
    name: str, data: bytes, url: str = "", charset: str = "", medium: str = ""
) -> Iterator[Part | Diagnostic]:
    """Yield the parts of bytes that are in memory."""
    yield from opened(name, buffered(BytesIO(data)), url, charset, medium)


def buffered(stream: RawIOBase | BytesIO) -> BufferedReader:
    """Return a stream that can be looked into as far as is needed to tell what it is."""
    return BufferedReader(stream, kinds.HEAD)


def _parts(name: str, kind: Kind, data: bytes, url: str, charset: str) -> Iterator[Part | Diagnostic]:
    match kind:
        case "html" | "text" | "pdf":
            yield Part(name, data, kind, charset, url)
        case "message":
            mails = messages.in_mailbox(data)
            for number, one in enumerate(mails, 1):
                yield Part(f"{name}#{number}" if len(mails) > 1 else name, one, kind, charset, url)
        case "feed":
            yield from _items(name, data, url)
        case "binary":
            yield refusal(name, "binary-document", "the document is not plain text", "export its text first")
        case _:
            suffix = name.rpartition(".")[2] if "." in name else name
            hint = f"documents that can be read: {', '.join(kinds.KNOWN)}"
            yield refusal(name, "unsupported-document", f"documents `.{suffix.lower()}` cannot be read", hint)


def _items(name: str, data: bytes, url: str) -> Iterator[Part | Diagnostic]:
    try:
        from site_builder.importing.inputs import feeds
    except ImportError:
        hint = "pip install 'site-builder[import]'"
        yield refusal(name, "unsupported-document", "feeds need more packages to be read", hint)
        return
    yield from feeds.parts(name, data, url)


def _unzipped(name: str, stream: BufferedReader, head: bytes, url: str) -> Iterator[Part | Diagnostic]:
    """Yield the parts of a gzip file, unpacked no further than a document may be large."""
    if kinds.unpacked_head(head).startswith(b"WARC/"):
        yield from archives.parts(name, stream)
        return
    try:
        with gzip.GzipFile(fileobj=stream) as packed:
            data = packed.read(HANDED_LIMIT + 1)
    except (OSError, EOFError, zlib.error):
        yield refusal(name, "damaged-document", "the file breaks off or is damaged", "fetch or copy it again")
        return
    inner = name[:-3] if name.lower().endswith(".gz") else name
    kind = kinds.of(inner, data[: kinds.HEAD])
    if len(data) > HANDED_LIMIT:
        yield too_large(name, HANDED_LIMIT)
    elif kind in {"gzip", "zip", "warc"}:
        yield refusal(
            name, "unsupported-document", "an archive inside a compressed file is not read", "unpack it"
        )
    else:
        yield from _parts(inner, kind, data, url, "")
