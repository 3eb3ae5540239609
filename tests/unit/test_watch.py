"""Watching: each save is one build of exactly the paths it touched, at once, whatever editor makes it."""

import os
import threading
import time
from pathlib import Path
from queue import Empty

import pytest
from recorder import ENTRY, PATIENCE, Recorder
from save_patterns import delete_and_create, emacs, overwrite, rename_over, vim

from site_builder import watch as watch_module
from site_builder.building.report import Report, failed
from site_builder.diagnostics import Diagnostic, Location
from site_builder.watch import watch


@pytest.mark.parametrize("save", [overwrite, rename_over, vim, delete_and_create, emacs])
def test_a_save_builds_the_saved_file_and_nothing_else(root, start, save):
    builder = start(Recorder(root))
    save(root / ENTRY)
    assert builder.next() == {ENTRY}
    assert (root / ENTRY).read_text() == "new"


@pytest.mark.parametrize("save", [overwrite, rename_over, vim, delete_and_create])
def test_a_build_starts_soon_after_the_save(root, start, save):
    """The best of some saves, since other work on the machine delays any one of them."""
    builder = start(Recorder(root))
    delays = []
    for _ in range(5):
        begin = time.perf_counter()
        save(root / ENTRY)
        builder.next_with(ENTRY)
        delays.append(time.perf_counter() - begin)
    assert min(delays) < 0.05


def test_a_new_file_a_deletion_and_a_template_are_built(root, start):
    builder = start(Recorder(root))
    (root / "content/entries/b.md").write_text("b")
    assert builder.next_with("content/entries/b.md") == {"content/entries/b.md"}
    (root / ENTRY).unlink()
    assert builder.next_with(ENTRY) <= {ENTRY, "content/entries/b.md"}
    (root / "templates/entry.html").write_text("b")
    assert builder.next_with("templates/entry.html") <= {"templates/entry.html", ENTRY}


def test_a_renamed_file_is_built_under_both_names(root, start):
    builder = start(Recorder(root))
    (root / ENTRY).rename(root / "content/entries/b.md")
    seen = builder.next_with("content/entries/b.md")
    assert seen | (set() if ENTRY in seen else builder.next_with(ENTRY)) == {ENTRY, "content/entries/b.md"}


def test_the_shipped_theme_is_named_as_templates(root, start, tmp_path_factory):
    theme = tmp_path_factory.mktemp("theme")
    builder = start(Recorder(root, root / "content", theme))
    (theme / "entry.html").write_text("x")
    assert builder.next() == {"templates/entry.html"}


def test_nothing_is_built_for_scratch_files_the_output_or_a_change_of_attributes(root, start):
    builder = start(Recorder(root))
    (root / "output").mkdir()
    (root / "output/index.html").write_text("x")
    for name in (".a.md.swp", "a.md~", ".#a.md", "4913"):
        (root / "content/entries" / name).write_text("x")
    (root / ENTRY).chmod(0o600)
    (root / ENTRY).read_text()
    (root / "content/entries/b.md").write_text("x")  # the first thing worth a build
    assert builder.next() == {"content/entries/b.md"}


def test_what_changes_during_a_build_is_one_next_build(root, start):
    builder = start(Recorder(root))
    going, proceed = threading.Event(), threading.Event()

    def hold():
        going.set()
        assert proceed.wait(PATIENCE)

    builder.before_answer = hold
    (root / ENTRY).write_text("1")
    assert builder.next() == {ENTRY}
    assert going.wait(PATIENCE)
    builder.before_answer = lambda: None
    for name in ("b", "c", "d"):
        (root / f"content/entries/{name}.md").write_text("x")
    probe = Recorder(root)
    start(probe)  # a second watcher sees a later event only after the first has seen the earlier ones
    (root / "content/entries/e.md").write_text("x")
    probe.next_with("content/entries/e.md")
    proceed.set()
    seen = builder.next_with("content/entries/e.md")
    assert seen - {ENTRY} == {f"content/entries/{name}.md" for name in "bcde"}


@pytest.mark.skipif("sys.platform != 'linux'", reason="only inotify tells that a file was closed")
def test_a_file_is_built_as_soon_as_its_writer_closes_it_and_not_before(root, start, monkeypatch):
    monkeypatch.setattr(watch_module, "QUIET", 3 * PATIENCE)
    monkeypatch.setattr(watch_module, "LONGEST_BURST", 3 * PATIENCE)
    builder = start(Recorder(root))
    with (root / ENTRY).open("w") as file:
        file.write("half")
        file.flush()
        (root / "content/entries/b.md").write_text("whole")
        with pytest.raises(Empty):
            builder.asked.get(timeout=0.05)
        file.write(" and whole")
    assert builder.next() == {ENTRY, "content/entries/b.md"}


def test_a_storm_of_changes_is_scanned_whole(root, start, monkeypatch):
    monkeypatch.setattr(watch_module, "STORM", 3)
    monkeypatch.setattr(watch_module, "QUIET", 0.1)
    monkeypatch.setattr(watch_module, "WRITTEN", 0.1)
    builder = start(Recorder(root))
    for number in range(9):
        (root / f"content/entries/{number}.md").write_text("x")
    assert builder.next() is None


def test_everything_is_scanned_every_now_and_then_and_told_only_when_there_is_news(root, start):
    builder = Recorder(root)
    builder.answers = [Report(), Report(), Report(written=("index.html",)), Report(pages=3)]
    start(builder, rescan_seconds=0.01)
    for _ in range(4):
        assert builder.next() is None
    assert builder.reports.get(timeout=PATIENCE) == Report()
    assert builder.reports.get(timeout=PATIENCE) == Report(written=("index.html",))
    with pytest.raises(Empty):
        builder.reports.get_nowait()


def test_the_changes_of_a_failed_build_are_looked_at_again(root, start):
    """A second file's save must not hide the first one's fault."""
    builder = Recorder(root)
    fault = failed([Diagnostic(Location(ENTRY, 1, 1), "error", "some-code", "wrong")])
    builder.answers = [Report(), fault, fault, Report(), Report()]
    start(builder)
    for name, expected in (("a", {"a"}), ("b", {"a", "b"}), ("c", {"a", "b", "c"}), ("d", {"d"})):
        rename_over(root / f"content/entries/{name}.md")
        assert builder.next() == {f"content/entries/{other}.md" for other in expected}
        assert builder.reports.get(timeout=PATIENCE) is not None
    assert builder.crashes.empty()


def test_a_save_is_answered_even_when_nothing_is_better_than_before(root, start):
    builder = Recorder(root)
    fault = failed([Diagnostic(Location(ENTRY, 1, 1), "error", "some-code", "wrong")])
    builder.answers = [fault, fault]
    start(builder)
    rename_over(root / ENTRY)
    assert builder.next() is None  # nothing is known to be good yet
    assert [builder.reports.get(timeout=PATIENCE) for _ in range(2)] == [fault, fault]


def test_a_build_that_raises_is_told_and_the_next_save_scans_everything(root, start):
    builder = Recorder(root)
    bug = ZeroDivisionError("a bug of ours")
    builder.answers = [Report(), bug]
    start(builder)
    rename_over(root / ENTRY)
    assert builder.next() == {ENTRY}
    assert builder.crashes.get(timeout=PATIENCE) is bug
    rename_over(root / ENTRY)
    assert builder.next() is None


def test_an_interrupt_during_a_build_ends_watching_and_leaves_no_thread(root):
    before = set(threading.enumerate())
    builder = Recorder(root)

    def interrupt():
        raise KeyboardInterrupt

    builder.before_answer = interrupt
    with pytest.raises(KeyboardInterrupt):
        watch(builder, stop=threading.Event(), on_report=builder.reports.put, on_crash=builder.crashes.put)
    assert set(threading.enumerate()) <= before


def test_without_inotify_watches_left_the_folders_are_polled(root, start, monkeypatch):
    real = watch_module.Observer

    class Exhausted(real):
        def schedule(self, *_args, **_options):
            raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(watch_module, "Observer", Exhausted)
    builder = start(Recorder(root))
    (root / ENTRY).write_text("longer than before")
    os.utime(root / ENTRY, (1, 1))
    assert builder.next_with(ENTRY) == {ENTRY}


def test_paths_are_relative_to_the_project_whatever_the_working_folder(root, start, monkeypatch):
    monkeypatch.chdir(root / "content")
    builder = start(Recorder(Path(root)))
    overwrite(root / ENTRY)
    assert builder.next() == {ENTRY}
