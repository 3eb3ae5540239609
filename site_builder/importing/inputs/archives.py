"""Archives: the pages of a web crawl, record by record (WARC, ISO 28500; WACZ is a zip of WARC files and an index)."""

import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from io import BufferedReader, RawIOBase
from typing import IO, Any, Final, cast

from site_builder.diagnostics import Diagnostic
from site_builder.importing.document import clean, refusal
from site_builder.importing.encodings import named
from site_builder.importing.inputs import kinds
from site_builder.importing.inputs.parts import HANDED_LIMIT, Part, too_large

_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
_MEMBER: Final = re.compile(r"(?:^|/)archive/[^/]+\.warc(?:\.gz)?$", re.IGNORECASE)
_NEXT: Final = re.compile(rb"\r?\n\r?\nWARC/1\.")
_FOUND: Final = "200"
_MOST_MEMBERS: Final = 10_000  # files in one WACZ file
_RATIO: Final = 1_200  # DEFLATE packs at most 1,032 to 1
_YEARS: Final = range(1989, 3000)  # since there is a web, and as far as dates are read
_STORED: Final = 100_000_000  # bytes that are unpacked without a question


def parts(name: str, stream: IO[bytes]) -> Iterator[Part | Diagnostic]:
    """Yield each page that a WARC file recorded as found; what else it holds is passed over.

    A file that breaks off, or that is damaged from some record on, gives what stands before and a diagnostic.
    """
    count = 0
    try:
        for record in _whole(stream):
            if _is_page(record):
                count += 1
                yield _page(f"{name}#{count}", record)
    except ImportError:
        hint = "pip install 'site-builder[import]'"
        yield refusal(name, "unsupported-document", "web archives need more packages to be read", hint)
        return
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - the library raises whatever a damaged archive makes happen
        said = f"the archive is damaged behind page {count}: {_said(error)}"
        yield refusal(name, "damaged-document", said, "fetch or copy it again")
        return
    if not count:
        said = "the archive holds no page that was found"
        yield refusal(name, "empty-document", said, "only responses with HTML and status 200 are read")


def _whole(stream: IO[bytes]) -> Iterator[Any]:
    """Yield the records of an archive. Raises _BrokenOff at its end if the last one is not whole.

    The library takes a head without an end for the end, and a record that goes on behind it for a short one. Of a page,
    the reader of pages says so.
    """
    from warcio.archiveiterator import ArchiveIterator

    records = ArchiveIterator(_records(stream))
    left = None
    for record in records:
        if not record.rec_headers.get_header("Content-Length"):
            raise _BrokenOff
        left = None if _is_page(record) else record.raw_stream
        yield record
    if records.next_line or getattr(left, "limit", 0) > 0:
        raise _BrokenOff


def _said(error: Exception) -> str:
    """Return what is wrong with an archive; what the library stumbles over without a word is a record's head."""
    if isinstance(error, AttributeError | TypeError | LookupError):
        return "the head of a record cannot be read"
    return clean(str(error))[:120] or type(error).__name__


class _BrokenOff(ValueError):
    """A record is not whole."""

    def __init__(self) -> None:
        super().__init__("it breaks off in a record")


def _records(stream: IO[bytes]) -> IO[bytes] | gzip.GzipFile:
    """Return the stream of an archive as the library reads it: unpacked where it was packed as a whole, not record by record."""
    head = stream.peek(kinds.HEAD) if isinstance(stream, BufferedReader) else b""
    whole = head.startswith(b"\x1f\x8b") and _NEXT.search(kinds.unpacked_head(head))
    return gzip.GzipFile(fileobj=stream) if whole else stream


def packed_parts(name: str, stream: IO[bytes]) -> Iterator[Part | Diagnostic]:
    """Yield the pages of each WARC file in a WACZ file."""
    try:
        with zipfile.ZipFile(stream) as packed:
            members = [one for one in packed.infolist()[:_MOST_MEMBERS] if _MEMBER.search(one.filename)]
            if not members:
                said = "the zip file is no web archive (WACZ)"
                yield refusal(name, "unsupported-document", said, "hand in the documents that it holds")
            for member in members:
                yield from _member(f"{name}/{clean(member.filename.rpartition('/')[2])}", packed, member)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, zlib.error) as error:
        said = f"the archive cannot be unpacked: {clean(str(error))[:120]}"
        yield refusal(name, "damaged-document", said, "fetch or copy it again")


def _member(name: str, packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[Part | Diagnostic]:
    if member.flag_bits & 1:
        yield refusal(name, "damaged-document", "the archive is encrypted", "unpack it first")
    elif member.file_size > max(_RATIO * member.compress_size, _STORED) or _is_bomb(member):
        said = f"{member.compress_size} bytes would unpack to {member.file_size}"
        yield refusal(name, "document-too-large", said, "unpack it by hand, if you trust it")
    else:
        with packed.open(member) as stream:
            yield from parts(name, BufferedReader(cast("RawIOBase", stream), kinds.HEAD))


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    """Tell whether an archive is packed as no text can be; real ones are compressed a hundredfold at most."""
    return member.file_size > _STORED and member.file_size > 100 * member.compress_size


def _is_page(record: Any) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    medium = str(record.http_headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return medium in _PAGES and record.http_headers.get_statuscode() == _FOUND


def _page(name: str, record: Any) -> Part | Diagnostic:
    data = record.content_stream().read(HANDED_LIMIT + 1)
    if len(data) > HANDED_LIMIT:
        return too_large(name, HANDED_LIMIT)
    if getattr(record.raw_stream, "limit", 0) > 0 and not record.raw_stream.read(1):
        return refusal(
            name, "damaged-document", "the archive breaks off in this page", "fetch or copy it again"
        )
    if kinds.of(name, data[: kinds.HEAD], "text/html") == "binary":
        said = "what is recorded as a page is no text; it may be packed in a way that is not known"
        return refusal(name, "binary-document", said, "save the page in a browser")
    charset = named(str(record.http_headers.get_header("Content-Type") or ""))
    url = clean(str(record.rec_headers.get_header("WARC-Target-URI") or "")).strip("<>")
    seen = _day(str(record.rec_headers.get_header("WARC-Date") or ""))
    return Part(name, data, "html", charset, url, status=int(_FOUND), seen=seen)


def _day(stated: str) -> str:
    """Return the day of an instant, "" if it is none that a page can have been recorded at."""
    try:
        day = date.fromisoformat(stated[:10])
    except ValueError:
        return ""
    return day.isoformat() if day.year in _YEARS else ""
