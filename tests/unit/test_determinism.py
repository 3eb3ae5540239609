"""The same content gives the same bytes: in one process or several, whatever the hash seed, the zone, the locale."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.build import Builder
from site_builder.building import workers
from site_builder.project import project_at

DEMO = Path(__file__).resolve().parent.parent.parent / "content"
AS_OF = "2026-11-22T00:00:00Z"


def digests(output: Path) -> dict[str, str]:
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The demo, built in this process alone."""
    root = tmp_path_factory.mktemp("demo")
    shutil.copytree(DEMO, root / "content")
    builder = Builder(project_at(root), as_of=lambda: AS_OF)
    assert builder.build().ok
    builder.close()
    return root, digests(root / "output")


@pytest.mark.parametrize("jobs", [2, 4])
def test_several_processes_give_the_bytes_of_one(
    demo: tuple[Path, dict[str, str]], jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    root, expected = demo
    monkeypatch.setattr(workers, "PAYS_FROM", 100)
    assert len(expected) > workers.PAYS_FROM
    shutil.copytree(root / "content", tmp_path / "content")
    builder = Builder(project_at(tmp_path), as_of=lambda: AS_OF, workers=workers.processes(jobs))
    assert builder.build().ok
    builder.close()
    assert digests(tmp_path / "output") == expected


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Anchorage", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "0"},
    ],
    ids=["seed 1, far east, C", "seed 2, far west, UTF-8"],
)
def test_seed_zone_and_locale_change_nothing(
    demo: tuple[Path, dict[str, str]], environment: dict[str, str], tmp_path: Path
):
    root, expected = demo
    shutil.copytree(root / "content", tmp_path / "content")
    command = [sys.executable, "-m", "site_builder", "build", "--as-of", AS_OF, "--project", str(tmp_path)]
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert digests(tmp_path / "output") == expected
