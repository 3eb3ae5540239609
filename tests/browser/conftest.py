"""A headless Chromium for the browser tests; where there is none, the tests fail and say so."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from host import Host, hosted
from large_site import LargeSite, build_once

from site_builder.build import Builder
from site_builder.incremental import shape
from site_builder.pages import facet, term
from site_builder.project import project_at

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
ROOT = Path(__file__).parents[2]
AS_OF = "2026-11-22T00:00:00Z"
JUDGES = ROOT / ".venv/npm/node_modules"


def chromium_path() -> str | None:
    """The system's Chromium; None lets Playwright use its own."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """One browser for all tests of a process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield made
        made.close()


@pytest.fixture(scope="session")
def browser_path() -> str:
    """The file of the Chromium that the tests use, for programs that start one themselves."""
    if path := chromium_path():
        return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


@pytest.fixture(scope="session")
def judge() -> Callable[[str], Path]:
    """The file of an npm package that judges pages, by its path below `node_modules`."""

    def find(path: str) -> Path:
        file = JUDGES / path
        assert file.is_file(), f"{file} is not there: run tests/browser/install-browser.sh, which needs npm"
        return file

    return find


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration digest, built; `at-rest/` is a copy of its redirect that stays where it is.

    Pages of terms show fewer entries than they would, so that some have older ones as lines, and some
    slices; and two entries are enough for a combination's page.
    """
    project = tmp_path_factory.mktemp("digest")
    shutil.copytree(ROOT / "content", project / "content")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(term, "NEWEST", 4)
        patch.setattr(shape, "LISTED", 5)
        patch.setattr(shape, "COMBINED", 2)
        patch.setattr(facet, "NEWEST", 2)
        patch.setattr(facet, "LISTED", 3)
        builder = Builder(project_at(project), as_of=lambda: AS_OF)
        report = builder.build()
        builder.close()
    assert report.ok, report.diagnostics
    redirect = (project / "output/2019/tide-table/index.html").read_text()
    stays = "".join(line for line in redirect.splitlines(keepends=True) if 'http-equiv="refresh"' not in line)
    assert stays != redirect
    (project / "output/at-rest").mkdir()
    (project / "output/at-rest/index.html").write_text(stays)
    return project / "output"


@pytest.fixture(scope="session")
def address(output: Path) -> Iterator[str]:
    """Where a host of files shows the output."""
    with hosted(output) as found:
        yield found.address


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> LargeSite:
    """A generated digest of some 2,000 entries, built once for all processes of a run."""
    return build_once(tmp_path_factory)


@pytest.fixture(scope="session")
def host(large: LargeSite) -> Iterator[Host]:
    """A host of files that shows it."""
    with hosted(large.output) as found:
        yield found
