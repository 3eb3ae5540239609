"""Installing the other generators from PyPI, each into a virtual environment of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


class NotInstalled(Exception):
    """A peer could not be installed, as where there is no network."""


def installed(folder: Path, *packages: str) -> Path:
    """Install packages into a new virtual environment and return its folder of programs."""
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *packages]
    try:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run(pip, check=True, capture_output=True, text=True)
    except subprocess.CalledProcessError as error:
        said = error.stderr or str(error)
        raise NotInstalled(said.strip().splitlines()[-1]) from error
    return folder / "bin"
