"""Files are written together or not at all."""

import pytest

from site_builder.importing.writing.save import Write, save


def tree(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_all_files_are_written_and_nothing_else_is_left(tmp_path):
    (tmp_path / "old.md").write_bytes(b"old")
    save(tmp_path, {"a/b/new.md": Write(b"new"), "old.md": Write(b"changed", b"old")})
    assert tree(tmp_path) == {"a/b/new.md": b"new", "old.md": b"changed"}


@pytest.mark.parametrize("last", [Write(b"x"), Write(b"x", b"what it was")])
def test_a_file_that_is_in_the_way_or_was_changed_undoes_everything(tmp_path, last):
    (tmp_path / "first.md").write_bytes(b"first")
    (tmp_path / "taken.md").write_bytes(b"taken")
    before = tree(tmp_path)
    with pytest.raises(FileExistsError):
        save(tmp_path, {"new.md": Write(b"new"), "first.md": Write(b"1", b"first"), "taken.md": last})
    assert tree(tmp_path) == before


def test_a_folder_that_leads_out_of_the_project_is_refused(tmp_path):
    project, outside = tmp_path / "project", tmp_path / "outside"
    project.mkdir()
    outside.mkdir()
    (project / "content").symlink_to(outside)
    with pytest.raises(PermissionError):
        save(project, {"content/new.md": Write(b"new")})
    assert tree(outside) == {}


def test_a_file_system_without_hard_links_will_do(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(1, "no hard links here")

    monkeypatch.setattr("os.link", refuse)
    save(tmp_path, {"new.md": Write(b"new")})
    with pytest.raises(FileExistsError):
        save(tmp_path, {"new.md": Write(b"again")})
    assert tree(tmp_path) == {"new.md": b"new"}
