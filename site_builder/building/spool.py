"""Spool: the bodies of entries, put aside on disk between parsing and rendering.

A cold build of 100,000 entries would hold half a gigabyte of text for nothing: each body is needed once, on the page
of its own entry. The process that parses a file writes its body to a spool file; the one that composes pages reads it.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Self

import msgspec

from site_builder.model import Body, Value

_DECODER: Final = msgspec.msgpack.Decoder(Body)
_OPEN_FILES: Final = 64


class Slip(Value):
    """Where a body lies: the number of a spool file, and the bytes in it."""

    file: int
    start: int
    size: int


class Spool:
    """The spool files of one build, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[int, int] = {}

    def __enter__(self) -> Self:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._open.values():
            os.close(file)
        self._open.clear()
        shutil.rmtree(self._folder, ignore_errors=True)

    def put(self, number: int, bodies: Iterable[bytes]) -> list[Slip]:
        """Write a whole spool file of bodies in msgpack, in whatever process; return where each body lies.

        Two workers may do it at once, where one was given up for lost: they write the same, and each file is whole.
        """
        data, slips = bytearray(), []
        for body in bodies:
            slips.append(Slip(number, len(data), len(body)))
            data += body
        written = self._folder / os.urandom(8).hex()
        written.write_bytes(data)
        written.rename(self._folder / str(number))
        return slips

    def get(self, slip: Slip) -> Body:
        """Return a body."""
        file = self._open.get(slip.file)
        if file is None:
            while len(self._open) >= _OPEN_FILES:
                os.close(self._open.pop(next(iter(self._open))))
            file = self._open[slip.file] = os.open(self._folder / str(slip.file), os.O_RDONLY)
        return _DECODER.decode(os.pread(file, slip.size, slip.start))

    def __reduce__(self) -> tuple[type["Spool"], tuple[Path]]:
        return Spool, (self._folder,)
