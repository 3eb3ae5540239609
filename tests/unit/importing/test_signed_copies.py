"""Who signs a copy: whom it names, else who signs its original, and nobody where an editor said so."""

from __future__ import annotations

import shutil

import pytest
from imports import entries, run

PIECE = (
    "The Count at the Outer Light",
    """For ten years the keepers have counted the boats that pass the outer light, and for ten years the number has fallen. Nobody in the council has asked them why.

The boats are not gone. They go by night, without a lamp, and land at the old slip where no dues are taken. Everybody in the harbour knows it, and those who should forbid it buy their fish there.

A toll that half of the fleet avoids is no toll. The council could halve it and take in more, but it would have to read the book first, and the book is up two hundred steps.""",
)


SIGNATURES = {
    "By Ilse Brandvik": b"author: Ilse Brandvik\n",
    "By Ilse Brandvik, Senior Fellow": b"author:\n  name: Ilse Brandvik\n  role: Senior Fellow\n",
    "By Ilse Brandvik and Omar Siddiqui": b"authors:\n  - name: Ilse Brandvik\n  - name: Omar Siddiqui\n",
}


@pytest.mark.parametrize(("byline", "written"), SIGNATURES.items(), ids=range(len(SIGNATURES)))
def test_a_copy_that_names_nobody_is_signed_as_its_original_in_either_order(
    byline, written, project, tmp_path
):
    original, copy = tmp_path / "original.txt", tmp_path / "copy.txt"
    original.write_text(f"{PIECE[0]}\n\n{byline}\n\n3 March 2021\n\n{PIECE[1]}\n", encoding="utf-8")
    copy.write_text(
        f"From: Nadia Ferrante <n@x.example>\nDate: Thu, 4 Mar 2021 09:22:07 +0100\nSubject: {PIECE[0]}\n\n{PIECE[1]}\n",
        encoding="utf-8",
    )
    results = []
    for number, order in enumerate([[original, copy], [copy, original]]):
        shutil.copytree(project, digest := tmp_path / f"order-{number}")
        reports = [run(digest, one) for one in order]
        made = entries(digest)
        (path,) = [path for path in made if path.endswith("-copy.md")]
        assert written in made[path]
        assert b"inherited: [author]" in made[path]
        asked = {one.field for out in reports[order.index(copy)].outcomes for one in out.wanted}
        assert ("author" in asked) == (number == 1)
        results.append(made)
    assert results[0] == results[1]


def test_a_copy_of_which_an_editor_said_that_nobody_signs_stays_so(project, tmp_path):
    original, copy = tmp_path / "original.txt", tmp_path / "copy.txt"
    original.write_text(f"{PIECE[0]}\n\nBy Ilse Brandvik\n\n3 March 2021\n\n{PIECE[1]}\n", encoding="utf-8")
    copy.write_text(
        f"From: Nadia Ferrante <n@x.example>\nDate: Thu, 4 Mar 2021 09:22:07 +0100\nSubject: {PIECE[0]}\n\n{PIECE[1]}\n",
        encoding="utf-8",
    )
    run(project, copy)
    ((path, data),) = entries(project).items()
    (project / path).write_bytes(data.replace(b"author:\n", b"author: null\n"))
    run(project, original)
    after = (project / path).read_bytes()
    assert b"author: null\n" in after
    assert b"_of: " in after
    assert b"inherited" not in after
