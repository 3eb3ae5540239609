"""scan: which files of the content and the theme changed, by what stat says and by digest.

A file whose stamp is the known one is trusted unread, but not if it was written so shortly before the last
scan that a later write could have left the same stamp (the "racy git" problem, git's
Documentation/technical/racy-git.txt).
"""

import hashlib
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from msgspec import Struct

from site_builder.content.folders import CONTENT, THEME, Walk
from site_builder.diagnostics import Diagnostic, Location

# clocks of file systems tick as coarsely as every 2 s (FAT), and lag behind the system's clock by a tick
_TICK_NS: Final = 2_000_000_000
_AT_ONCE: Final = 1 << 20


class Stamp(Struct, frozen=True, gc=False):
    """What stat says of a file, as far as it tells whether the file was written to."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


class Known(Struct, frozen=True, gc=False):
    """A file as of the last scan; `digest` is its SHA-256 in hex."""

    stamp: Stamp
    digest: str


class Place(NamedTuple):
    """A file to be read: its path relative to the project, with `/`, and where it lies."""

    path: str
    full: str


class SourceFile(Struct, frozen=True):
    """A file as read; `path` is relative to the project, with `/`."""

    path: str
    data: bytes
    stamp: Stamp
    digest: str


class Scan(Struct, frozen=True):
    """What a scan found, by path.

    `changed` are new files and those with new bytes, `touched` those with a new stamp but the known bytes; `reread`
    tells how many known files had to be read, because their stamps could not be trusted.
    """

    changed: tuple[Place, ...]
    touched: tuple[tuple[str, Stamp], ...]
    removed: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    reread: int = 0


def scan(
    root: Path,
    known: Mapping[str, Known],
    *,
    scanned_at_ns: int,
    only: Collection[str] | None = None,
) -> Scan:
    """Compare `root`/content with the files `known` from the last scan, which began at `scanned_at_ns`.

    `only` are paths relative to the project that may have changed: files or folders, there or gone; None looks
    at everything. Faults are diagnostics; nothing is raised for them.
    """
    walk = Walk(str(root / "content"), "content", CONTENT)
    paths = ("content",) if only is None else sorted({path.rstrip("/") for path in only if _is_content(path)})
    for path in paths:
        walk.visit(path)
    looked_at = known if only is None else dict(_below(known, paths, walk.found))
    return _compare([walk], looked_at, scanned_at_ns - _TICK_NS)


def scan_theme(folders: Sequence[Path], known: Mapping[str, Known], *, scanned_at_ns: int) -> Scan:
    """Compare templates and assets with those `known`; of two with one name the first folder's counts.

    Their paths are `templates/entry.html`, `templates/assets/site.css`, whichever folder they are from.
    """
    walks = [Walk(str(folder), "templates", THEME) for folder in folders]
    for walk in walks:
        walk.visit("templates")
    return _compare(walks, known, scanned_at_ns - _TICK_NS)


def read(place: Place) -> SourceFile | Diagnostic:
    """Read a file; its stamp is taken before its bytes, so that a write in between shows at the next scan."""
    try:
        file = _opened(place.full)
        try:
            info = os.fstat(file)
            data = _all_of(file, info.st_size)
        finally:
            os.close(file)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or error}"
        return Diagnostic(
            Location(place.path), "error", "unreadable-file", message, "look at its permissions"
        )
    stamp = Stamp(info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino)
    return SourceFile(place.path, data, stamp, hashlib.sha256(data).hexdigest())


def _is_content(path: str) -> bool:
    return path == "content" or path.startswith("content/")


def _below(
    known: Mapping[str, Known], paths: Iterable[str], found: Mapping[str, object]
) -> Iterable[tuple[str, Known]]:
    """Yield the known files that `paths` name, or that lie in folders they name; a folder costs a walk through all."""
    for path in paths:
        if path in known:
            yield path, known[path]
        elif path not in found:
            yield from (each for each in known.items() if each[0].startswith(f"{path}/"))


def _compare(walks: Sequence[Walk], known: Mapping[str, Known], trusted_before: int) -> Scan:
    found = {path: file for walk in reversed(walks) for path, file in walk.found.items()}
    diagnostics = [diagnostic for walk in walks for diagnostic in walk.diagnostics]
    changed: list[Place] = []
    touched: list[tuple[str, Stamp]] = []
    reread = 0
    for path, (full, info) in sorted(found.items()):
        before, place = known.get(path), Place(path, full)
        if before is None:
            changed.append(place)
        elif not _is_trusted(before.stamp, info, trusted_before):
            file = read(place)
            reread += 1
            if isinstance(file, Diagnostic) or before.digest != file.digest:
                changed.append(place)
            elif before.stamp != file.stamp:
                touched.append((path, file.stamp))
    removed = tuple(sorted(path for path in known if path not in found))
    diagnostics.sort(key=Diagnostic.sort_key)
    return Scan(tuple(changed), tuple(touched), removed, tuple(diagnostics), reread)


def _is_trusted(stamp: Stamp, info: os.stat_result, trusted_before: int) -> bool:
    return (
        stamp.mtime_ns == info.st_mtime_ns < trusted_before
        and stamp.ctime_ns == info.st_ctime_ns < trusted_before
        and stamp.size == info.st_size
        and stamp.inode == info.st_ino
    )


def _opened(path: str) -> int:
    """Open so that a pipe put in the file's place cannot stop us."""
    return os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))


def _all_of(file: int, size: int) -> bytes:
    """Read a file of `size` bytes, by one call if it is still of that size: a file object takes seven."""
    data = os.read(file, size + 1)
    if len(data) == size:
        return data
    parts = [data]
    while more := os.read(file, _AT_ONCE):
        parts.append(more)
    return b"".join(parts)
