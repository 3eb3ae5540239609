"""Folder walks: the files below a folder that are ours to read, symbolic links and hostile names minded."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Final

from msgspec import Struct

from site_builder.diagnostics import Diagnostic, Location, Severity, nearest

CONTENT_FOLDERS: Final = ("entries", "authors", "regions", "sources", "topics", "pages")
TEMPLATE_SUFFIXES: Final = (".html", ".xml", ".json", ".txt")
# the file by which Vim tries whether it may write to a folder, and what Windows' file browser keeps in folders
_OF_PROGRAMS: Final = frozenset({"4913", "Thumbs.db", "ehthumbs.db", "desktop.ini"})
_LOOP: Final = "this link leads back to a folder that holds it"
_MARKDOWN: Final = (".md", ".markdown", ".mdown", ".mkd")
_PICTURES: Final = (".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".avif")


class Kind(Struct, frozen=True):
    """What belongs into a folder.

    `folder` and `accepts` say of a path whether it is a folder to enter and a file to read; `skipped` are
    paths to pass over in silence, `advice` tells an editor what to do with a path that is neither, `limit` is
    in bytes.
    """

    folder: Callable[[str], bool]
    accepts: Callable[[str], bool]
    skipped: frozenset[str]
    advice: Callable[[str], str]
    limit: int


def _is_content_folder(path: str) -> bool:
    return path == "content" or path.split("/")[1] in CONTENT_FOLDERS


def _is_content_file(path: str) -> bool:
    return path == "content/site.yaml" or (
        path.endswith(".md") and path.count("/") > 1 and _is_content_folder(path)
    )


def _content_advice(path: str) -> str:
    """Say what a path that is not read may be meant for.

    >>> _content_advice("content/entrys"), _content_advice("content/pages/about.MD")
    ('did you mean content/entries/?', 'call it about.md')
    """
    name = PurePosixPath(path)
    if name.stem in {"site", "config", "settings"} and name.suffix in {".yml", ".yaml"}:
        return "the settings stand in content/site.yaml"
    if _is_content_folder(path) and name.suffix.lower() in _MARKDOWN and path.count("/") > 1:
        return f"call it {name.stem}.md"
    if name.suffix.lower() in _PICTURES:
        return f"put it into templates/assets/, and show it as ![…](/assets/{name.name})"
    top = path.split("/")[1]
    if top not in CONTENT_FOLDERS and (meant := nearest(top.lower(), CONTENT_FOLDERS)):
        return f"did you mean content/{meant}/?"
    return f"content/ holds site.yaml and *.md files in {', '.join(CONTENT_FOLDERS)}"


CONTENT: Final = Kind(
    folder=_is_content_folder,
    accepts=_is_content_file,
    skipped=frozenset({"content/captures"}),
    advice=_content_advice,
    limit=5_000_000,
)


def is_catalogue(path: str) -> bool:
    """Tell whether a file of the theme is a catalogue: `templates/locale/fr.po`."""
    return path.startswith("templates/locale/") and path.endswith(".po")


THEME: Final = Kind(
    folder=lambda _: True,
    accepts=lambda path: (
        path.startswith("templates/assets/") or path.endswith(TEMPLATE_SUFFIXES) or is_catalogue(path)
    ),
    skipped=frozenset(),
    advice=lambda _: (
        "templates/ holds *.html, *.xml, *.json and *.txt templates, catalogues locale/*.po, and any file in assets/"
    ),
    limit=20_000_000,
)


def is_ignored(name: str) -> bool:
    """Tell whether a file is hidden, an editor's own (a backup, swap or lock file) or a file browser's.

    >>> [is_ignored(name) for name in (".x.md.swp", "x.md~", "#x.md#", "~$x.md", "4913", "Thumbs.db", "x.md")]
    [True, True, True, True, True, True, False]
    """
    return name.startswith((".", "#", "~$")) or name.endswith(("~", ".swp", ".swx")) or name in _OF_PROGRAMS


def _is_text(path: str) -> bool:
    return path.isprintable()  # a byte that is not UTF-8 is a lone surrogate, which is not printable


def _printable(path: str) -> str:
    shown = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in shown)


class Walk:
    """A walk through the folder `folder`, whose project-relative path is `prefix`.

    After `visit`, `found` maps paths to (place on disk, what stat says), and `diagnostics` holds the faults.
    """

    __slots__ = ("_folder", "_kind", "_prefix", "_real", "diagnostics", "found")

    def __init__(self, folder: str, prefix: str, kind: Kind) -> None:
        self._folder = folder
        self._prefix = prefix
        self._kind = kind
        self._real = os.path.realpath(folder)
        self.found: dict[str, tuple[str, os.stat_result]] = {}
        self.diagnostics: list[Diagnostic] = []

    def visit(self, path: str) -> None:
        """Visit one path below the prefix, a file or a folder with all below it; one that is gone is no fault."""
        below = path.removeprefix(self._prefix).strip("/")
        names = below.split("/") if below else []
        if any(is_ignored(name) or name in {"", ".."} for name in names):
            return
        if any(path.startswith(f"{skipped}/") for skipped in self._kind.skipped):
            return
        for depth in range(1, len(names)):  # of a folder that nobody reads, only the folder itself is told
            if not self._kind.folder("/".join([self._prefix, *names[:depth]])):
                path, names = "/".join([self._prefix, *names[:depth]]), names[:depth]
                break
        full = "/".join([self._folder, *names])
        if self._inside(os.path.realpath("/".join([self._folder, *names[:-1]]))):
            self._look(full, path, frozenset())

    def _look(self, full: str, path: str, entered: frozenset[str]) -> None:
        try:
            info = os.lstat(full)
        except (FileNotFoundError, NotADirectoryError):
            return
        except (OSError, ValueError) as error:
            self._unreadable(path, error)
            return
        self._take(full, path, info, entered)

    def _take(self, full: str, path: str, info: os.stat_result, entered: frozenset[str]) -> None:
        if path in self._kind.skipped:
            return
        if stat.S_ISLNK(info.st_mode):
            target = self._follow(full, path)
            if target is None:
                return
            info = target
        if not _is_text(path):
            message = "the name is not printable UTF-8"
            self._fault(path, "error", "bad-file-name", message, "rename the file")
        elif stat.S_ISDIR(info.st_mode) and self._kind.folder(path):
            self._enter(full, path, entered)
        elif stat.S_ISREG(info.st_mode) and self._kind.accepts(path):
            self._accept(full, path, info)
        else:
            self._fault(path, "warning", "unexpected-file", "this is not read", self._kind.advice(path))

    def _accept(self, full: str, path: str, info: os.stat_result) -> None:
        if info.st_size <= self._kind.limit:
            self.found[path] = (full, info)
            return
        message = f"the file has {info.st_size:,} bytes; at most {self._kind.limit:,} are read"
        self._fault(path, "error", "file-too-large", message, "split it, or move what is not text elsewhere")

    def _enter(self, full: str, path: str, entered: frozenset[str]) -> None:
        real = os.path.realpath(full)
        if real in entered:
            self._fault(path, "error", "symlink-loop", _LOOP, "remove it")
            return
        try:
            with os.scandir(full) as entries:
                below = [
                    (entry.name, entry.stat(follow_symlinks=False))
                    for entry in entries
                    if not is_ignored(entry.name)
                ]
        except OSError as error:
            self._unreadable(path, error)
            return
        for name, info in below:
            self._take(f"{full}/{name}", f"{path}/{name}", info, entered | {real})

    def _follow(self, full: str, path: str) -> os.stat_result | None:
        try:
            real = os.path.realpath(full, strict=True)
            info = os.lstat(real)
        except OSError as error:
            if error.errno == errno.ELOOP:
                self._fault(path, "error", "symlink-loop", "this link leads back to itself", "remove it")
            elif error.errno == errno.ENOENT:
                message = f"this link leads to {_printable(str(Path(full).readlink()))}, which is not there"
                self._fault(path, "error", "unreadable-file", message, "remove it, or mend where it leads")
            else:
                self._unreadable(path, error)
            return None
        if stat.S_ISDIR(info.st_mode) and f"{os.path.realpath(Path(full).parent)}/".startswith(f"{real}/"):
            self._fault(path, "error", "symlink-loop", _LOOP, "remove it")
            return None
        if self._inside(real):
            return info
        message = f"this link leads out of {self._prefix}/"
        self._fault(path, "error", "symlink-outside", message, "put a copy of the file in its place")
        return None

    def _inside(self, real: str) -> bool:
        return real == self._real or real.startswith(self._real + os.sep)

    def _unreadable(self, path: str, error: Exception) -> None:
        reason = getattr(error, "strerror", None) or str(error)
        self._fault(path, "error", "unreadable-file", f"the file cannot be read: {reason}")

    def _fault(self, path: str, severity: Severity, code: str, message: str, hint: str = "") -> None:
        found = Diagnostic(Location(_printable(path)), severity, code, message, hint)
        if found not in self.diagnostics:
            self.diagnostics.append(found)
