"""What starting costs: heavy modules are loaded by the work that needs them, and by nothing before."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from site_builder.build import Builder
from site_builder.cli import COMMANDS
from site_builder.incremental.store import Store
from site_builder.project import project_at

TEMPLATES = {"jinja2", "markupsafe"}
MARKDOWN = {"markdown_it", "mdit_py_plugins"}
HEAVY = TEMPLATES | MARKDOWN | {"rich", "yaml", "nh3", "watchdog", "multiprocessing", "importlib.metadata"}
AS_OF = "2026-06-01"
SCRIPT = """
import sys
from site_builder.cli import main
try:
    status = main(sys.argv[1:])
except SystemExit as leaving:
    status = leaving.code
print("loaded:", *sorted(sys.modules))
sys.exit(status)
"""


def loaded_by(*arguments: str) -> set[str]:
    """Run a command in a process of its own; return those of the heavy modules that it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return HEAVY & set(done.stdout.rpartition("loaded:")[2].split())


def test_help_loads_nothing_heavy():
    assert loaded_by("--help") == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_loads_nothing_heavy(command: str):
    assert loaded_by(command, "--help") == set()


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A small digest, built, whose files are older than any doubt about their stamps."""
    for path, text in {
        "site.yaml": "title: T\nbase_url: https://digest.example.org/\nidentity: example.org,2026\n",
        "regions/africa.md": "---\nname: Africa\n---\n",
        "sources/courier.md": "---\nname: The Courier\nrights: full\n---\n",
        "entries/one.md": "---\nid: 2026-01-01-one\ntitle: One\nauthor: Ada Roe\ndate: 2026-01-01\n"
        "region: africa\nsource: courier\n---\n\nFirst words.\n",
    }.items():
        target = tmp_path / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    builder = Builder(project_at(tmp_path), as_of=lambda: f"{AS_OF}T00:00:00Z")
    assert builder.build().ok
    builder.close()
    trust_stamps(tmp_path)
    return tmp_path


def trust_stamps(root: Path) -> None:
    """Let the last scan have been an hour later, so that no file was written shortly before it."""
    store = Store(root / ".site-cache" / "state.sqlite")
    with store.transaction():
        store.set_meta([("scanned_at_ns", str(time.time_ns() + 3_600_000_000_000))])
    store.close()


def edit_body(root: Path, words: str = "More words.") -> None:
    with (root / "content" / "entries" / "one.md").open("a", encoding="utf-8") as entry:
        entry.write(f"\n{words}\n")


def test_a_build_without_changes_loads_nothing_heavy(built: Path):
    assert loaded_by("build", "--project", str(built), "--as-of", AS_OF) == set()


def test_a_build_of_one_plain_edit_loads_templates_but_no_parser_and_no_progress_bar(built: Path):
    edit_body(built)
    assert loaded_by("build", "--project", str(built), "--as-of", AS_OF) == TEMPLATES


def test_a_build_of_an_edit_that_takes_a_parser_loads_it(built: Path):
    edit_body(built, "Words with `code`.")
    assert loaded_by("build", "--project", str(built), "--as-of", AS_OF) == TEMPLATES | MARKDOWN


def test_a_touched_file_loads_neither_parser_nor_templates(built: Path):
    os.utime(built / "content" / "entries" / "one.md", ns=(1, 1))
    assert loaded_by("build", "--project", str(built), "--as-of", AS_OF) == set()
