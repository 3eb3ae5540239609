"""Builds killed at every kind of instant while somebody reads: no reader sees a half site, the next build mends all.

Some kills are aimed at an event (a file operation, a statement of SQL, before and after it), which reaches every
step of a build; others come after some time, which reaches what lies between events, rendering above all.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from builds import WarmBuilds, kill_group, members, wait_until
from editions import Edition, contents, editions, put, unlike
from effort import rounds, seeded
from reading import Reader, seen_at_rest

AT_EVENTS = rounds(46, 600)
BY_CLOCK = rounds(18, 400)
WITH_WORKERS = rounds(8, 150)

pytestmark = pytest.mark.slow


class Ground:
    """A digest on which builds are killed, and a reader of its output."""

    def __init__(self, root: Path, builds: WarmBuilds, reader: Reader, known: list[Edition]) -> None:
        self.root = root
        self.output = root / "output"
        self.builds = builds
        self.reader = reader
        self.known = known
        self.stands = 0
        put(root, known[0].files, {})
        builds.build()
        assert unlike(contents(self.output), known[0].output) == []

    def turn(self, *, afresh: bool) -> tuple[dict[str, bytes], Edition]:
        """Go on to the next edition's files; returns the output that stands, and the edition to build."""
        old, self.stands = self.known[self.stands], (self.stands + 1) % len(self.known)
        new = self.known[self.stands]
        put(self.root, new.files, old.files)
        if not afresh:
            return old.output, new
        shutil.rmtree(self.output)
        for state in (self.root / ".site-cache").glob("state*"):
            shutil.rmtree(state) if state.is_dir() else state.unlink()
        return {}, new

    def look(self, old: dict[str, bytes], new: Edition) -> None:
        """Look at what a killed build left."""
        assert seen_at_rest(self.output, old, new.output) == []
        left = contents(self.output)
        assert [p for p, data in left.items() if data not in (old.get(p), new.output.get(p))] == []

    def mend(self, new: Edition) -> None:
        """Build once more: the output is that of a cold build, and all the while no reader saw anything wrong."""
        self.builds.build()
        assert self.reader.seen() == []
        assert unlike(contents(self.output), new.output) == []


@pytest.fixture(scope="module")
def known() -> list[Edition]:
    return editions()


@pytest.fixture
def ground(tmp_path: Path, known: list[Edition]) -> Iterator[Ground]:
    root = tmp_path / "digest"
    with WarmBuilds(root, tmp_path / "told") as builds, Reader(root / "output") as reader:
        yield Ground(root, builds, reader, known)
        assert reader.files > 1000


HOW = {"an edit": (False, False), "a full build": (True, False), "a first build": (False, True)}


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("part", range(2))
def test_a_build_killed_at_any_event_is_finished_by_the_next(ground: Ground, how: str, part: int):
    full, afresh = HOW[how]
    counts = {}
    for _ in ground.known:
        old, new = ground.turn(afresh=afresh)
        ground.reader.expect(old, new.output)
        counts[ground.stands] = ground.builds.events(full=full)
        assert ground.reader.seen() == []
    for number in range(part, AT_EVENTS, 2):
        old, new = ground.turn(afresh=afresh)
        at = 1 + (counts[ground.stands] - 1) * number // AT_EVENTS
        ground.reader.expect(old, new.output)
        ground.builds.start(full=full, at=at)
        assert ground.builds.end() == -signal.SIGKILL, at
        ground.look(old, new)
        ground.mend(new)


@pytest.mark.parametrize("how", HOW)
def test_a_build_killed_at_any_moment_is_finished_by_the_next(ground: Ground, how: str):
    full, afresh = HOW[how]
    chance = seeded(len(how))
    longest = 0.0
    for _ in ground.known:
        ground.turn(afresh=afresh)
        start = time.monotonic()
        ground.builds.build(full=full)
        longest = max(longest, time.monotonic() - start)
    killed = 0
    while killed < BY_CLOCK:
        old, new = ground.turn(afresh=afresh)
        ground.reader.expect(old, new.output)
        child = ground.builds.start(full=full)
        time.sleep(chance.uniform(0, longest))  # the instant of the kill is what is drawn
        kill_group(child)
        killed += ground.builds.end() == -signal.SIGKILL
        ground.look(old, new)
        ground.mend(new)


@pytest.mark.parametrize("alone", [False, True], ids=["with its workers", "alone"])
def test_a_build_with_workers_killed_at_any_moment_is_finished_by_the_next(ground: Ground, alone: bool):  # noqa: FBT001
    chance = seeded(alone)
    ground.turn(afresh=True)
    start = time.monotonic()
    ground.builds.build(jobs=2)
    longest = time.monotonic() - start
    killed = 0
    while killed < WITH_WORKERS:
        old, new = ground.turn(afresh=chance.random() < 0.5)
        ground.reader.expect(old, new.output)
        child = ground.builds.start(jobs=2)
        time.sleep(chance.uniform(0, longest))
        if alone:
            os.kill(child, signal.SIGKILL)
        else:
            kill_group(child)
        killed += ground.builds.end() == -signal.SIGKILL
        ground.look(old, new)
        ground.mend(new)
        wait_until(lambda child=child: not members(child), "the orphaned workers ended")
