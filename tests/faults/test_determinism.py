"""The same content gives the same bytes, whatever the number of processes, hash seed, zone, locale, folders' order."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self

import pytest
from effort import rounds, seeded

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


class Shuffled(Iterator["os.DirEntry[str]"]):
    """A folder whose entries come in another order each time."""

    def __init__(self, entries: Iterable[os.DirEntry[str]], chance: random.Random) -> None:
        found = list(entries)
        chance.shuffle(found)
        self.names = [entry.name for entry in found]
        self._entries = iter(found)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __next__(self) -> os.DirEntry[str]:
        return next(self._entries)


@pytest.mark.parametrize("seed", range(rounds(2, 20)))
def test_the_order_of_folders_changes_nothing(
    demo: tuple[Path, dict[str, str]], seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    root, expected = demo
    shutil.copytree(root / "content", tmp_path / "content")
    chance, scandir, listdir = seeded(seed), os.scandir, os.listdir
    orders = []

    def shuffled(path: str | Path = ".") -> Shuffled:
        with scandir(path) as entries:
            found = Shuffled(entries, chance)
        orders.append(found.names)
        return found

    builder = Builder(project_at(tmp_path), as_of=lambda: AS_OF)
    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", shuffled)
        patch.setattr(os, "listdir", lambda path=".": chance.sample(names := listdir(path), len(names)))
        assert builder.build().ok
    builder.close()
    assert any(order != sorted(order) for order in orders)
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
