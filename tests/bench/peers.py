"""Pelican on the same entries, for comparison; not part of `make bench`, since it is installed from PyPI."""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml
from builds import measured

SETTINGS = {
    "AUTHOR": "'The Editors'",
    "SITENAME": "'The Measured Digest'",
    "SITEURL": "'https://digest.example.org'",
    "PATH": "'content'",
    "TIMEZONE": "'UTC'",
    "FEED_ALL_ATOM": "'feed.xml'",
    "CATEGORY_FEED_ATOM": "'regions/{slug}/feed.xml'",
    "AUTHOR_FEED_ATOM": "'authors/{slug}/feed.xml'",
    "TAG_FEED_ATOM": "'topics/{slug}/feed.xml'",
    "DEFAULT_PAGINATION": "10",
    "ARTICLE_URL": "'{date:%Y}/{slug}/'",
    "ARTICLE_SAVE_AS": "'{date:%Y}/{slug}/index.html'",
    "CACHE_CONTENT": "False",
    "MARKDOWN": "{'extensions': ['tables', 'footnotes', 'meta'], 'output_format': 'html5'}",
}
"""Pelican's own theme, its lists by author, category, tag and period, and a feed for each of them, as ours has."""


def pelican(root: Path, rounds: int) -> dict[str, Any]:
    """Install Pelican beside the corpus and measure its builds; everything else is as it comes."""
    folder = root / "pelican"
    _write_content(root / "content" / "entries", folder / "content")
    (folder / "pelicanconf.py").write_text("".join(f"{name} = {value}\n" for name, value in SETTINGS.items()))
    python = folder / "venv" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "pelican[markdown]"], check=True)
    command = [str(python), "-m", "pelican", "--quiet", "--delete-output-directory", "-s", "pelicanconf.py"]
    runs = [measured(command, folder) for _ in range(rounds + 1)][1:]
    return {
        "Pelican, cold build": {
            "wall_ms": statistics.median(run.wall for run in runs) * 1000,
            "cpu_ms": statistics.median(run.cpu for run in runs) * 1000,
            "files": sum(path.is_file() for path in (folder / "output").rglob("*")),
            "settings": SETTINGS,
        }
    }


def _write_content(entries: Path, content: Path) -> None:
    """Write the entries as Pelican wants them; references between entries become plain text."""
    content.mkdir(parents=True)
    for path in entries.rglob("*.md"):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        fields = yaml.load(front, yaml.CSafeLoader)
        head = {
            "Title": fields["title"],
            "Date": fields["date"],
            "Slug": path.stem[11:],
            "Category": fields["region"],
            "Tags": ", ".join(fields["topics"]),
            "Authors": "; ".join(author["name"] for author in fields["authors"]),
            "Summary": fields["summary"],
        }
        lines = [f"{name}: {value}" for name, value in head.items()]
        (content / path.name).write_text("\n".join([*lines, "", body]), encoding="utf-8")
