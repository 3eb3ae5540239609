"""The digest of the tests of the search index."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
from workshop import FILES, SETTINGS, Workshop

from site_builder.search import geometry


@pytest.fixture
def digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workshop]:
    """The workshop's digest with search, in small shards and many buckets."""
    monkeypatch.setattr(geometry, "SHARD", 2)
    monkeypatch.setattr(geometry, "BUCKET", 1)
    monkeypatch.setattr(geometry, "TEXTS", 1)
    monkeypatch.setitem(FILES, "content/site.yaml", SETTINGS + "search: true\n")
    made = Workshop(tmp_path)
    yield made
    made.builder.close()
