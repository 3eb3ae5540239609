"""Addresses to files: which file of the output folder a request may have, and as what type."""

import re
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote_to_bytes

from msgspec import Struct

from site_builder.serve import rules

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_UTF8: Final = "; charset=utf-8"
_TYPES: Final = {
    ".html": f"text/html{_UTF8}",
    ".css": f"text/css{_UTF8}",
    ".js": f"text/javascript{_UTF8}",
    ".txt": f"text/plain{_UTF8}",
    ".xml": f"application/xml{_UTF8}",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".wasm": "application/wasm",
}


class Found(Struct, frozen=True):
    """A file to send."""

    path: Path


class Moved(Struct, frozen=True):
    """Another address to ask at."""

    location: str


def locate(output: Path, base_path: str, target: str) -> Found | Moved | None:
    """Return what `target` (a request's path and query, as sent) names in `output`, or None.

    `base_path` is the path under which the site lives, such as `/digest/`. Nothing outside of `output` is
    ever found, be it by `..`, by a symbolic link or by percent-encoding, and no hidden file.
    """
    path, mark, query = target.partition("?")
    if not path.startswith(base_path):
        return Moved(base_path) if path and path in ("/", base_path[:-1]) else None
    segments = _segments(path[len(base_path) :])
    if segments is None:
        return None
    try:
        if _is_open_folder(output, segments):
            return Moved(base_path + "/".join(map(quote, segments)) + "/" + mark + query)
        return _file(output, segments)
    except (OSError, RuntimeError):  # a name too long, or a loop of symbolic links
        return None


def content_type(path: Path) -> str:
    """Return the media type of a file by its name."""
    return _TYPES.get(path.suffix.lower(), "application/octet-stream")


def headers(output: Path, base_path: str, path: Path) -> dict[str, str]:
    """Return what the site's `_headers` has hosts send with a file of `output`, its type included.

    But no other site's pages are let in: they could read drafts. Before there is such a file, a page says its policy itself.
    """
    try:
        known = rules.read((output / "_headers").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        known = ()
    place = base_path + path.relative_to(output).as_posix()
    said = {"Content-Type": content_type(path)} | rules.said_of(place, known)
    said.pop("Access-Control-Allow-Origin", None)
    return said


def _segments(path: str) -> list[str] | None:
    """Return the decoded parts of a path, the last one empty for a folder; None if any part is suspicious."""
    try:
        segments = [unquote_to_bytes(segment).decode() for segment in path.split("/")]
    except UnicodeError:
        return None
    harmless = all(map(_is_harmless, segments)) and all(segments[:-1])
    return segments if harmless else None


def _is_harmless(segment: str) -> bool:
    hidden = segment.startswith(".")
    return not (hidden or "/" in segment or "\\" in segment or _CONTROL.search(segment))


def _is_open_folder(output: Path, segments: list[str]) -> bool:
    place = output.joinpath(*segments)
    return bool(segments[-1]) and place.is_dir() and _is_below(output, place)


def _file(output: Path, segments: list[str]) -> Found | None:
    *folders, name = segments
    file = output.joinpath(*folders, name or "index.html")
    return Found(file) if file.is_file() and _is_below(output, file) else None


def _is_below(folder: Path, path: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())
