"""Dates of pages as text: which of the dates in a document, or in its address, is the day of publication, by a model."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

from site_builder.importing.recognising import date_order, dates
from site_builder.importing.recognising.date_order import DAY, MONTH, Witnesses
from site_builder.importing.recognising.dates import Found
from site_builder.importing.text.body import Reading

_SEGMENTS: Final = 1500  # that are searched at most, from the beginning
_CANDIDATES: Final = 200  # of one document
_LINE: Final = 60  # words of a segment in which a date may be that of the page
_LENGTH: Final = 2000  # characters, where a segment has no spaces
_LABEL: Final = 9  # words of a line in which a day without a year may be that of the page
_YEARLESS: Final = 12  # such days of a document
_URL_DATE: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[/_-]?)(?P<month>[01]\d)(?P=mark)(?P<day>[0-3]\d)(?!\d)"
)
_URL_LOOSE: Final = re.compile(
    r"/(?P<year>(?:19|20)\d\d)/(?P<month>1?\d)/(?P<day>[1-3]?\d)(?=/)|/(?P<year2>(?:19|20)\d\d)/(?P<name>[a-z]{3})/(?P<day2>[0-3]?\d)/"
    r"|(?<!\d)(?P<day3>1[3-9]|2\d|3[01])(?P<mark>[._-])(?P<month3>[01]\d)(?P=mark)(?P<year3>20\d\d)(?!\d)"
)
_URL_MONTH: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](0?[1-9]|1[0-2])(?!\d)")
_RIGHTS: Final = re.compile(
    r"(?:©|copyright|\(c\))\D{0,60}(?:(?:19|20)\d\d\s?[-–—]\s?)?((?:19|20)\d\d)", re.IGNORECASE
)
_WEEKDAY: Final = re.compile(r"(\w{3})\w*\.?,?\s+$")
_WEEKDAYS: Final = {
    name: day
    for day, names in enumerate(
        (
            "mon lun seg",
            "tue die mar ter",
            "wed mit mer mié mie qua",
            "thu don jeu jue gio qui",
            "fri fre ven vie sex",
            "sat sam sab sáb",
            "sun son dom dim",
        )
    )
    for name in names.split()
}
_DATELINE: Final = 160  # characters
_BEHIND_DAY: Final = re.compile(r"[\s.,]*(?:\([^()]{2,40}\)|/[\w ]{2,30}/)?[\s.,]*[-–—:|]\s")
_SENTENCE: Final = re.compile(r"[^\W\d_]{4,}[.!?]\s")


class Dated(Struct, frozen=True):
    """A date that may be that of the page: where it stands (-1: in the address), and how it is written there.

    `doubt`: 0 if it can be read in one way, 1 if in two but something in the document tells which is meant, 2 if
    nothing does. `beside`: how many dates the segment has. `agreed`: what each witness to the order of day and month
    says of this reading, 1 for and -1 against. `yearless`: the year was printed elsewhere.
    """

    value: str
    at: int
    found: Found | None = None
    nth: int = 0
    doubt: int = 0
    beside: int = 0
    agreed: tuple[int, int, int, int] = (0, 0, 0, 0)
    yearless: bool = False


def candidates(reading: Reading) -> list[Dated]:
    """Return the dates of the address and of the segments, in order."""
    dated = [(at, _dates(reading, at)) for at in range(min(len(reading.segments), _SEGMENTS))]
    stated = [(at, day, nth) for at, days in dated for nth, day in enumerate(days)]
    counts = {at: len(days) for at, days in dated}
    own = of_url(reading.url)
    plain = {day.value for _, day, _ in stated if not day.ambiguous} | {own or month_of_url(reading.url)} - {
        ""
    }
    orders = {day.order for _, day, _ in stated if day.order}
    open_ones = any(day.ambiguous for _, day, _ in stated)
    witnesses = date_order.hear(reading.segments, reading.url) if open_ones else Witnesses()
    found = [Dated(own, -1)] if own else []
    for at, day, nth in stated[:_CANDIDATES]:
        one = Dated(day.value, at, day, nth, 0, counts[at])
        found += _readings(one, reading.segments[at].text, plain, orders, witnesses)
    return [*found, *_yearless(reading, counts)]


def _dates(reading: Reading, at: int) -> list[Found]:
    one = reading.segments[at]
    return dates.find(one.text, loosely=True) if one.weight <= _LINE and len(one.text) <= _LENGTH else []


def _readings(
    one: Dated, text: str, plain: set[str], orders: set[str], witnesses: Witnesses
) -> Iterator[Dated]:
    """Yield what a date may mean; one that can be read in two ways is settled by its like in the document."""
    day = one.found
    if day is None or not day.ambiguous:
        yield one
        return
    told = _settled(day, text, plain, orders)
    for value in [told] if told else [day.value, day.other]:
        # The first reading takes the first figure as the day.
        sign = DAY if value == day.value else MONTH
        heard = (witnesses.words, witnesses.language, witnesses.spelling, witnesses.country)
        words, language, spelling, country = (sign * said for said in heard)
        doubt = 1 if told or words + language + spelling + country > 0 else 2
        yield Dated(value, one.at, day, one.nth, doubt, one.beside, (words, language, spelling, country))


def _settled(day: Found, text: str, plain: set[str], orders: set[str]) -> str:
    """Return the one reading that its weekday, the same date or month elsewhere, or dates in such figures allow, or ""."""
    named = _WEEKDAY.search(text[: day.start])
    weekday = _WEEKDAYS.get(named[1].casefold(), -1) if named else -1
    readings = (day.value, day.other)
    told = [value for value in readings if date.fromisoformat(value).weekday() == weekday]
    if len(told) != 1:
        told = [value for value in readings if value in plain or value[:7] in plain]
    alike = {order.lstrip("/-") for order in orders if order[0] in "/-"}
    if len(told) != 1 and len(alike) == 1:
        told = [day.value if "day" in alike else day.other]
    return told[0] if len(told) == 1 else ""


def _yearless(reading: Reading, counts: dict[int, int]) -> Iterator[Dated]:
    """Yield the days that are printed without a year, as of the newest year that the document's rights are claimed for."""
    years = [match[1] for one in reading.segments for match in _RIGHTS.finditer(one.text[:_LENGTH])]
    if not years:
        return
    found = 0
    for at, one in enumerate(reading.segments[:_SEGMENTS]):
        if one.weight > _LABEL or counts[at] or len(one.text) > _LENGTH:
            continue
        for day in dates.yearless(one.text, max(years))[:1]:
            found += 1
            yield Dated(day.value, at, day, 0, 0, 1, yearless=True)
        if found >= _YEARLESS:
            return


def of_url(url: str) -> str:
    """Return the day that the path of an address names, or ""."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    found = (*_URL_DATE.finditer(path), *_URL_LOOSE.finditer(path.casefold()))
    return next(filter(None, map(_day, found)), "")


def month_of_url(url: str) -> str:
    """Return the month that an address names, as YYYY-MM, or ""."""
    month = _URL_MONTH.search(url)
    return f"{month[1]}-{month[2].zfill(2)}" if month else ""


def _day(match: "re.Match[str]") -> str:
    said = match.groupdict()
    year = next(filter(None, (said.get(name) for name in ("year", "year2", "year3"))))
    day = next(filter(None, (said.get(name) for name in ("day", "day2", "day3"))))
    month = said.get("month") or said.get("month3") or dates.month(said.get("name") or "")
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def stated_plainly(reading: Reading, title_at: int) -> tuple[str, int] | None:
    """Return the day that opens the text, as agencies print it, or stands behind the headline, and where; or None.

    "MANAMA, 18 March 2023 (Agency) - …", "3 May 2024 – …"; "Headline – The Courier, 3 May 2024".
    """
    below = range(title_at + 1, len(reading.segments))
    opening = next((at for at in below if reading.segments[at].prose), -1)
    for at in (title_at, opening):
        text = reading.segments[at].text if 0 <= at < len(reading.segments) else ""
        for day in dates.find(text[:_DATELINE]):
            opens = (
                at != title_at
                and _BEHIND_DAY.match(text, day.end)
                and not _SENTENCE.search(text[: day.start])
            )
            ends = at == title_at and not any(map(str.isalnum, text[day.end :]))
            if (opens or ends) and not day.ambiguous:
                return day.value, at
    return None
