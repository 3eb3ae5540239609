"""The files of the index in the output folder: written beside their place and renamed there; only ours are ever removed."""

import hashlib
import re
from pathlib import Path
from typing import Final

from site_builder.search import FOLDER
from site_builder.search.merging import FOLDERS, path_of
from site_builder.search.pieces import Name

MANIFEST: Final = ("size", "")
_PART: Final = re.compile(r"[a-z0-9-]+\.json")
_PARTLY: Final = ".part"


class IndexFiles:
    """The folder of the index below an output folder."""

    def __init__(self, output: Path) -> None:
        self._folder = output / FOLDER

    def place(self, name: Name) -> Path:
        """Return where a file stands."""
        return self._folder / ("index.json" if name == MANIFEST else path_of(name))

    def write(self, name: Name, data: bytes) -> tuple[int, int]:
        """Write a file whole or not at all; return its size and mtime."""
        place = self.place(name)
        beside = place.with_name(f".{place.name}{_PARTLY}")
        try:
            beside.write_bytes(data)
        except FileNotFoundError:
            place.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(data)
        beside.replace(place)
        status = place.stat()
        return status.st_size, status.st_mtime_ns

    def remove(self, name: Name) -> None:
        """Remove a file, and the folders that it leaves empty."""
        place = self.place(name)
        place.unlink(missing_ok=True)
        place.with_name(f".{place.name}{_PARTLY}").unlink(missing_ok=True)
        for folder in (place.parent, self._folder):
            try:
                folder.rmdir()
            except OSError:
                return

    def intact(self, name: Name, digest_: bytes, size: int, mtime_ns: int) -> bool:
        """Tell whether a file is what was written: one of the right size and mtime is trusted."""
        try:
            status = self.place(name).stat()
            if status.st_size != size:
                return False
            return status.st_mtime_ns == mtime_ns or digest(self.place(name).read_bytes()) == digest_
        except OSError:
            return False

    def left_behind(self) -> list[Name]:
        """Return the files of an index that no store knows of: those in its folders that are named as it names them."""
        if not self.place(MANIFEST).is_file():
            return []
        found = [MANIFEST]
        for kind, letter in FOLDERS.items():
            folder = self._folder / letter
            names = sorted(place.name for place in folder.iterdir()) if folder.is_dir() else []
            found += [(kind, name.removesuffix(".json")) for name in names if _PART.fullmatch(name)]
        return found


def digest(data: bytes) -> bytes:
    """Return the digest by which files of the index and what entries say are compared."""
    return hashlib.sha256(data).digest()[:16]
