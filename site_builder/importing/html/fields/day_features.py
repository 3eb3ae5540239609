"""What describes a day that a piece may have been published on: who states it, where it stands, and what else is dated.

A list of other pieces, or of comments, shows in many days in lines of one shape; a day of the page itself stands
between its title and its text, mostly alone.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from site_builder.importing.html.fields import date_witnesses
from site_builder.importing.html.fields.choice import Candidate
from site_builder.importing.html.fields.datings import Dating
from site_builder.importing.html.fields.signals import Signals
from site_builder.importing.html.markup.lines import Line
from site_builder.importing.html.markup.zones import BITS, Zone
from site_builder.importing.recognising import bylines

CHANGED: Final = re.compile(
    r"\b(?:updated?|modified|revised|edited|aktualisiert|mis(?:e)? à jour|actualizado|aggiornat[oa]|atualizado|stand|geändert|bijgewerkt|reviewed|modification|last change|atualização|actualización|aggiornamento|обновлено|оновлено|zaktualizowano|aktualizacja|güncelle\w+|diperbarui|cập nhật|oppdatert|uppdaterad|opdateret|päivitetty|ενημερώθηκε)\b|更新|수정|تحديث|עודכן|अपडेट",
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
_DIGITS: Final = re.compile(r"\d+")
_GAPS: Final = frozenset({"ld", "meta", "url", "ld_changed", "meta_changed", "time", "item", "script"})
_ZONES: Final = (
    "DATE", "UPDATED", "COMMENT", "RELATED", "NAV", "FOOTER", "HEADER", "ARTICLE", "AUTHOR", "BYLINE", "CAPTION", "SUBTITLE", "ITEM", "BIO",
)  # fmt: skip
_LONG: Final = 160  # characters of a paragraph
_REACH: Final = 60  # lines below the title in which the text begins
_CUE: Final = 40  # characters before a date
_FAR: Final = 999.0  # lines from a day that is not shown
_MANY: Final = 30  # days in lines alike; more make no difference


class Known:
    """What all days of a page are compared with."""

    def __init__(
        self, groups: Mapping[str, Sequence[Dating]], rules: Sequence[str], signals: Signals
    ) -> None:
        self.groups, self.rules, self.signals = groups, rules, signals
        self.days = sorted(groups)
        self.by_signal = {
            rule: [day for day, group in groups.items() if any(one.signal == rule for one in group)]
            for rule in rules
        }
        lines = signals.lines
        self.anchor = lines[signals.anchor].place if lines else 0
        below = lines[signals.anchor + 1 : signals.anchor + _REACH]
        self.text_at = next((line.place for line in below if len(line.text) > _LONG), self.anchor + _REACH)
        self.places = sorted(one.place for group in groups.values() for one in group if one.place >= 0)
        self.shapes: dict[str, set[str]] = {}
        for day, group in groups.items():
            for one in group:
                if one.place >= 0 and (line := signals.line_at(one.place)):
                    self.shapes.setdefault(_shape(line), set()).add(day)
        self.signed = [
            line.place for line in lines[max(0, signals.anchor - 6) : signals.anchor + 25] if _is_signed(line)
        ]


def describe(
    every: Sequence[Candidate[str]],
    groups: Mapping[str, Sequence[Dating]],
    rules: Sequence[str],
    signals: Signals,
) -> None:
    """Describe all days of a page; `groups` are the datings of each day, `rules` the names of the signals."""
    known = Known(groups, rules, signals)
    for one in every:
        _stated(one, known)
        _day(one, known)
        _where(one, known)


def _stated(one: Candidate[str], known: Known) -> None:
    """Describe who states a day, who states another, and how far they are apart."""
    features = one.features
    counts = Counter(said.signal for said in known.groups[one.key])
    for signal in known.rules:
        features[signal] = counts[signal]
        others = [day for day in known.by_signal[signal] if day != one.key]
        features[f"other_{signal}"] = min(len(others), 9)
        if signal in _GAPS:
            gaps = [_gap(one.key, day) for day in others]
            features[f"gap_{signal}"] = min(gaps, key=abs) if gaps else 9_999
    features["signals"] = len(one.signals)
    features.update(known.signals.kind)


def _day(one: Candidate[str], known: Known) -> None:
    features, days, signals = one.features, known.days, known.signals
    features["days"] = len(days)
    features["rank"] = days.index(one.key)
    features["from_last"] = len(days) - 1 - days.index(one.key)
    features["to_last"] = _gap(days[-1], one.key)
    features["to_first"] = _gap(one.key, days[0])
    group = known.groups[one.key]
    features["doubtful"] = float(all(said.doubtful for said in group))
    features["month_first"] = float(date_witnesses.is_month_first(signals.language))
    features["year"] = float(one.key[:4])
    features["day"] = float(one.key[8:])
    features["january_first"] = float(one.key.endswith("01-01"))
    features["piece"] = float(bool(signals.pieces))


def _gap(later: str, earlier: str) -> int:
    return max(-9_999, min(9_999, (date.fromisoformat(later) - date.fromisoformat(earlier)).days))


def _where(one: Candidate[str], known: Known) -> None:
    features, signals, anchor = one.features, known.signals, known.anchor
    shown = [said for said in known.groups[one.key] if said.place >= 0]
    features["shown"] = len(shown)
    if not shown or not signals.lines:
        features["distance"] = _FAR
        return
    nearest = min(shown, key=lambda said: abs(said.place - anchor) + (20 if said.place < anchor - 8 else 0))
    zones = signals.zones_at(nearest.place)
    features["distance"] = nearest.place - anchor
    features["first"] = min(said.place for said in shown) - anchor
    features["end"] = signals.lines[-1].place - nearest.place
    features["line"] = nearest.length
    features["changed"] = float(any(CHANGED.search(said.before[-_CUE:]) for said in shown))
    features["issued"] = float(any(_ISSUED.search(said.before[-_CUE:]) for said in shown))
    features["otherwise"] = float(any(_OTHER.search(said.before[-_CUE:]) for said in shown))
    features["unmarked_change"] = float(any(not CHANGED.search(said.before[-_CUE:]) for said in shown))
    for name in _ZONES:
        features[name] = float(bool(zones & BITS[name]))
    features["to_text"] = max(-_MANY, min(99, nearest.place - known.text_at))
    features["to_signed"] = min((abs(nearest.place - place) for place in known.signed), default=99)
    features["ordinal"] = sum(anchor - 6 <= place < nearest.place for place in known.places)
    features["since"] = sum(anchor < place < nearest.place for place in known.places)
    features["around"] = sum(abs(place - nearest.place) <= 6 for place in known.places)  # noqa: PLR2004 - lines
    _of_line(one, signals.line_at(nearest.place), known)


def _of_line(one: Candidate[str], line: Line | None, known: Known) -> None:
    features = one.features
    if line is None:
        return
    features["linked"] = float(bool(line.links))
    alike = known.shapes[_shape(line)]
    features["alike"] = min(len(alike), _MANY)
    features["alike_older"] = sum(day < one.key for day in alike)
    features["alike_newer"] = sum(day > one.key for day in alike)


def _is_signed(line: Line) -> bool:
    return bool(line.near & (Zone.AUTHOR | Zone.BYLINE)) or (
        len(line.text) < _LONG and bylines.starts(line.text) is not None
    )


def _shape(line: Line) -> str:
    """Return the tag and the classes of a line and of what it stands in, without figures."""
    element = line.element
    above = element.getparent()
    around = "" if above is None else f"{above.tag!s} {above.get('class') or ''}"
    return _DIGITS.sub("", f"{line.tag} {element.get('class') or ''}|{around}")
