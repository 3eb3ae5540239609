"""Days: when a piece was published and when it was changed.

A candidate is a day with the signals that state it (`datings`); its value is the fullest form that any of them gives.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from site_builder.importing.html import datings
from site_builder.importing.html.choice import Candidate, Found
from site_builder.importing.html.datings import Dating
from site_builder.importing.html.signals import Signals
from site_builder.importing.html.zones import BITS

_CHANGED: Final = re.compile(
    r"\b(?:updated?|modified|revised|edited|aktualisiert|mis(?:e)? à jour|actualizado|aggiornat[oa]|atualizado|stand|geändert|bijgewerkt|reviewed|modification|last change)\b",
    re.IGNORECASE,
)
_ISSUED: Final = re.compile(
    r"\b(?:publi\w+|posted|issued|created|first|veröffentlicht|erstellt|erschienen|vom|am|online since|joined|date|written|started|gepostet|released|posté|le)\b",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(
    r"\b(?:joined|member since|registered|copyright|©|expires|deadline|retrieved|accessed|born|event|until|bis|valid|last (?:seen|visit|activity)|mitglied|dabei seit|archived)\b|©",
    re.IGNORECASE,
)
_MONTH_FIRST: Final = re.compile(r"^en[-_]?(?:us|ca|ph)?$", re.IGNORECASE)
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
_MOST: Final = 80
_AGREED: Final = 0.9
_ALONE: Final = 0.75
_CHANGES: Final = ("ld_changed", "meta_changed", "item_changed", "script_changed")
_ZONES: Final = (
    "DATE",
    "UPDATED",
    "COMMENT",
    "RELATED",
    "NAV",
    "FOOTER",
    "HEADER",
    "ARTICLE",
    "AUTHOR",
    "BYLINE",
    "CAPTION",
    "SUBTITLE",
    "ITEM",
    "BIO",
)


def candidates(signals: Signals) -> list[Candidate[str]]:
    """Return the days that a page may have been published on, described."""
    said = datings.gathered(signals)
    groups: dict[str, list[Dating]] = {}
    for one in said:
        if one.day in groups or len(groups) < _MOST:
            groups.setdefault(one.day, []).append(one)
    every = [_candidate(day, group) for day, group in groups.items()]
    for candidate in every:
        _describe(candidate, groups, signals)
        _where(candidate, groups[candidate.key], signals)
    return every


def changed(signals: Signals, published: str) -> Found[str] | None:
    """Return when the page says that it was changed, where that is after it was published."""
    said = datings.gathered(signals)
    stated = [one for one in said if one.signal in _CHANGES[:3]]
    stated += [
        one
        for one in said
        if one.place >= 0 and _CHANGED.search(one.before) and not one.doubtful and _is_close(one, signals)
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


def _candidate(day: str, group: list[Dating]) -> Candidate[str]:
    fullest = max(group, key=lambda one: (len(one.value), -list(_RULES).index(one.signal)))
    first = min(group, key=lambda one: list(_RULES).index(one.signal))
    return Candidate(day, fullest.value, _RULES[first.signal], {one.signal for one in group}, {})


def _describe(one: Candidate[str], groups: dict[str, list[Dating]], signals: Signals) -> None:
    features = one.features
    for signal in _RULES:
        same = [said for said in groups[one.key] if said.signal == signal]
        features[signal] = len(same)
        others = [
            day
            for day, group in groups.items()
            if day != one.key and any(said.signal == signal for said in group)
        ]
        features[f"other_{signal}"] = min(len(others), 9)
        if signal in {"ld", "meta", "url", "ld_changed", "meta_changed", "time", "item", "script"}:
            gaps = [_gap(one.key, day) for day in others]
            features[f"gap_{signal}"] = min(gaps, key=abs) if gaps else 9_999
    features["signals"] = len(one.signals)
    features.update(signals.kind)
    days = sorted(groups)
    features["days"] = len(days)
    features["rank"] = days.index(one.key)
    features["from_last"] = len(days) - 1 - days.index(one.key)
    features["to_last"] = _gap(days[-1], one.key)
    features["to_first"] = _gap(one.key, days[0])
    features["doubtful"] = float(all(said.doubtful for said in groups[one.key]))
    features["month_first"] = float(bool(_MONTH_FIRST.match(signals.language)))
    features["year"] = float(one.key[:4])
    features["day"] = float(one.key[8:])
    features["january_first"] = float(one.key.endswith("01-01"))
    features["piece"] = float(bool(signals.pieces))


def _gap(later: str, earlier: str) -> int:
    return max(-9_999, min(9_999, (date.fromisoformat(later) - date.fromisoformat(earlier)).days))


def _where(one: Candidate[str], group: Iterable[Dating], signals: Signals) -> None:
    features = one.features
    shown = [said for said in group if said.place >= 0]
    features["shown"] = len(shown)
    if not shown or not signals.lines:
        features["distance"] = 999.0
        return
    anchor = signals.lines[signals.anchor].place
    nearest = min(shown, key=lambda said: abs(said.place - anchor) + (20 if said.place < anchor - 8 else 0))
    zones = signals.lines_at(nearest.place)
    features["distance"] = nearest.place - anchor
    features["first"] = min(said.place for said in shown) - anchor
    features["end"] = signals.lines[-1].place - nearest.place
    features["line"] = nearest.length
    features["changed"] = float(any(_CHANGED.search(said.before[-40:]) for said in shown))
    features["issued"] = float(any(_ISSUED.search(said.before[-40:]) for said in shown))
    features["otherwise"] = float(any(_OTHER.search(said.before[-40:]) for said in shown))
    features["unmarked_change"] = float(any(not _CHANGED.search(said.before[-40:]) for said in shown))
    for name in _ZONES:
        features[name] = float(bool(zones & BITS[name]))
    line = signals.line_at(nearest.place)
    features["linked"] = float(bool(line and line.links))
    features["ordinal"] = sum(
        other.place < nearest.place and other.place >= anchor - 6
        for other in (datings.gathered(signals))
        if other.place >= 0
    )
