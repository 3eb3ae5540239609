"""The state file damaged, lost or of another version: it costs a cold build at most, never a wrong page."""

from __future__ import annotations

import contextlib
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from builds import WarmBuilds
from editions import Edition, contents, editions, put, unlike
from effort import rounds, seeded
from workshop import Workshop, add_entry, build_anew, difference, told

# --- the state file ---------------------------------------------------------------------------------------


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
        "output/2026/01/index.html  warning[unknown-output]  11 files of the output folder belong to no page,"
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


def test_a_state_replaced_under_a_running_watch_is_opened_anew(digest: Workshop):
    assert digest.builder.build().ok
    shutil.rmtree(digest.root / ".site-cache")
    assert build_anew(digest).ok
    path = add_entry(digest)
    assert build_anew(digest).ok
    path.unlink()
    assert "2014/new/index.html" in digest.builder.build(["content/entries/new.md"]).removed
    assert difference(digest) == ""


def test_a_seal_that_cannot_be_read_costs_a_cold_build(digest: Workshop):
    digest.builder.close()
    (digest.root / ".site-cache/state.seal").write_bytes(b"\xff\x00")
    report = build_anew(digest)
    assert (report.ok, report.cold) == (True, True)
    assert not build_anew(digest).cold


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE page RENAME COLUMN path TO path_",
        "ALTER TABLE record RENAME TO record_",
        "DROP TABLE meta",
        "UPDATE page SET path = CAST(X'00' AS TEXT)",
        "UPDATE page SET path = X'ff'",
        "UPDATE page SET path = '/etc/hostname'",
        "UPDATE page SET path = '../outside'",
    ],
)
def test_a_state_that_is_no_longer_ours_inside_costs_a_cold_build(digest: Workshop, statement: str):
    digest.builder.close()
    outside = digest.root / "outside"
    outside.write_text("not ours")
    with contextlib.closing(sqlite3.connect(digest.root / ".site-cache/state.sqlite")) as state:
        state.execute(statement)
        state.commit()
    report = build_anew(digest)
    assert (report.ok, report.cold) == (True, True)
    assert difference(digest) == ""
    assert outside.read_text() == "not ours"


# --- damage anywhere --------------------------------------------------------------------------------------

PLACES = rounds(100, 3000)


@pytest.fixture(scope="module")
def known() -> list[Edition]:
    return editions()


def damage(path: Path, sound: bytes, chance: random.Random) -> None:
    """Change some bytes, at another instant than ours as the file system tells instants."""
    data = bytearray(sound)
    for _ in range(chance.choice((1, 1, 12))):
        data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
    before = path.stat().st_mtime_ns
    while path.stat().st_mtime_ns == before:
        path.write_bytes(data)


def stand_again(root: Path, saved: Path) -> None:
    """Put output and state back as they were saved."""
    for folder in ("output", ".site-cache"):
        shutil.rmtree(root / folder)
        shutil.copytree(saved / folder, root / folder)


@pytest.mark.slow
def test_damage_at_any_place_of_the_state_never_shows(tmp_path: Path, known: list[Edition]):
    """At most, a page that is gone stays, where the state no longer knew that its file was ours: that is told."""
    old, new = known[0], known[1]
    root, saved, chance = tmp_path / "digest", tmp_path / "saved", seeded(7)
    put(root, old.files, {})
    with WarmBuilds(root, tmp_path / "told") as builds:
        builds.build()
        shutil.copytree(root, saved)
        state = root / ".site-cache/state.sqlite"
        sound = state.read_bytes()
        put(root, new.files, old.files)
        for place in range(PLACES):
            stand_again(root, saved)
            damage(state, sound, chance)
            told_ = builds.build()
            left = set(unlike(contents(root / "output"), new.output))
            assert left <= old.output.keys() - new.output.keys(), place
            assert ("unknown-output" in told_) == bool(left), place


@pytest.mark.slow
def test_damage_to_the_log_that_a_killed_build_left_never_shows(tmp_path: Path, known: list[Edition]):
    old, new = known[0], known[1]
    root, saved, chance = tmp_path / "digest", tmp_path / "saved", seeded(8)
    put(root, old.files, {})
    with WarmBuilds(root, tmp_path / "told") as builds:
        builds.build()
        put(root, new.files, old.files)
        shutil.copytree(root, saved)
        events = builds.events()
        damaged = 0
        for place in range(PLACES // 4):
            stand_again(root, saved)
            builds.start(at=events - 1 - place % 30)
            assert builds.end() == -9
            log = root / ".site-cache/state.sqlite-wal"
            if log.exists() and log.stat().st_size:
                damage(log, log.read_bytes(), chance)
                damaged += 1
            builds.build()
            assert unlike(contents(root / "output"), new.output) == [], place
        assert damaged
