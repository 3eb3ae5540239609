"""Dates in words and in the forms of machines, from the strings that documents state; no locale, no clock."""

import zlib
from datetime import UTC, datetime
from typing import Final

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(date: str) -> str:
    """Return "17 June 2014" for a date or date-time; a date-time is not moved to another zone."""
    year, month, number = date[:10].split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


def short_day(date: str) -> str:
    """Return "17 Jun" for a date or date-time."""
    return f"{int(date[8:10])} {MONTHS[int(date[5:7]) - 1][:3]}"


def month_name(date: str) -> str:
    """Return "June" for a date or a month such as 2014-06."""
    return MONTHS[int(date[5:7]) - 1]


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
