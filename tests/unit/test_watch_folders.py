"""Watching folders: those that come, go, are moved away and back, or are not there yet."""

import time

from recorder import ENTRY, Recorder


def test_folders_that_come_and_go_are_built_as_folders(root, start):
    builder = start(Recorder(root))
    (root / "content/entries/2014").mkdir()
    assert "content/entries/2014" in builder.next_with("content/entries/2014")
    (root / "content/entries/2014/b.md").write_text("b")
    assert "content/entries/2014/b.md" in builder.next_with("content/entries/2014/b.md")
    (root / "content/entries/2014").rename(root.parent / f"{root.name}-elsewhere")
    assert "content/entries/2014" in builder.next_with("content/entries/2014")


def test_a_folder_that_was_moved_away_and_back_is_watched_as_before_and_nothing_is_said(root, start):
    """watchdog goes on watching a folder that has left, and warns when it comes back."""
    folder, away = root / "content/entries/2014", root.parent / f"{root.name}-away"
    folder.mkdir()
    builder = start(Recorder(root))
    folder.rename(away)
    assert "content/entries/2014" in builder.next_with("content/entries/2014")
    away.rename(folder)
    assert "content/entries/2014" in builder.next_with("content/entries/2014")
    (folder / "b.md").write_text("b")
    assert "content/entries/2014/b.md" in builder.next_with("content/entries/2014/b.md")


def test_a_folder_that_appears_or_is_replaced_is_watched_from_the_next_scan_on(root, start):
    (root / "templates").rmdir()
    builder = start(Recorder(root), rescan_seconds=0.05)
    for _ in range(2):
        (root / "templates").mkdir()
        (root / "templates/a.html").write_text("x")
        builder.next_scans(2)
        seen = None
        while not seen:
            (root / "templates/a.html").write_text("y")
            seen = builder.next()
        assert seen <= {"templates/a.html", "templates"}
        (root / "templates").rename(root.parent / f"{root.name}-{time.monotonic_ns()}")


def test_a_projects_first_template_is_built_at_once(root, start):
    """Whoever copies a template into a project without any makes the folder first, which nobody watched."""
    (root / "templates").rmdir()
    builder = start(Recorder(root), rescan_seconds=60)
    (root / "templates").mkdir()
    assert builder.next() is None  # everything is scanned
    (root / "templates/entry.html").write_text("x")
    assert "templates/entry.html" in builder.next_with("templates/entry.html")


def test_content_that_is_moved_away_and_back_is_seen_at_once(root, start):
    builder = start(Recorder(root), rescan_seconds=60)
    (root / "content").rename(root / "away")
    assert builder.next() is None
    (root / "away").rename(root / "content")
    assert builder.next() is None
    (root / ENTRY).write_text("new")
    assert builder.next_with(ENTRY) == {ENTRY}
