"""A disk that is full, at every point of a build: it is told, no file is half, and with room again all is well."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from editions import contents, unlike
from effort import rounds
from reading import seen_at_rest
from workshop import Workshop, build_anew, difference, entry

from site_builder.building.report import Report

STEPS = rounds(16, 160)
CODES = {"cannot-write", "cannot-publish"}
Shortage = Callable[[], contextlib.AbstractContextManager[None]]

pytestmark = pytest.mark.slow


class Disk:
    """A small file system; `leave` fills it up, all but so many bytes."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._ballast = place / "ballast"

    def leave(self, room: int) -> None:
        self.clear()
        status = os.statvfs(self.place)
        with self._ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, status.f_bavail * status.f_frsize - room))

    def clear(self) -> None:
        self._ballast.unlink(missing_ok=True)

    @contextlib.contextmanager
    def with_room(self, room: int) -> Iterator[None]:
        self.leave(room)
        try:
            yield
        finally:
            self.clear()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=8m", "none", str(place)]
    mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"{mounted.stderr.strip()}; files of limited size stand in for a full disk")
    yield Disk(place)
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@contextlib.contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def edit(digest: Workshop, step: int) -> None:
    """Most pages change; one comes or goes."""
    for name in ("alpha", "beta", "gamma"):
        text = entry(name, "2014-06-01", f"{step} " * 900, title=f"{name} {step}")
        digest.write(f"content/entries/{name}.md", text)
    if step % 2:
        digest.write("content/entries/new.md", entry("new", "2014-06-18", "word " * 3000))
    else:
        (digest.root / "content/entries/new.md").unlink(missing_ok=True)


def output_of(digest: Workshop) -> dict[str, bytes]:
    return contents(digest.root / "output")


def is_told(digest: Workshop, build: Callable[[], Report], shortage: Shortage) -> bool:
    """Build in want of room, look at what that left, build again; returns whether room was wanting."""
    old = output_of(digest)
    with shortage():
        report = build()
    assert report.ok or {d.code for d in report.diagnostics} <= CODES, report.diagnostics
    left = output_of(digest)
    assert build().ok
    assert difference(digest) == ""
    new = output_of(digest)
    assert [path for path, data in left.items() if data not in (old.get(path), new.get(path))] == []
    assert seen_at_rest(digest.root / "output", old, new) == []
    return not report.ok


@pytest.mark.parametrize("anew", [True, False], ids=["by a new process", "by one that goes on"])
def test_a_build_on_a_full_disk_is_told_and_made_up_for(disk: Disk, anew: bool):  # noqa: FBT001
    digest = Workshop(disk.place / "digest")
    failed = 0
    for step in range(STEPS):
        edit(digest, step)
        build = (lambda: build_anew(digest)) if anew else digest.builder.build
        room = 500_000 * step // STEPS
        failed += is_told(digest, build, lambda room=room: disk.with_room(room))
    digest.builder.close()
    assert STEPS // 4 < failed < STEPS


def test_an_output_on_a_full_disk_of_its_own_is_told_and_made_up_for(disk: Disk, digest: Workshop):
    digest.builder.close()
    shutil.rmtree(digest.root / "output")
    (disk.place / "output").mkdir()
    (digest.root / "output").symlink_to(disk.place / "output")
    assert build_anew(digest).ok
    failed = 0
    for step in range(STEPS):
        edit(digest, step)
        room = 50_000 * step // STEPS
        failed += is_told(digest, lambda: build_anew(digest), lambda room=room: disk.with_room(room))
        assert [p.name for p in (disk.place / "output").rglob(".*")] == []
    assert failed > STEPS // 4


def test_files_that_may_not_grow_are_told_and_made_up_for(digest: Workshop):
    digest.builder.close()
    failed = 0
    for step in range(STEPS):
        edit(digest, step)
        size = 4_000 + 250_000 * step // STEPS
        failed += is_told(digest, lambda: build_anew(digest), lambda size=size: files_no_larger_than(size))
    assert failed > STEPS // 4


def test_a_page_of_which_only_a_part_can_be_written_is_not_published(digest: Workshop):
    digest.write("content/entries/alpha.md", entry("alpha", "2013-03-01", "word " * 200_000))
    assert is_told(digest, digest.builder.build, lambda: files_no_larger_than(900_000))


def test_a_disk_that_fills_up_under_a_first_build_leaves_nothing_half(disk: Disk):
    digest = Workshop(disk.place / "digest")
    digest.builder.close()
    failed = 0
    for step in range(STEPS):
        shutil.rmtree(digest.root / "output", ignore_errors=True)
        shutil.rmtree(digest.root / ".site-cache")
        with disk.with_room(1_000_000 * step // STEPS):
            report = build_anew(digest)
        assert report.ok or {d.code for d in report.diagnostics} <= CODES, report.diagnostics
        failed += not report.ok
        left = output_of(digest)
        assert build_anew(digest).ok
        assert difference(digest) == ""
        assert unlike({p: d for p, d in output_of(digest).items() if p in left}, left) == []
    assert failed > STEPS // 4
