"""Journal: which files of one document are being put in their places, so that an import that was killed can be finished.

It stands in the cache from before the first file is written until the last one has its place, and is locked meanwhile: the
system lets go of the lock even where the process is killed. Whoever imports next finds those that nobody holds. What
stands beside its place is then put there if any file of the document has its place already, and else taken away, so that
the files of a document are there together or not at all.
"""

import fcntl
import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Final

import msgspec
from msgspec import Struct

from site_builder.project import CACHE

_PREFIX: Final = "filing-"
STAGED: Final = ".import-"
"""How the names of files begin that wait beside their places."""


class Step(Struct, frozen=True):
    """One file: its place, what waits beside it, and the hashes of what stood there ("" for nothing) and of what shall."""

    place: str
    staged: str
    before: str
    after: str


class Journal:
    """What one document's files are, as long as they are being written."""

    def __init__(self, project: Path) -> None:
        """Open a journal in the project's cache. Raises OSError where none can be."""
        cache = project / CACHE
        cache.mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=".json", dir=cache)
        self._file = Path(name)
        self._stream = os.fdopen(handle, "w", encoding="utf-8")
        fcntl.flock(self._stream, fcntl.LOCK_EX)

    @property
    def token(self) -> str:
        """What no other journal of this project is called."""
        return self._file.stem.removeprefix(_PREFIX)

    def write(self, steps: Sequence[Step]) -> None:
        """Say what is about to be done."""
        json.dump(msgspec.to_builtins(steps), self._stream)
        self._stream.flush()

    def end(self) -> None:
        """Say that all is done, or given up."""
        self._file.unlink(missing_ok=True)
        self._stream.close()


def digest(data: bytes) -> str:
    """Return the hash by which a journal knows what a file holds."""
    return sha256(data).hexdigest()


def settle(project: Path, put: Callable[[str, str, str], None]) -> None:
    """Finish what killed imports have begun; `put(staged, place, before)` puts a file in its place and raises OSError if it cannot."""
    for file in sorted((project / CACHE).glob(f"{_PREFIX}*.json")):
        with suppress(OSError), file.open(encoding="utf-8") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)  # refused: that import is still under way
            _settle(project, _steps(stream), put)
            file.unlink()


def _steps(stream: IO[str]) -> list[Step]:
    """Return the steps of a journal; none where it was being written, since nothing else had been then."""
    with suppress(ValueError, msgspec.ValidationError):
        steps = msgspec.convert(json.load(stream), list[Step])
        return [one for one in steps if _is_sound(one)]
    return []


def _is_sound(step: Step) -> bool:
    """Tell whether a step's file waits beside its place, within the project; a journal that was tampered with says otherwise."""
    place, staged = PurePosixPath(step.place), PurePosixPath(step.staged)
    beside = staged.parent == place.parent and staged.name.startswith(STAGED)
    return beside and not place.is_absolute() and ".." not in place.parts


def _settle(project: Path, steps: Sequence[Step], put: Callable[[str, str, str], None]) -> None:
    stand = {one.place: _found(project / one.place) for one in steps}
    begun = any(stand[one.place] not in {"", one.before} for one in steps)
    for one in steps if begun else ():
        if stand[one.place] == one.before and _found(project / one.staged) == one.after:
            with suppress(OSError):
                put(one.staged, one.place, one.before)
    for one in steps:
        with suppress(OSError):
            (project / one.staged).unlink(missing_ok=True)


def _found(file: Path) -> str:
    """Return the hash of what a file holds, "" where there is none."""
    return digest(file.read_bytes()) if file.is_file() else ""


def steps(
    project: Path, staged: Mapping[str, Path], contents: Mapping[str, tuple[bytes | None, bytes]]
) -> list[Step]:
    """Return the steps of files that will be `staged` by their places; `contents` are what stood there and what shall."""
    return [
        Step(
            place,
            staged[place].relative_to(project).as_posix(),
            "" if before is None else digest(before),
            digest(after),
        )
        for place, (before, after) in contents.items()
    ]
