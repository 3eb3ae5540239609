"""Whole broken digests: everything that is wrong is told at once, exactly, and the last good site stands.

Each folder of `tests/sites/` is laid over a good digest that has been built; its `expected.txt` is what the
next build prints. With UPDATE_GOLDEN=1 in the environment, the tests write these files instead.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from workshop import FILES, SETTINGS, Workshop, entry

from site_builder.cli import main
from site_builder.project import project_at
from site_builder.verify import verify

SITES = Path(__file__).parents[1] / "sites"
NAMES = sorted(path.name for path in SITES.iterdir())
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def digest(tmp_path: Path) -> Iterator[Workshop]:
    made = Workshop(tmp_path)
    made.builder.close()
    yield made
    made.builder.close()


def state_of(output: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return inode, mtime and bytes of every file."""
    files = (path for path in output.rglob("*") if path.is_file())
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def build(digest: Workshop, *arguments: str) -> int:
    return main(["build", "--project", str(digest.root), "--as-of", "2026-06-01", *arguments])


def restore(digest: Workshop) -> None:
    for folder in ("content", "templates"):
        shutil.rmtree(digest.root / folder, ignore_errors=True)
    for path, text in FILES.items():
        digest.write(path, text)


def assert_last_good_site_stands(digest: Workshop, capsys: Capture) -> str:
    """Build, which must fail and touch nothing; put the content back, which must need no page; return what was told."""
    output = digest.root / "output"
    before = state_of(output)
    assert build(digest) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert state_of(output) == before
    restore(digest)
    assert build(digest, "--verify") == 0
    assert capsys.readouterr().out.startswith("0 files written, 0 removed of ")
    assert state_of(output) == before
    return told.err


@pytest.mark.parametrize("name", NAMES)
def test_all_faults_are_told_at_once_and_the_last_good_site_stands(
    digest: Workshop, capsys: Capture, name: str
):
    shutil.copytree(
        SITES / name, digest.root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt")
    )
    told = assert_last_good_site_stands(digest, capsys)
    expected = SITES / name / "expected.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_cold_build_tells_the_same(tmp_path: Path, capsys: Capture, name: str):
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    shutil.copytree(SITES / name, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    assert main(["build", "--project", str(tmp_path)]) == 1
    assert capsys.readouterr().err == (SITES / name / "expected.txt").read_text(encoding="utf-8")
    assert not (tmp_path / "output").exists()


# --- what can't stand in a repository ---------------------------------------------------------------------


def delete(*paths: str) -> Callable[[Workshop], None]:
    def act(digest: Workshop) -> None:
        for path in paths:
            (digest.root / path).unlink()

    return act


def link(path: str, target: str) -> Callable[[Workshop], None]:
    return lambda digest: (digest.root / path).symlink_to(target)


def write(path: str, data: bytes) -> Callable[[Workshop], None]:
    def act(digest: Workshop) -> None:
        (digest.root / path).parent.mkdir(parents=True, exist_ok=True)
        (digest.root / path).write_bytes(data)

    return act


HOSTILE: dict[str, tuple[Callable[[Workshop], object], set[str]]] = {
    "a deleted target of a reference": (
        delete("content/entries/alpha.md"),
        {"content/entries/beta.md:10:5  error[dangling-reference]"},
    ),
    "a deleted region and source in use": (
        delete("content/regions/europe.md", "content/sources/courier.md"),
        {
            *(f"content/entries/{name}.md:6:9  error[unknown-region]" for name in ("delta", "gamma", "omega")),
            *(f"content/entries/{name}.md:7:9  error[unknown-source]" for name in ("alpha", "beta", "delta", "gamma", "omega")),
        },
    ),
    "a deleted parent of a region": (
        delete("content/regions/africa.md"),
        {
            "content/regions/west-africa.md:3:9  error[unknown-parent]",
            "content/entries/alpha.md:6:9  error[unknown-region]",
            "content/entries/beta.md:6:9  error[unknown-region]",
        },
    ),
    "no settings": (delete("content/site.yaml"), {"content/site.yaml  error[no-site-settings]"}),
    "bytes that are not UTF-8": (
        write("content/topics/iron.md", b"---\nname: Ir\xf6n\n---\n"),
        {"content/topics/iron.md:2:9  error[not-utf-8]"},
    ),
    "a file of 10 MB": (
        write("content/entries/large.md", b"x" * 10_000_000),
        {"content/entries/large.md  error[file-too-large]"},
    ),
    "a link out of the content": (
        link("content/pages/hosts.md", "/etc/hosts"),
        {"content/pages/hosts.md  error[symlink-outside]"},
    ),
    "a link to itself": (
        link("content/pages/ring.md", "ring.md"),
        {"content/pages/ring.md  error[symlink-loop]"},
    ),
    "a folder that links to the one above": (
        link("content/entries/up", ".."),
        {"content/entries/up  error[symlink-loop]"},
    ),
    "a link to nowhere": (
        link("content/pages/gone.md", "nowhere.md"),
        {"content/pages/gone.md  error[unreadable-file]"},
    ),
    "two names that differ only in how the accent is encoded": (
        lambda digest: [write(f"content/topics/caf{e}.md", b"---\nname: Coffee\n---\n")(digest) for e in ("e\u0301", "\xe9")],
        {"content/topics/caf\xe9.md  error[duplicate-id]"},
    ),
    "a template that is not UTF-8": (
        write("templates/robots.txt", b"User-agent: \xff\n"),
        {"templates/robots.txt:1:13  error[not-utf-8]"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("act", "expected"), HOSTILE.values(), ids=HOSTILE)
def test_what_no_digest_should_hold_is_told_and_the_last_good_site_stands(
    digest: Workshop, capsys: Capture, act: Callable[[Workshop], object], expected: set[str]
):
    act(digest)
    told = assert_last_good_site_stands(digest, capsys)
    assert {line.partition("]  ")[0] + "]" for line in told.splitlines() if "]  " in line} == expected


# --- small and odd, but sound -----------------------------------------------------------------------------


@pytest.mark.parametrize("entries", [0, 1])
def test_a_digest_of_hardly_anything_builds(tmp_path: Path, entries: int):
    (tmp_path / "content/regions").mkdir(parents=True)
    (tmp_path / "content/site.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "content/regions/africa.md").write_text("---\nname: Africa\n---\n", encoding="utf-8")
    if entries:
        text = entry("one", "2026-01-01", source="", source_url="https://example.org/a", topics="")
        (tmp_path / "content/entries").mkdir()
        (tmp_path / "content/entries/one.md").write_text(text, encoding="utf-8")
    assert main(["build", "--project", str(tmp_path)]) == 0
    assert (tmp_path / "output/2026/one/index.html").exists() == bool(entries)
    assert verify(project_at(tmp_path)) == ""


def test_settings_alone_build(tmp_path: Path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.yaml").write_text(SETTINGS, encoding="utf-8")
    assert main(["build", "--project", str(tmp_path)]) == 0
    assert verify(project_at(tmp_path)) == ""


def test_an_empty_content_folder_is_told(tmp_path: Path, capsys: Capture):
    (tmp_path / "content").mkdir()
    assert main(["build", "--project", str(tmp_path)]) == 1
    assert "content/site.yaml  error[no-site-settings]" in capsys.readouterr().err


@pytest.mark.parametrize(
    "output", [".", "..", "content", "content/entries", "templates", "templates/x", ".site-cache"]
)
def test_an_output_folder_that_would_overwrite_the_project_is_refused(
    digest: Workshop, capsys: Capture, output: str
):
    before = state_of(digest.root)
    assert build(digest, "--output", str(digest.root / output)) == 2
    assert "would overwrite the project" in capsys.readouterr().err
    assert state_of(digest.root) == before


@pytest.mark.parametrize("as_of", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "yesterday", ""])
def test_an_instant_that_does_not_exist_is_wrong_usage(digest: Workshop, as_of: str):
    assert main(["build", "--project", str(digest.root), "--as-of", as_of]) == 2
