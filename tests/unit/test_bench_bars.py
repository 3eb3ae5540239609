"""The benchmark's bars fail where they must, and its measures count all that a command and its children take."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "bench"))

from bars import Bar

BENCH = Path(__file__).resolve().parents[1] / "bench"
MEASURE = """
import json, sys
from pathlib import Path
from processes import run
print(json.dumps(run([sys.executable, '-c', sys.argv[1]], Path()).figures()))
"""
SPEND = "import time\nwhile time.process_time() < 0.3: pass\nheld = bytearray(60_000_000)\ntime.sleep(0.3)"


@pytest.mark.parametrize(
    ("rounds", "must", "aim", "verdict"),
    [
        ([0.3], 0.6, 0.4, "aim reached"),
        ([0.5], 0.6, 0.4, "kept"),
        ([0.65], 0.6, 0.4, "within noise"),
        ([0.67], 0.6, 0.4, "MISSED"),
        ([0.5, 0.7, 0.9], 0.6, 0.4, "within noise"),
        ([7], 4, 6, "aim reached"),
        ([5], 4, 6, "kept"),
        ([3.7], 4, 6, "within noise"),
        ([3.5], 4, 6, "MISSED"),
    ],
)
def test_a_bar_is_missed_beyond_the_noise_of_its_rounds_only(rounds, must, aim, verdict):
    bar = Bar("a figure", rounds, must, aim)
    assert bar.verdict == verdict
    assert bar.missed == (verdict == "MISSED")


def test_a_size_has_no_noise():
    assert Bar("a size", [3073], 3072, 1536, "bytes", exact=True).missed


def measured(command: str) -> subprocess.CompletedProcess[str]:
    """Run a Python command as the benchmark does, from a process that has no other children."""
    return subprocess.run(
        [sys.executable, "-c", MEASURE, command],
        env=os.environ | {"PYTHONPATH": str(BENCH)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_time_and_the_memory_of_grandchildren_count():
    nested = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {SPEND!r}], check=True)"
    figures = json.loads(measured(nested).stdout)
    assert figures["cpu_s"] > 0.3
    assert figures["wall_s"] > 0.6
    if sys.platform == "linux":
        assert figures["peak_mb"] > 60


def test_a_command_that_fails_is_no_measure():
    done = measured("print('it broke'); raise SystemExit(2)")
    assert done.returncode
    assert "it broke" in done.stderr
