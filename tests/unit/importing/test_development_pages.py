"""Real pages and their dumps become a digest without faults."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest
from imports import NOW, ROOT
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from site_builder.build import Builder
from site_builder.importing import import_documents
from site_builder.project import project_at
from site_builder.scaffold import write

DATA = ROOT.parent / "shared" / "import-dev"
ACCEPTED = {
    "missing-page", "challenge-page", "consent-page", "login-wall", "page-without-text", "empty-document",
    "document-too-large", "undecodable-document", "binary-document",
}  # fmt: skip
READER = MarkdownIt("commonmark").use(footnote_plugin)
SCHEMES = ("http://", "https://", "mailto:")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not DATA.is_dir(), reason="the development pages are not beside this checkout"),
]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("documents")
    for name in ("pages", "textdumps"):
        with tarfile.open(DATA / f"{name}.tar.xz") as archive:
            archive.extractall(folder / name, filter="data")
    return sorted(path for path in folder.rglob("*") if path.suffix in {".html", ".txt"})


def test_development_pages_and_dumps_become_a_digest_that_builds(documents: list[Path], tmp_path: Path):
    write(tmp_path)
    report = import_documents(documents, tmp_path, now=NOW, jobs=2)
    refused = {d.code for one in report.outcomes if one.fate == "failed" for d in one.diagnostics}
    assert len(report.outcomes) == len(documents)
    assert refused <= ACCEPTED
    assert sum(one.fate == "failed" for one in report.outcomes) < len(documents) // 40
    builder = Builder(project_at(tmp_path), as_of=lambda: "2026-06-01T00:00:00Z", workers=None)
    built = builder.build()
    builder.close()
    assert [d for d in built.diagnostics if d.severity == "error"] == []
    active = {
        path.name: found
        for path in (tmp_path / "content/entries").rglob("*.md")
        if (found := markup_in(path))
    }
    assert active == {}


def markup_in(path: Path) -> list[str]:
    """What a reader of Markdown that takes raw HTML would find of it in an entry, and where links lead but to the web."""
    body = path.read_text(encoding="utf-8").partition("\n---\n")[2]
    tokens = [part for token in READER.parse(body) for part in (token, *(token.children or ()))]
    html = [token.content for token in tokens if token.type in {"html_block", "html_inline"}]
    links = [str(token.attrs.get("href") or token.attrs.get("src") or "") for token in tokens]
    return html + [link for link in links if link and not link.startswith(SCHEMES)]
