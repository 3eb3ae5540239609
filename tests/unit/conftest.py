"""What several modules of tests start from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from workshop import Workshop


@pytest.fixture
def digest(tmp_path: Path) -> Iterator[Workshop]:
    """A small digest, built once, in a folder whose name needs care."""
    made = Workshop(tmp_path / "Tägliche Presseschau")
    yield made
    made.builder.close()
