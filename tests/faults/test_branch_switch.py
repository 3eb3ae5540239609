"""Ten thousand files that change at once, as when another branch is checked out: real files, real builds."""

from __future__ import annotations

from pathlib import Path

import pytest
from builds import AS_OF
from editions import contents, edition_of, put, unlike
from effort import rounds
from workshop import FILES, entry

from site_builder.build import Builder
from site_builder.project import project_at

FILES_CHANGED = 10_000
SHOWN = rounds(400, 10_000)


def branch(name: str) -> dict[str, str]:
    """Most entries are drafts, which are parsed and kept as any other; each text belongs to its branch."""
    files = dict(FILES)
    for number in range(FILES_CHANGED + 50):
        date = f"{2013 + number // 1008}-{number // 84 % 12 + 1:02}-{number % 28 + 1:02}"
        status = "published" if number < SHOWN else "draft"
        slug = (
            f"{name}{number}" if number % 100 == 7 else f"n{number}"
        )  # one in a hundred goes, another comes
        files[f"content/entries/{slug}.md"] = entry(slug, date, f"Of {name}.", status=status)
    return files


@pytest.mark.slow
@pytest.mark.parametrize("bulk", [True, False], ids=["as a build decides", "edit by edit"])
def test_ten_thousand_files_that_change_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bulk: bool):  # noqa: FBT001
    """A build that sees so many changes starts from nothing; made to go edit by edit, it comes to the same."""
    if not bulk:
        monkeypatch.setattr("site_builder.build.BULK", 0)
    main, other = branch("main"), branch("other")
    put(tmp_path, main, {})
    builder = Builder(project_at(tmp_path), as_of=lambda: AS_OF)
    try:
        assert builder.build().ok
        put(tmp_path, other, main)
        report = builder.build()
        assert report.ok
        assert report.cold == bulk
        assert unlike(contents(tmp_path / "output"), edition_of(other).output) == []
        assert builder.build().written == ()
    finally:
        builder.close()
