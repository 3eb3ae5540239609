"""The garbage collector, told what a build is like."""

import gc


def expect_many_short_lives() -> None:
    """Look for cycles less often, and never again among what is loaded already.

    Rendering makes tokens and strings by the million, nearly all of which reference counting frees; looking for
    cycles among them takes an eighth of the time. Cycles are still found, at each 100,000 objects that stay.
    """
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)
