"""Save: files of one document are written together or not at all, and never over a file that they do not know."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from msgspec import Struct

from site_builder.importing.writing import journal as journals
from site_builder.importing.writing.journal import Journal


class Write(Struct, frozen=True):
    """One file to write; `before` is the content that it replaces (None: nothing may stand there)."""

    after: bytes
    before: bytes | None = None


def save(project: Path, writes: Mapping[str, Write]) -> None:
    """Write all files, keyed by path within the project.

    Everything is first written beside its place, then put there by link and rename. Raises OSError
    (FileExistsError when a place is taken or a file has changed meanwhile) with everything as it was. Where the process is
    killed, `settle` does the rest.
    """
    journal = _journal(project, writes)
    staged: dict[str, Path] = {}
    done: list[str] = []
    try:
        for number, path in enumerate(writes):
            staged[path] = _beside(_place(project, path), journal, number)
        if journal:
            told = {path: (write.before, write.after) for path, write in writes.items()}
            journal.write(journals.steps(project, staged, told))
        for path, write in writes.items():
            _stage(staged[path], write.after)
        for path, write in writes.items():
            _put(staged[path], project / path, write)
            done.append(path)
    except BaseException:
        if journal:
            journal.end()  # what is undone is not to be finished
        _undo(project, writes, done)
        raise
    finally:
        for file in staged.values():
            file.unlink(missing_ok=True)
        if journal:
            journal.end()


def settle(project: Path) -> None:
    """Finish, or take away, what an import that was killed has left half written."""

    def put(staged: str, place: str, before: str) -> None:
        target = _place(project, place)
        stands = target.read_bytes() if before else None
        _put(project / staged, target, Write((project / staged).read_bytes(), stands))

    journals.settle(project, put)


def _journal(project: Path, writes: Mapping[str, Write]) -> Journal | None:
    """Return the journal of several files; one alone is there or not, and a cache that cannot be written to has none."""
    if len(writes) > 1:
        with suppress(OSError):
            return Journal(project)
    return None


def _beside(target: Path, journal: Journal | None, number: int) -> Path:
    """Return where a file waits beside its place."""
    token = journal.token if journal else f"{os.getpid()}-{uuid4().hex[:8]}"
    return target.parent / f"{journals.STAGED}{token}-{number}"


def _place(project: Path, path: str) -> Path:
    """Return the place of a file, its folder made; a folder that leads out of the project is refused."""
    target = project / path
    if not target.parent.resolve().is_relative_to(project.resolve()):
        raise PermissionError(1, "the folder leads out of the project", path)
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def _stage(file: Path, data: bytes) -> Path:
    with file.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    file.chmod(0o644)
    return file


def _put(staged: Path, target: Path, write: Write) -> None:
    if write.before is None:
        _put_new(staged, target)
        return
    if target.read_bytes() != write.before:
        raise FileExistsError(17, "the file was changed meanwhile", str(target))
    staged.chmod(target.stat().st_mode & 0o777)
    staged.replace(target)


def _put_new(staged: Path, target: Path) -> None:
    """Link the file to its place, which unlike a rename fails when the place is taken."""
    try:
        os.link(staged, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if target.exists():
            raise FileExistsError(17, "the place is taken", str(target)) from None
        staged.replace(target)


def _undo(project: Path, writes: Mapping[str, Write], done: list[str]) -> None:
    for path in reversed(done):
        before = writes[path].before
        with suppress(OSError):
            if before is None:
                (project / path).unlink()
            else:
                _stage(_beside(project / path, None, 0), before).replace(project / path)
