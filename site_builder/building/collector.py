"""The garbage collector, told what a build is like."""

import gc
from functools import cache


@cache
def expect_many_short_lives() -> None:
    """Look for cycles less often, and never among what is loaded already; once in a process is enough.

    Rendering makes tokens and strings by the million, nearly all of which reference counting frees, so that
    looking for cycles among them finds nothing. Cycles are still found, at each 100,000 objects that stay.
    """
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)
