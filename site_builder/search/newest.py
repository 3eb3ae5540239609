"""The newest entries: those behind the last cut, which are a shard of their own, so that a new entry changes few files.

Where a cut is, an entry's own id says, so that nothing that becomes of older entries moves it: which entries are the newest
is a pure function of the last few. Where a new entry brings a cut, what lies behind the last one goes to the other shards.
"""

from collections.abc import Sequence
from typing import Final
from zlib import crc32

EVERY: Final = 16
"""Entries from one cut to the next, in the mean."""
MOST: Final = 32
"""No more entries than these lie behind the last cut: where there would be more, there are more cuts."""


def newest(ids: Sequence[str]) -> Sequence[str]:
    """Return those behind the last cut; `ids` are of the last `MOST` entries and one more, the newest first."""
    marks = [crc32(f"cut {entry}".encode()) for entry in ids[: MOST + 1]]
    every = EVERY
    while every:
        for place, mark in enumerate(marks):
            if mark % every == 0:
                return ids[:place]
        every //= 2
    return ids
