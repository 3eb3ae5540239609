"""State and clock mistreated between builds: the next build tells what is wrong, or mends it."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable

import pytest
from workshop import Workshop, add_entry, build_anew, difference, told

from site_builder.building import making
from site_builder.project import theme

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
        "output/2026/01/index.html  warning[unknown-output]  9 files of the output folder belong to no page,"
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
