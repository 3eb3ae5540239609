"""Order of dates: whether the day or the month comes first where a document prints dates in figures.

Four witnesses are heard: the dates that the document writes in words, the language of its text, the spelling of its
English, and the country of its address. Each says what it knows; something else weighs them.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

from site_builder.importing.segments import Segment

DAY, MONTH, UNKNOWN = 1, -1, 0
"""What a witness says comes first."""

_READ: Final = 200  # segments whose words are looked at
_LEAST: Final = 3  # words of a language, fewer of which are chance
_MONTHS: Final = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?"
)
_DAY_FIRST: Final = re.compile(
    rf"\b[0-3]?\d(?:st|nd|rd|th)?\s+{_MONTHS}\b\.?,?\s+(?:19|20)\d\d", re.IGNORECASE
)
_MONTH_FIRST: Final = re.compile(
    rf"\b{_MONTHS}\b\.?\s+[0-3]?\d(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d", re.IGNORECASE
)
_ENGLISH: Final = frozenset(
    re.findall(r"\w+", "the and of to is that for with was this are you not have from")
)
_OTHERS: Final = frozenset(
    re.findall(
        r"\w+",
        "der die und das ist nicht ein eine mit für auf von le la les des est une dans pour que et du el los las una por"
        " con para del il che di della per non sono een het van en voor niet op det och att som på er til o os do da em um"
        " uma não na i w się jest nie z и в не на что по bir ve bu için ile"
        " và của là không có được cho với những một yang dan di dengan untuk tidak dari pada ya wa kwa katika și în este pentru"
        " je že se da και του της το να είναι та що до у في من على أن إلى که از را این של את על לא ja ei että",  # noqa: RUF001 - Greek and Cyrillic letters
    )
)
_BRITISH: Final = re.compile(
    r"\b(?:(?:col|fav|harb|lab|behavi|neighb|hon)our(?:s|ed|ite|ites)?|centres?|theatres?|metres?|litres?|whilst|programmes?|defence"
    r"|travell(?:ed|ing|ers?)|cancelled|(?:organ|real|recogn|apolog|emphas|special|global|modern)is(?:e|ed|es|ing|ations?)|grey|tyres?|mums?|aluminium)\b|£",
    re.IGNORECASE,
)
_AMERICAN: Final = re.compile(
    r"\b(?:(?:col|fav|harb|lab|behavi|neighb|hon)or(?:s|ed|ite|ites)?|centers?|theaters?|meters?|liters?|programs|defense"
    r"|travel(?:ed|ing|ers?)|canceled|(?:organ|real|recogn|apolog|emphas|special|global|modern)iz(?:e|ed|es|ing|ations?)|gray|tires|moms?|aluminum)\b",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_OF_MONTH: Final = frozenset({"us", "ph", "gov", "mil", "edu"})
_OF_YEAR: Final = frozenset({"cn", "jp", "kr", "tw", "hu", "lt", "mn", "ir"})
_OF_ANY: Final = frozenset(
    {"io", "co", "tv", "me", "ai", "cc", "ly", "to", "fm", "gg", "ws", "eu", "la", "so", "sh", "ca"}
)
_COUNTRY: Final = 2  # letters


class Witnesses(Struct, frozen=True):
    """What each witness says comes first in a date in figures."""

    words: int = UNKNOWN
    language: int = UNKNOWN
    spelling: int = UNKNOWN
    country: int = UNKNOWN


def hear(segments: Sequence[Segment], url: str) -> Witnesses:
    """Return what tells of a document that stands at `url` ("" if unknown) in which order it prints figures."""
    words = [one.text for one in segments[: 4 * _READ] if one.weight < 4 * _READ]
    return hear_texts(words, [one.text for one in segments if one.prose][:_READ], url)


def hear_texts(texts: Sequence[str], prose: Sequence[str], url: str) -> Witnesses:
    """Return the same from texts that may hold dates, and from those of them that are running text."""
    foreign = _language(prose)
    return Witnesses(
        _more(_DAY_FIRST, _MONTH_FIRST, texts, least=1),
        foreign,
        UNKNOWN if foreign else _more(_BRITISH, _AMERICAN, prose, least=2),
        _country(url),
    )


def _more(day: "re.Pattern[str]", month: "re.Pattern[str]", texts: Iterable[str], *, least: int) -> int:
    """Return which of two patterns is found clearly more often."""
    for_day = for_month = 0
    for text in texts:
        for_day += len(day.findall(text))
        for_month += len(month.findall(text))
    if max(for_day, for_month) < least:
        return UNKNOWN
    return DAY if for_day >= 2 * for_month else MONTH if for_month >= 2 * for_day else UNKNOWN


def _language(texts: Iterable[str]) -> int:
    """Return DAY where the text is in another language than English, whose speakers differ."""
    english = others = 0
    for text in texts:
        spoken = _WORD.findall(text.casefold())
        english += sum(word in _ENGLISH for word in spoken)
        others += sum(word in _OTHERS for word in spoken)
    return DAY if others >= _LEAST and others > 2 * english else UNKNOWN


def _country(url: str) -> int:
    try:
        ending = (urlsplit(url).hostname or "").rpartition(".")[2]
    except ValueError:
        return UNKNOWN
    if ending in _OF_MONTH:
        return MONTH
    known = len(ending) == _COUNTRY and ending not in _OF_YEAR and ending not in _OF_ANY
    return DAY if known else UNKNOWN
