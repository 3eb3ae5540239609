"""Deadline: a document that cannot be read in reasonable time is given up, so that the others go on."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NoReturn

SECONDS: Final = 60.0


class TookTooLong(BaseException):
    """The time is over. Not an `Exception`, so that no library takes it for a fault of its own."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise TookTooLong in what is done here once `seconds` are over; in a thread other than the main one there is no limit."""
    try:
        before = signal.signal(signal.SIGALRM, _over)
    except ValueError:  # signals reach the main thread only
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _over(*_: object) -> NoReturn:
    raise TookTooLong
