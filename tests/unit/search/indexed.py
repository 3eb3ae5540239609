"""What stands in the search index of a digest."""

from __future__ import annotations

import json

from workshop import Workshop

from site_builder.search.words import term


def index_files(digest: Workshop) -> dict[str, bytes]:
    folder = digest.root / "output/search/index"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def found(digest: Workshop, word: str) -> bool:
    """Tell whether any entry is found by a word."""
    files = index_files(digest)
    return any(term(word) in json.loads(data) for path, data in files.items() if path[:2] in {"w/", "t/"})


def titles(digest: Workshop) -> set[str]:
    files = index_files(digest)
    return {card[0] for path, data in files.items() if path.startswith("c/") for card in json.loads(data)}
