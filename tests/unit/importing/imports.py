"""An import as tests make it, and what it leaves in the project."""

from datetime import UTC, datetime
from pathlib import Path

from site_builder.content.parse import parse
from site_builder.importing import import_documents
from site_builder.project import CACHE

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden" / "import"
REAL = ROOT.parent / "shared" / "sources"
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def run(project: Path, *documents: Path, dry_run: bool = False):
    return import_documents(documents, project, now=NOW, dry_run=dry_run)


def tree(project: Path) -> dict[str, bytes]:
    """Return every file of a project but its cache."""
    return {
        path.relative_to(project).as_posix(): path.read_bytes()
        for path in project.rglob("*")
        if path.is_file() and CACHE not in path.parts
    }


def entries(project: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(project).items() if path.startswith("content/entries/")}


def record(project: Path, suffix: str):
    ((path, data),) = [(path, data) for path, data in entries(project).items() if path.endswith(suffix)]
    return parse(path, data).record
