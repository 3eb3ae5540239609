"""Imports killed at every operation on a file: the next one finishes what was begun, and no document is filed twice.

The kill is a real one: a child of this process counts its operations on files, as Python's audit hooks tell of them, and
sends itself SIGKILL at one of them.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from site_builder.importing import import_documents
from site_builder.importing.writing import save

GOLDEN = Path(__file__).parents[1] / "golden" / "import"
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
PLACING = {"os.link", "os.rename"}
FILE_EVENTS = PLACING | {"open", "os.remove", "os.mkdir", "os.chmod", "fcntl.flock"}
DOCUMENTS = ("two-authors.txt", "forum-excerpt.txt", "commentary.txt")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(GOLDEN / "project", tmp_path / "project")
    return tmp_path / "project"


def files(project: Path) -> dict[str, bytes]:
    """Return what an import has written, hidden files included."""
    return {
        path.relative_to(project).as_posix(): path.read_bytes()
        for path in (project / "content").rglob("*")
        if path.is_file()
    }


def journals(project: Path) -> list[Path]:
    return list((project / ".site-cache").glob("filing-*"))


def killed(project: Path, at: int, events: set[str]) -> bool:
    """Import in a child that is killed at the operation of that number, counted from the first file that is written; tells whether it was."""
    child = os.fork()
    if child == 0:
        try:
            _import_until(project, at, events)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == -signal.SIGKILL


def _import_until(project: Path, at: int, events: set[str]) -> None:
    numbers, begun = count(1), False

    def hook(name: str, arguments: tuple[object, ...]) -> None:
        nonlocal begun
        begun = begun or "filing-" in str(arguments[0])
        if begun and name in events and next(numbers) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(lambda name, arguments: hook(name, arguments) if name in FILE_EVENTS else None)
    import_documents([GOLDEN / one for one in DOCUMENTS], project, now=NOW)


def kills(project: Path, events: set[str]) -> Iterator[Path]:
    """Yield a copy of the project for each kill that reached the import, and the last one that it did not."""
    for at in count(1):
        cut = project.parent / f"cut-{at}"
        shutil.copytree(project, cut)
        was_killed = killed(cut, at, events)
        yield cut
        shutil.rmtree(cut)
        if not was_killed:
            return


def imported(project: Path, now: datetime = NOW) -> dict[str, bytes]:
    assert import_documents([GOLDEN / one for one in DOCUMENTS], project, now=now).status == 0
    return files(project)


@pytest.mark.slow
def test_an_import_killed_at_any_operation_is_finished_by_the_next_and_leaves_nothing_beside(project: Path):
    whole = project.parent / "whole"
    shutil.copytree(project, whole)
    expected = imported(whole)
    tried = 0
    for cut in kills(project, FILE_EVENTS):
        tried += 1
        assert imported(cut) == expected
        assert journals(cut) == []
    assert tried > 30


def test_after_a_kill_between_two_files_of_a_document_the_next_import_files_it_once_whatever_has_changed(
    project: Path,
):
    """The next run comes another day, and in a digest that has learnt a region meanwhile."""
    regions = project / "content/regions/sound.md"
    for cut in kills(project, PLACING):
        shutil.copy(cut / "content/regions/middle-coast.md", cut / regions.relative_to(project))
        made = imported(cut, NOW + timedelta(days=1))
        entries = [path for path in made if path.startswith("content/entries/")]
        assert len(entries) == len(DOCUMENTS)
        assert not [path for path in entries if path.endswith("-2.md")]
        assert not [path for path in made if "/.import-" in path]


def test_an_entry_that_an_editor_changed_after_the_kill_keeps_the_change_and_gets_its_capture(project: Path):
    reached = 0
    for cut in kills(project, PLACING):
        entries = list((cut / "content/entries").rglob("*.md"))
        captures = {path.stem for path in (cut / "content/captures").glob("*.txt")}
        half = [path for path in entries if not any(stem.endswith(path.stem) for stem in captures)]
        for path in half:
            path.write_bytes(path.read_bytes() + b"\nA line of the editor's.\n")
        made = imported(cut)
        for path in half:
            reached += 1
            assert path.read_bytes().endswith(b"A line of the editor's.\n")
        assert sum(path.startswith("content/entries/") for path in made) == len(DOCUMENTS)
        assert sum(path.startswith("content/captures/") for path in made) == len(DOCUMENTS)
    assert reached


def test_what_another_import_is_still_writing_is_left_to_it(project: Path):
    from site_builder.importing.writing.journal import Journal, Step

    journal = Journal(project)
    waiting = project / "content/.import-x-0"
    waiting.write_bytes(b"new")
    journal.write([Step("content/new.md", "content/.import-x-0", "", "0")])
    save.settle(project)
    assert waiting.read_bytes() == b"new"
    journal.end()
    assert journals(project) == []


@pytest.mark.parametrize(
    "told", ["", "{", "[1]", '[{"place": "../out.md", "staged": "../.import-x", "before": "", "after": ""}]']
)
def test_a_journal_that_is_no_journal_does_nothing_and_goes(project: Path, told: str):
    (project / ".site-cache").mkdir(exist_ok=True)
    (project / ".site-cache/filing-x.json").write_text(told)
    outside = project.parent / ".import-x"
    outside.write_text("not the project's")
    before = files(project)
    save.settle(project)
    assert files(project) == before
    assert outside.exists()
    assert not (project.parent / "out.md").exists()
    assert journals(project) == []
