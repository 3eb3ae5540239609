"""Prints: sampled runs of words, as numbers that are the same in every process, by which texts are looked up.

Of a text's runs of `RUN` words, those are kept whose number is a multiple of `EVERY`, and where `WINDOW` runs in
a row have none, the least of them. So what is kept depends on a few words around it only, whatever text they
stand in: two texts that share `CERTAIN` words in a row share a print, and `4 + 8 * n` shared words give at least
`n` prints.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final
from zlib import crc32

RUN: Final = 5
WINDOW: Final = 8
EVERY: Final = 4
CERTAIN: Final = RUN + WINDOW - 1
SCHEME: Final = 1
"""Changes whenever the same text gives other prints, so that what was stored is not compared with them."""


def prints(words: Sequence[str]) -> list[tuple[int, int]]:
    """Return place and number of each print of a text, given as its words (see `shingles.words`), in order."""
    numbers = _numbers(words)
    kept = [(place, number) for place, number in enumerate(numbers) if number % EVERY == 0]
    ends = [-1, *(place for place, _ in kept), len(numbers)]
    for before, after in pairwise(ends):
        if after - before > WINDOW:
            kept += _least(numbers, before + 1, after)
    return sorted(kept)


def _numbers(words: Sequence[str]) -> list[int]:
    """Return a number of 32 bits for each run of `RUN` words."""
    encoded = [word.encode("utf-8", "surrogatepass") for word in words]
    text = b" ".join(encoded)
    starts = list(accumulate((len(word) + 1 for word in encoded), initial=0))
    return [crc32(text[start : end - 1]) for start, end in zip(starts, starts[RUN:], strict=False)]


def _least(numbers: Sequence[int], first: int, end: int) -> set[tuple[int, int]]:
    """Return the least number of each `WINDOW` runs in a row between two places."""
    least = set()
    for start in range(first, end - WINDOW + 1):
        number = min(numbers[start : start + WINDOW])
        least.add((numbers.index(number, start), number))
    return least
