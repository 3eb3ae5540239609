"""Builds that have to wait for another, and builds by somebody who may not write: real processes."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest
from builds import WarmBuilds, state_of, wait_until
from editions import contents
from workshop import Workshop, entry

from site_builder.build import Builder
from site_builder.building.lock import locked
from site_builder.building.report import Report
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


def test_while_one_build_stands_still_no_other_touches_anything(digest: Workshop, tmp_path: Path):
    """The first is stopped amid its work; the second waits as long, and both end well."""
    old = contents(digest.root / "output")
    edit(digest)
    with WarmBuilds(digest.root, tmp_path / "told") as builds:
        first = builds.start(at=-1, by="SIGSTOP")
        wait_until(lambda: state_of(first) == "T", "the first build is about to commit")
        waiting = start(digest)
        assert waiting.stderr is not None
        assert waiting.stderr.readline() == "site-builder: waiting for another build …\n"
        assert contents(digest.root / "output") == old
        assert waiting.poll() is None
        os.kill(first, signal.SIGCONT)
        assert builds.end() == 0
    assert waiting.communicate(timeout=60)[0].startswith("0 files written")
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


def test_one_page_that_may_not_be_written_is_told_and_made_up_for(open_digest: Workshop):
    allow(open_digest.root / ".site-cache")
    allow(open_digest.root / "output")
    forbid(open_digest.root / "output/2026/omega")
    open_digest.change("content/entries/omega.md", "Text.", "Other text.")
    open_digest.change("content/entries/alpha.md", "title: Alpha", "title: Aleph")
    assert codes_as_nobody(open_digest) == "cannot-publish output/2026/omega/index.html"
    assert build(open_digest).ok
    assert verify(project_at(open_digest.root)) == ""


def test_a_page_whose_file_is_read_only_is_replaced_all_the_same(open_digest: Workshop):
    allow(open_digest.root / ".site-cache")
    allow(open_digest.root / "output")
    (open_digest.root / "output/2026/omega/index.html").chmod(0o444)
    open_digest.change("content/entries/omega.md", "Text.", "Other text.")
    assert codes_as_nobody(open_digest) == ""
    assert verify(project_at(open_digest.root)) == ""


@pytest.fixture
def mounted(digest: Workshop) -> Iterator[Path]:
    """The output, on a file system of its own."""
    output = digest.root / "output"
    pages = output.rename(digest.root / "pages")
    output.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "none", str(output)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"{done.stderr.strip()}; permissions stand in for a file system that is read-only")
    shutil.copytree(pages, output, dirs_exist_ok=True)
    shutil.rmtree(pages)
    yield output
    subprocess.run(["umount", str(output)], check=True)


def test_an_output_on_a_read_only_file_system_is_told_and_made_up_for(digest: Workshop, mounted: Path):
    assert build(digest).ok
    edit(digest)
    subprocess.run(["mount", "-o", "remount,ro", str(mounted)], check=True)
    report = build(digest)
    assert [diagnostic.code for diagnostic in report.diagnostics] == ["cannot-publish"]
    assert "Read-only file system" in report.diagnostics[0].message
    subprocess.run(["mount", "-o", "remount,rw", str(mounted)], check=True)
    assert build(digest).ok
    assert verify(project_at(digest.root)) == ""


def test_content_that_may_not_be_read_is_told(open_digest: Workshop):
    allow(open_digest.root / ".site-cache")
    path = open_digest.root / "content/entries/omega.md"
    open_digest.change("content/entries/omega.md", "Text.", "Other text.")
    path.chmod(0)
    assert codes_as_nobody(open_digest) == "unreadable-file content/entries/omega.md"
