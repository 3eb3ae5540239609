"""Each document of tests/golden/import beside the report and the files that importing it must give."""

import os
import shutil
from pathlib import Path

import pytest
from imports import GOLDEN, NOW

from site_builder.content.parse import parse
from site_builder.diagnostics import has_errors
from site_builder.importing import import_documents
from site_builder.project import CACHE

DOCUMENTS = sorted(GOLDEN.glob("*.txt"))


def written(project: Path) -> str:
    """Return the report's and every new file's text; captures are tested on their own."""
    found = []
    for file in sorted(project.rglob("*")):
        path = file.relative_to(project)
        kept = (GOLDEN / "project" / path).exists() or {"captures", CACHE} & set(path.parts)
        if file.is_file() and not kept:
            found.append(f"=== {path.as_posix()}\n{file.read_text()}")
    return "\n".join(found)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_gives_this_report_and_these_files(document, project, monkeypatch):
    shutil.copy(document, project.parent)
    monkeypatch.chdir(project.parent)
    report = import_documents([Path(document.name)], project, now=NOW)
    actual = f"{report.text()}\n\n{written(project)}"
    expected = document.with_suffix(".expected")
    if os.environ.get("REWRITE_GOLDEN"):
        expected.write_text(actual)
    assert actual == expected.read_text()
    for file in (project / "content").rglob("*.md"):
        path = file.relative_to(project).as_posix()
        assert not has_errors(parse(path, file.read_bytes()).diagnostics), path
