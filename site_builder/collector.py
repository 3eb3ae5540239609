"""The garbage collector, told what a build or an import is like."""

import atexit
import gc
from functools import cache


@cache
def look_seldom() -> None:
    """Look for cycles only where many objects stay, at each 100,000, and not once more before the process ends.

    What loading modules, parsing and rendering make is either kept or freed by reference counting, so that looking for
    cycles finds next to nothing, in a hundredth of the time that a build takes, and in a fifteenth of an import's.
    """
    gc.set_threshold(100_000, 20, 50)
    atexit.register(gc.freeze)


@cache
def expect_many_short_lives() -> None:
    """Look seldom, and never among what is loaded already; rendering and reading make tokens and strings by the million."""
    look_seldom()
    gc.freeze()
