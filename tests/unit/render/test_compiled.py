"""What templates compile to is kept: that of the theme with the package's bytecode, that of a project with the project."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import Environment

from site_builder.language.speech import ENGLISH, speech_of
from site_builder.render import compiled
from site_builder.render.environment import Templating
from site_builder.render.templates import Templates

GENERATOR = "generator-0123456789abcdef"
PAGE = type("Page", (), {"title": "Harbour", "sitemap": "x"})


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A project with a template of its own; Python may keep bytecode, in a folder of the test.

    What the tests otherwise remember of templates (`conftest.py`) is not used.
    """
    monkeypatch.setattr(Environment, "compile", Environment.compile.__wrapped__)
    monkeypatch.setattr(Templating, "read", Templating.read.__wrapped__)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "bytecode"))
    monkeypatch.setattr(compiled, "theme", lambda: tmp_path / "theme")
    for name, source in {
        "own/own.html": "{{ page.title }}!",
        "theme/entry.html": '{{ _("Read next") }} {{ page.title }}',
        "theme/robots.txt": "Sitemap: {{ page.sitemap }}",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(source, encoding="utf-8")
    return tmp_path


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that were parsed or compiled, in order."""
    done: list[str] = []

    def noted(method):
        def call(environment, source, name, *arguments, **named):
            done.append(name)
            return method(environment, source, name, *arguments, **named)

        return call

    monkeypatch.setattr(Environment, "compile", noted(Environment.compile))
    monkeypatch.setattr(Templating, "_parse", noted(Templating._parse))
    return done


def templates(root: Path, speech=ENGLISH) -> Templates:
    return Templates([root / "own", root / "theme"], root / "cache" / GENERATOR, speech)


def build(root: Path, speech=ENGLISH) -> tuple[bytes, bytes]:
    """Do with templates what a build does, and return what two of them give."""
    made = templates(root, speech)
    assert made.check() == ()
    return made.render("own.html", PAGE), made.render("robots.txt", PAGE)


def files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*.cache"))


def test_a_second_process_neither_parses_nor_compiles(kept, compilations):
    first = build(kept)
    assert {"own.html", "entry.html"} <= set(compilations)
    compilations.clear()
    before = {path: (kept / path).stat().st_mtime_ns for path in files(kept)}
    assert build(kept) == first
    assert compilations == []
    assert {path: (kept / path).stat().st_mtime_ns for path in files(kept)} == before


def test_the_theme_s_lies_with_the_bytecode_of_the_package_and_serves_every_project(kept, compilations):
    build(kept)
    shipped, own = files(kept)
    assert shipped.startswith("bytecode/")
    assert f"/render/{GENERATOR}/" in shipped
    assert own.startswith(f"cache/{GENERATOR}/")
    for path in (kept / "cache").rglob("*.cache"):
        path.unlink()
    compilations.clear()
    build(kept)
    assert set(compilations) == {"own.html"}


def test_where_python_may_keep_no_bytecode_all_lies_with_the_project(kept, compilations, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    first = build(kept)
    assert [path.split("/")[0] for path in files(kept)] == ["cache"]
    compilations.clear()
    assert build(kept) == first
    assert compilations == []


def test_where_the_package_s_folder_cannot_be_written_all_lies_with_the_project(kept, compilations):
    (kept / "bytecode").write_text("a file, not a folder", encoding="utf-8")
    first = build(kept)
    assert [path.split("/")[0] for path in files(kept)] == ["cache"]
    compilations.clear()
    assert build(kept) == first
    assert compilations == []


def test_where_nothing_can_be_written_pages_are_made_all_the_same(kept):
    (kept / "bytecode").write_text("a file, not a folder", encoding="utf-8")
    (kept / "cache").write_text("another", encoding="utf-8")
    assert build(kept)[0] == b"Harbour!\n"
    assert files(kept) == []


@pytest.mark.parametrize("damage", [b"", b"not bytecode", None])
def test_what_was_damaged_is_compiled_anew(kept, compilations, damage):
    first = build(kept)
    for path in files(kept):
        data = (kept / path).read_bytes()
        (kept / path).write_bytes(data[:-1] + b"?" if damage is None else damage)
    compilations.clear()
    assert build(kept) == first
    assert {"own.html", "entry.html"} <= set(compilations)
    compilations.clear()
    build(kept)
    assert compilations == []


def test_an_edited_template_is_compiled_anew_and_what_it_was_is_forgotten(kept, compilations):
    build(kept)
    size = (kept / files(kept)[1]).stat().st_size
    (kept / "own/own.html").write_text("{{ page.title }}?", encoding="utf-8")
    compilations.clear()
    assert build(kept)[0] == b"Harbour?\n"
    assert set(compilations) == {"own.html"}
    assert (kept / files(kept)[1]).stat().st_size == size


def test_two_languages_are_kept_side_by_side(kept, compilations):
    french = speech_of("fr", lambda _: None)
    said = [templates(kept, speech).closure("entry.html") for speech in (ENGLISH, french)]
    build(kept)
    build(kept, french)
    assert len(files(kept)) == 4
    compilations.clear()
    assert [templates(kept, speech).closure("entry.html") for speech in (ENGLISH, french)] == said
    build(kept, french)
    assert compilations == []


def test_what_other_generators_left_goes_and_nothing_else(kept):
    shipped = kept / "bytecode" / Path(*Path(compiled.__file__).parent.parts[1:])
    for folder in (kept / "cache", shipped):
        for name in (GENERATOR, "generator-fedcba9876543210", "notes", "generator-x"):
            (folder / name).mkdir(parents=True)
            (folder / name / "kept").touch()
    build(kept)
    left = {path.parent.relative_to(kept).as_posix() for path in (kept / "cache").rglob("kept")}
    assert left == {f"cache/{GENERATOR}", "cache/notes", "cache/generator-x"}
    assert {path.parent.name for path in shipped.rglob("kept")} == {GENERATOR, "notes", "generator-x"}


def test_an_attribute_that_is_not_there_may_be_tested_and_given_a_default(kept, compilations):
    asks = "{{ 'yes' if page.subtitle is defined else 'no' }} {{ page.subtitle|default(page.title) }} {{ {'class': 1}.class }}"
    (kept / "own/own.html").write_text(asks, encoding="utf-8")
    made = templates(kept)
    assert made.check() == ()
    assert made.render("own.html", PAGE) == b"no Harbour 1\n"
    assert made.render("own.html", type("Other", (), {"title": "H", "subtitle": "S"})) == b"yes S 1\n"
    compilations.clear()
    assert templates(kept).render("own.html", PAGE) == b"no Harbour 1\n"
    assert compilations == []
