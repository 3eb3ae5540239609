"""A bar on a terminal for what takes long, and nothing else: none for a quick stage, none where nobody looks."""

import io
from contextlib import redirect_stderr

import pytest

from site_builder.cli import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Hands:
    """A clock that moves when it is told to."""

    now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    hands = Hands()
    monkeypatch.setattr(progress, "time", hands)
    return hands


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    return Terminal()


def shown(hands: Hands, *, seconds: float, total: int = 40, stages: int = 1) -> None:
    with progress.progress() as show:
        for _ in range(stages):
            for done in range(1, total + 1):
                hands.now += seconds / total
                show("pages", done, total)


def test_a_stage_that_takes_long_has_a_bar_which_goes_with_its_end(hands: Hands, terminal: Terminal):
    with redirect_stderr(terminal):
        shown(hands, seconds=4)
    said = terminal.getvalue()
    assert "pages" in said
    assert "39/40" in said or "38/40" in said
    assert said.endswith("\x1b[2K")  # the line is empty again


def test_a_quick_stage_has_none_and_neither_have_many_of_them(hands: Hands, terminal: Terminal):
    with redirect_stderr(terminal):
        shown(hands, seconds=0.4, stages=20)
    assert terminal.getvalue() == ""


def test_a_few_slow_steps_have_a_bar_too(hands: Hands, terminal: Terminal):
    with redirect_stderr(terminal):
        shown(hands, seconds=9, total=3)
    assert "2/3" in terminal.getvalue()


def test_a_notice_is_a_line(terminal: Terminal):
    with redirect_stderr(terminal), progress.progress() as show:
        show("waiting for another build", 0, 0)
    assert terminal.getvalue() == "site-builder: waiting for another build …\n"


def test_no_bar_is_drawn_where_there_is_no_terminal(hands: Hands, capsys: pytest.CaptureFixture[str]):
    shown(hands, seconds=4)
    assert capsys.readouterr() == ("", "")
