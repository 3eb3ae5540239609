"""Save: files of one document are written together or not at all, and never over a file that they do not know."""

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct


class Write(Struct, frozen=True):
    """One file to write; `before` is the content that it replaces (None: nothing may stand there)."""

    after: bytes
    before: bytes | None = None


def save(project: Path, writes: Mapping[str, Write]) -> None:
    """Write all files, keyed by path within the project.

    Everything is first written beside its place, then put there by link and rename. Raises OSError
    (FileExistsError when a place is taken or a file has changed meanwhile) with everything as it was.
    """
    staged: dict[str, Path] = {}
    done: list[str] = []
    try:
        for path, write in writes.items():
            staged[path] = _stage(_place(project, path), write.after)
        for path, write in writes.items():
            _put(staged[path], project / path, write)
            done.append(path)
    except BaseException:
        _undo(project, writes, done)
        raise
    finally:
        for file in staged.values():
            file.unlink(missing_ok=True)


def _place(project: Path, path: str) -> Path:
    """Return the place of a file, its folder made; a folder that leads out of the project is refused."""
    target = project / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.parent.resolve().is_relative_to(project.resolve()):
        raise PermissionError(1, "the folder leads out of the project", path)
    return target


def _stage(target: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=".import-", dir=target.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    file = Path(name)
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
                _stage(project / path, before).replace(project / path)
