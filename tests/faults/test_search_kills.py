"""Builds with search killed at any moment, by the system's own means: the next build's index is one made anew."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from editions import put
from effort import rounds, seeded
from workshop import FILES, SETTINGS, entry

from site_builder.project import project_at
from site_builder.verify import verify

KILLS = rounds(16, 300)
ENTRIES = 60
AS_OF = "2026-06-01T00:00:00Z"

pytestmark = pytest.mark.slow


def editions() -> list[dict[str, str]]:
    """Two states of a digest: all texts differ, and so does the number of entries, over a bound of the index's form."""
    first = {**FILES, "content/site.yaml": SETTINGS + "search: true\n"}
    second = dict(first)
    for number in range(ENTRIES):
        path = f"content/entries/many-{number}.md"
        words = " ".join(f"word{(number * 7 + step) % 97}" for step in range(80))
        first[path] = entry(f"many-{number}", "2014-01-01", f"One {words}")
        second[path] = entry(f"many-{number}", "2014-01-01", f"Two {words} again")
    for number in range(ENTRIES // 2):
        second[f"content/entries/more-{number}.md"] = entry(f"more-{number}", "2015-01-01", "More.")
    return [first, second]


def start(root: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "site_builder", "build", "--project", str(root), "--as-of", AS_OF]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_a_build_with_search_killed_at_any_moment_is_finished_by_the_next(tmp_path: Path):
    known, chance = editions(), seeded(1)
    put(tmp_path, known[0], {})
    begun = time.monotonic()
    assert start(tmp_path).wait() == 0
    longest = time.monotonic() - begun
    killed = stands = 0
    while killed < KILLS:
        old, stands = stands, 1 - stands
        put(tmp_path, known[stands], known[old])
        child = start(tmp_path)
        time.sleep(chance.uniform(0.3 * longest, longest))  # the instant of the kill is what is drawn
        os.kill(child.pid, signal.SIGKILL)
        killed += child.wait() == -signal.SIGKILL
        assert start(tmp_path).wait() == 0
        assert verify(project_at(tmp_path)) == ""
        assert not list((tmp_path / "output/search/index").rglob(".*"))
