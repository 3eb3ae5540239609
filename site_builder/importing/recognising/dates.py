"""Dates as documents print them: a small grammar over day, month name and year, in a dozen languages.

A date that can be read in two ways (`03/04/2014`) is found, but `ambiguous`, and never chosen for anyone.
"""

import re
from datetime import date
from functools import lru_cache
from typing import Final

from msgspec import Struct

from site_builder.importing.recognising import months
from site_builder.importing.recognising.alternatives import arranged

_MONTHS: Final = """
january jan janvier janv januar jänner enero ene gennaio gen januari janeiro января січня ledna ianuarie \
tammikuuta január ocak stycznia ιανουαρίου јануара يناير
february feb févr fevrier février februar febrero febbraio februari fevereiro fev февраля лютого února \
februarie helmikuuta február lutego şubat φεβρουαρίου فبراير
march mar mars märz maerz mär marzo maart mrt março marco mart марта березня března martie maaliskuuta \
március marca maret μαρτίου مارس
april apr avril avr abril abr aprile апреля квітня dubna aprilie huhtikuuta április kwietnia nisan \
απριλίου أبريل
may mai mayo maggio mag mei maio maj мая травня května toukokuuta május maja mayıs μαΐου مايو
june jun juin juni junio giugno giu junho июня червня června iunie kesäkuuta június czerwca haziran \
ιουνίου يونيو
july jul juillet juil juli julio luglio lug julho июля липня července iulie heinäkuuta július lipca \
temmuz ιουλίου يوليو
august aug août aout agosto ago agustus augustus augusti августа серпня srpna elokuuta augusztus sierpnia \
ağustos αυγούστου أغسطس
september sep sept septembre septiembre settembre set setembro сентября вересня září septembrie syyskuuta \
szeptember września eylül σεπτεμβρίου سبتمبر
october oct octobre oktober okt octubre ottobre ott outubro out октября жовтня října octombrie lokakuuta \
október października ekim οκτωβρίου أكتوبر
november nov novembre noviembre novembro ноября листопада listopadu noiembrie marraskuuta listopada kasım \
νοεμβρίου نوفمبر
december dec décembre déc decembre dezember dez diciembre dic dicembre dezembro desember декабря грудня \
prosince decembrie joulukuuta grudnia aralık δεκεμβρίου ديسمبر
"""  # noqa: RUF001 - January to December, a line each; Turkish has a dotless i
_MONTH: Final = {
    name: number for number, names in enumerate(_MONTHS.strip().splitlines(), 1) for name in names.split()
} | months.FAR
# Turkish has an i with a dot and one without, in capitals too: "NİSAN", "KASIM"; to `re` they are alike.
_DOTS: Final = str.maketrans({"\u0131": "i", "\u0307": ""})
_NUMBER: Final = {name.translate(_DOTS): number for name, number in _MONTH.items()}
_NAME: Final = arranged("|".join(sorted(_MONTH, key=len, reverse=True)))
_DAY: Final = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|º|°|\.)?"
_YEAR: Final = r"(?P<year>(?:1[4-9]|2\d)\d\d)"
_IRANIAN_NAME: Final = "|".join(months.IRANIAN)
_IRANIAN_YEAR: Final = r"(?P<solar>1[34]\d\d)"
_LOOSE_YEAR: Final = r"(?P<year>(?:1[4-9]|2\d)\d\d(?!\d)|20[0-3]\d)"  # "2024" may run into "0 comments"
_START: Final = r"(?:\b|(?-i:(?<=[^\W_A-Z])(?=[A-Z])))"  # a name or a label may run into the month
_OF: Final = r"[\s,]*(?:\bde[l ]?\s*|\bof\s+|พ\.ศ\.\s*)?[\s,.-]*"
_GRAMMAR: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d.]){_YEAR}(?P<mark>[-/.])(?P<month>[01]?\d)(?P=mark)(?P<day>[0-3]?\d)(?!\d)",
        rf"(?<!\d){_DAY}\s+(?P<iranian>{_IRANIAN_NAME})\s+(?:ماه\s+)?{_IRANIAN_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}\.\s(?P<month>[01]?\d)\.\s(?P<day>[0-3]?\d)(?!\d)",
        rf"(?<!\d)(?P<day>[0-3]?\d)\s+tháng\s+(?P<month>[01]?\d)(?:,?\s+năm)?,?\s+{_YEAR}",
        rf"{_START}(?P<name>{_NAME})\b\.?\s+{_DAY}\s+[0-2]?\d:\d\d:\d\d(?:\s+[A-Z]{{3,4}})?\s+{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}\s*[年년]\s*(?P<month>[01]?\d)\s*[月월]\s*(?P<day>[0-3]?\d)\s*[日일]",
        rf"(?<!\d){_DAY}{_OF}\b(?P<name>{_NAME})(?!\w)\.?(?:\s?/\s?[^\W\d]+(?: [^\W\d]+)?)?{_OF}{_LOOSE_YEAR}",
        rf"{_START}(?P<name>{_NAME})\b\.?\s*{_DAY},?\s*{_LOOSE_YEAR}",
        rf"(?<!\d){_YEAR}\.?\s+(?P<name>{_NAME})\b\.?\s+{_DAY}(?!\d)",
        rf"(?<![\d./])(?<!\d-)(?P<one>[0-3]?\d)(?P<mark>[./-])(?P<two>[0-3]?\d)(?P=mark){_YEAR}(?!\d|:\d\d)",
        r"(?<![\d./])(?<!\d-)(?P<one>[0-3]\d)(?P<mark>[./])(?P<two>[0-3]\d)(?P=mark)(?P<short>[0-3]\d)(?![\d./-])",
    )
)
_LOOSE: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d)(?P<day>[0-3]?\d)(?P<mark>[./-])\s?(?P<name>{_NAME})\b\.?(?P=mark)?\s?['’]?(?P<short>\d\d)(?!\d)",  # 9-Mar-17
        rf"{_START}(?P<name>{_NAME})\b\.?\s+{_DAY},?\s+['’](?P<short>\d\d)(?!\d)",  # Mar 9, ’17
        rf"(?<!\d){_DAY}\s+(?P<name>{_NAME})\b\.?,?\s+['’](?P<short>\d\d)(?!\d)",  # 9 Mar ’17
        rf"{_START}(?P<name>{_NAME})\b\.?\s+{_DAY},?\s+[0-2]?\d:\d\d(?::\d\d)?(?:\s*[ap]m)?(?:\s+[a-z]{{3,4}})?,?\s+{_YEAR}(?!\d)",  # Mar 9, 10:30 am GMT, 2017
        rf"(?<![\d./])(?P<one>[0-3]?\d)(?P<mark>[./])(?P<two>[0-3]?\d)\s*[—–-]\s*{_YEAR}(?!\d)",  # 03/09 — 2017
        rf"(?<![\d./])(?P<one>[0-3]?\d)(?P<mark>[./-])(?P<two>[0-3]?\d)(?P=mark){_YEAR}(?=[0-3]?\d(?P=mark))",  # two in a row: 09/03/201710/03/2017
        r"(?<![\d./])(?P<one>[0-3]\d)(?P<mark>[./])(?P<two>[0-3]\d)(?P=mark)(?P<short>[0-3]\d)(?=[0-2]\d:[0-5]\d)",  # 09.03.1710:30
        rf"(?<![\d./])(?P<one>[0-3]?\d)(?P<mark>\.)\s(?P<two>[01]?\d)\.\s{_YEAR}(?!\d)",  # 9. 3. 2017
        r"(?<![\d./])(?<!\d-)(?P<one>[0-3]?\d)(?P<mark>[./])\s?(?P<two>[0-3]?\d)(?P=mark)\s?(?P<short>[0-3]\d)(?![\d./-])",  # 9/3/17
    )
)
_SHORT_NAMES: Final = re.findall(
    r"\w+", "jan feb mar apr may jun jul aug sep sept oct okt nov dec dez june july juni juli märz"
)
_LONG: Final = 5  # letters; shorter names of months are other words, too
_PLAIN: Final = arranged("|".join(name for name in _MONTH if len(name) >= _LONG or name in _SHORT_NAMES))
_YEARLESS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_START}(?P<name>{_PLAIN})\b\.?\s+{_DAY}(?![\d,:]|\s*\d{{4}})",  # Mar 9
        rf"(?<![\d.:]){_DAY}\s+(?:de\s+)?(?P<name>{_PLAIN})\b(?!\.?,?\s*\d)",  # 9 de marzo
    )
)
_DIGIT: Final = re.compile(r"\d{4}|\d\d[./]\d\d[./]\d\d")  # a year, or a short date
_LOOSELY: Final = re.compile(r"\d{4}|\d[./-]\s?\w{1,10}\.?[./-]?\s?['’]?\d\d|\d,?\s+\w{0,10}\.?,?\s?['’]\d\d")
_LONGEST: Final = 4000  # characters of a line that dates are looked for in
_LAST_YEAR: Final = "39"  # of those that are printed with two figures: "40" is 1940
_CLOCK: Final = r"(?P<hour>[0-2]?\d)(?:[:.h](?P<minute>[0-5]\d))(?::[0-5]\d)?\s*(?P<half>[ap]\.?m\b\.?)?"
_AFTER: Final = re.compile(rf"(?:T|[\s,|@·•–-]*(?:\bat\b|\bum\b|\bà\b)?\s*){_CLOCK}", re.IGNORECASE)
_BEFORE: Final = re.compile(rf"{_CLOCK}(?:\s*(?:on|uhr))?[\s,|@·•–-]*$", re.IGNORECASE)


class Found(Struct, frozen=True):
    """A date in a text: `value` is YYYY-MM-DD, `time` HH:MM or "", between `start` and `end`.

    An `ambiguous` one has an `other` reading. `order` says of one in figures that can be read in one way only which
    mark it has and what comes first: "/day", "/month"; it tells how its neighbours are meant.
    """

    value: str
    time: str
    start: int
    end: int
    ambiguous: bool = False
    other: str = ""
    order: str = ""


def find(text: str, *, loosely: bool = False) -> list[Found]:
    """Return the dates of a text (of its first 4,000 characters), in order; impossible ones are not dates.

    `loosely`: also what is no date for certain, such as "3/4/19" or "12/19 — 2025", for something else to choose among.
    """
    return list(_found(months.digits(text[:_LONGEST]), loosely))


@lru_cache(maxsize=2048)  # a line is looked through for labels, signatures and dates
def _found(text: str, loosely: bool) -> tuple[Found, ...]:  # noqa: FBT001 - lru_cache
    if not (_LOOSELY if loosely else _DIGIT).search(text):
        return ()
    taken: list[Found] = []
    for pattern in (*_GRAMMAR, *(_LOOSE if loosely else ())):
        for match in pattern.finditer(text):
            if all(match.end() <= other.start or match.start() >= other.end for other in taken):
                taken += _read(match, text)
    return tuple(sorted(taken, key=lambda found: found.start))


def month(name: str) -> int:
    """Return the number of the month of a name or of its first letters, or 0."""
    return _NUMBER.get(name.casefold().translate(_DOTS), 0)


def yearless(text: str, year: str) -> list[Found]:
    """Return the days of a text that are printed without a year ("Mar 14"), as those of `year`."""
    found = (match for pattern in _YEARLESS for match in pattern.finditer(text[:_LONGEST]))
    days = [(match, _iso(year, month(match["name"]), int(match["day"]))) for match in found]
    return [Found(day, "", match.start(), match.end()) for match, day in days if day]


def _read(match: "re.Match[str]", text: str) -> list[Found]:
    groups = match.groupdict()
    if solar := groups.get("solar"):
        value = months.from_iranian(int(solar), months.IRANIAN[groups["iranian"]], int(groups["day"]))
        start, end, time = _clock(match, text)
        return [Found(value, time, start, end)] if value else []
    year = groups["year"] if "year" in groups else _century(groups["short"])
    if int(year) > months.BUDDHIST and months.is_thai(text):
        year = str(int(year) - months.BUDDHIST_ERA)
    readings = [value for month, day in _month_and_day(groups) if (value := _iso(year, month, day))]
    if not readings:
        return []
    if groups.get("mark") == "." and "one" in groups:
        readings = readings[:1]  # with full stops the day comes first, unless it cannot
    start, end, time = _clock(match, text)
    other = readings[-1] if len(set(readings)) > 1 else ""
    first = (
        ""
        if other or "one" not in groups
        else _first(groups["mark"], day_first=readings[0][8:] == groups["one"].zfill(2))
    )
    return [Found(readings[0], time, start, end, bool(other), other, first)]


def _century(short: str) -> str:
    return f"{19 if short > _LAST_YEAR else 20}{short}"


def _first(mark: str, *, day_first: bool) -> str:
    return f"{mark}{'day' if day_first else 'month'}"


def _month_and_day(groups: dict[str, str]) -> list[tuple[int, int]]:
    if "name" in groups:
        return [(month(groups["name"]), int(groups["day"]))]
    if "month" in groups:
        return [(int(groups["month"]), int(groups["day"]))]
    one, two = int(groups["one"]), int(groups["two"])
    return [(two, one), (one, two)]


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
