"""Comparison of the output folder with what the state says of it."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from site_builder.incremental.shape import PageKey


def digest(data: bytes) -> bytes:
    """Return the digest by which bodies, models and files of the output are compared: 128 bits of SHA-256."""
    return hashlib.sha256(data).digest()[:16]


def damaged(output: Path, files: Iterable[tuple[PageKey, str, int, int, bytes]]) -> frozenset[PageKey]:
    """Return the pages whose file is missing or isn't what was written.

    A file of the right size and mtime is trusted; one of the right size with another mtime (a restored cache)
    is read and compared by digest.
    """
    folder = f"{output}/"
    return frozenset(file[0] for file in files if not _intact(folder + file[1], *file[2:]))


def _intact(path: str, size: int, mtime_ns: int, expected: bytes) -> bool:
    try:
        status = os.stat(path)  # noqa: PTH116 - asked of every page by each build; a Path takes three times as long
        if status.st_size != size:
            return False
        if status.st_mtime_ns == mtime_ns:
            return True
        return digest(Path(path).read_bytes()) == expected
    except OSError:
        return False
