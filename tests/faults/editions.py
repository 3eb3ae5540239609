"""Editions: states of one small digest to go to and fro between, each with the output that a cold build gives."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from builds import AS_OF
from msgspec import Struct
from workshop import FILES, entry

from site_builder.building.theming import Theming
from site_builder.project import project_at, theme
from site_builder.verify import cold_output


class Edition(Struct, frozen=True):
    """The files of a project, and the output they make: path → bytes."""

    files: dict[str, str]
    output: dict[str, bytes]


def _comes_and_goes(name: str, **fields: str) -> dict[str, str]:
    return {f"content/entries/{name}.md": entry(name, "2014-06-18", "See [[alpha]].", **fields)}


def _texts() -> list[dict[str, str]]:
    """Each differs from the next in entries that come, go and change, in terms, addresses, templates, assets."""
    first = dict(FILES)
    second = {**first, **_comes_and_goes("new", region="europe", topics="[salt, iron]", author="Dee Fox")}
    del second["content/entries/omega.md"]
    second["content/entries/alpha.md"] = entry("alpha", "2013-03-01", title="Aleph")
    third = {
        **second,
        **_comes_and_goes("newer", region="west-africa", topics="[tin]", aliases="[/old/new/]"),
    }
    third["content/entries/beta.md"] = entry("beta", "2016-01-17", "See [[newer]] and [[new]].")
    third["content/pages/method.md"] = "---\ntitle: Method\n---\nHow it is done.\n"
    del third["content/pages/about.md"]
    third["templates/assets/extra.css"] = "b{}"
    fourth = dict(first)
    text = (theme() / "layouts/base.html").read_text(encoding="utf-8")
    fourth["templates/layouts/base.html"] = text.replace("</body>", "<!-- ours --></body>")
    fourth["content/entries/gamma.md"] = entry("gamma", "2014-06-20", region="africa", aliases="[/g/]")
    return [first, second, third, fourth]


def editions() -> list[Edition]:
    """Return the editions, in the order in which they follow each other."""
    return [edition_of(files) for files in _texts()]


def edition_of(files: dict[str, str]) -> Edition:
    root = Path(tempfile.mkdtemp())
    try:
        put(root, files, {})
        project = project_at(root)
        return Edition(files, dict(cold_output(project, AS_OF, Theming(project.theme_folders))))
    finally:
        shutil.rmtree(root)


def put(root: Path, files: dict[str, str], before: dict[str, str]) -> None:
    """Write the files that differ from those of `before`, delete those that are gone."""
    for path in before.keys() - files.keys():
        (root / path).unlink()
    for path, text in files.items():
        if before.get(path) != text:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")


def contents(output: Path) -> dict[str, bytes]:
    """Return every file of the output: path → bytes."""
    return {p.relative_to(output).as_posix(): p.read_bytes() for p in output.rglob("*") if p.is_file()}


def unlike(found: dict[str, bytes], expected: dict[str, bytes]) -> list[str]:
    """Return the paths at which two outputs differ."""
    return sorted(p for p in found.keys() | expected.keys() if found.get(p) != expected.get(p))
