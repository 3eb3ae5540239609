"""Gathering: what the command line names, as a list of things to open: files, folders, standard input, addresses."""

import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Final

from msgspec import Struct
from msgspec.structs import replace

from site_builder.diagnostics import Diagnostic
from site_builder.importing.document import printable, refusal
from site_builder.importing.fetching import pages
from site_builder.importing.inputs import opening
from site_builder.importing.inputs.parts import HEAVY, HEAVY_PACKED, Part, too_large

STANDARD_INPUT: Final = "-"
_PIPED_LIMIT: Final = 200_000_000  # bytes from standard input
_LINE_LIMIT: Final = 20_000  # characters of an address in a list
_SHOWN: Final = 120  # characters of what a remark quotes
_WEB: Final = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
_PACKED: Final = (".pdf", ".gz", ".zip", ".wacz")
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)


class Given(Struct, frozen=True):
    """Something handed in: `name` as given, and where it comes from, if known.

    `walked`: it was found in a folder, so that what is no document there is passed over with a word, not a fault.
    """

    name: str
    url: str = ""
    walked: bool = False


def walk(names: Iterable[str]) -> Iterator[Given]:
    """Yield what is given, folders replaced by the files within them in the order of their names.

    Hidden files are left out. Links to other places are not followed, so that a folder ends.
    """
    for name in names:
        path = Path(name)
        if name != STANDARD_INPUT and not _is_address(name) and path.is_dir():
            yield from _within(path)
        else:
            yield Given(name)


def _within(folder: Path) -> Iterator[Given]:
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for file in sorted(files):
            if not file.startswith("."):
                yield Given(str(Path(where, file)), walked=True)


def listed(lines: Iterable[str], remark: Callable[[str], None]) -> Iterator[Given]:
    """Yield what the lines of a list name: a path, and behind a tab the document's address or nothing.

    `remark` is told of lines that name no document, and of what stands in an address's place and is none.
    """
    for number, line in enumerate(lines, 1):
        path, _, stated = line.rstrip("\r\n").partition("\t")
        url = stated.strip()[:_LINE_LIMIT]
        if path.strip():
            if url and not _WEB.match(url):
                remark(f"line {number} of the list: “{printable(url[:_SHOWN])}” is no address of a web page")
            yield Given(path, url)
        elif url:
            remark(f"line {number} of the list names no file, only “{printable(url[:_SHOWN])}”")


def is_heavy(given: Given) -> bool:
    """Tell whether what is in a file may take more memory than can be spared; what is packed in it says less of its size.

    Standard input is for this process alone, and how much stands at an address nobody knows before.
    """
    try:
        size = Path(given.name).stat().st_size
    except (OSError, ValueError):
        return False
    return size > (HEAVY_PACKED if given.name.lower().endswith(_PACKED) else HEAVY)


def parts(given: Given) -> Iterator[Part | Diagnostic]:
    """Open one file, an address or standard input, and yield the documents that it holds.

    What the operating system does not let us read is a diagnostic, and so is what is no file: a pipe might never end.
    """
    if given.name == STANDARD_INPUT:
        yield from _piped(given)
        return
    if _is_address(given.name):
        yield from pages.parts(given.name)
        return
    shown = printable(given.name)
    try:
        mode = (os.lstat if given.walked else os.stat)(given.name).st_mode
        if not stat.S_ISREG(mode):
            what = (
                "a folder" if stat.S_ISDIR(mode) else "a link" if stat.S_ISLNK(mode) else "a device or a pipe"
            )
            fault = refusal(shown, "unreadable-document", f"this is {what}, not a file", "")
            yield replace(fault, severity="warning") if given.walked else fault
            return
        with Path(given.name).open("rb", buffering=0) as file, opening.buffered(file) as stream:
            for part in opening.opened(shown, stream, given.url):
                yield _passed_over(part) if given.walked and isinstance(part, Diagnostic) else part
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else None
        yield refusal(shown, "unreadable-document", why or str(error), "")


def _passed_over(fault: Diagnostic) -> Diagnostic:
    """Return a fault of a file that was found in a folder: one of another kind is none."""
    return replace(fault, severity="warning") if fault.code == "unsupported-document" else fault


def _is_address(name: str) -> bool:
    """Tell whether something handed in is to be fetched; a file's name has no scheme."""
    return bool(_ADDRESS.match(name))


def _piped(given: Given) -> Iterator[Part | Diagnostic]:
    data = sys.stdin.buffer.read(_PIPED_LIMIT + 1)
    if len(data) > _PIPED_LIMIT:
        yield too_large(given.name, _PIPED_LIMIT)
    else:
        yield from opening.opened(given.name, opening.buffered(BytesIO(data)), given.url)


def lines_of(name: str) -> Iterator[str]:
    """Return the lines of a list as they come; `-` is standard input. Raises OSError where it cannot be opened."""
    if name == STANDARD_INPUT:
        # not `sys.stdin`, whose lock a thread that still waits for a line would hold when Python ends
        return _decoded(os.fdopen(os.dup(sys.stdin.fileno()), "rb"))
    return _decoded(Path(name).open("rb"))


def _decoded(stream: IO[bytes]) -> Iterator[str]:
    with stream:
        for line in stream:
            yield os.fsdecode(line.removeprefix(b"\xef\xbb\xbf"))
