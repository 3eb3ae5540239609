"""Workers whose build was killed: they end by themselves, and what they still write is in nobody's way."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from builds import WarmBuilds, kill_group, members, state_of, wait_until
from editions import contents, edition_of, put, unlike
from workshop import FILES, entry

MANY = 700  # entries: several batches for each worker

pytestmark = pytest.mark.slow


def digest_of(text: str) -> dict[str, str]:
    days = ((n, f"{2013 + n // 330}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}") for n in range(MANY))
    return FILES | {f"content/entries/n{n}.md": entry(f"n{n}", day, f"{text} " * 300) for n, day in days}


def waiting_files(root: Path) -> int:
    return sum(
        path.is_file() for folder in (root / ".site-cache").glob("staging*") for path in folder.rglob("*")
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    put(tmp_path / "digest", digest_of("old"), {})
    return tmp_path / "digest"


def stop_amid_rendering(root: Path, builds: WarmBuilds) -> tuple[int, list[int]]:
    """Start a build, stop its whole group when it has staged some files; return its id and its workers'."""
    build = builds.start(jobs=2)
    wait_until(lambda: waiting_files(root) > 20, "some files were staged")
    os.killpg(build, signal.SIGSTOP)
    found = members(build)
    assert build in found
    assert len(found) > 2
    return build, [process for process in found if process != build]


def test_workers_of_a_killed_build_end_by_themselves(root: Path, tmp_path: Path):
    with WarmBuilds(root, tmp_path / "told") as builds:
        build, _ = stop_amid_rendering(root, builds)
        os.kill(build, signal.SIGKILL)
        os.killpg(build, signal.SIGCONT)
        assert builds.end() == -signal.SIGKILL
        wait_until(lambda: not members(build), "all workers ended")


def test_what_orphaned_workers_write_gets_into_no_later_build(root: Path, tmp_path: Path):
    """They stand still until the next build has staged all its files and is about to commit."""
    with WarmBuilds(root, tmp_path / "told") as builds:
        build, orphans = stop_amid_rendering(root, builds)
        try:
            os.kill(build, signal.SIGKILL)
            assert builds.end() == -signal.SIGKILL
            new = edition_of(digest_of("new"))
            put(root, new.files, {})
            later = builds.start(at=-1, by="SIGSTOP")
            wait_until(lambda: state_of(later) == "T", "the next build is about to commit")
            for orphan in orphans:
                os.kill(orphan, signal.SIGCONT)
            wait_until(lambda: not members(build), "all workers ended")
            os.kill(later, signal.SIGCONT)
            assert builds.end() == 0
        finally:
            kill_group(build)
        assert unlike(contents(root / "output"), new.output) == []


def test_a_build_whose_workers_are_killed_tells_so_and_the_next_is_whole(root: Path, tmp_path: Path):
    told = tmp_path / "told"
    with WarmBuilds(root, told) as builds:
        build, its_workers = stop_amid_rendering(root, builds)
        for worker in its_workers:
            os.kill(worker, signal.SIGKILL)
        os.kill(build, signal.SIGCONT)
        assert builds.end() == 1
        assert "workers-lost" in told.read_text(encoding="utf-8")
        builds.build()
        assert unlike(contents(root / "output"), edition_of(digest_of("old")).output) == []
