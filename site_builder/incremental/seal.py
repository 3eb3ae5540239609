"""Seal: how the state file was when we last left it, in a file beside it.

SQLite notices damage to its own structure, but not that a title or a number is another one. So whoever has written the
state notes its size, its mtime and, when all is done, its SHA-256. Where the stamp is another one, because a cache was
restored, or somebody wrote to the file, the digest decides. (The WAL has checksums of its own.)
"""

import contextlib
import hashlib
from pathlib import Path

from msgspec import Struct


class _Stamp(Struct, frozen=True):
    size: int
    mtime_ns: int


class Seal:
    """The seal of the state file at `path`."""

    def __init__(self, path: Path) -> None:
        self._state = path
        self._file = path.with_suffix(".seal")
        self._proven: _Stamp | None = None
        self._digested = False

    def holds(self) -> bool:
        """Tell whether the state is as it was left; a state that isn't there is."""
        stamp = self._stamp()
        if stamp is None or stamp == self._proven:
            return True
        try:
            size, mtime_ns, digest = self._file.read_text(encoding="ascii").split()
        except (OSError, ValueError):
            return False
        if stamp.size != int(size) or (stamp.mtime_ns != int(mtime_ns) and digest != self._digest()):
            return False
        self._proven, self._digested = stamp, digest != "-"
        return True

    def renew(self, *, digest: bool) -> None:
        """Note how the state is now; without its digest, which takes a while, it can't be known by another mtime."""
        stamp = self._stamp()
        if stamp is None or (stamp == self._proven and (self._digested or not digest)):
            return
        text = f"{stamp.size} {stamp.mtime_ns} {self._digest() if digest else '-'}\n"
        with contextlib.suppress(OSError):  # then the next build is a cold one
            self._file.write_text(text, encoding="ascii")
            self._proven, self._digested = stamp, digest

    def _stamp(self) -> _Stamp | None:
        try:
            status = self._state.stat()
        except OSError:
            return None
        return _Stamp(status.st_size, status.st_mtime_ns)

    def _digest(self) -> str:
        with self._state.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
