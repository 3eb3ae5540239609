"""What templates compile to, kept from one process to the next, so that most builds neither parse nor compile any.

Templates that ship are part of the program, so what they compile to lies where Python keeps what this package's modules
compile to: in its `__pycache__`, or below `PYTHONPYCACHEPREFIX`. What a project's own templates compile to, or all where
the package's folder can't be written, lies in the project's cache.
"""

import contextlib
import hashlib
import importlib.util
import marshal
import os
import re
import shutil
import sys
from pathlib import Path
from types import CodeType
from typing import Any, Final, NamedTuple

from site_builder.language.speech import Speech
from site_builder.project import theme

_GENERATOR: Final = re.compile(r"generator-[0-9a-f]{16}")
_DIGEST: Final = 32


class Kept(NamedTuple):
    """What a template comes to: the digest of it with its messages, its mentions, and whether a message has plural forms.

    `mentions` are those of `render/mentions.py`, as plain tuples.
    """

    digest: str
    mentions: tuple[tuple[Any, ...], ...]
    plural: bool
    code: CodeType


class Compiled:
    """What templates come to in one language, in two files: one of the package's, and one in `folder`.

    `folder` is named `generator-…` after the generator, on which all depends; what earlier generators left beside it goes,
    and nothing else. Either file may be deleted, damaged or locked at any time. What is compiled otherwise because it is
    `careful` has files of its own.
    """

    def __init__(self, folder: Path, speech: Speech, *, careful: bool) -> None:
        name = f"{speech.edition[:16]}{'-careful' if careful else ''}.cache"
        self._own = _Shelf(folder / name)
        self._package = _Shelf(_bytecode_folder() / folder.name / name)
        self._shipped = str(theme()) if speech.shipped and not sys.dont_write_bytecode else ""
        with contextlib.suppress(OSError):
            _forget_others(folder)

    def get(self, name: str, source: str) -> Kept | None:
        """Return what was kept of a template, if anything."""
        key = _key(name, source)
        return self._package.get(key) or self._own.get(key)

    def put(self, name: str, source: str, kept: Kept, path: str) -> None:
        """Keep what a template that stands in the file `path` comes to."""
        shipped = self._shipped and Path(path).is_relative_to(self._shipped)
        (self._package if shipped else self._own).put(_key(name, source), kept)

    def save(self) -> None:
        """Write what is new."""
        if not self._package.save():
            self._own.take(self._package)
        self._own.save()


class _Shelf:
    """One file: a digest of what follows, and a dict of templates, each in bytes of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: dict[str, bytes] | None = None
        self.used: dict[str, bytes] = {}
        self._at_hand: dict[str, Kept] = {}
        self._new = False

    def get(self, key: str) -> Kept | None:
        if key in self._at_hand:
            return self._at_hand[key]
        if self._found is None:
            self._found = _read(self._path)
        data = self._found.get(key)
        if data is None:
            return None
        self.used[key] = data
        self._at_hand[key] = Kept(*marshal.loads(data))  # noqa: S302 - as trustworthy as Python's own bytecode beside it
        return self._at_hand[key]

    def put(self, key: str, kept: Kept) -> None:
        self.used[key] = marshal.dumps(tuple(kept))
        self._at_hand[key] = kept
        self._new = True

    def take(self, other: "_Shelf") -> None:
        """Keep what `other` could not write."""
        self.used |= other.used
        self._new = True

    def save(self) -> bool:
        """Write what was used, where any of it is new, and tell whether that was possible."""
        if not self._new:
            return True
        data = marshal.dumps(self.used)
        folder = self._path.parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _forget_others(folder)
            new = self._path.with_suffix(f".{os.getpid()}")
            new.write_bytes(hashlib.sha256(data).digest() + data)
            new.replace(self._path)
        except OSError:
            return False
        self._new = False
        return True


def _read(path: Path) -> dict[str, bytes]:
    """Return what a shelf's file holds; one that isn't whole holds nothing."""
    try:
        data = path.read_bytes()
    except OSError:
        return {}
    whole = hashlib.sha256(data[_DIGEST:]).digest() == data[:_DIGEST]
    found: dict[str, bytes] = marshal.loads(data[_DIGEST:]) if whole else {}  # noqa: S302 - likewise
    return found


def _key(name: str, source: str) -> str:
    return hashlib.sha256(f"{name}\0{source}".encode()).hexdigest()


def _bytecode_folder() -> Path:
    """Return the folder in which Python keeps the bytecode of this module."""
    return Path(importlib.util.cache_from_source(__file__)).parent


def _forget_others(folder: Path) -> None:
    for other in folder.parent.iterdir():
        if other != folder and _GENERATOR.fullmatch(other.name):
            shutil.rmtree(other, ignore_errors=True)
