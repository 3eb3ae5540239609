"""A small project of invented regions and sources to import into."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parents[2] / "golden" / "import"
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(GOLDEN / "project", folder)
    return folder
