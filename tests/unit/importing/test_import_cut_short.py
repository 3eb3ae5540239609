"""An import that is cut short: nothing is left behind, and the next one takes up what is there."""

import shutil
from contextlib import suppress

import pytest
from imports import GOLDEN, entries, run, tree

from site_builder.importing.writing import save


def test_nothing_is_left_behind_when_a_file_cannot_be_written(project):
    (project / "content/captures").write_text("in the way")
    before = tree(project)
    report = run(project, GOLDEN / "commentary.txt")
    assert (tree(project), report.status) == (before, 1)
    assert "cannot-save" in report.text()


@pytest.mark.parametrize("document", ["commentary.txt", "forum-excerpt.txt", "two-authors.txt"])
def test_a_killed_import_is_taken_up_wherever_it_was_cut(document, project, monkeypatch, tmp_path):
    """Whichever of its files stand already, another run gives the same files as one that was never cut."""
    whole = tmp_path / "whole"
    shutil.copytree(project, whole)
    run(whole, GOLDEN / document)
    for number in range(5):
        cut = tmp_path / f"cut-{number}"
        shutil.copytree(project, cut)
        _import_some(monkeypatch, cut, GOLDEN / document, number)
        assert run(cut, GOLDEN / document).status == 0
        assert entries(cut) == entries(whole)
        assert tree(cut) == tree(whole)


def _import_some(monkeypatch, project, document, files):
    """Import a document, as if the process ended when so many of its files stood."""

    def put(staged, target, write):
        left.append(target)
        if len(left) > files:
            raise KeyboardInterrupt
        real(staged, target, write)

    left, real = [], save._put
    with monkeypatch.context() as patched:
        patched.setattr(save, "_put", put)
        patched.setattr(save, "_undo", lambda *_: None)
        with suppress(KeyboardInterrupt):
            run(project, document)


def test_a_half_filed_entry_that_an_editor_changed_is_left_alone(project):
    run(project, GOLDEN / "commentary.txt")
    ((path, data),) = entries(project).items()
    (project / path).write_bytes(data + b"\nA line of the editor's.\n")
    for capture in (project / "content/captures").iterdir():
        capture.unlink()
    run(project, GOLDEN / "commentary.txt")
    assert len(entries(project)) == 2
    assert (project / path).read_bytes() == data + b"\nA line of the editor's.\n"
