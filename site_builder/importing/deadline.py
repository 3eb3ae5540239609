"""Deadline: a document that cannot be read in reasonable time is given up, so that the others go on.

The alarm is heard between two steps of Python. A library that never comes back does not hear it; where documents are read
by processes of their own, such a process is ended a while later, by a thread that asks nobody.
"""

import faulthandler
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final, NoReturn

SECONDS: Final = 60.0
UNHEARD: Final = 2.0
"""Times the seconds of a deadline, after which a process that did not hear it is ended."""


class TookTooLong(BaseException):
    """The time is over. Not an `Exception`, so that no library takes it for a fault of its own."""


_told: list[IO[str]] = []


def end_process(told: IO[str]) -> None:
    """Let this process end where a deadline is not heard; `told` gets the place. Others go on with what is left."""
    _told[:] = [told]


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise TookTooLong in what is done here once `seconds` are over; in a thread other than the main one there is no limit."""
    try:
        before = signal.signal(signal.SIGALRM, _over)
    except ValueError:  # signals reach the main thread only
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    if _told:
        faulthandler.dump_traceback_later(UNHEARD * seconds, exit=True, file=_told[0])
    try:
        yield
    finally:
        if _told:
            faulthandler.cancel_dump_traceback_later()
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _over(*_: object) -> NoReturn:
    raise TookTooLong
