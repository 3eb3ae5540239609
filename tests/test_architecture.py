"""The architecture as a file that fails the build: layers, purity, sizes, names."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "site_builder"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Top to bottom; a module may import from its own row's package and from rows below. See docs/architecture.md.
LAYERS = (
    ("__main__",),
    ("cli",),
    ("serve", "watch", "check", "verify", "new", "scaffold"),
    ("build", "explain"),
    ("building",),
    ("importing", "checks", "publish", "search"),
    ("pages",),
    ("render",),
    ("incremental",),
    ("integrity",),
    ("content",),
    ("language",),
    ("project", "model", "diagnostics", "progress", "collector"),
)
RANK = {name: rank for rank, row in enumerate(LAYERS) for name in row}
PACKAGES = {
    "importing": ("sites", "writing", "copies", "html", "text", "fetching", "inputs", "recognising"),
    "importing/html": ("converting", "piece", "fields", "markup"),
}
"""The packages of the import, and of its reader of pages, top to bottom in the same sense."""

# The modules that may touch files, the clock, processes or the network: everything else is a pure function.
MAY_DO_IO = {
    "build", "building/clock", "building/cluster", "building/faults", "building/generator", "building/lock", "building/making", "building/output_files",
    "building/again", "building/orphans", "building/searching", "building/run", "building/spool", "building/workers", "cli/__init__", "cli/arguments", "cli/build_command", "cli/import_command", "cli/init_command",
    "cli/new_command", "cli/progress", "cli/reports", "cli/serve_command", "cli/streams", "cli/watch_command", "content/folders",
    "content/scan", "explain", "importing/crew", "importing/fetching/connections", "importing/gathering", "importing/inputs/archives", "importing/inputs/opening", "importing/inputs/portable", "importing/copies/print_store", "importing/copies/prints", "importing/writing/journal", "importing/writing/save", "importing/copies/shelf", "incremental/store",
    "integrity/captures", "language/shipped", "new", "project", "publish", "render/compiled", "search/files", "search/stage", "search/store", "scaffold/__init__", "serve/files",
    "serve/live", "serve/server", "verify", "watch", "__main__",
}  # fmt: skip
IO_MODULES = {
    "os", "io", "shutil", "tempfile", "sqlite3", "socket", "subprocess", "time", "random", "secrets", "threading",
    "multiprocessing", "http", "urllib.request", "fcntl", "glob", "queue", "select",
}  # fmt: skip


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").as_posix()


def top_of(path: Path) -> str:
    return name_of(path).split("/")[0]


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Return all nodes of a module; read once, since several tests look at each."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def imports_of(path: Path) -> list[tuple[int, str]]:
    found = []
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            found.append((node.lineno, node.module or ""))
            found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
    return found


def test_every_module_has_a_layer():
    tops = {top_of(path) for path in MODULES} - {"__init__"}
    assert tops <= set(RANK)
    assert {name for name in RANK if name not in tops} == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_downwards(path: Path):
    top = top_of(path)
    if top == "__init__":
        return
    for line, module in imports_of(path):
        parts = module.split(".")
        if parts[0] == "site_builder" and len(parts) > 1 and parts[1] in RANK and parts[1] != top:
            assert RANK[parts[1]] > RANK[top], f"{path}:{line}: {top} must not import {parts[1]}"


@pytest.mark.parametrize(
    ("inside", "packages"), PACKAGES.items(), ids=[inside.replace("/", ".") for inside in PACKAGES]
)
def test_packages_of_the_import_point_downwards(inside: str, packages: tuple[str, ...]):
    home = PACKAGE / inside
    assert {path.parent.name for path in home.glob("*/__init__.py")} == set(packages)
    parts = ("site_builder", *inside.split("/"))
    for rank, package in enumerate(packages):
        above = set(packages[:rank])
        for path in (home / package).rglob("*.py"):
            used = [module.split(".") for _, module in imports_of(path)]
            beside = {
                names[len(parts)] for names in used if tuple(names[: len(parts)]) == parts != tuple(names)
            }
            assert beside.isdisjoint(above), path


def test_what_lies_beside_the_packages_of_a_page_is_above_them():
    home = PACKAGE / "importing" / "html"
    top = {f"site_builder.importing.html.{path.stem}" for path in home.glob("*.py")}
    for path in home.glob("*/*.py"):
        assert {module for _, module in imports_of(path)}.isdisjoint(top), path


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_named_modules_do_io(path: Path):
    if name_of(path) in MAY_DO_IO:
        return
    used = [f"{path}:{line}: {module}" for line, module in imports_of(path) if module in IO_MODULES]
    calls = [
        f"{path}:{node.lineno}: open()"
        for node in nodes_of(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open"
    ]
    assert used + calls == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_files_and_functions_stay_small(path: Path):
    assert path.read_text(encoding="utf-8").count("\n") <= 300
    for node in nodes_of(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 45, f"{path}:{node.lineno}: {node.name}"


def test_scripts_stay_small():
    scripts = (PACKAGE.parent / "templates" / "assets").glob("*.js")
    assert [path.name for path in scripts if path.read_text(encoding="utf-8").count("\n") > 300] == []


def test_no_module_is_named_for_nothing():
    empty_words = {"utils", "util", "helpers", "helper", "manager", "common", "misc", "core"}
    assert [name_of(path) for path in MODULES if path.stem in empty_words] == []


def test_only_the_command_line_prints():
    for path in MODULES:
        if top_of(path) == "cli":
            continue
        calls = [node for node in nodes_of(path) if isinstance(node, ast.Call)]
        assert not [c.lineno for c in calls if isinstance(c.func, ast.Name) and c.func.id == "print"], path


def test_no_pickle_is_ever_stored():
    for path in MODULES:
        assert "pickle" not in {module for _, module in imports_of(path)}, path
