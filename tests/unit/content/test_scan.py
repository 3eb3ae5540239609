"""What scan tells of a content folder: changes since last time, editors' files passed over, links minded."""

import os
import stat
from pathlib import Path

import pytest

from site_builder.content.scan import Known, Scan, SourceFile, read, scan, scan_theme

LATER = 2**62  # a time of the last scan after every write, so that equal stamps are trusted
PATH = "content/entries/a.md"


def write(root: Path, path: str, text: str = "text") -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def known_from(scanned: Scan) -> dict[str, Known]:
    files = [read(place) for place in scanned.changed]
    return {file.path: Known(file.stamp, file.digest) for file in files}


def changed(scanned: Scan) -> list[str]:
    return [file.path for file in scanned.changed]


def codes(scanned: Scan) -> list[tuple[str, str]]:
    return [(d.location.path, d.code) for d in scanned.diagnostics]


def test_everything_is_new_at_first_and_in_order(tmp_path):
    for path in ("content/site.yaml", "content/pages/b.md", "content/entries/2014/z.md", PATH):
        write(tmp_path, path)
    scanned = scan(tmp_path, {}, scanned_at_ns=0)
    assert changed(scanned) == ["content/entries/2014/z.md", PATH, "content/pages/b.md", "content/site.yaml"]
    assert read(scanned.changed[0]).data == b"text"


def test_nothing_changed_is_nothing_told(tmp_path):
    write(tmp_path, PATH)
    known = known_from(scan(tmp_path, {}, scanned_at_ns=0))
    assert scan(tmp_path, known, scanned_at_ns=LATER) == Scan((), (), (), ())


def test_a_new_stamp_with_the_same_bytes_is_only_touched(tmp_path):
    file = write(tmp_path, PATH)
    known = known_from(scan(tmp_path, {}, scanned_at_ns=0))
    os.utime(file, ns=(1, 1))
    scanned = scan(tmp_path, known, scanned_at_ns=LATER)
    assert (scanned.changed, [path for path, _ in scanned.touched]) == ((), [PATH])


def forge(tmp_path) -> dict[str, Known]:
    """Return a memory that has the file's stamp, but the digest of other bytes."""
    write(tmp_path, PATH)
    return {PATH: Known(known_from(scan(tmp_path, {}, scanned_at_ns=0))[PATH].stamp, "0" * 64)}


def test_an_old_stamp_is_trusted(tmp_path):
    assert changed(scan(tmp_path, forge(tmp_path), scanned_at_ns=LATER)) == []


def test_a_stamp_as_young_as_the_last_scan_is_not_trusted(tmp_path):
    known = forge(tmp_path)
    scanned_at = known[PATH].stamp.mtime_ns + 1_000_000
    assert changed(scan(tmp_path, known, scanned_at_ns=scanned_at)) == [PATH]


def test_what_is_gone_is_removed(tmp_path):
    write(tmp_path, PATH)
    known = known_from(scan(tmp_path, {}, scanned_at_ns=0))
    (tmp_path / PATH).unlink()
    assert scan(tmp_path, known, scanned_at_ns=LATER).removed == (PATH,)


def test_only_the_paths_told_are_looked_at(tmp_path):
    for path in (PATH, "content/entries/old/b.md", "content/entries/old/c.md", "content/pages/d.md"):
        write(tmp_path, path)
    known = known_from(scan(tmp_path, {}, scanned_at_ns=0))
    write(tmp_path, PATH, "new")
    write(tmp_path, "content/pages/d.md", "new")
    write(tmp_path, "content/entries/new/e.md")
    for name in ("b.md", "c.md"):
        (tmp_path / "content/entries/old" / name).unlink()
    only = [
        PATH,
        "content/entries/old",
        "content/entries/new/",
        "templates/base.html",
        "content/entries/gone.md",
    ]
    scanned = scan(tmp_path, known, scanned_at_ns=LATER, only=only)
    assert changed(scanned) == [PATH, "content/entries/new/e.md"]
    assert scanned.removed == ("content/entries/old/b.md", "content/entries/old/c.md")
    assert scanned.diagnostics == ()


@pytest.mark.parametrize("name", [".a.md.swp", "a.md~", "#a.md#", ".#a.md", "4913", ".git/a.md", "a.md.swx"])
def test_what_editors_leave_is_passed_over(tmp_path, name):
    write(tmp_path, f"content/entries/{name}")
    everything = scan(tmp_path, {}, scanned_at_ns=0)
    told = scan(tmp_path, {}, scanned_at_ns=0, only=[f"content/entries/{name}"])
    assert everything == told == Scan((), (), (), ())


def test_captures_are_none_of_the_builds_business(tmp_path):
    write(tmp_path, "content/captures/a.txt")
    only = ["content/captures/a.txt", "content/captures"]
    assert scan(tmp_path, {}, scanned_at_ns=0) == Scan((), (), (), ())
    assert scan(tmp_path, {}, scanned_at_ns=0, only=only) == Scan((), (), (), ())


def test_no_path_told_leads_out_of_the_content(tmp_path):
    write(tmp_path, "secret.md")
    write(tmp_path, "outside/x.md")
    write(tmp_path, PATH)
    (tmp_path / "content/entries/link").symlink_to(tmp_path / "outside")
    only = ["content/../secret.md", "/etc/passwd", "content/entries/link/x.md", "content/entries/\0.md"]
    assert changed(scan(tmp_path, {}, scanned_at_ns=0, only=only)) == []


def test_links_within_the_content_are_followed(tmp_path):
    write(tmp_path, "content/pages/a.md")
    (tmp_path / "content/topics").mkdir()
    (tmp_path / "content/topics/b.md").symlink_to("../pages/a.md")
    assert changed(scan(tmp_path, {}, scanned_at_ns=0)) == ["content/pages/a.md", "content/topics/b.md"]


def test_a_pipe_does_not_stop_the_scan(tmp_path):
    write(tmp_path, PATH)
    os.mkfifo(tmp_path / "content/entries/pipe.md")
    assert codes(scan(tmp_path, {}, scanned_at_ns=0)) == [("content/entries/pipe.md", "unexpected-file")]


def test_a_project_without_content_is_empty(tmp_path):
    assert scan(tmp_path, {}, scanned_at_ns=0) == Scan((), (), (), ())


def test_the_first_folder_of_a_theme_wins(tmp_path):
    write(tmp_path, "own/entry.html", "own")
    write(tmp_path, "theme/entry.html", "theme")
    write(tmp_path, "theme/assets/site.css", "css")
    write(tmp_path, "theme/assets/font.woff2", "font")
    write(tmp_path, "theme/README.md", "no template")
    folders = [tmp_path / "own", tmp_path / "none", tmp_path / "theme"]
    scanned = scan_theme(folders, {}, scanned_at_ns=0)
    assert {place.path: read(place).data for place in scanned.changed} == {
        "templates/assets/font.woff2": b"font",
        "templates/assets/site.css": b"css",
        "templates/entry.html": b"own",
    }
    assert codes(scanned) == [("templates/README.md", "unexpected-file")]
    known = known_from(scanned)
    (tmp_path / "own/entry.html").unlink()
    uncovered = scan_theme(folders, known, scanned_at_ns=LATER)
    assert [read(place).data for place in uncovered.changed] == [b"theme"]


@pytest.mark.parametrize("said", [0, 3, 4, 9])
def test_a_file_that_is_no_longer_as_long_as_it_was_said_to_be_is_read_to_its_end(
    tmp_path, monkeypatch: pytest.MonkeyPatch, said: int
):
    file = write(tmp_path, PATH)
    told = list(file.stat())
    told[stat.ST_SIZE] = said
    monkeypatch.setattr(os, "fstat", lambda _: os.stat_result(told))
    found = read(scan(tmp_path, {}, scanned_at_ns=0).changed[0])
    assert isinstance(found, SourceFile)
    assert found.data == b"text"
