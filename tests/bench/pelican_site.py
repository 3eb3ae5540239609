"""Pelican on the same corpus."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Final

from aside import put_aside
from corpus import address_of, read_file
from hugo_content import ASSETS, REFERENCE
from peers import installed
from processes import Run, run

THEME: Final = Path(__file__).resolve().parent / "pelican_theme"
PLUGINS: Final = ("pelican-neighbors", "pelican-similar-posts", "pelican-sitemap")
"""Of Pelican's own collection: neighbours in time, related entries by their topics, and a sitemap."""

SETTINGS: Final = {
    "AUTHOR": "The Editors",
    "SITENAME": "The Measured Digest",
    "SITEURL": "https://digest.example.org",
    "PATH": "content",
    "THEME": str(THEME),
    "TIMEZONE": "UTC",
    "DEFAULT_PAGINATION": 30,
    "FEED_ALL_ATOM": None,
    "CATEGORY_FEED_ATOM": None,
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": "authors/{slug}/feed.xml",
    "CATEGORY_FEED_RSS": "regions/{slug}/feed.xml",
    "TAG_FEED_RSS": "topics/{slug}/feed.xml",
    "FEED_RSS": "feed.xml",
    "FEED_MAX_ITEMS": 20,
    "RSS_FEED_SUMMARY_ONLY": True,
    "ARTICLE_URL": "{date:%Y}/{slug}/",
    "ARTICLE_SAVE_AS": "{date:%Y}/{slug}/index.html",
    "AUTHOR_SAVE_AS": "authors/{slug}/index.html",
    "AUTHOR_URL": "authors/{slug}/",
    "CATEGORY_SAVE_AS": "regions/{slug}/index.html",
    "CATEGORY_URL": "regions/{slug}/",
    "TAG_SAVE_AS": "topics/{slug}/index.html",
    "TAG_URL": "topics/{slug}/",
    "YEAR_ARCHIVE_SAVE_AS": "{date:%Y}/index.html",
    "CACHE_CONTENT": False,
    "MONTH_ARCHIVE_SAVE_AS": "{date:%Y}/{date:%m}/index.html",
    "PLUGINS": ["neighbors", "similar_posts", "sitemap"],
    "SIMILAR_POSTS_MAX_COUNT": 4,
    "SITEMAP": {"format": "xml"},
    "STATIC_PATHS": ["assets"],
    "MARKDOWN": {"extensions": ["tables", "footnotes", "meta"], "output_format": "html5"},
}


def pelican_programs(folder: Path) -> Path:
    """Install Pelican and return the folder of its programs."""
    return installed(folder, "pelican[markdown]", *PLUGINS)


class PelicanSite:
    """The corpus as a site of Pelican: regions are categories, topics tags; it has no like of sources and clusters."""

    def __init__(self, programs: Path, corpus: Path, site: Path) -> None:
        self.site = site
        self._command = [str(programs / "python"), "-m", "pelican"]
        content = site / "content"
        content.mkdir(parents=True)
        shutil.copytree(ASSETS, content / "assets")
        settings = "".join(f"{name} = {value!r}\n" for name, value in SETTINGS.items())
        (site / "pelicanconf.py").write_text(settings, encoding="utf-8")
        entries = sorted((corpus / "content" / "entries").rglob("*.md"))
        titles = {path.stem: read_file(path)[0]["title"] for path in entries}
        for path in entries:
            fields, body = read_file(path)
            text = REFERENCE.sub(lambda found: f"[{titles[found[1]]}]({address_of(found[1])})", body)
            (content / path.name).write_text(_entry(fields, text), encoding="utf-8")

    def version(self) -> str:
        return run([*self._command, "--version"], self.site).printed.decode().split()[-1]

    def cold_build(self) -> Run:
        put_aside(self.site, self.site / "output")
        return run([*self._command, "--quiet", "-s", "pelicanconf.py"], self.site)


def _entry(fields: dict[str, Any], text: str) -> str:
    head = {
        "Title": fields["title"],
        "Date": fields["date"],
        "Slug": fields["id"][11:],
        "Category": fields["region"],
        "Tags": ", ".join(fields["topics"]),
        "Authors": "; ".join(author["name"] for author in fields["authors"]),
        "Summary": fields["summary"],
        "Outlet": fields["source"].replace("-", " ").title(),
        "Source_url": fields["source_url"],
        "Stable_id": fields["id"],
    }
    return "\n".join([*(f"{name}: {value}" for name, value in head.items()), "", text, ""])
