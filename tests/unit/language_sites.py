"""Small digests in French and in Arabic, and the same in a language whose every message is marked; built for tests."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from site_builder.build import Builder
from site_builder.diagnostics import format_text
from site_builder.incremental import shape
from site_builder.language.po import CONTEXT
from site_builder.language.shipped import messages
from site_builder.pages import facet, term
from site_builder.project import project_at

DIGESTS = Path(__file__).parents[1] / "digests"
AS_OF = "2026-11-22T00:00:00Z"
OPEN, CLOSE = "⟦", "⟧"
SAID = {"alt", "aria-label", "content", "title"}
"""Attributes that say something to readers."""


def build_digest(project: Path, language: str) -> Path:
    """Build a copy of a digest; its pages of terms show few entries, so that there are older ones, slices and facets."""
    if not (project / "content").exists():
        shutil.copytree(DIGESTS / language, project, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(term, "NEWEST", 1)
        patch.setattr(shape, "LISTED", 2)
        patch.setattr(shape, "COMBINED", 2)
        patch.setattr(facet, "NEWEST", 1)
        patch.setattr(facet, "LISTED", 2)
        builder = Builder(project_at(project), as_of=lambda: AS_OF)
        report = builder.build()
        builder.close()
    assert report.ok, "\n".join(map(format_text, report.diagnostics))
    return project / "output"


def marked_catalogue() -> str:
    """A catalogue in which each message is the English one between marks."""
    entries = ['msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n']
    for message in messages():
        context, _, text = message.key.rpartition(CONTEXT)
        lines = [f"msgctxt {_quoted(context)}"] if context else []
        lines.append(f"msgid {_quoted(text)}")
        if message.plural:
            lines.append(f"msgid_plural {_quoted(message.plural)}")
            lines += [f"msgstr[{n}] {_quoted(_mark(form))}" for n, form in enumerate((text, message.plural))]
        else:
            lines.append(f"msgstr {_quoted(_mark(text))}")
        entries.append("\n".join(lines) + "\n")
    return "\n".join(entries)


def _mark(text: str) -> str:
    """Mark each stretch of words, so that what is put into places stays outside of the marks; of a list each item."""
    return re.sub(r"[^{}|]+(?![^{]*\})", lambda found: f"{OPEN}{found[0]}{CLOSE}", text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


class Said(HTMLParser):
    """What a page says to its readers: (text or attribute, where it stands); scripts and BibTeX aside."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._silent = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self._silent += tag in {"script", "pre", "summary"}
        if tag == "meta" and not _is_prose(given):
            return
        self.found += [(given[name], f"{tag} {name}") for name in SAID if name in given]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "pre", "summary"}

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.found.append((data, "text"))


def _is_prose(given: dict[str, str]) -> bool:
    name = given.get("name") or given.get("property", "")
    return name in {"description", "og:description", "og:title", "og:site_name", "og:image:alt"}


def html_pages(output: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(output.rglob("*.html")):
        yield path.relative_to(output).as_posix(), path.read_text("utf-8")
