"""The docs are under test: commands, targets, links and layers they name exist."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from site_builder.cli import COMMANDS, parser
from site_builder.pages import PAGE_KINDS

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
sys.path.insert(0, str(ROOT / "tests"))


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(path: Path):
    for target in re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:", "mailto:", "/")) and "://" not in target:
            assert (path.parent / target).exists(), target


def test_the_readme_names_every_command_and_no_other():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"site-builder ([a-z]+)", readme))
    assert named == set(COMMANDS)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_make_targets_exist(path: Path):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = re.findall(r"(?:\$ |`)make ([a-z-]+)", path.read_text(encoding="utf-8"))
    assert set(named) <= targets


def test_the_readmes_first_two_commands_do_everything():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\$ ([a-z -]+?) +#", readme, re.MULTILINE)[:2] == ["make site", "make test"]


def test_the_makefile_explains_each_of_its_targets():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.findall(r"^\.PHONY: (.+)$", text, re.MULTILINE)[0].split()) - {"help"}
    assert set(re.findall(r"echo 'make ([a-z-]+) ", text)) == phony


def test_options_named_in_the_docs_exist():
    known = set()
    top = parser()
    for action in top._subparsers._group_actions[0].choices.values():
        known |= set(action._option_string_actions)
    for path in (ROOT / "README.md", ROOT / "docs/architecture.md", ROOT / "docs/importing.md"):
        named = set(re.findall(r"`(?:build |import )?(--[a-z-]+)", path.read_text(encoding="utf-8")))
        assert named <= known, path.name


def test_the_architecture_describes_the_layers_that_are_enforced():
    from test_architecture import LAYERS

    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \d+ \| ([^|]+) \|", text, re.MULTILINE)
    assert [set(re.findall(r"`(\w+)`", row)) for row in rows] == [
        set(row) for row in LAYERS if row != ("__main__",)
    ]


def test_the_theme_guide_names_every_file_of_the_theme():
    text = (ROOT / "docs/theme.md").read_text(encoding="utf-8")
    shipped = {file.name for file in (ROOT / "templates").rglob("*") if file.is_file()}
    assert {kind.template for kind in PAGE_KINDS.values() if kind.template} <= shipped
    assert shipped <= set(re.findall(r"[\w-]+\.\w+", text))
