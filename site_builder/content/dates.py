"""Dates as a document states them: a day, or a date-time with its zone. A day stays a day.

The forms are those of ISO 8601 that RFC 3339 profiles, with a space allowed for the `T` and seconds optional.
"""

import re
from datetime import UTC, datetime
from typing import Final

from site_builder.content.faults import Faults
from site_builder.content.nodes import Node, Scalar

_DATE: Final = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:(?:[Tt]|[ ]+)(?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:\.[0-9]+)?[ ]*(?P<zone>[Zz]|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_FORMS: Final = "write a day, 2014-06-17, or a date-time with its zone, 2014-06-17T14:52+01:00"
_FIRST_YEAR: Final = 1400  # before printing there is no commentary; a smaller year is a slip of the pen
_LAST_YEAR: Final = 2999
_HOUR: Final = 60
_MAX_OFFSET: Final = 14 * _HOUR


def date(faults: Faults, node: Node, name: str) -> str | None:
    """Return a date or date-time in canonical form (`2014-06-17T14:52:00+01:00`), or None with the fault."""
    return _decode(faults, node, name, zone_needed=True)


def local_date(faults: Faults, node: Node, name: str) -> str | None:
    """Return a date or date-time that may lack its zone, as forums state it, or None with the fault."""
    return _decode(faults, node, name, zone_needed=False)


def instant(faults: Faults, node: Node, name: str) -> str | None:
    """Return a date (midnight UTC) or date-time as `YYYY-MM-DDTHH:MM:SSZ`, or None with the fault."""
    stated = date(faults, node, name)
    if stated is None:
        return None
    moment = datetime.fromisoformat(stated)
    moment = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}Z"


def _decode(faults: Faults, node: Node, name: str, *, zone_needed: bool) -> str | None:
    if not isinstance(node, Scalar) or node.meaning != "string":
        faults.error("wrong-type", f"`{name}` must be a date", node, _hint(node))
        return None
    stated = node.text.strip()
    match = _DATE.fullmatch(stated)
    if match is None:
        faults.error("bad-date", f"`{stated}` is not a date", node, _hint(node))
        return None
    day, time, zone = match["day"], match["time"], (match["zone"] or "").upper()
    if fault := _impossible(day, time or "00:00", zone):
        faults.error("impossible-date", f"`{stated}` does not exist: {fault}", node)
        return None
    if time is None:
        return day
    if not zone and zone_needed:
        hint = f"add the zone, such as {day}T{time}Z or {day}T{time}+01:00; if the document states none, give the day only"
        faults.error("no-time-zone", f"the time of `{name}` has no zone", node, hint)
        return None
    return f"{day}T{time}{zone[:3]}:{zone[-2:]}" if len(zone) > 1 else f"{day}T{time}{zone}"


def _impossible(day: str, time: str, zone: str) -> str:
    """Say why a date of the right form does not exist; "" if it does."""
    try:
        moment = datetime.fromisoformat(f"{day}T{time}")
    except ValueError as error:
        return str(error)
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return f"the year must be from {_FIRST_YEAR} to {_LAST_YEAR}"
    if len(zone) > 1 and not _offset_exists(zone):
        return "no zone is more than 14 hours from UTC"
    return ""


def _offset_exists(zone: str) -> bool:
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    return minutes < _HOUR and hours * _HOUR + minutes <= _MAX_OFFSET


def _hint(node: Node) -> str:
    """Suggest the date that was meant, when that is plain."""
    text = node.text.strip() if isinstance(node, Scalar) else ""
    match = re.fullmatch(r"([0-9]{4})-?([0-9]{1,2})-?([0-9]{1,2})", text)
    if match is None:
        return _FORMS
    year, month, day = match.groups()
    return f"write {year}-{int(month):02}-{int(day):02}"
