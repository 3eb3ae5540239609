"""Publishing: files are staged, the state is committed, then staged files are renamed into place.

Renames go in an order in which nothing that readers can reach leads to a page that is not there yet: first new
files, to which only each other link; then those that replace older ones; removals last. Within each, assets come
first, then leaf pages, lists, feeds and sitemaps, told by the first digit of a staged file's name. So a build that
was killed half-way is settled by doing the same again. Only what stands in the way of a new file, a file where a
folder must be or the other way round, is removed before.
"""

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

STAGES: Final = {"asset": 0, "entry": 1, "standing": 1, "redirect": 3, "feed": 3, "sitemap": 3, "sitemaps": 4}
LISTS: Final = 2


class Staged(Struct, frozen=True):
    """A file waiting in the staging folder."""

    name: str
    size: int
    mtime_ns: int


class PublishError(Exception):
    """An output file could not be written or removed; `path` is relative to the output folder."""

    def __init__(self, path: str, cause: OSError) -> None:
        super().__init__(f"{path}: {cause.strerror or cause}")
        self.path = path
        self.cause = cause


def staged_name(kind: str, number: int) -> str:
    """Return the name under which the `number`th page of a build, of page kind `kind`, is staged."""
    return f"{STAGES.get(kind, LISTS)}{number:08d}"


def stage(staging: Path, name: str, data: bytes) -> Staged:
    """Write one file into the staging folder."""
    with open(staging / name, "wb", buffering=0) as file:  # noqa: PTH123 - a third faster than Path.open
        file.write(data)
        status = os.fstat(file.fileno())
    return Staged(name, status.st_size, status.st_mtime_ns)


def empty(staging: Path) -> None:
    """Make the staging folder new and empty."""
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)


def publish(output: Path, staging: Path, rows: Iterable[tuple[str, str | None]]) -> None:
    """Rename staged files to their output paths, then unlink those with no staged file; may be repeated.

    Raises PublishError at the first file that can't be moved; what is left can be published later.
    """
    rows = list(rows)
    targets = {path for path, staged in rows if staged is not None}
    above = {folder for path in targets for folder in _folders_above(path)}

    def order(row: tuple[str, str | None]) -> tuple[int, str, str]:
        path, staged = row
        if staged is not None:
            return 2 if (output / path).exists() else 1, staged, path
        return 0 if path in above or not targets.isdisjoint(_folders_above(path)) else 3, "", path

    known: set[str] = set()
    for path, staged in sorted(rows, key=order):
        try:
            if staged is None:
                _unlink(output, path)
            else:
                _rename(staging / staged, output, path, known)
        except OSError as cause:
            raise PublishError(path, cause) from cause


def _folders_above(path: str) -> Iterator[str]:
    """Yield `a` and `a/b` for `a/b/c`."""
    return (path[:end] for end, character in enumerate(path) if character == "/")


def _rename(staged: Path, output: Path, path: str, known: set[str]) -> None:
    folder = path.rpartition("/")[0]
    if folder not in known:
        (output / folder).mkdir(parents=True, exist_ok=True)
        known.add(folder)
    target = output / path
    try:
        staged.replace(target)
    except FileNotFoundError:
        if staged.exists():
            raise
        # renamed before a crash already; were it deleted since, the next build would miss it and make it again
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy(staged, target)


def _copy(staged: Path, target: Path) -> None:
    """Rename across file systems: copy beside the target, then rename there."""
    beside = target.with_name(f".{target.name}.part")
    shutil.copy2(staged, beside)
    beside.replace(target)
    staged.unlink()


def _unlink(output: Path, path: str) -> None:
    """Remove our file and the folders it leaves empty; where something else stands now, ours is gone already."""
    target = output / path
    try:
        target.unlink()
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError:
        if not target.is_dir() or target.is_symlink():
            raise
    folder = target.parent
    while folder != output and folder.is_relative_to(output):
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
