"""A small digest as a dictionary that can be edited field by field and written to disk; for property tests."""

from __future__ import annotations

import json
from pathlib import Path

SETTINGS = {"title": "Test Digest", "base_url": "https://digest.example.org/", "identity": "example.org,2026"}
REGIONS = {
    "africa": {"name": "Africa"},
    "west-africa": {"name": "West Africa", "parent": "africa"},
    "europe": {"name": "Europe"},
}
SOURCES = {
    "courier": {"name": "The Courier", "home": "https://courier.example.org/", "rights": "full"},
    "gazette": {
        "name": "Gazette",
        "hosts": ["gazette.example.org"],
        "rights": {"policy": "excerpt", "words": 8},
    },
    "wire": {"name": "Wire", "rights": "link"},
}


def front_matter(fields: dict[str, object], body: str = "") -> str:
    """Every value as JSON, which is YAML."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()]
    return "\n".join(["---", *lines, "---", body])


class DigestOnDisk:
    """Writes only the files that differ from what stands there."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: dict[str, str] = {}
        self.pending: set[str] = set()
        self.put("content/site.yaml", json.dumps(SETTINGS))
        for slug, fields in REGIONS.items():
            self.put(f"content/regions/{slug}.md", front_matter(fields, f"About {slug}."))
        for slug, fields in SOURCES.items():
            self.put(f"content/sources/{slug}.md", front_matter(fields))
        self.put("content/authors/ada-roe.md", front_matter({"name": "Ada Roe"}, "Ada writes."))
        self.put("content/pages/about.md", front_matter({"title": "About"}, "What this is."))

    def put(self, path: str, text: str | None) -> None:
        """Write a file, or delete it with None; a text that stands there already is left alone."""
        if self.files.get(path) == text:
            return
        self.pending.add(path)
        target = self.root / path
        if text is None:
            del self.files[path]
            target.unlink()
            return
        self.files[path] = text
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def restore(self, files: dict[str, str]) -> None:
        """Go back to an earlier `files`."""
        for path in [*self.files]:
            if path not in files:
                self.put(path, None)
        for path, text in files.items():
            self.put(path, text)

    def take_pending(self) -> set[str]:
        """Return the paths touched since the last call."""
        pending, self.pending = self.pending, set()
        return pending


def listing(output: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file of a folder: inode, mtime, bytes."""
    found = {}
    for path in sorted(output.rglob("*")):
        if path.is_file():
            status = path.stat()
            found[path.relative_to(output).as_posix()] = (
                status.st_ino,
                status.st_mtime_ns,
                path.read_bytes(),
            )
    return found
