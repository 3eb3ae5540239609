"""Numbering: what a page prints before the items of an ordered list.

Markdown counts up from a number, and no other way. Lists that count down, skip or go by letters keep what is printed
before each item as text.
"""

import re
from collections.abc import Sequence
from typing import Final

from lxml.html import HtmlElement

_NUMBER: Final = re.compile(r"\s*([+-]?\d{1,9})(?!\d)")
_HIGHEST: Final = 999_999_999  # CommonMark 0.31, 5.2
_LETTERS: Final = 26
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN: Final = 3_999


def labels(ordered: HtmlElement) -> dict[HtmlElement, str]:
    """Return for each item of an `<ol>` the number or letter printed before it (WHATWG HTML 4.4.5)."""
    items = [item for item in ordered if item.tag == "li"]
    step = -1 if ordered.get("reversed") is not None else 1
    number = _stated(ordered.get("start"), len(items) if step < 0 else 1)
    kind = ordered.get("type") or "1"
    found = {}
    for item in items:
        number = _stated(item.get("value"), number)
        found[item] = _printed(number, kind)
        number += step
    return found


def first_of(printed: Sequence[str]) -> int | None:
    """Return the number from which Markdown counts what is printed before items, or None where it can't."""
    if not all(one.isdigit() for one in printed):
        return None
    numbers = [int(one) for one in printed]
    first = numbers[0] if numbers else 1
    counted = all(number == first + place for place, number in enumerate(numbers))
    return first if counted and first + len(numbers) <= _HIGHEST else None


def _stated(value: str | None, otherwise: int) -> int:
    found = _NUMBER.match(value or "")
    return int(found[1]) if found else otherwise


def _printed(number: int, kind: str) -> str:
    if kind in {"a", "A"} and number > 0:
        return _cased(_lettered(number), kind)
    if kind in {"i", "I"} and 0 < number <= _MOST_ROMAN:
        return _cased(_roman(number), kind)
    return str(number)


def _cased(text: str, kind: str) -> str:
    return text.upper() if kind.isupper() else text


def _lettered(number: int) -> str:
    text = ""
    while number > 0:
        number, letter = divmod(number - 1, _LETTERS)
        text = chr(ord("a") + letter) + text
    return text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        text += letters * times
    return text
