"""The Nu HTML checker, which judges pages and style sheets by the standard."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

# A file: page has no origin for 'self' to mean; and linked data is data, which no policy blocks.
ABOUT_FILES = ".*violates Content Security Policy.*"
JAVA = ("java", "-Xss8m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar")


def complaints(judge: Callable[[str], Path], files: Iterable[Path], besides: str = "") -> str:
    """Return the checker's errors and warnings about files, "" for none; of those that match `besides` nothing is said."""
    passed = f"{ABOUT_FILES}|{besides}" if besides else ABOUT_FILES
    done = subprocess.run(
        [*JAVA, str(judge("vnu-jar/build/dist/vnu.jar")), "--also-check-css", "--format", "gnu", "--filterpattern", passed,
         *map(str, files)],
        capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    said = done.stdout + done.stderr
    assert said or done.returncode == 0
    return said
