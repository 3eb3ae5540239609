"""Dates in the words of a language and in the forms of machines, from the strings that documents state; no clock."""

import zlib
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from site_builder.language.speech import Speech


class _Forms(NamedTuple):
    """For each month how its days are written, the first apart; and what it is called on its own."""

    firsts: tuple[str, ...]
    days: tuple[str, ...]
    short_firsts: tuple[str, ...]
    short_days: tuple[str, ...]
    months: tuple[str, ...]
    short_months: tuple[str, ...]


@lru_cache(maxsize=8)
def _forms(speech: Speech) -> _Forms:
    say = speech
    full = say.pgettext(
        "months in a date",
        "January|February|March|April|May|June|July|August|September|October|November|December",
    )
    short = say.pgettext("months, shortened", "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")
    alone = say.pgettext(
        "months on their own",
        "January|February|March|April|May|June|July|August|September|October|November|December",
    )
    return _Forms(
        _each(say.pgettext("date, first of a month", "{day} {month} {year}"), full),
        _each(say.pgettext("date", "{day} {month} {year}"), full),
        _each(say.pgettext("short date, first of a month", "{day} {month}"), short),
        _each(say.pgettext("short date", "{day} {month}"), short),
        _each(say.pgettext("month of a year", "{month} {year}"), alone),
        tuple(short.split("|")),
    )


def _each(pattern: str, months: str) -> tuple[str, ...]:
    return tuple(pattern.replace("{month}", month) for month in months.split("|"))


@lru_cache(maxsize=1 << 12)
def day(speech: Speech, date: str) -> str:
    """Return "17 June 2014" for a date or date-time; a date-time is not moved to another zone.

    Remembered, as `short_day` is, since an entry stands on many pages.
    """
    forms, number = _forms(speech), int(date[8:10])
    pattern = (forms.days if number > 1 else forms.firsts)[int(date[5:7]) - 1]
    return pattern.format(day=number, year=date[:4])


@lru_cache(maxsize=1 << 12)
def short_day(speech: Speech, date: str) -> str:
    """Return "17 Jun" for a date or date-time."""
    forms, number = _forms(speech), int(date[8:10])
    return (forms.short_days if number > 1 else forms.short_firsts)[int(date[5:7]) - 1].format(day=number)


def month(speech: Speech, date: str) -> str:
    """Return "June 2014", as a title, for a date or a month such as 2014-06."""
    return _forms(speech).months[int(date[5:7]) - 1].format(year=date[:4])


def short_months(speech: Speech) -> tuple[str, ...]:
    """Return "Jan" to "Dec"."""
    return _forms(speech).short_months


def clock(date: str) -> str:
    """Return "14:52" for a date-time, "" for a date."""
    return date[11:16]


def instant(date: str) -> str:
    """Return the RFC 3339 date-time of a date or date-time; a date stands for its first moment in UTC."""
    stamp = datetime.fromisoformat(date)
    if stamp.tzinfo is None:
        stamp = stamp.replace(tzinfo=UTC)
    return stamp.isoformat().replace("+00:00", "Z")


def distinct_instant(date: str, identity: str) -> str:
    """Return `instant(date)`, told apart from others of the same day by a fraction of a second.

    Feed readers order by `updated`, and validators warn when two entries share one. A date has no time to
    tell them apart, so a fraction is derived from `identity`: the date stays true and the value never changes.
    """
    if len(date) > 10:  # noqa: PLR2004 - the length of YYYY-MM-DD: it has a time of its own
        return instant(date)
    return f"{date}T00:00:00.{zlib.crc32(identity.encode()) % 1_000_000:06}Z"


def moment(stamp: str) -> datetime:
    """Return an RFC 3339 date-time for comparison across zones."""
    return datetime.fromisoformat(stamp)
