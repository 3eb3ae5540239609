"""What was inferred for a copy gives way to what its original has, in whichever order the two arrive."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from imports import entries, record, run

ORIGINAL = """\
Japan and the Price of Bread
By Hanna Quill
2018-11-01

{body}
"""
COPY = """\
What Barley Does to Kings
By Hanna Quill
2018-11-09

{excerpt}
"""
IRAN = """\
In Iran the mills of Tehran stood still for a week, and nobody in Iran could say who had given the order to the millers.

The Iranian ministry spoke of a shortage that every baker of Isfahan denied, and the price of bread in Iran rose on the denial alone.

What a loaf costs in Shiraz is no secret to anybody, and yet it was treated as one by the men who count the sacks at the gates."""
JAPAN = """\
Japan has known such weeks. In Osaka the granaries were opened by the crowd, and Japan learned that a price can be an argument.

The Japanese answer was a board that published the price each morning in Tokyo, and it did more for Japan than the soldiers had done.

Kyoto still keeps the book in which the Japanese clerks wrote down each sack, and the barley of Japan has never since been a rumour.

Whoever reads the book in Japan finds that in Nagoya the barley was counted twice, and that the second count was read aloud in Japan.

It was in Sapporo that the Japanese board gave up its own seal, so that a price in Japan might be believed for what it said alone.

In Japan nobody remembers the board by name, which is the best that can be said of a board, in Japan or anywhere that bread is sold."""


@pytest.fixture
def digest(project: Path, tmp_path: Path) -> Path:
    content = project / "content"
    (content / "regions/gulf.md").write_text("---\nname: The Gulf\ncountries: [IR, IQ]\n---\n")
    (content / "regions/east.md").write_text("---\nname: The Far East\ncountries: [JP]\n---\n")
    (tmp_path / "original.txt").write_text(ORIGINAL.format(body=f"{JAPAN}\n\n{IRAN}"))
    (tmp_path / "copy.txt").write_text(COPY.format(excerpt=IRAN))
    return project


def test_a_copy_without_a_frame_has_its_original_s_region_in_either_order(digest: Path, tmp_path: Path):
    original, copy = tmp_path / "original.txt", tmp_path / "copy.txt"
    other = tmp_path / "other"
    shutil.copytree(digest, other)
    run(digest, original)
    run(digest, copy)
    run(other, copy)
    assert record(other, "what-barley-does-to-kings.md").metadata.region == "gulf"
    run(other, original)
    assert record(other, "japan-and-the-price-of-bread.md").metadata.region == "east"
    assert record(other, "what-barley-does-to-kings.md").metadata.region == "east"
    assert entries(other) == entries(digest)


def test_a_region_that_an_editor_has_changed_stays(digest: Path, tmp_path: Path):
    run(digest, tmp_path / "copy.txt")
    (path,) = entries(digest)
    file = digest / path
    file.write_text(file.read_text().replace("region: gulf", "region: middle-coast"))
    run(digest, tmp_path / "original.txt")
    copy = record(digest, "what-barley-does-to-kings.md")
    assert [tie.kind for tie in copy.metadata.relations] == ["excerpt_of"]
    assert copy.metadata.region == "middle-coast"
    assert "inherited" not in file.read_text()
