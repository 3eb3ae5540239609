"""What the fault tests start from; the digest they mistreat is that of the unit tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "unit"))

from workshop import Workshop


@pytest.fixture
def digest(tmp_path: Path) -> Iterator[Workshop]:
    """A small digest, built once, in a folder whose name needs care."""
    made = Workshop(tmp_path / "Tägliche Presseschau")
    yield made
    made.builder.close()
