"""Days that a page says in any form: looked for by other means than those of the import, to know what can be found."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MONTHS = [
    "jan",
    "feb fév fev",
    "mar mär mrt",
    "apr abr avr",
    "may mai mei mag",
    "jun jui giu",
    "jul jui lug",
    "aug aoû ago",
    "sep set",
    "oct okt out ott",
    "nov",
    "dec dez déc dic",
]
_LONGEST = 300


def says(lines: Iterable[str], url: str, days: Iterable[str]) -> bool:
    """Tell whether one of the lines of a page, or its address, has the year, the month and the day of its date close together.

    `days` are those that count as its date, as YYYY-MM-DD.
    """
    short = [line for line in lines if len(line) <= _LONGEST]
    return any(_says(short, url, day) for day in days)


def _says(lines: list[str], url: str, value: str) -> bool:
    year, month, day = value.split("-")
    named = "|".join(f"{name}\\w*" for name in _MONTHS[int(month) - 1].split())
    parts = {"y": rf"(?:{year}|{year[2:]})", "m": rf"(?:0?{int(month)}|{named})", "d": rf"0?{int(day)}"}
    between = r"(?:st|nd|rd|th|er|\.)?[\W_年月]{1,4}(?:de\W|of\W|del\W)?"
    orders = ("dmy", "mdy", "ymd")
    pattern = re.compile(
        "|".join(rf"(?<!\d){between.join(parts[part] for part in order)}(?!\d)" for order in orders),
        re.IGNORECASE,
    )
    return bool(pattern.search(url)) or any(map(pattern.search, lines))
