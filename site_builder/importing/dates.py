"""Dates as documents print them: a small grammar over day, month name and year, in a dozen languages.

A date that can be read in two ways (`03/04/2014`) is found, but `ambiguous`, and never chosen for anyone.
"""

import re
from datetime import date
from typing import Final

from msgspec import Struct

_MONTHS: Final = (
    # January to December
    "january jan janvier janv januar jänner enero ene gennaio gen januari janeiro января stycznia ocak",
    "february feb février févr fevrier februar febrero febbraio februari fevereiro fev февраля lutego şubat",
    "march mar mars märz maerz marzo maart mrt março marco mart марта marca",
    "april apr avril avr abril abr aprile april апреля kwietnia nisan",
    "may mai mayo maggio mag mei maio maj мая maja mayıs",  # noqa: RUF001 - Turkish
    "june jun juin juni junio giugno giu junho июня czerwca haziran",
    "july jul juillet juil juli julio luglio lug julho июля lipca temmuz",
    "august aug août aout agosto ago augustus augusti августа sierpnia ağustos",
    "september sep sept septembre septiembre settembre set setembro сентября września eylül",
    "october oct octobre oktober okt octubre ottobre ott oktober outubro out октября października ekim",
    "november nov novembre noviembre novembro ноября listopada kasım",  # noqa: RUF001 - Turkish
    "december dec décembre déc decembre dezember dez diciembre dic dicembre dezembro december декабря grudnia aralık",  # noqa: RUF001 - Turkish
)
_MONTH: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_NAME: Final = "|".join(sorted(map(re.escape, _MONTH), key=len, reverse=True))
_DAY: Final = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|º|°|\.)?"
_YEAR: Final = r"(?P<year>(?:1[4-9]|2\d)\d\d)"
_OF: Final = r"[\s,]*(?:\bde[l ]?\s*|\bof\s+)?[\s,.-]*"
_GRAMMAR: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d.]){_YEAR}(?P<mark>[-/.])(?P<month>[01]?\d)(?P=mark)(?P<day>[0-3]?\d)(?!\d)",
        rf"(?<!\d){_YEAR}\s*[年년]\s*(?P<month>[01]?\d)\s*[月월]\s*(?P<day>[0-3]?\d)\s*[日일]",
        rf"(?<!\d){_DAY}{_OF}\b(?P<name>{_NAME})\b\.?{_OF}{_YEAR}(?!\d)",
        rf"\b(?P<name>{_NAME})\b\.?\s*{_DAY},?\s*{_YEAR}(?!\d)",
        rf"(?<![\d./-])(?P<one>[0-3]?\d)(?P<mark>[./-])(?P<two>[0-3]?\d)(?P=mark){_YEAR}(?!\d)",
    )
)
_CLOCK: Final = r"(?P<hour>[0-2]?\d)(?:[:.h](?P<minute>[0-5]\d))(?::[0-5]\d)?\s*(?P<half>[ap]\.?m\b\.?)?"
_AFTER: Final = re.compile(rf"(?:T|[\s,|@·•–-]*(?:\bat\b|\bum\b|\bà\b)?\s*){_CLOCK}", re.IGNORECASE)
_BEFORE: Final = re.compile(rf"{_CLOCK}(?:\s*(?:on|uhr))?[\s,|@·•–-]*$", re.IGNORECASE)


class Found(Struct, frozen=True):
    """A date in a text: `value` is YYYY-MM-DD, `time` HH:MM or "", between `start` and `end`."""

    value: str
    time: str
    start: int
    end: int
    ambiguous: bool = False


def find(text: str) -> list[Found]:
    """Return the dates of a text, in order; impossible ones are not dates."""
    taken: list[Found] = []
    for pattern in _GRAMMAR:
        for match in pattern.finditer(text):
            if all(match.end() <= other.start or match.start() >= other.end for other in taken):
                taken += _read(match, text)
    return sorted(taken, key=lambda found: found.start)


def _read(match: "re.Match[str]", text: str) -> list[Found]:
    groups = match.groupdict()
    readings = [value for month, day in _month_and_day(groups) if (value := _iso(groups["year"], month, day))]
    if not readings:
        return []
    start, end, time = _clock(match, text)
    return [Found(readings[0], time, start, end, ambiguous=len(set(readings)) > 1)]


def _month_and_day(groups: dict[str, str]) -> list[tuple[int, int]]:
    if "name" in groups:
        return [(_MONTH[groups["name"].casefold()], int(groups["day"]))]
    if "month" in groups:
        return [(int(groups["month"]), int(groups["day"]))]
    one, two = int(groups["one"]), int(groups["two"])
    # With full stops the day comes first everywhere (Unicode CLDR has no month-first pattern with them).
    return [(two, one)] if groups["mark"] == "." else [(two, one), (one, two)]


def _iso(year: str, month: int, day: int) -> str:
    try:
        return date(int(year), month, day).isoformat()
    except ValueError:
        return ""


def _clock(match: "re.Match[str]", text: str) -> tuple[int, int, str]:
    """Return where the date with its time of day begins and ends, and the time ("" when none stands there)."""
    if after := _AFTER.match(text, match.end()):
        return match.start(), after.end(), _time(after)
    if before := _BEFORE.search(text[: match.start()]):
        return before.start(), match.end(), _time(before)
    return match.start(), match.end(), ""


def _time(match: "re.Match[str]") -> str:
    hour, half = int(match["hour"]), (match["half"] or "").casefold()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return f"{hour:02}:{match['minute']}" if hour < 24 else ""  # noqa: PLR2004 - hours of a day
