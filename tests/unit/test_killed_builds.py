"""Builds that are killed, run at once, or run by somebody who may not write: real processes, real signals."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest
from workshop import Workshop, entry

from site_builder import publish
from site_builder.build import Builder
from site_builder.building import making
from site_builder.building.lock import locked
from site_builder.building.report import Report
from site_builder.incremental.store import Store
from site_builder.project import project_at
from site_builder.verify import verify

FORK = get_context("fork")
NOBODY = 65_534


@pytest.fixture
def digest(tmp_path: Path) -> Iterator[Workshop]:
    made = Workshop(tmp_path)
    made.builder.close()
    yield made
    made.builder.close()


def build(digest: Workshop) -> Report:
    builder = Builder(project_at(digest.root), as_of=lambda: digest.as_of)
    try:
        return builder.build()
    finally:
        builder.close()


def edit(digest: Workshop) -> None:
    """An entry comes, one goes, one has another title."""
    digest.write("content/entries/new.md", entry("new", "2014-06-18", "See [[alpha]].", region="europe"))
    (digest.root / "content/entries/omega.md").unlink()
    digest.change("content/entries/alpha.md", "title: Alpha", "title: Aleph")


def contents(output: Path) -> dict[str, bytes]:
    return {p.relative_to(output).as_posix(): p.read_bytes() for p in output.rglob("*") if p.is_file()}


def dead_links(output: Path, start: Iterable[str]) -> set[str]:
    """Follow every link from the pages `start`; return those that lead nowhere."""
    waiting, dead = {path for path in start if path.endswith(".html") and (output / path).exists()}, set()
    seen = set(waiting)
    while waiting:
        page = (output / waiting.pop()).read_text(encoding="utf-8")
        for link in re.findall(r'(?:href|src)="/([^"#?]*)', page):
            target = f"{link}index.html" if link.endswith("/") or not link else link
            if not (output / target).is_file():
                dead.add(link)
            elif target.endswith(".html") and target not in seen:
                seen.add(target)
                waiting.add(target)
    return dead


# --- killed at a known place ------------------------------------------------------------------------------


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def at_call(number: int, function: Callable[..., object]) -> Callable[..., object]:
    """Return `function`, the `number`th call of which is never made."""
    calls = iter(range(1, number))

    def counted(*arguments: object, **named: object) -> object:
        if next(calls, None) is None:
            die()
        return function(*arguments, **named)

    return counted


PLACES = {
    "while staging the first file": (making, "stage", 1),
    "while staging a later file": (making, "stage", 9),
    "before the state is written": (Store, "unsettle", 1),
    "between commit and the first rename": (publish, "_rename", 1),
    "after one rename": (publish, "_rename", 2),
    "half-way through the renames": (publish, "_rename", 16),
    "before the first removal": (publish, "_unlink", 1),
    "between removals": (publish, "_unlink", 3),
    "before the work is noted as done": (Store, "settle", 1),
}


@pytest.mark.parametrize(("owner", "name", "number"), PLACES.values(), ids=PLACES)
def test_a_killed_build_leaves_whole_files_and_is_finished_by_the_next(
    digest: Workshop, owner: object, name: str, number: int
):
    output = digest.root / "output"
    old = contents(output)
    assert dead_links(output, old) == set()
    edit(digest)

    def build_and_die() -> None:
        setattr(owner, name, at_call(number, getattr(owner, name)))
        build(digest)

    child = FORK.Process(target=build_and_die)
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    left = contents(output)
    assert dead_links(output, old) == set()
    assert build(digest).ok
    new = contents(output)
    assert {path for path, data in left.items() if data not in (old.get(path), new.get(path))} == set()
    assert set(old) | set(new) >= set(left)
    assert verify(project_at(digest.root)) == ""
    assert build(digest).written == ()


@pytest.mark.slow
def test_a_build_killed_at_any_moment_is_finished_by_the_next(digest: Workshop):
    command = [sys.executable, "-m", "site_builder", "build", "--as-of", "2026-06-01"]
    killed = 0
    for step in range(20):
        digest.write(
            "content/entries/alpha.md", entry("alpha", "2013-03-01", f"Text {step}.", title=f"T{step}")
        )
        if step % 5 == 4:
            shutil.rmtree(digest.root / ".site-cache", ignore_errors=True)
        with subprocess.Popen(command, cwd=digest.root, stdout=subprocess.DEVNULL) as process:
            try:
                process.wait(0.07 * (step + 1))
            except subprocess.TimeoutExpired:
                process.kill()
                killed += 1
        assert dead_links(digest.root / "output", digest.pages()) == set()
    assert killed
    assert build(digest).ok
    assert verify(project_at(digest.root)) == ""


# --- two at once ------------------------------------------------------------------------------------------


def start(digest: Workshop) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "site_builder", "build", "--as-of", "2026-06-01"]
    return subprocess.Popen(
        command, cwd=digest.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_a_second_build_says_that_it_waits_and_then_builds(digest: Workshop):
    edit(digest)
    with locked(digest.root / ".site-cache", lambda: None):
        waiting = start(digest)
        assert waiting.stderr is not None
        assert waiting.stderr.readline() == "site-builder: waiting for another build …\n"
    told, _ = waiting.communicate(timeout=60)
    assert waiting.returncode == 0
    assert re.match(r"\d+ files written, [1-9]", told)
    assert verify(project_at(digest.root)) == ""


def test_builds_started_at_once_end_with_one_good_site(digest: Workshop):
    shutil.rmtree(digest.root / ".site-cache")
    edit(digest)
    shutil.rmtree(digest.root / "output")
    both = [start(digest), start(digest)]
    written = [int(process.communicate(timeout=60)[0].split()[0]) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert min(written) == 0 < max(written)
    assert verify(project_at(digest.root)) == ""


# --- no permission ----------------------------------------------------------------------------------------


@pytest.fixture
def open_digest() -> Iterator[Workshop]:
    """A digest in a folder that every user may enter, which pytest's own are not."""
    root = Path(tempfile.mkdtemp())
    root.chmod(0o755)
    made = Workshop(root)
    made.builder.close()
    yield made
    for folder in root.rglob("*"):
        folder.chmod(0o755)
    shutil.rmtree(root)


def codes_as_nobody(digest: Workshop) -> str:
    """Build as a user who owns nothing here; return the codes of what the build tells, and where."""

    def run() -> None:
        if os.getuid() == 0:
            os.setgroups([])
            os.setuid(NOBODY)
        report = build(digest)
        sender.send("; ".join(f"{d.code} {d.location.path}" for d in report.diagnostics))

    receiver, sender = FORK.Pipe(duplex=False)
    child = FORK.Process(target=run)
    child.start()
    child.join(60)
    assert child.exitcode == 0
    return str(receiver.recv())


def allow(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777)


def forbid(folder: Path) -> None:
    for path in (folder, *(p for p in folder.rglob("*") if p.is_dir())):
        path.chmod(0o555)


def test_a_cache_that_may_not_be_written_is_told(open_digest: Workshop):
    cache = open_digest.root / ".site-cache"
    (cache / "lock").chmod(0o444)
    forbid(cache)
    assert codes_as_nobody(open_digest) == "cannot-write .site-cache/lock"


def test_a_state_that_may_not_be_written_is_told(open_digest: Workshop):
    cache = open_digest.root / ".site-cache"
    (cache / "lock").chmod(0o666)
    (cache / "state.sqlite").chmod(0o444)
    forbid(cache)
    assert codes_as_nobody(open_digest) == "cannot-write .site-cache"


def test_an_output_that_may_not_be_written_is_told_and_nothing_is_lost(open_digest: Workshop):
    allow(open_digest.root / ".site-cache")
    forbid(open_digest.root / "output")
    open_digest.change("content/entries/omega.md", "Text.", "Other text.")
    assert codes_as_nobody(open_digest) == "cannot-publish 2026/omega/index.html".replace(" ", " output/")
    assert build(open_digest).ok
    assert verify(project_at(open_digest.root)) == ""


def test_content_that_may_not_be_read_is_told(open_digest: Workshop):
    allow(open_digest.root / ".site-cache")
    path = open_digest.root / "content/entries/omega.md"
    open_digest.change("content/entries/omega.md", "Text.", "Other text.")
    path.chmod(0)
    assert codes_as_nobody(open_digest) == "unreadable-file content/entries/omega.md"
