"""What kills and damage leave of the search index, and how the next build mends it."""

from __future__ import annotations

import sqlite3

import pytest
from indexed import found, index_files, titles
from workshop import Workshop, add_entry, build_anew, difference

from site_builder.search.files import IndexFiles


def test_missing_and_altered_files_are_made_again(digest: Workshop):
    before = index_files(digest)
    folder = digest.root / "output/search/index"
    (folder / "index.json").unlink()
    (folder / "f/all.json").write_text("{}")
    assert build_anew(digest).ok
    assert index_files(digest) == before


def test_a_killed_index_is_finished_by_the_next_build(digest: Workshop, monkeypatch: pytest.MonkeyPatch):
    class Killed(BaseException):
        pass

    write, left = IndexFiles.write, [4]

    def die(*arguments: object) -> tuple[int, int]:
        left[0] -= 1
        if not left[0]:
            raise Killed
        return write(*arguments)

    digest.change("content/entries/omega.md", "Text.", "Zeppelins and airships over Lakehurst.")
    with monkeypatch.context() as patch:
        patch.setattr(IndexFiles, "write", die)
        with pytest.raises(Killed):
            build_anew(digest)
    assert build_anew(digest).ok
    assert found(digest, "lakehurst")
    assert difference(digest) == ""


@pytest.mark.parametrize("damage", [b"no database at all", b""])
def test_a_damaged_store_is_made_again_and_stale_files_go(digest: Workshop, damage: bytes):
    stranger = digest.root / "output/search/index/notes.txt"
    stranger.write_text("mine")
    stale = digest.root / "output/search/index/w/ffff.json"
    stale.write_text("{}")
    before = index_files(digest)
    for suffix in ("-wal", "-shm"):
        (digest.root / f".site-cache/search.sqlite{suffix}").unlink(missing_ok=True)
    (digest.root / ".site-cache/search.sqlite").write_bytes(damage)
    assert build_anew(digest).ok
    before.pop("w/ffff.json")
    assert index_files(digest) == before


def test_damage_within_the_store_costs_no_build(digest: Workshop):
    store = digest.root / ".site-cache/search.sqlite"
    connection = sqlite3.connect(store)
    connection.execute("UPDATE entry SET data = x'00', digest = x'00'")
    connection.commit()
    connection.close()
    add_entry(digest, "new")
    assert build_anew(digest).ok
    assert "New" in titles(digest)
    assert difference(digest) == ""
