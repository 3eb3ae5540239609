"""What an output folder goes through between builds: moved pages, errors, strangers, damage, a second folder."""

from __future__ import annotations

from pathlib import Path

from workshop import Workshop

from site_builder.build import Builder
from site_builder.project import project_at


def test_a_changed_id_moves_the_page_and_an_alias_leads_there(workshop: Workshop):
    workshop.change("content/entries/omega.md", "id: omega", "id: psi\naliases: [/2026/omega/]")
    report = workshop.builder.build()
    assert {"2026/psi/index.html", "2026/omega/index.html"} <= set(report.written)
    redirect = (workshop.root / "output/2026/omega/index.html").read_text(encoding="utf-8")
    assert 'http-equiv="refresh"' in redirect
    assert "/2026/psi/" in redirect


def test_a_file_that_was_only_touched_is_still_known_by_its_record(workshop: Workshop):
    (workshop.root / "content/entries/omega.md").touch()
    assert workshop.builder.build().written == ()
    workshop.change("content/entries/omega.md", "id: omega", "id: psi")
    report = workshop.builder.build()
    assert "2026/omega/index.html" in report.removed
    assert "2026/psi/index.html" in report.written


def test_an_error_leaves_output_and_state_untouched_and_the_next_good_build_goes_on(workshop: Workshop):
    before = {p: (workshop.root / "output" / p).read_bytes() for p in workshop.pages()}
    workshop.change("content/entries/omega.md", "region: europe", "region: atlantis")
    workshop.change("content/entries/alpha.md", "Text.", "See [[nowhere]].")
    report = workshop.builder.build()
    assert [d.code for d in report.diagnostics] == ["dangling-reference", "unknown-region"]
    assert {p: (workshop.root / "output" / p).read_bytes() for p in workshop.pages()} == before
    workshop.change("content/entries/omega.md", "region: atlantis", "region: africa")
    workshop.change("content/entries/alpha.md", "[[nowhere]]", "nothing")
    report = workshop.builder.build()
    assert report.ok
    assert {"2026/omega/index.html", "2013/alpha/index.html"} <= set(report.written)


def test_a_file_deleted_or_altered_in_the_output_is_made_again(workshop: Workshop):
    output = workshop.root / "output"
    (output / "2013/alpha/index.html").unlink()
    (output / "robots.txt").write_text("Disallow everything")
    assert set(workshop.builder.build().written) == {"2013/alpha/index.html", "robots.txt"}


def test_files_that_are_not_ours_are_never_removed(workshop: Workshop):
    stranger = workshop.root / "output/2026/omega/photo.jpg"
    stranger.write_bytes(b"\xff\xd8")
    (workshop.root / "content/entries/omega.md").unlink()
    assert workshop.builder.build().ok
    assert stranger.exists()


def test_two_output_folders_are_each_brought_up_to_date(workshop: Workshop, tmp_path: Path):
    other = Builder(project_at(workshop.root, tmp_path / "elsewhere"), as_of=lambda: workshop.as_of)
    assert len(other.build().written) == len(workshop.pages())
    other.close()
    workshop.change("content/entries/omega.md", "Text.", "New text.")
    assert workshop.builder.build().ok
    assert "New text." in (workshop.root / "output/2026/omega/index.html").read_text(encoding="utf-8")
