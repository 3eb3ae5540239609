"""Shelf: what the digest has already, together with what this import is about to add.

Everything that decides where a document goes asks the shelf and never the disk, so that a dry run and a run
decide alike, and the second of two documents sees the first.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from site_builder.content.parse import parse
from site_builder.diagnostics import Diagnostic
from site_builder.importing.copies.prints import Prints
from site_builder.importing.recognising.names import Names, gather
from site_builder.integrity.captures import Capture
from site_builder.model import Entry, Record

_VOCABULARIES: Final = ("regions", "sources", "authors", "topics")
_ID: Final = re.compile(rb"^id[ \t]*:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)
_LINK: Final = re.compile(rb"^source_url[ \t]*:[ \t]*[\"']?(http[^\s\"']+)", re.MULTILINE)
_HEAD: Final = 4096  # bytes of an entry's file that hold its front matter's first lines


class Shelf:
    """The entries, captures and names of a project, and the files added to them in memory."""

    def __init__(self, project: Path, *, keep: bool = True) -> None:
        """Read the vocabularies, the ids of the entries and the new captures of `project`.

        With `keep` false, nothing is written, to the index of captures either, and what is added is held in memory.
        """
        self._project = project
        self._keep = keep
        self._added: dict[str, bytes] = {}
        self._folded: set[str] = set()
        self._terms: list[Record] = list(_vocabularies(project))
        self.names: Names = gather(self._terms)
        self._paths: dict[str, str] = {}
        self._links: dict[str, str] = {}
        for entry, path, link in _entries(project):
            self._paths[entry] = path
            self._links.setdefault(link, entry)
        self.prints = Prints(project, keep=keep)
        self.faults: list[Diagnostic] = self.prints.faults

    def read(self, path: str) -> bytes | None:
        """Return the content of a file of the project, or None."""
        if path in self._added:
            return self._added[path]
        file = self._project / path
        return file.read_bytes() if file.is_file() else None

    def has_path(self, path: str) -> bool:
        """Tell whether something stands at `path`, in any spelling that a file system may take for it."""
        return path.casefold() in self._folded or (self._project / path).exists()

    def has_entry(self, entry: str) -> bool:
        """Tell whether an entry or a capture has this id."""
        return entry in self._paths or self.prints.has(entry)

    def path_of(self, entry: str) -> str:
        """Return the path of an entry's file, or ""."""
        return self._paths.get(entry, "")

    def half_filed(self, entry: str) -> str:
        """Return the path of an entry that names a capture which isn't there, as an import that was killed leaves it, or ""."""
        path = self.path_of(entry)
        if not path or self.prints.has(entry):
            return ""
        return path if f"  capture: {entry}\n".encode() in (self.read(path) or b"") else ""

    def entry(self, entry: str) -> Entry | None:
        """Return an entry as its file stands now, or None when there is none or it has errors."""
        path = self.path_of(entry)
        data = self.read(path) if path else None
        record = parse(path, data).record if data is not None else None
        return record if isinstance(record, Entry) else None

    def entry_at(self, link: str) -> Entry | None:
        """Return the entry, written by hand (it has no capture), whose `source_url` is `link`, or None."""
        entry = self._links.get(link, "") if link else ""
        by_hand = entry and not self.prints.has(entry) and not self.half_filed(entry)
        return self.entry(entry) if by_hand else None

    def same_document(self, raw_sha256: str, text_sha256: str) -> str:
        """Return the entry made of this very document, or of its text in another encoding, or ""."""
        return self.prints.same_document(raw_sha256, text_sha256)

    def same_bytes(self, raw_sha256: str) -> str:
        """Return the entry made of a document that is known by its bytes, before it is read, or ""."""
        return self.prints.same_document(raw_sha256, "")

    def add(self, files: Mapping[str, bytes], capture: Capture, entry_path: str) -> None:
        """Put a document's files on the shelf: those that were written already, unless nothing is."""
        self._added.update({} if self._keep else files)
        self._folded |= {path.casefold() for path in files}
        self._paths[capture.entry] = entry_path
        self.prints.add(capture)
        new = [path for path in files if path.startswith(("content/sources/", "content/authors/"))]
        if found := [record for path in new if (record := parse(path, files[path]).record) is not None]:
            self._terms += found
            self.names = gather(self._terms)


def vocabulary(project: Path) -> Names:
    """Return what the vocabularies of a project call things."""
    return gather(_vocabularies(project))


def _vocabularies(project: Path) -> Iterator[Record]:
    for folder in _VOCABULARIES:
        for file in sorted((project / "content" / folder).rglob("*.md")):
            record = parse(file.relative_to(project).as_posix(), file.read_bytes()).record
            if record is not None:
                yield record


def _entries(project: Path) -> Iterator[tuple[str, str, str]]:
    """Yield id, path and `source_url` ("" if none) of each entry, from the first bytes of its file."""
    for file in sorted((project / "content/entries").rglob("*.md")):
        with file.open("rb") as stream:
            head = stream.read(_HEAD)
        link = _LINK.search(head)
        if match := _ID.search(head):
            address = link[1].decode("utf-8", "replace") if link else ""
            yield match[1].decode("utf-8", "replace"), file.relative_to(project).as_posix(), address
