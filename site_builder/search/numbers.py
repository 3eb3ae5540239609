"""Numbers as letters: each in as few as it needs, five bits a letter, all of them safe in JSON.

Files of the index are text since that is what hosts compress; what the letters lose, compression wins back.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final

_LAST: Final = "0123456789abcdefghijklmnopqrstuv"
_MORE: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZwxyz-_"
_BITS: Final = 5
_BASE: Final = 1 << _BITS
_SMALL: Final = 4096


def _spell(number: int) -> str:
    letters = ""
    while number >= _BASE:
        letters += _MORE[number % _BASE]
        number >>= _BITS
    return letters + _LAST[number]


_STEPS: Final = (0, *(int(64 * 2 ** (step / 4)) for step in range(2 * _BASE - 1)))
"""Sizes that a letter can stand for: none, and then each a fifth more than the one before."""


def steps(sizes: Iterable[int]) -> str:
    """Return a letter for each size: the first step that is no less, or the last one."""
    letters = _LAST + _MORE
    return "".join(letters[min(bisect_left(_STEPS, size), len(letters) - 1)] for size in sizes)


_SPELT: Final = tuple(_spell(number) for number in range(_SMALL))


def spelt(number: int) -> str:
    """Return a number, lowest bits first; all letters but its last are of another set."""
    return _SPELT[number] if number < _SMALL else _spell(number)


def spelt_in_one(low: int, high: int) -> str:
    """Return two numbers below 32 as the digits of one."""
    return _MORE[low] + _LAST[high]


def gaps(ascending: Iterable[int]) -> str:
    """Return ascending numbers, each as the distance from the one before, the first from -1 (so all are 1 or more)."""
    letters, before = [], -1
    for number in ascending:
        gap = number - before
        letters.append(_SPELT[gap] if gap < _SMALL else _spell(gap))
        before = number
    return "".join(letters)


def read(letters: str) -> Iterator[int]:
    """Yield the numbers that `spelt` wrote one after the other."""
    number = shift = 0
    for letter in letters:
        digit = _MORE.find(letter)
        if digit >= 0:
            number |= digit << shift
            shift += _BITS
        else:
            yield number | _LAST.index(letter) << shift
            number = shift = 0
