"""Clocks that jump, stamps that lie, files that move under a build: no edit is missed."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from effort import rounds, seeded
from workshop import Workshop, build_anew, difference, entry

from site_builder.building import again, making
from site_builder.project import theme

DAY = 86_400 * 10**9
ALPHA = "content/entries/alpha.md"


def shown(digest: Workshop) -> str:
    return (digest.root / "output/2013/alpha/index.html").read_text(encoding="utf-8")


def save(digest: Workshop, number: int, stamp: int | None = None) -> str:
    """Save a text as long as any other; returns what the page must show then."""
    text = f"Text number {number:06}."
    digest.write(ALPHA, entry("alpha", "2013-03-01", text))
    if stamp is not None:
        os.utime(digest.root / ALPHA, ns=(stamp, stamp))
    return text


@pytest.mark.parametrize("stamp", [0, 1_000 * DAY, 40_000 * DAY], ids=["1970", "1972", "2079"])
def test_edits_of_one_size_and_one_mtime_are_seen(digest: Workshop, stamp: int):
    """What git calls racy: nothing that `ls -l` shows tells one from the other."""
    for number in range(rounds(8, 200)):
        text = save(digest, number, stamp)
        assert build_anew(digest).written == ("2013/alpha/index.html",)
        assert text in shown(digest)
    assert difference(digest) == ""


def test_a_clock_that_jumps_to_and_fro_loses_no_edit(digest: Workshop, monkeypatch: pytest.MonkeyPatch):
    chance = seeded(3)
    clock: Callable[[], int] = lambda: chance.randrange(36_500) * DAY  # noqa: E731 - a clock is a function
    for number in range(rounds(12, 300)):
        text = save(digest, number, clock() if number % 2 else None)
        with monkeypatch.context() as patch:
            patch.setattr("site_builder.build.time.time_ns", clock)
            assert build_anew(digest).ok
        assert text in shown(digest)
    assert difference(digest) == ""


def test_a_file_edited_again_within_a_millisecond_is_built_as_it_is_last(digest: Workshop):
    """The second edit comes right after the first, the third right after the build of the second."""
    for number in range(0, rounds(60, 2000), 3):
        save(digest, number)
        text = save(digest, number + 1)
        assert digest.builder.build([ALPHA]).ok
        assert text in shown(digest)
        text = save(digest, number + 2)
        assert digest.builder.build([ALPHA]).ok
        assert text in shown(digest)
    assert difference(digest) == ""


def test_a_write_that_leaves_size_and_mtime_as_they_were_is_seen(digest: Workshop):
    path = digest.root / "content/entries/alpha.md"
    status = path.stat()
    digest.change("content/entries/alpha.md", "Text.", "Tixt.")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert build_anew(digest).written == ("2013/alpha/index.html",)


def test_a_clock_set_back_loses_no_change(digest: Workshop, monkeypatch: pytest.MonkeyPatch):
    day = 86_400 * 10**9
    monkeypatch.setattr("site_builder.build.time.time_ns", lambda: 1_000 * day)
    assert build_anew(digest).ok
    digest.change("content/entries/alpha.md", "Text.", "Tixt.")
    os.utime(digest.root / "content/entries/alpha.md", ns=(999 * day, 999 * day))
    assert build_anew(digest).written == ("2013/alpha/index.html",)
    assert difference(digest) == ""


def test_an_asset_that_changes_while_it_is_built_is_built_as_it_is_then(
    digest: Workshop, monkeypatch: pytest.MonkeyPatch
):
    digest.write("templates/assets/extra.css", "a{}")
    compose, done = making.compose, []

    def change_meanwhile(*arguments):
        if not done:
            done.append(True)
            digest.write("templates/assets/extra.css", "b{}")
        return compose(*arguments)

    monkeypatch.setattr("site_builder.building.update.compose", change_meanwhile)
    assert digest.builder.build().ok
    assert (digest.root / "output/assets/extra.css").read_text() == "b{}"
    assert difference(digest) == ""


def test_a_template_that_failed_and_was_put_back_is_the_old_one(digest: Workshop):
    old = (theme() / "entry.html").read_text(encoding="utf-8")
    digest.write("templates/entry.html", old.replace("{% endblock %}", "new{% endblock %}"))
    digest.change("content/entries/alpha.md", "region: africa", "region: afrika")
    assert not digest.builder.build().ok
    (digest.root / "templates/entry.html").unlink()
    digest.change("content/entries/alpha.md", "region: afrika", "region: europe")
    assert digest.builder.build().ok
    assert difference(digest) == ""


def test_files_that_never_come_to_rest_are_told(digest: Workshop, monkeypatch: pytest.MonkeyPatch):
    def moved(*_: object) -> None:
        raise again.ContentMoved("content/entries/alpha.md")

    monkeypatch.setattr("site_builder.build.update", moved)
    assert [d.code for d in digest.builder.build().diagnostics] == ["content-moving"]
    monkeypatch.undo()
    assert digest.builder.build().ok
