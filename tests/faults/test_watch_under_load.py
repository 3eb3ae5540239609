"""The real `watch`, in a process of its own, under what makes watchers lose their way."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from builds import AS_OF, state_of, wait_until
from editions import contents, edition_of, put, unlike
from effort import rounds
from workshop import FILES, entry

SECONDS = rounds(10, 60)
LIMIT = Path("/proc/sys/fs/inotify/max_queued_events")
ALPHA = "content/entries/alpha.md"

pytestmark = pytest.mark.slow


class Watching:
    """`site-builder watch` on a project; `files` is what the project should hold."""

    def __init__(self, root: Path, log: Path) -> None:
        self.root = root
        self.files = dict(FILES)
        self._log = log
        put(root, self.files, {})
        command = [sys.executable, "-m", "site_builder", "watch", "--as-of", AS_OF, "--project", str(root)]
        with log.open("wb") as file:
            self.process = subprocess.Popen(command, stdout=file, stderr=file)
        wait_until(lambda: self.builds() == 1, "the first build is done")

    def builds(self) -> int:
        return self._log.read_text(encoding="utf-8").count(" written, ")

    def write(self, path: str, text: str) -> None:
        self.files[path] = text
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def assert_right_within(self, seconds: float) -> None:
        """Wait until the output is a cold build's."""
        expected = edition_of(self.files).output

        def is_right() -> bool:
            try:
                return unlike(contents(self.root / "output"), expected) == []
            except FileNotFoundError:  # renamed or removed between listing and reading
                return False

        wait_until(is_right, "the output is that of the last save", seconds)
        assert "failed" not in self._log.read_text(encoding="utf-8")


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    made = Watching(tmp_path / "digest", tmp_path / "log")
    yield made
    made.process.send_signal(signal.SIGCONT)
    made.process.send_signal(signal.SIGINT)
    assert made.process.wait(60) == 0


def test_a_hundred_saves_a_second_leave_no_backlog(watching: Watching):
    saves = 100 * SECONDS
    before = watching.builds()
    start = time.monotonic()
    for number in range(saves):
        watching.write(ALPHA, entry("alpha", "2013-03-01", f"Save {number}.", title=f"Title {number % 7}"))
        time.sleep(max(0, start + number / 100 - time.monotonic()))  # an editor's pace
    last = time.monotonic()
    page = watching.root / "output/2013/alpha/index.html"
    wait_until(lambda: f"Save {saves - 1}." in page.read_text(encoding="utf-8"), "the last save is out")
    took = time.monotonic() - last
    watching.assert_right_within(10)
    assert took < 5
    assert 1 <= watching.builds() - before <= saves + 3


def test_a_folder_renamed_while_watched_stays_watched(watching: Watching):
    for name in ("first", "second", "third"):
        watching.write(f"content/entries/old/{name}.md", entry(name, "2016-01-01"))
    watching.assert_right_within(20)
    (watching.root / "content/entries/old").rename(watching.root / "content/entries/renamed")
    for name in ("first", "second", "third"):
        text = watching.files.pop(f"content/entries/old/{name}.md")
        watching.files[f"content/entries/renamed/{name}.md"] = text
    watching.write("content/entries/renamed/second.md", entry("second", "2016-02-02", "Other text."))
    watching.assert_right_within(20)
    watching.write("content/entries/renamed/third.md", entry("third", "2016-02-02", "Later text."))
    watching.assert_right_within(20)


def test_when_the_system_drops_events_everything_is_scanned_soon(watching: Watching):
    """The watcher stands still while more events come than the system keeps; the last edits are among the lost."""
    noise = [watching.root / f"content/entries/{name}.md" for name in ("beta", "gamma")]
    data = [path.read_bytes() for path in noise]
    watching.process.send_signal(signal.SIGSTOP)
    wait_until(lambda: state_of(watching.process.pid) == "T", "the watcher stands still")
    for _ in range(int(LIMIT.read_text()) // 5):
        for path, text in zip(noise, data, strict=True):
            path.write_bytes(text)
    watching.write(ALPHA, entry("alpha", "2013-03-01", "After the flood."))
    watching.write("content/entries/new.md", entry("new", "2014-06-18"))
    watching.process.send_signal(signal.SIGCONT)
    watching.assert_right_within(20)
    watching.write(ALPHA, entry("alpha", "2013-03-01", "Still awake."))
    watching.assert_right_within(20)


def test_a_build_beside_the_watcher_waits_or_goes_first_and_neither_is_wrong(watching: Watching):
    command = [
        sys.executable,
        "-m",
        "site_builder",
        "build",
        "--as-of",
        AS_OF,
        "--project",
        str(watching.root),
    ]
    for number in range(rounds(4, 40)):
        watching.write(ALPHA, entry("alpha", "2013-03-01", f"Edit {number}.", title=f"Title {number}"))
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as build:
            watching.write("content/entries/new.md", entry("new", "2014-06-18", f"New {number}."))
            assert build.wait(60) == 0
        watching.assert_right_within(20)


def test_a_branch_switched_under_the_watcher_is_built_whole(watching: Watching):
    many = rounds(300, 3000)
    for number in range(many):
        day = f"{2014 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
        watching.write(f"content/entries/n{number}.md", entry(f"n{number}", day, status="draft"))
    watching.assert_right_within(60)
    for number in range(many):
        watching.write(
            f"content/entries/n{number}.md", watching.files[f"content/entries/n{number}.md"] + "More.\n"
        )
    watching.write(ALPHA, entry("alpha", "2013-03-01", "On the other branch."))
    watching.assert_right_within(60)
