"""A small project of invented regions and sources to import into."""

import shutil
from pathlib import Path

import pytest
from imports import GOLDEN


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(GOLDEN / "project", folder)
    return folder
