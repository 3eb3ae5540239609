"""State, output and clock mistreated between builds: the next build tells what is wrong, or mends it."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from test_rebuilds import Workshop, entry

from site_builder.build import Builder
from site_builder.building import making
from site_builder.building.report import Report
from site_builder.diagnostics import format_text
from site_builder.project import project_at, theme
from site_builder.verify import verify

OBSTRUCTED = """\
output/2014/new/index.html  error[cannot-publish]  the file could not be written: Is a directory
    hint: mend the output folder and build again; nothing is lost, the next build goes on from here"""


@pytest.fixture
def digest(tmp_path: Path) -> Iterator[Workshop]:
    made = Workshop(tmp_path / "Tägliche Presseschau")
    yield made
    made.builder.close()


def another_builder(digest: Workshop, output: Path | None = None) -> Builder:
    return Builder(project_at(digest.root, output), as_of=lambda: digest.as_of)


def build_anew(digest: Workshop, output: Path | None = None) -> Report:
    """Build as another process would."""
    builder = another_builder(digest, output)
    try:
        return builder.build()
    finally:
        builder.close()


def told(report: Report) -> str:
    return "\n".join(map(format_text, report.diagnostics))


def difference(digest: Workshop) -> str:
    return verify(project_at(digest.root))


def add_entry(digest: Workshop, name: str = "new", date: str = "2014-01-01", **fields: str) -> Path:
    path = f"content/entries/{name}.md"
    digest.write(path, entry(name, date, **fields))
    return digest.root / path


# --- the state file ---------------------------------------------------------------------------------------


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - damage need not be a secret, but the same at each run


def randomly(data: bytearray, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 40, 4000))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


WRECKS: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut off": lambda data: data[:20_000],
    "cut off within a page": lambda data: data[: len(data) // 2 + 77],
    "another file": lambda _: b"This is no database.\n" * 500,
    "all noise": lambda data: seeded(1).randbytes(len(data)),
    "noise behind the schema": lambda data: data[:8192] + seeded(2).randbytes(len(data) - 8192),
    "another format": lambda data: data[:60] + (99).to_bytes(4, "big") + data[64:],  # user_version
    **{f"some noise {n}": lambda data, n=n: randomly(bytearray(data), seeded(n)) for n in range(3)},
}


@pytest.mark.parametrize("wreck", WRECKS.values(), ids=WRECKS)
def test_a_damaged_state_costs_a_cold_build_at_most(digest: Workshop, wreck: Callable[[bytes], bytes]):
    digest.builder.close()
    state = digest.root / ".site-cache/state.sqlite"
    state.write_bytes(wreck(state.read_bytes()))
    digest.change("content/entries/alpha.md", "Text.", "Other text.")
    report = digest.builder.build()
    assert report.ok, told(report)
    if state.read_bytes():
        assert difference(digest) == ""
    assert build_anew(digest).written == ()


def test_a_state_of_another_generator_is_not_used_and_its_dead_pages_go(digest: Workshop):
    with sqlite3.connect(digest.root / ".site-cache/state.sqlite") as connection:
        connection.execute("UPDATE meta SET value = 'older' WHERE key = 'generator'")
    connection.close()
    (digest.root / "content/entries/omega.md").unlink()
    report = build_anew(digest)
    assert (report.ok, report.cold) == (True, True)
    assert "2026/omega/index.html" in report.removed
    assert difference(digest) == ""


def test_without_a_state_pages_that_may_be_ours_stay_and_are_told(digest: Workshop):
    digest.builder.close()
    shutil.rmtree(digest.root / ".site-cache")
    (digest.root / "content/entries/omega.md").unlink()
    (digest.root / "output/.nojekyll").touch()
    report = build_anew(digest)
    assert report.ok
    assert told(report) == (
        "output/2026/01/index.html  warning[unknown-output]  12 files of the output folder belong to no page,"
        " and the build does not know who wrote them\n"
        "    hint: if an earlier build did, delete the output folder and build again"
    )
    shutil.rmtree(digest.root / "output")
    again = build_anew(digest)
    assert (again.ok, told(again), difference(digest)) == (True, "", "")


def test_a_cache_deleted_under_a_running_watch_is_made_anew(digest: Workshop):
    shutil.rmtree(digest.root / ".site-cache")
    digest.theme("robots.txt", "User-agent", "# ours\nUser-agent")
    assert digest.builder.build(["templates/robots.txt"]).written == ("robots.txt",)
    assert build_anew(digest).ok
    assert difference(digest) == ""


def test_a_builder_sees_what_another_process_built_meanwhile(digest: Workshop):
    assert digest.builder.build().ok
    path = add_entry(digest)
    assert build_anew(digest).ok
    path.unlink()
    report = digest.builder.build(["content/entries/new.md"])
    assert "2014/new/index.html" in report.removed
    assert difference(digest) == ""


@pytest.mark.parametrize("name", [".site-cache", ".site-cache/staging", ".site-cache/state.sqlite"])
def test_what_stands_in_the_way_of_the_cache_is_told_not_thrown(digest: Workshop, name: str):
    digest.builder.close()
    obstacle = digest.root / name
    shutil.rmtree(digest.root / ".site-cache")
    if name.endswith("sqlite"):
        obstacle.mkdir(parents=True)
    else:
        obstacle.parent.mkdir(exist_ok=True)
        obstacle.write_text("mine")
    report = digest.builder.build()
    assert [d.code for d in report.diagnostics] == ["cannot-write"]
    assert report.diagnostics[0].location.path.startswith(".site-cache")
    shutil.rmtree(obstacle) if obstacle.is_dir() else obstacle.unlink()
    assert digest.builder.build().ok
    assert difference(digest) == ""


# --- the output folder ------------------------------------------------------------------------------------


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


# --- clock and concurrent writers -------------------------------------------------------------------------


def test_a_write_that_leaves_size_and_mtime_as_they_were_is_seen(digest: Workshop):
    path = digest.root / "content/entries/alpha.md"
    status = path.stat()
    digest.change("content/entries/alpha.md", "Text.", "Tixt.")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert build_anew(digest).written == ("2013/alpha/index.html",)


def test_a_clock_set_back_loses_no_change(digest: Workshop, monkeypatch: pytest.MonkeyPatch):
    day = 86_400 * 10**9
    monkeypatch.setattr("site_builder.build.time.time_ns", lambda: 1_000 * day)
    assert build_anew(digest).ok
    digest.change("content/entries/alpha.md", "Text.", "Tixt.")
    os.utime(digest.root / "content/entries/alpha.md", ns=(999 * day, 999 * day))
    assert build_anew(digest).written == ("2013/alpha/index.html",)
    assert difference(digest) == ""


def test_an_asset_that_changes_while_it_is_built_is_built_as_it_is_then(
    digest: Workshop, monkeypatch: pytest.MonkeyPatch
):
    digest.write("templates/assets/extra.css", "a{}")
    compose, done = making.compose, []

    def change_meanwhile(*arguments):
        if not done:
            done.append(True)
            digest.write("templates/assets/extra.css", "b{}")
        return compose(*arguments)

    monkeypatch.setattr("site_builder.building.update.compose", change_meanwhile)
    assert digest.builder.build().ok
    assert (digest.root / "output/assets/extra.css").read_text() == "b{}"
    assert difference(digest) == ""


def test_a_template_that_failed_and_was_put_back_is_the_old_one(digest: Workshop):
    old = (theme() / "entry.html").read_text(encoding="utf-8")
    digest.write("templates/entry.html", old.replace("{% endblock %}", "new{% endblock %}"))
    digest.change("content/entries/alpha.md", "region: africa", "region: afrika")
    assert not digest.builder.build().ok
    (digest.root / "templates/entry.html").unlink()
    digest.change("content/entries/alpha.md", "region: afrika", "region: europe")
    assert digest.builder.build().ok
    assert difference(digest) == ""


def test_files_that_never_come_to_rest_are_told(digest: Workshop, monkeypatch: pytest.MonkeyPatch):
    def moved(*_: object) -> None:
        raise making.ContentMoved("content/entries/alpha.md")

    monkeypatch.setattr("site_builder.build.update", moved)
    assert [d.code for d in digest.builder.build().diagnostics] == ["content-moving"]
    monkeypatch.undo()
    assert digest.builder.build().ok
