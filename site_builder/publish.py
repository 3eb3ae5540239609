"""Publishing: files are staged, the state is committed, then staged files are renamed into place.

A build of much is staged in a folder that has the form of the output. Where there is no output yet, that folder becomes
the output in one rename, so that readers see the whole site or nothing. It is new for each build, so that a process
that outlives a killed build writes where nobody looks. A small build is staged in one flat folder, which is kept, since
making and removing folders takes longer than writing files.

Files are renamed one by one, in an order in which nothing that readers can reach leads to a page that is not there yet:
first new files, to which only each other link; then those that replace older ones; removals last. Within each, assets
come first, then leaf pages, lists, feeds and sitemaps, and the home page last, from which readers of a first build come
to all others: a page's rank. So a build that was killed half-way is settled by doing the same again. Only what stands
in the way of a new file, a file where a folder must be or the other way round, is removed before.
"""

import contextlib
import errno
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

_RANKS: Final = {
    "asset": 0,
    "entry": 1,
    "standing": 1,
    "redirect": 3,
    "feed": 3,
    "json-feed": 3,
    "opml": 3,
    "month-data": 3,
    "sitemap": 3,
    "sitemaps": 4,
    "data-index": 4,
    "home": 5,
}
_LISTS: Final = 2
_FLAT: Final = "staging"
_TREE: Final = "staging-"
_SPOOL: Final = "spool-"
Row = tuple[str, int | None]
"""(path in the output, rank of the staged file or None to unlink)"""


class Staging(Struct, frozen=True):
    """A folder in which files wait for publication; `tree` tells that it has the form of the output."""

    folder: str
    tree: bool

    @property
    def name(self) -> str:
        """The folder's name within the cache."""
        return self.folder.rpartition("/")[2]

    def place(self, path: str) -> str:
        """Return where the file for an output path waits."""
        if self.tree:
            return f"{self.folder}/{path}"
        return f"{self.folder}/{hashlib.sha256(path.encode()).hexdigest()[:40]}"


def new_staging(cache: Path, number: int, *, tree: bool) -> Staging:
    """Return an empty staging folder of a build; `number` tells builds apart."""
    staging = staging_of(cache, f"{_TREE}{number}" if tree else _FLAT)
    os.makedirs(staging.folder, exist_ok=not tree)  # noqa: PTH103 - as below
    return staging


def staging_of(cache: Path, name: str) -> Staging:
    """Return the staging folder of a name, "" where a build had nothing to stage."""
    tree = name.startswith(_TREE) and "/" not in name
    return Staging(f"{cache}/{name if tree else _FLAT}", tree=tree)


def spool_folder(cache: Path, number: int) -> Path:
    """Return the folder of a build for what it puts aside on the way."""
    return cache / f"{_SPOOL}{number}"


def clear(cache: Path) -> None:
    """Remove what killed or failed builds staged and put aside."""
    with os.scandir(cache) as found:
        folders = [entry for entry in found if entry.is_dir(follow_symlinks=False)]
    for folder in folders:
        if folder.name.startswith((_TREE, _SPOOL)):
            shutil.rmtree(folder.path, ignore_errors=True)
        elif folder.name == _FLAT:
            with os.scandir(folder.path) as files:
                for file in files:
                    os.unlink(file.path)  # noqa: PTH108 - as below


class Staged(Struct, frozen=True):
    """A file waiting in the staging folder."""

    size: int
    mtime_ns: int


class PublishError(Exception):
    """An output file could not be written or removed; `path` is relative to the output folder."""

    def __init__(self, path: str, cause: OSError) -> None:
        super().__init__(f"{path}: {cause.strerror or cause}")
        self.path = path
        self.cause = cause


def rank(kind: str) -> int:
    """Return when pages of a kind are published: those of a lower rank first."""
    return _RANKS.get(kind, _LISTS)


def stage(staging: Staging, path: str, data: bytes) -> Staged:
    """Write the file for an output path into the staging folder.

    Two workers may do it at once, where one was given up for lost: they write the same, so neither may empty the file.
    """
    full = staging.place(path)
    if staging.tree:
        _make_folder(full.rpartition("/")[0])
    file = _created(full)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(file, left) :]
        status = os.fstat(file)
        if status.st_size != len(data):
            os.ftruncate(file, len(data))
            status = os.fstat(file)
    finally:
        os.close(file)
    return Staged(status.st_size, status.st_mtime_ns)


def _make_folder(folder: str) -> None:
    """Make a page's folder: nearly always a new one in a folder that is there, which one call does."""
    try:
        os.mkdir(folder)  # noqa: PTH102 - called for every page
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - likewise


def _created(path: str) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o666)


def publish(output: Path, staging: Staging, rows: Iterable[Row]) -> None:
    """Rename staged files to their output paths, then unlink those that are no page's; may be repeated.

    Raises PublishError at the first file that can't be moved; what is left can be published later.
    """
    rows = list(rows)
    if staging.tree and _become(output, Path(staging.folder)):
        return
    targets = {path for path, wanted in rows if wanted is not None}
    gone = any(wanted is None for _, wanted in rows)
    above = {folder for path in targets for folder in _folders_above(path)} if gone else set()
    top = f"{output}/"

    def order(row: Row) -> tuple[int, int, str]:
        path, wanted = row
        if wanted is not None:
            return 2 if os.path.exists(top + path) else 1, wanted, path  # noqa: PTH110 - asked of every page
        return 0 if path in above or not targets.isdisjoint(_folders_above(path)) else 3, 0, path

    known: set[str] = set()
    for path, wanted in sorted(rows, key=order):
        try:
            if wanted is None:
                _unlink(output, path)
            else:
                _rename(staging.place(path), top, path, known)
        except OSError as cause:
            raise PublishError(path, cause) from cause
    if staging.tree:
        shutil.rmtree(staging.folder, ignore_errors=True)


def _become(output: Path, staging: Path) -> bool:
    """Make the staging folder the output folder, if there is none yet or an empty one; tell whether that was done."""
    if not staging.is_dir() or output.is_symlink() or (output.exists() and any(output.iterdir())):
        return False
    with contextlib.suppress(OSError):  # another file system, or a folder that is mounted there
        output.parent.mkdir(parents=True, exist_ok=True)
        staging.rename(output)
        return True
    return False


def _folders_above(path: str) -> Iterator[str]:
    """Yield `a` and `a/b` for `a/b/c`."""
    return (path[:end] for end, character in enumerate(path) if character == "/")


def _rename(staged: str, top: str, path: str, known: set[str]) -> None:
    folder = path.rpartition("/")[0]
    if folder not in known:
        os.makedirs(top + folder, exist_ok=True)  # noqa: PTH103 - called for every page
        known.add(folder)
    target = top + path
    try:
        os.replace(staged, target)  # noqa: PTH105 - likewise
    except FileNotFoundError:
        if os.path.lexists(staged):
            raise
        # renamed before a crash already; were it deleted since, the next build would miss it and make it again
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy(Path(staged), Path(target))


def _copy(staged: Path, target: Path) -> None:
    """Rename across file systems: copy beside the target, then rename there."""
    beside = target.with_name(f".{target.name}.part")
    try:
        shutil.copy2(staged, beside)
        beside.replace(target)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
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
