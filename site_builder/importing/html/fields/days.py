"""Days: when a piece was published and when it was changed.

A candidate is a day with the signals that state it (`datings`); its value is the fullest form that any of them gives.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from site_builder.importing.html.fields import date_witnesses, datings, day_features
from site_builder.importing.html.fields.choice import Candidate, Found
from site_builder.importing.html.fields.datings import Dating
from site_builder.importing.html.fields.signals import Signals

_RULES: Final = {
    "ld": "JSON-LD",
    "ld_created": "JSON-LD",
    "ld_page": "JSON-LD",
    "meta": "meta",
    "meta_other": "meta",
    "item": "microdata",
    "time": "time element",
    "dated": "element marked as the date",
    "near": "date near the title",
    "text": "date in the text",
    "script": "data of the page's scripts",
    "url": "address",
    "ld_changed": "JSON-LD",
    "meta_changed": "meta",
    "item_changed": "microdata",
    "script_changed": "data of the page's scripts",
}
_SINCE: Final = (  # "Joined:", "Mitglied seit", before the day on which a poster came to a board
    r"join(?:ed| date)|member since|registered|registriert|mitglied seit|dabei seit|angemeldet"
    r"|inscri(?:t le|te le|ption|to)|miembro desde|se unió|registrado|membro d[ae]|iscritto|iscrizione"
    r"|lid sinds|geregistreerd|medlem sedan|dołączył\w*|rejestracja|зарегистрирован\w*|регистрация"
)
_QUOTED: Final = r"quote from|zitat von|citation de|citaat van|cita de|citazione di|цитата"
_JOINED: Final = re.compile(
    rf"(?:\b(?:{_SINCE})\s*:?\s*(?:\w{{2,4}}\.?,?\s*)?$|\b(?:{_QUOTED})\b[^\n]{{0,40}}$)", re.IGNORECASE
)
_EDITED: Final = (  # before the day of the last edit of a page that many have written
    r"this page was last (?:edited|modified)|diese seite wurde zuletzt|dernière modification de cette page"
    r"|esta página (?:se editó|fue modificada) por última vez|esta página foi editada pela última vez"
    r"|questa pagina è stata modificata per l'ultima volta|deze pagina is voor het laatst bewerkt"
    r"|эта страница в последний раз была|tę stronę ostatnio edytowano|bu sayfa en son|本页面最后|最終更新"
)
_OF_A_WIKI: Final = re.compile(rf"(?:{_EDITED})\b[^\n]{{0,30}}$", re.IGNORECASE)
_MADE: Final = re.compile(
    r"\b(?:created?(?: (?:at|on|time))?|date created|started|due|erstellt(?: am)?|créée?(?: le)?|creado(?: el)?|creato(?: il)?)\W*$",
    re.IGNORECASE,
)
_ISSUED: Final = re.compile(
    r"(?:^|[^\w-])(?:(?:date )?published(?: on| at| date)?|publication date|publish date|veröffentlicht(?: am)?|publiée?(?: le)?|publicado(?: el| em)?|pubblicato(?: il)?|gepubliceerd(?: op)?)\W*$",
    re.IGNORECASE,
)
_MARKS: Final = " @:·|-–—"
_CUE: Final = 30  # characters of a label
_MOST: Final = 80  # days
_AGREED: Final = 0.9  # confidence of a change that several signals state
_ALONE: Final = 0.75  # confidence of one that a single signal does
_CHANGES: Final = ("ld_changed", "meta_changed", "item_changed", "script_changed")


def candidates(signals: Signals) -> list[Candidate[str]]:
    """Return the days that a page may have been published on, described."""
    said = datings.gathered(signals)
    stated: dict[str, list[Dating]] = {}
    for one in said:
        if one.day in stated or len(stated) < _MOST:
            stated.setdefault(one.day, []).append(one)
    groups = date_witnesses.settled(stated, signals)
    every = [_candidate(day, group) for day, group in groups.items()]
    day_features.describe(every, groups, tuple(_RULES), signals)
    return [one for one in every if not all(map(_is_of_somebody, groups[one.key]))]


def _is_of_somebody(dating: Dating) -> bool:
    """Tell whether a day is the one on which a poster joined, or posted what is quoted, or a wiki was last edited."""
    return bool(_JOINED.search(dating.before) or _OF_A_WIKI.search(dating.before))


def labelled(found: Found[str] | None, signals: Signals) -> Found[str] | None:
    """Return the one day that a page near its title calls that of publication, where what was taken is called otherwise."""
    if found is None:
        return None
    said = datings.gathered(signals)
    mine = [one for one in said if one.day == found.value[:10]]
    if not all(_MADE.search(_label(one, signals)) for one in mine):
        return found
    issued = {one.day: one for one in said if _ISSUED.search(_label(one, signals))}
    other = next(iter(issued.values()), None)
    if other is None or len(issued) > 1 or not _is_close(other, signals):
        return found
    return Found(other.value, _RULES[other.signal], found.confidence)


def _label(dating: Dating, signals: Signals) -> str:
    """Return the words right before a day, on its line or on the short one above it; "" where it is not shown."""
    if dating.place < 0 or dating.before.strip(_MARKS):
        return dating.before if dating.place >= 0 else ""
    above = signals.line_at(dating.place - 1)
    return above.text if above and len(above.text) < _CUE else ""


def changed(signals: Signals, published: str) -> Found[str] | None:
    """Return when the page says that it was changed, where that is after it was published."""
    said = datings.gathered(signals)
    stated = [one for one in said if one.signal in _CHANGES[:3]]
    stated += [
        one
        for one in said
        if one.place >= 0
        and day_features.CHANGED.search(one.before)
        and not one.doubtful
        and _is_close(one, signals)
    ]
    later = [one for one in stated if _is_later(one.value, published)]
    if not later:
        return None
    same = [one for one in later if one.day == later[0].day]
    fullest = max(same, key=lambda one: len(one.value))
    return Found(fullest.value, _RULES[same[0].signal], _AGREED if len(same) > 1 else _ALONE)


def _is_later(one: str, other: str) -> bool:
    """Tell whether a date is after another: as moments where both have a time and a zone, else as days."""
    if "T" in one and "T" in other:
        try:
            return datetime.fromisoformat(one) > datetime.fromisoformat(other)
        except ValueError:  # such as the minute 60 of a zone
            return False
    return one[:10] > other[:10]


def _is_close(one: Dating, signals: Signals) -> bool:
    return -6 <= one.place - signals.lines[signals.anchor].place <= 20  # noqa: PLR2004 - lines around a title


def _candidate(day: str, group: Sequence[Dating]) -> Candidate[str]:
    fullest = max(group, key=lambda one: (len(one.value), -list(_RULES).index(one.signal)))
    first = min(group, key=lambda one: list(_RULES).index(one.signal))
    return Candidate(day, fullest.value, _RULES[first.signal], {one.signal for one in group}, {})
