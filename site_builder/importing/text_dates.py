"""Dates of pages as text: which of the dates in a document, or in its address, is the day of publication, by a model."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

from site_builder.importing import dates
from site_builder.importing.dates import Found
from site_builder.importing.ensemble import ensemble
from site_builder.importing.text_body import Reading
from site_builder.importing.text_features import OWN, PLACE

_SEGMENTS: Final = 1500  # that are searched at most, from the beginning
_CANDIDATES: Final = 200
_LINE: Final = 60  # words of a segment in which a date may be that of the page
_LENGTH: Final = 2000  # characters, where a segment has no spaces
_CUE: Final = 40
_PUBLISHED: Final = re.compile(
    r"(?:publish\w*|posted|posted on|date[d]?|issued|released?|first|created|veröffentlicht|erstellt|stand|vom|publié\w*|paru"
    r"|publicado|publicada|publicação|pubblicato|gepubliceerd|publicerad|publisert|опубликовано|дата|yay\u0131n\w*|giriş|發布|发布"
    r"|公開|on|le|el|am)\W*(?:(?:on|am|le|el|at|le|em|il)\W+)?(?:\w{2,9}[.,]\s*)?$",
    re.IGNORECASE,
)
_REVISED: Final = re.compile(
    r"(?:updat\w*|modif\w*|revis\w*|edited|review\w*|aktualisiert|geändert|mis à jour|mise à jour|actualizad\w*|atualizad\w*"
    r"|aggiornat\w*|bijgewerkt|uppdatera\w*|oppdatert|обновлено|güncell\w*|更新)\W*(?:(?:on|am|le|el|at|em|il)\W+)?(?:\w{2,9}[.,]\s*)?$",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(
    r"(?:join\w*|since|member|until|expire\w*|born|died|retrieved|accessed|deadline|copyright|©|seit|bis|before|after|last visit)\W*(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
_URL_DATE: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]?([01]\d)[/_-]?([0-3]\d)(?!\d)")
_URL_MONTH: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]([01]?\d)(?!\d)")

FEATURES: Final = (
    *OWN, *PLACE, "score", "to_core", "to_core_end", "from_title", "in_url", "before", "after", "offset", "in_segment", "nth",
    "time", "named", "iso", "published", "revised", "other", "printed", "distinct", "newer", "older", "age", "first",
    "first_below_title", "url_day", "url_month", "url_year", "url_silent", "by_near", "person_near", "dates_near",
    "doubtful", "line_after", "published_elsewhere",
)  # fmt: skip


class Dated(Struct, frozen=True):
    """A date that may be that of the page: where it stands (-1: in the address), and how it is written there.

    `doubt`: 0 if it can be read in one way, 1 if in two but something in the document tells that this is meant, 2 if
    nothing does. `beside`: how many dates the segment has.
    """

    value: str
    at: int
    found: Found | None = None
    nth: int = 0
    doubt: int = 0
    beside: int = 0


def candidates(reading: Reading) -> list[Dated]:
    """Return the dates of the address and of the segments, in order."""
    dated = [(at, _dates(reading, at)) for at in range(min(len(reading.segments), _SEGMENTS))]
    stated = [(at, day, nth) for at, days in dated for nth, day in enumerate(days)]
    counts = {at: len(days) for at, days in dated}
    own = of_url(reading.url)
    plain = {day.value for _, day, _ in stated if not day.ambiguous} | ({own} if own else set())
    orders = {day.order for _, day, _ in stated if day.order}
    found = [Dated(own, -1)] if own else []
    for at, day, nth in stated[:_CANDIDATES]:
        found += _readings(Dated(day.value, at, day, nth, 0, counts[at]), plain, orders)
    return found


def _dates(reading: Reading, at: int) -> list[Found]:
    one = reading.segments[at]
    return dates.find(one.text) if one.weight <= _LINE and len(one.text) <= _LENGTH else []


def _readings(one: Dated, plain: set[str], orders: set[str]) -> Iterator[Dated]:
    """Yield what a date may mean; one that can be read in two ways is settled by its like in the document."""
    day = one.found
    if day is None or not day.ambiguous:
        yield one
        return
    alike = {order.lstrip("/-") for order in orders if order[0] in "/-"}
    told = [value for value in (day.value, day.other) if value in plain]
    if len(told) != 1 and len(alike) == 1:
        told = [
            day.value if "day" in alike else day.other
        ]  # the first reading takes the first figure as the day
    for value in told if len(told) == 1 else (day.value, day.other):
        yield Dated(value, one.at, day, one.nth, 1 if len(told) == 1 else 2, one.beside)


def of_url(url: str) -> str:
    """Return the day that the path of an address names, or ""."""
    try:
        match = _URL_DATE.search(urlsplit(url).path)
        return date(*map(int, match.groups())).isoformat() if match else ""
    except ValueError:
        return ""


def rows(reading: Reading, title_at: int, found: Sequence[Dated]) -> list[list[float]]:
    """Return the values of `FEATURES` for each candidate; the title stands at `title_at` (-1: nowhere)."""
    counts = Counter(one.value for one in found)
    values = sorted(counts)
    days = {value: date.fromisoformat(value).toordinal() for value in values}
    published = {one.value for one in found if one.found and _cue(_PUBLISHED, reading, one)}
    below = next((one.value for one in found if title_at >= 0 and one.at > title_at), "")
    first = next((one.value for one in found if one.at >= 0), "")
    told: list[list[float]] = []
    for one in found:
        newer = len(values) - 1 - values.index(one.value)
        row = [*_place(reading, title_at, one), *_form(reading, one)]
        row += [
            min(counts[one.value], 9),
            min(len(values), 20),
            min(newer, 20),
            min(values.index(one.value), 20),
        ]
        row += [min(days[values[-1]] - days[one.value], 4000), one.value == first, one.value == below]
        row += [*_url(reading.url, one.value), *_near(reading, one), one.doubt]
        row += [len(_rest(reading, one)), one.value in published]
        told.append([float(value) for value in row])
    return told


def _place(reading: Reading, title_at: int, one: Dated) -> list[float]:
    if one.at < 0:
        return [-1.0] * (len(OWN) + len(PLACE) + 4) + [1.0]
    own, place = reading.described.own[one.at], reading.described.place[one.at]
    title = max(-30, min(60, one.at - title_at)) if title_at >= 0 else -40
    start, end = (max(-60, min(60, edge - one.at)) for edge in (reading.start, reading.end))
    return [*own, *place, reading.scores[one.at], start, end, title, 0.0]


def _form(reading: Reading, one: Dated) -> list[float]:
    if one.found is None:
        return [-1.0] * 11
    text = reading.segments[one.at].text
    written = text[one.found.start : one.found.end]
    return [
        one.found.start,
        len(text) - one.found.end,
        one.found.start / len(text),
        one.beside,
        one.nth,
        bool(one.found.time),
        any(map(str.isalpha, written)),
        written[:4].isdigit(),
        *(_cue(pattern, reading, one) for pattern in (_PUBLISHED, _REVISED, _OTHER)),
    ]


def _cue(pattern: re.Pattern[str], reading: Reading, one: Dated) -> bool:
    """Tell whether a cue stands right before a date, or in a line of its own above it."""
    if one.found is None:
        return False
    text = reading.segments[one.at].text
    before = text[max(0, one.found.start - _CUE) : one.found.start]
    if not before.strip() and one.at and reading.segments[one.at - 1].weight <= 4:  # noqa: PLR2004 - words of a label
        before = reading.segments[one.at - 1].text
    return bool(pattern.search(before))


def _rest(reading: Reading, one: Dated) -> str:
    return reading.segments[one.at].text[one.found.end :][:200] if one.found else ""


def _url(url: str, value: str) -> list[float]:
    own = of_url(url)
    month = _URL_MONTH.search(url)
    stated = f"{month[1]}-{month[2].zfill(2)}" if month else ""
    return [
        own == value,
        bool(stated) and value.startswith(stated),
        bool(stated) and value[:4] == stated[:4],
        not (own or stated),
    ]


def _near(reading: Reading, one: Dated) -> list[float]:
    if one.at < 0:
        return [-1.0] * 3
    near = reading.described.own[max(0, one.at - 2) : one.at + 3]
    wide = reading.described.own[max(0, one.at - 12) : one.at + 13]
    return [
        any(row[_BY] for row in near),
        any(row[_PERSON] for row in near),
        sum(row[_DATED] for row in wide),
    ]


_BY: Final = OWN.index("by")
_PERSON: Final = OWN.index("person")
_DATED: Final = OWN.index("dated")


def choose(reading: Reading, title_at: int) -> tuple[Dated, float] | None:
    """Return the most likely date of publication and its probability, or None when there is no date."""
    found = candidates(reading)
    model = ensemble("text-date")
    scored = [
        (model.probability(row), one) for row, one in zip(rows(reading, title_at, found), found, strict=True)
    ]
    if not scored:
        return None
    probability, best = max(scored, key=lambda pair: pair[0])
    return best, probability
