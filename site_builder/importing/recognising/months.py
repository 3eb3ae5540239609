"""Months: what they are called beyond the alphabets of Europe, and the days of the Iranian calendar as ours.

Names of two words are written with one space. `digits` turns the figures of other scripts into those that the grammar of
dates reads, at their places.
"""

import re
from datetime import date, timedelta
from typing import Final
from unicodedata import decimal

_FAR: Final = (
    "ינואר בינואר जनवरी ژانویه كانون_الثاني sausio siječnja",
    "פברואר בפברואר फरवरी फ़रवरी فوریه شباط vasario veljače",
    "מרץ מרס במרץ במרס मार्च مارس آذار kovo ožujka",
    "אפריל באפריל अप्रैल آوریل نيسان balandžio travnja",
    "מאי במאי मई أيار ايار gegužės svibnja",
    "יוני ביוני जून ژوئن حزيران birželio lipnja",
    "יולי ביולי जुलाई ژوئیه ژوئيه تموز liepos srpnja",
    "אוגוסט באוגוסט अगस्त اوت آب rugpjūčio kolovoza",
    "ספטמבר בספטמבר सितंबर सितम्बर سپتامبر أيلول ايلول rugsėjo rujna",
    "אוקטובר באוקטובר अक्टूबर अक्तूबर اکتبر تشرين_الأول تشرين_الاول spalio",
    "נובמבר בנובמבר नवंबर नवम्बर نوامبر تشرين_الثاني lapkričio studenoga",
    "דצמבר בדצמבר दिसंबर दिसम्बर دسامبر كانون_الأول كانون_الاول gruodžio prosinca",
)
FAR: Final = {
    name.replace("_", " "): number for number, names in enumerate(_FAR, 1) for name in names.split()
}
IRANIAN: Final = {
    name: number
    for number, name in enumerate(
        (
            "فروردین",
            "اردیبهشت",
            "خرداد",
            "تیر",
            "مرداد",
            "شهریور",
            "مهر",
            "آبان",
            "آذر",
            "دی",
            "بهمن",
            "اسفند",
        ),
        1,
    )
}
_OTHER_DIGIT: Final = re.compile(r"(?![0-9])\d")
_MONTH_STARTS: Final = (0, 31, 62, 93, 124, 155, 186, 216, 246, 276, 306, 336)
_LEAP: Final = (1, 5, 9, 13, 17, 22, 26, 30)  # years of the cycle of 33, which holds from 1343 on (1964)
_YEARS: Final = range(1343, 1473)
_FIRST: Final = (1343, date(1964, 3, 21))


def digits(text: str) -> str:
    """Return a text with the figures of all scripts as ASCII ones, as long as it was."""
    return text if text.isascii() else _OTHER_DIGIT.sub(lambda mark: str(decimal(mark[0])), text)


def from_iranian(year: int, month: int, day: int) -> str:
    """Return a day of the Iranian calendar as YYYY-MM-DD of ours, or "" where there is none such."""
    if year not in _YEARS or not 1 <= month <= len(_MONTH_STARTS):
        return ""
    length = 31 if month <= 6 else 30 if month < 12 or _is_leap(year) else 29  # noqa: PLR2004 - as that calendar has it
    if not 1 <= day <= length:
        return ""
    first, start = _FIRST
    days = sum(366 if _is_leap(one) else 365 for one in range(first, year))
    return (start + timedelta(days + _MONTH_STARTS[month - 1] + day - 1)).isoformat()


def _is_leap(year: int) -> bool:
    return year % 33 in _LEAP
