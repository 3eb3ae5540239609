"""The output folder mistreated between builds: the next build tells what is wrong, or mends it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from workshop import Workshop, add_entry, build_anew, difference, told

from site_builder.project import project_at
from site_builder.verify import verify

OBSTRUCTED = """\
output/2014/new/index.html  error[cannot-publish]  the file could not be written: Is a directory
    hint: mend the output folder and build again; nothing is lost, the next build goes on from here"""


def test_an_output_that_was_deleted_is_made_again(digest: Workshop):
    pages = digest.pages()
    shutil.rmtree(digest.root / "output")
    assert set(build_anew(digest).written) == pages
    assert difference(digest) == ""


def test_an_output_that_is_a_file_is_told_and_mended_by_its_removal(digest: Workshop):
    shutil.rmtree(digest.root / "output")
    (digest.root / "output").write_text("mine")
    report = build_anew(digest)
    assert {d.code for d in report.diagnostics} == {"cannot-publish"}
    assert report.summary() == "1 error; the output is not whole until the next good build"
    (digest.root / "output").unlink()
    assert build_anew(digest).ok
    assert difference(digest) == ""


def obstruct(digest: Workshop) -> Path:
    folder = digest.root / "output/2014/new/index.html"
    folder.mkdir(parents=True)
    (folder / "mine").touch()
    return folder


def test_a_folder_where_a_page_should_be_is_told_until_it_is_gone(digest: Workshop):
    folder = obstruct(digest)
    add_entry(digest)
    for build in (digest.builder.build, lambda: build_anew(digest), digest.builder.build):
        assert told(build()) == OBSTRUCTED
    assert (folder / "mine").exists()
    shutil.rmtree(folder)
    assert build_anew(digest).ok
    assert difference(digest) == ""


def test_a_page_that_could_not_be_written_may_be_given_up(digest: Workshop):
    folder = obstruct(digest)
    path = add_entry(digest)
    assert told(digest.builder.build()) == OBSTRUCTED
    path.unlink()
    assert digest.builder.build(["content/entries/new.md"]).ok
    assert (folder / "mine").exists()
    shutil.rmtree(folder.parent)
    assert difference(digest) == ""


def test_a_removal_that_failed_is_made_up_for_by_a_later_build(digest: Workshop):
    folder = obstruct(digest)
    add_entry(digest)
    omega = digest.root / "content/entries/omega.md"
    text = omega.read_text(encoding="utf-8")
    omega.unlink()
    assert told(digest.builder.build()) == OBSTRUCTED  # renames stop here; removals come after them
    assert "2026/omega/index.html" in digest.pages()
    shutil.rmtree(folder)
    add_entry(digest, "newer")
    report = build_anew(digest)
    assert report.ok
    assert "2026/omega/index.html" not in digest.pages()
    assert difference(digest) == ""
    omega.write_text(text, encoding="utf-8")
    assert build_anew(digest).ok
    assert difference(digest) == ""


def test_an_entry_that_comes_back_before_its_removal_is_not_removed(digest: Workshop):
    folder = obstruct(digest)
    add_entry(digest)
    omega = digest.root / "content/entries/omega.md"
    text = omega.read_text(encoding="utf-8")
    omega.unlink()
    assert not digest.builder.build().ok
    omega.write_text(text, encoding="utf-8")
    assert not digest.builder.build().ok
    shutil.rmtree(folder)
    assert digest.builder.build().ok
    assert "2026/omega/index.html" in digest.pages()
    assert difference(digest) == ""


def test_a_file_put_in_the_place_of_a_dead_page_s_folder_is_left_alone(digest: Workshop):
    digest.change("content/entries/beta.md", "See [[alpha]].", "Text.")
    shutil.rmtree(digest.root / "output/2013/alpha")
    (digest.root / "output/2013/alpha").write_text("mine")
    (digest.root / "content/entries/alpha.md").unlink()
    assert build_anew(digest).ok
    assert (digest.root / "output/2013/alpha").read_text() == "mine"


@pytest.mark.parametrize(("old", "new"), [("logo", "logo/small.svg"), ("logo/small.svg", "logo")])
def test_an_asset_s_file_becomes_a_folder_and_the_other_way_round(digest: Workshop, old: str, new: str):
    assets = digest.root / "templates/assets"
    digest.write(f"templates/assets/{old}", "a")
    assert digest.builder.build().ok
    shutil.rmtree(assets)
    digest.write(f"templates/assets/{new}", "b")
    report = digest.builder.build()
    assert (report.written, report.removed) == ((f"assets/{new}",), (f"assets/{old}",))
    assert difference(digest) == ""


def test_an_output_on_another_file_system_is_whole_and_holds_no_temporary_file(digest: Workshop):
    memory = Path("/dev/shm")  # noqa: S108 - the point is that it is another file system
    if not os.access(memory, os.W_OK) or memory.stat().st_dev == digest.root.stat().st_dev:
        pytest.skip("there is no second file system to write to")
    output = memory / f"site-builder-{os.getpid()}"
    expected = digest.pages()
    try:
        assert build_anew(digest, output).ok
        assert {p.relative_to(output).as_posix() for p in output.rglob("*") if p.is_file()} == expected
        assert verify(project_at(digest.root, output)) == ""
        assert build_anew(digest, output).written == ()
    finally:
        shutil.rmtree(output, ignore_errors=True)
