"""Printed days: the dates that a text states, for machines or for people, in every way that they can be read."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from msgspec import Struct

from site_builder.importing.recognising import dates
from site_builder.importing.recognising.date_order import DAY, MONTH, UNKNOWN

_ISO: Final = re.compile(
    r"(?<!\d)(?P<day>(?:1[4-9]|20)\d\d-[01]\d-[0-3]\d)(?:[T ]\s*(?P<time>[0-2]\d:[0-5]\d(?::[0-5]\d)?)(?:[.,]\d+)?\s*(?P<zone>Z|UTC|GMT|[+-][0-2]\d:?[0-5]\d)?)?"
)
_COMPACT: Final = re.compile(r"^(?P<year>20\d\d|19\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?:T?\d{4,6}.*)?$")
_EPOCH: Final = re.compile(r"^1\d{9}(?:\d{3})?$")
_SHORT_YEAR: Final = re.compile(r"(?<![\d.:/])([0-3]?\d)\.\s?([01]?\d)\.\s?(\d\d)(?![\d.:]\d|\d)")
_LONGEST: Final = 600  # characters of what states a date


class Printed(Struct, frozen=True):
    """A day, its value in full, and where in the text it begins.

    A `doubtful` one can be read otherwise, too; `order` is what comes first in a date in figures by this reading.
    """

    day: str
    value: str
    doubtful: bool = False
    order: int = UNKNOWN
    start: int = 0


def read(text: str) -> list[Printed]:
    """Return the dates of a text that is meant to state one; a date of two readings gives both, doubtful."""
    text = text[:_LONGEST].strip()
    if found := _ISO.search(text):
        return [Printed(found["day"], _full(found))]
    if compact := _COMPACT.match(text):
        day = f"{compact['year']}-{compact['month']}-{compact['day']}"
        return [Printed(day, day)]
    if _EPOCH.match(text):
        day = datetime.fromtimestamp(int(text[:10]), UTC).date().isoformat()
        return [Printed(day, day, doubtful=True)]
    return list(printed(text))


def printed(text: str) -> Iterator[Printed]:
    """Yield the dates that a text prints; a time of day beside them is left out, since no zone stands with it."""
    taken = dates.find(text)
    for found in taken:
        if found.ambiguous:  # the first reading takes the first figure as the day
            yield Printed(found.value, found.value, True, DAY, found.start)
            yield Printed(found.other, found.other, True, MONTH, found.start)
        else:
            order = {"": UNKNOWN, "day": DAY}.get(found.order[1:], MONTH)
            yield Printed(found.value, found.value, False, order, found.start)
    for short in _SHORT_YEAR.finditer(text):
        if all(short.end() <= one.start or short.start() >= one.end for one in taken):
            day = f"20{short[3]}-{int(short[2]):02}-{int(short[1]):02}"
            yield Printed(day, day, start=short.start())


def _full(found: "re.Match[str]") -> str:
    """Return an ISO date as it is stated; its time of day only where a zone is stated with it."""
    zone = {"utc": "Z", "gmt": "Z"}.get((found["zone"] or "").casefold(), found["zone"] or "")
    if not found["time"] or not zone:
        return found["day"]
    return f"{found['day']}T{found['time']}{zone if len(zone) == 1 else zone[:3] + ':' + zone[-2:]}"
