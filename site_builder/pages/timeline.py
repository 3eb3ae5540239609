"""Timelines: how many entries fall into each year or month, in steps that double, so that few edits change a page.

Numbers of entries are read on the home page and indexes only; here a page learns no more than the step, which is what
readers can see in a bar anyway.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from site_builder.incremental.periods import MOST
from site_builder.language.speech import Speech
from site_builder.model import Value
from site_builder.pages.links import Anchor

DARKEST: Final = 5
_PERCENT: Final = 100


class Step(Value):
    """A period and about how many entries it has, in words and as a part of the fullest period's, in percent."""

    period: Anchor
    amount: str
    share: int


class Shade(Value):
    """A step of a heat strip, 1 to 5, and the amounts that it stands for, in words."""

    depth: int
    amount: str


def steps(say: Speech, periods: Iterable[Anchor], numbers: Mapping[str, int]) -> tuple[Step, ...]:
    """Return the steps of periods, whose numbers are given by their texts."""
    largest = max((_least(number) for number in numbers.values()), default=1)
    return tuple(
        Step(
            period, amount(say, numbers[period.text]), -(-_least(numbers[period.text]) * _PERCENT // largest)
        )
        for period in periods
    )


def amount(say: Speech, number: int) -> str:
    """Return the step that a number lies in: "1", "2–3", "4–7" …, "512 or more"."""
    least = _least(number)
    if least == 1:
        return "1"
    if least >= MOST:
        return say.gettext("{n} or more", n=MOST)
    return say.gettext("{low}–{high}", low=least, high=2 * least - 1)


def at_least(number: int) -> str:
    """Return a step in the room of a cell: "1", "2+", "4+" and so on."""
    least = _least(number)
    return f"{least}+" if least > 1 else "1"


def depth(number: int, largest: int) -> int:
    """Return how dark a number is among others of which one is the largest: 0 for none, up to 5."""
    return max(1, DARKEST - (largest.bit_length() - number.bit_length())) if number else 0


def shades(say: Speech, largest: int) -> tuple[Shade, ...]:
    """Return what the shades stand for where `largest` is the largest number."""
    top = largest.bit_length()
    first = max(1, top - DARKEST + 1)
    found = [Shade(depth(1 << (n - 1), largest), amount(say, 1 << (n - 1))) for n in range(first, top + 1)]
    if first > 1:
        lightest = say.gettext("{low}–{high}", low=1, high=(1 << first) - 1)
        found[0] = Shade(1, lightest)
    return tuple(found)


def _least(number: int) -> int:
    return 1 << (number.bit_length() - 1)
