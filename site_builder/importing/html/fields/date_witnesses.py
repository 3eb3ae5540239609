"""Witnesses to the order of day and month where a page prints dates in figures that can be read in two ways."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from site_builder.importing.html.fields.datings import Dating
from site_builder.importing.html.fields.signals import Signals
from site_builder.importing.recognising import date_order
from site_builder.importing.recognising.date_order import DAY, MONTH, UNKNOWN

_MONTH_FIRST: Final = re.compile(r"^en[-_]?(?:us|ca|ph)?$", re.IGNORECASE)
_YEAR_FIRST: Final = re.compile(r"^(?:zh|ja|ko|hu|lt)", re.IGNORECASE)
_LONG: Final = 160  # characters of running text
_MOST: Final = 400  # lines


def settled(groups: Mapping[str, Sequence[Dating]], signals: Signals) -> dict[str, Sequence[Dating]]:
    """Return the days of a page without the readings of a date in figures that cannot be meant.

    A reading is not meant where the page states the day of the other one for certain, or where the witnesses as a
    whole speak for the other order: figures that can be read in one way, dates in words, the language, the spelling and
    the country.
    """
    doubtful = {day for day, said in groups.items() if all(one.doubtful for one in said)}
    open_ones = {day for day in doubtful if _other(day) in groups}
    if not open_ones:
        return dict(groups)
    order = _heard(signals, [one for said in groups.values() for one in said])
    return {
        day: said
        for day, said in groups.items()
        if day not in open_ones or (_other(day) in doubtful and _order(said) * order >= 0)
    }


def _other(day: str) -> str:
    """Return the day with its month and its day of the month exchanged."""
    year, month, number = day.split("-")
    return f"{year}-{number}-{month}"


def _order(said: Sequence[Dating]) -> int:
    return next((one.order for one in said if one.order != UNKNOWN), UNKNOWN)


def _heard(signals: Signals, said: Iterable[Dating]) -> int:
    """Return what the witnesses of a page say together: above 0 that the day comes first, below that the month does."""
    texts = [line.text for line in signals.lines[:_MOST]]
    heard = date_order.hear_texts(texts, [text for text in texts if len(text) > _LONG], signals.site.address)
    sure = {one.order for one in said if one.order != UNKNOWN and not one.doubtful}
    figures = sure.pop() if len(sure) == 1 else UNKNOWN
    return figures + heard.words + heard.language + heard.spelling + heard.country + _locale(signals.language)


def is_month_first(language: str) -> bool:
    """Tell whether the month comes first in the figures of a language, as a page states it."""
    return bool(_MONTH_FIRST.match(language))


def _locale(language: str) -> int:
    """Return what a stated locale says comes first; plain English says nothing."""
    if not language or language.casefold() == "en" or _YEAR_FIRST.match(language):
        return UNKNOWN
    return MONTH if is_month_first(language) else DAY
