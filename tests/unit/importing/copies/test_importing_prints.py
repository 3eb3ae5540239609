"""Captures are found again by the text that a document shares with them, and the index may be deleted at any time."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.importing.copies.originals import SURE
from site_builder.importing.copies.print_store import COMMON, FILE
from site_builder.importing.copies.prints import Prints
from site_builder.integrity.captures import Capture, digest, to_bytes
from site_builder.integrity.prints import CERTAIN
from site_builder.project import CACHE


def capture(entry: str, text: str, body: tuple[int, int] = (0, 0)) -> Capture:
    return Capture(
        entry, f"{entry}.txt", "", "", digest(entry), digest(text), len(text.split()), "", text, body
    )


def text(name: str, count: int) -> str:
    """Return a text of sentences whose words no other name has."""
    return " ".join(f"{name}{number}" + "." * (number % 12 == 11) for number in range(count))


def words(name: str, first: int, last: int) -> str:
    return " ".join(text(name, last).split()[first:last])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("harbour", "market", "orchard"):
        save(tmp_path, capture(name, text(name, 300)))
    return tmp_path


def save(project: Path, found: Capture) -> None:
    file = project / found.path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(to_bytes(found))
    aged(file)


def aged(path: Path) -> None:
    """Let a file or folder seem to have been written a minute ago."""
    then = time.time() - 60
    os.utime(path, (then, then))


def near(project: Path, wanted: str, **given) -> list[str]:
    prints = Prints(project, **given)
    try:
        return prints.near(wanted)
    finally:
        prints.close()


def test_a_capture_is_found_by_a_part_of_its_text(project):
    assert near(project, words("market", 40, 60)) == ["market"]
    assert near(project, text("unknown", 60)) == []


def test_what_was_indexed_is_not_read_again(project, monkeypatch):
    near(project, "")
    read = []
    monkeypatch.setattr("site_builder.importing.copies.prints.read", lambda _, entry: read.append(entry))
    assert near(project, text("unknown", 60)) == []
    assert read == []


def test_a_new_a_changed_and_a_deleted_capture_are_noticed(project):
    near(project, "")
    save(project, capture("quarry", text("quarry", 300)))
    save(project, capture("market", text("fair", 301)))
    (project / "content/captures/orchard.txt").unlink()
    assert near(project, text("quarry", 90)) == ["quarry"]
    assert near(project, text("fair", 90)) == ["market"]
    assert near(project, text("market", 90)) == near(project, text("orchard", 90)) == []
    assert near(project, text("harbour", 90)) == ["harbour"]


def test_what_comes_goes_or_is_replaced_is_noticed_without_asking_after_each_file(project):
    near(project, "")
    aged(project / "content/captures")
    near(project, "")
    assert near(project, text("market", 90), thorough=False) == ["market"]
    save(project, capture("quarry", text("quarry", 300)))
    (project / "content/captures/market.txt").unlink()
    assert near(project, text("quarry", 90), thorough=False) == ["quarry"]
    assert near(project, text("market", 90), thorough=False) == []


def test_a_capture_written_over_in_its_place_is_noticed_when_it_is_read_or_asked_after(project):
    aged(project / "content/captures")
    near(project, "")
    save(project, capture("market", text("fair", 301)))
    assert near(project, text("market", 90), thorough=False) == []
    assert near(project, text("fair", 90), thorough=False) == []
    assert near(project, text("fair", 90)) == ["market"]


def test_a_capture_written_just_now_is_not_trusted_to_stay(project):
    file = project / capture("market", "").path
    os.utime(file)
    stat = file.stat()
    near(project, "")
    file.write_bytes(file.read_bytes().replace(b"market", b"bazaar"))
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert near(project, text("bazaar", 90)) == ["market"]


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\x00" + bytes(4000)])
def test_an_index_that_is_gone_or_damaged_is_made_again(project, damage):
    near(project, "")
    file = project / CACHE / FILE
    file.write_bytes(damage)
    assert near(project, text("market", 90)) == ["market"]
    file.unlink()
    assert near(project, text("market", 90)) == ["market"]
    assert file.stat().st_size > 0


def test_an_index_damaged_in_its_middle_is_done_without(project):
    near(project, "")
    file = project / CACHE / FILE
    data = bytearray(file.read_bytes())
    data[4096 * 2 :] = b"\xff" * (len(data) - 4096 * 2)
    file.write_bytes(data)
    assert near(project, text("market", 90)) == ["market"]


def test_where_no_index_can_be_written_the_captures_are_read(project):
    (project / CACHE).write_text("in the way")
    assert near(project, text("market", 90)) == ["market"]


def test_an_index_in_use_by_another_import_is_done_without(project):
    first = Prints(project)
    added = capture("quarry", text("quarry", 300))
    (project / added.path).write_bytes(to_bytes(added))
    first.add(added)
    assert near(project, text("market", 90)) == ["market"]
    assert first.near(text("quarry", 90)) == ["quarry"]
    first.close()


def test_nothing_is_written_where_nothing_is_to_be_kept(project, tmp_path):
    assert near(project, text("market", 90), keep=False) == ["market"]
    assert not (project / CACHE).exists()
    near(project, "")
    save(project, capture("quarry", text("quarry", 300)))
    before = (project / CACHE / FILE).read_bytes()
    assert near(project, text("quarry", 90), keep=False) == ["quarry"]
    assert (project / CACHE / FILE).read_bytes() == before


def test_what_was_added_is_found_by_its_text_its_bytes_and_its_id():
    prints = Prints()
    added = capture("market", text("market", 300))
    prints.add(added)
    assert prints.near(text("market", 90)) == ["market"]
    assert prints.capture("market") == added
    assert prints.has("market")
    assert not prints.has("harbour")
    assert prints.same_document(added.raw_sha256, "") == "market"
    assert prints.same_document("", added.text_sha256) == "market"
    assert prints.same_document("", "0") == ""


def test_what_was_written_is_not_held_in_memory_too(project):
    prints = Prints(project)
    added = capture("quarry", text("quarry", 300))
    (project / added.path).write_bytes(to_bytes(added))
    prints.add(added)
    assert added not in prints._added.values()
    assert prints.near(text("quarry", 90)) == ["quarry"]
    assert prints.capture("quarry") == added


def test_what_one_import_added_the_next_one_need_not_index(project, monkeypatch):
    first = Prints(project)
    added = capture("quarry", text("quarry", 300))
    (project / added.path).write_bytes(to_bytes(added))
    first.add(added)
    first.close()
    monkeypatch.setattr("site_builder.importing.copies.prints._numbers", lambda one: pytest.fail(one.entry))
    assert near(project, text("quarry", 90)) == ["quarry"]


def test_what_was_indexed_and_never_written_is_forgotten(project):
    first = Prints(project)
    first.add(capture("quarry", text("quarry", 300)))
    first.close()
    assert near(project, text("quarry", 90)) == []


def test_a_capture_that_cannot_be_read_is_reported_each_time(project):
    (project / "content/captures/market.txt").write_bytes(b"\xff")
    for _ in range(2):
        prints = Prints(project)
        assert [fault.code for fault in prints.faults] == ["damaged-capture"]
        assert prints.capture("market") is None
        prints.close()


@given(st.integers(0, 300 - CERTAIN), st.integers(0, 80), st.integers(0, 80))
@settings(max_examples=30)
def test_an_excerpt_is_found_wherever_it_stands(start, above, below):
    """Twelve words in a row are enough, among texts that share nothing with them."""
    page = f"{text('above', above)} {words('market', start, start + CERTAIN)} {text('below', below)}"
    assert LIBRARY.near(page) == ["market"]


LIBRARY = Prints()
for _name in ("harbour", "market", "orchard", "quarry"):
    LIBRARY.add(capture(_name, text(_name, 300)))


def test_what_many_captures_print_leads_to_none_of_them():
    prints = Prints()
    menu = text("menu", 60)
    for number in range(COMMON + 1):
        prints.add(capture(f"page{number}", f"{menu}\n\n{text(f'own{number}x', 40)}"))
    assert prints.near(menu) == []
    assert prints.near(f"{menu} {text('own7x', 40)}") == ["page7"]


def test_a_page_that_copies_a_passage_has_that_original():
    page = f"{text('forum', 200)}\n\n{words('market', 0, 180)}\n\n{text('footer', 150)}"
    found = LIBRARY.original(page)
    assert (found.entry, found.confidence > SURE) == ("market", True)
    assert found.words == 180


def test_pages_of_a_site_that_share_its_frame_are_no_originals_of_each_other():
    menu = "\n".join(f"* Menu{number} entry{number} place{number} name{number}" for number in range(40))
    footer = "\n".join(f"* Foot{number} entry{number} right{number} name{number}" for number in range(40))
    prints = Prints()
    prints.add(capture("one", f"{menu}\n\n{text('one', 400)}\n\n{footer}", (42, 42)))
    found = prints.original(f"{menu}\n\n{text('two', 400)}\n\n{footer}")
    assert found.confidence < SURE


def test_a_text_without_words_has_no_original():
    assert LIBRARY.original("") is None
    assert LIBRARY.original("\n - \n") is None
