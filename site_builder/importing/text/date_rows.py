"""Rows of dates: what is told of each date of a document to the model that chooses the day of publication.

A date is described by where it stands, how it is written, what is said before it, and what other dates there are: of
the same shape, close by, newer and older. A list of other pieces or of comments shows in many dates of one shape.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from math import log1p
from typing import Final

from site_builder.importing.text import choice as text_choice
from site_builder.importing.text.body import Reading
from site_builder.importing.text.days import Dated, candidates, month_of_url, of_url
from site_builder.importing.text.features import OWN, PLACE, REPLIES

_CUE: Final = 40  # characters before a date
_NEAR: Final = 3  # lines
_CLOSE: Final = 8  # lines between dates of one shape
_UP_TO_DATE: Final = r"(?:\w{2,9}[.,]\s*)?$"  # "Mon, ", before the date itself
_PUBLISHED: Final = re.compile(  # "Published on", "veröffentlicht am"
    r"(?:publish\w*|posted|posted on|date[d]?|issued|released?|first|created|veröffentlicht|erstellt|stand|vom"
    r"|publié\w*|paru|written|added|live|asked|started|opened|gefragt|gestartet"
    r"|publicado|publicada|publicação|publicación|pubblicato|gepubliceerd|publicerad|publisert|publikováno|opublikowano"
    r"|dodano|megjelent|julkaistu|опубликовано|дата|yay\u0131n\w*|giriş|發布|发布|公開|投稿日|on|le|el|am|den)"
    rf"\W*(?:(?:on|am|le|el|at|le|em|il|den|at)\W+)?{_UP_TO_DATE}",
    re.IGNORECASE,
)
_REVISED: Final = re.compile(  # "Updated", "mis à jour le"
    r"(?:updat\w*|modif\w*|revis\w*|edited|review\w*|verified|checked|aktualisiert|geändert|überarbeitet"
    r"|mis à jour|mise à jour|modifié|actualizad\w*|atualizad\w*|última actualización|aggiornat\w*|bijgewerkt"
    r"|uppdatera\w*|opdateret|oppdatert|aktualizov\w*|aktualizacj\w*|frissítve|обновлено|güncell\w*|更新)"
    rf"\W*(?:(?:on|am|le|el|at|em|il|den|zuletzt)\W+)?{_UP_TO_DATE}",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(
    r"(?:join\w*|since|member|registered|until|expire\w*|born|died|retrieved|accessed|deadline|copyright|©|seit|bis|ab|before|after|by|from|through|last visit|effective|event|registriert|dabei seit|mitglied)\W*(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
_REVISED_BEHIND: Final = re.compile(
    r"\W{0,4}(?:\(?updat|\(?modif|\(?edit|aktualis|mis à jour|actualiz)", re.IGNORECASE
)
_PUBLISHED_BEHIND: Final = re.compile(
    r"\W{0,4}(?:(?:first|originally|date)\s+)?(?:publi[sk]\w*|posted|veröffentlicht|publié|erstellt)",
    re.IGNORECASE,
)
_RIGHTS: Final = re.compile(
    r"(?:©|copyright|\(c\)).{0,60}?((?:19|20)\d\d)(?:\s?\W\s?((?:19|20)\d\d))?", re.IGNORECASE
)
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_PADDED: Final = re.compile(r"\d\d\W\d\d\W")
_FIGURES: Final = re.compile(r"\d+")

FEATURES: Final = (
    *OWN, *PLACE, "score", "to_core", "to_core_end", "from_title", "in_url", "before", "after", "offset", "in_segment", "nth",
    "time", "named", "iso", "published", "revised", "other", "revised_behind", "published_behind", "printed", "distinct", "newer", "older", "age", "first",
    "first_below_title", "url_day", "url_month", "url_year", "url_silent", "by_near", "person_near", "dates_near",
    "doubtful", "line_after", "published_elsewhere", "said_published", "said_revised", "alike", "alike_before", "alike_near", "line_alike",
    "to_before", "to_behind", "since_title", "nearest_title", "nearest_core", "beside_delta", "beside_revised", "beside_published",
    "replies", "title_year", "rights_delta", "yearless", "by_words", "by_language", "by_spelling", "by_country", "bare", "words_before",
    "padded", "oldest_alike", "day_reading",
)  # fmt: skip


def rows(reading: Reading, title_at: int, found: Sequence[Dated]) -> list[list[float]]:
    """Return the values of `FEATURES` for each candidate; the title stands at `title_at` (-1: nowhere)."""
    known = _Known(reading, title_at, found)
    return [[*map(float, known.row(index, one))] for index, one in enumerate(found)]


class _Known:
    """What all dates of a document are compared with."""

    def __init__(self, reading: Reading, title_at: int, found: Sequence[Dated]) -> None:
        self.reading, self.title_at, self.found = reading, title_at, found
        self.counts = Counter(one.value for one in found)
        self.values = sorted(self.counts)
        self.order = {value: index for index, value in enumerate(self.values)}
        self.days = {value: date.fromisoformat(value).toordinal() for value in self.values}
        self.cues = [
            [_cue(pattern, reading, one) for pattern in (_PUBLISHED, _REVISED, _OTHER)] for one in found
        ]
        self.published = {one.value for one, cues in zip(found, self.cues, strict=True) if cues[0]}
        self.revised = {one.value for one, cues in zip(found, self.cues, strict=True) if cues[1]}
        self.below = next((one.value for one in found if title_at >= 0 and one.at > title_at), "")
        self.first = next((one.value for one in found if one.at >= 0), "")
        self.shapes = [_shape(_written(reading, one)) for one in found]
        self.lines = [_shape(reading.segments[one.at].text[:80]) if one.at >= 0 else "" for one in found]
        self.of_shape, self.of_line = Counter(self.shapes), Counter(self.lines)
        self.of_shape_values: dict[str, set[str]] = {}
        for shape, one in zip(self.shapes, found, strict=True):
            self.of_shape_values.setdefault(shape, set()).add(one.value)
        self.seen = Counter[str]()
        places = [one.at for one in found if one.at >= 0]
        self.nearest_title = min((abs(at - title_at) for at in places), default=0)
        self.nearest_core = min((abs(at - reading.start) for at in places), default=0)
        title = reading.segments[title_at].text if title_at >= 0 else ""
        self.title_years = {*_YEAR.findall(title), *_YEAR.findall(" ".join(reading.slug))}
        rights = [_RIGHTS.search(one.text[:400]) for one in reading.segments]
        self.rights = max((int(match[2] or match[1]) for match in rights if match), default=0)

    def row(self, index: int, one: Dated) -> list[float]:
        value = one.value
        newer = len(self.values) - 1 - self.order[value]
        row = [*_place(self.reading, self.title_at, one), *_form(self.reading, one), *self.cues[index]]
        behind = _rest(self.reading, one)
        row += [bool(_REVISED_BEHIND.match(behind)), bool(_PUBLISHED_BEHIND.match(behind))]
        row += [min(self.counts[value], 9), min(len(self.values), 20)]
        row += [min(newer, 20), min(self.order[value], 20)]
        row += [
            min(self.days[self.values[-1]] - self.days[value], 4000),
            value == self.first,
            value == self.below,
        ]
        row += [*_url(self.reading.url, value), *_near(self.reading, one), one.doubt, len(behind)]
        row += [value in self.published, bool(self.published - {value}), bool(self.revised - {value})]
        row += [*self._alike(index, one), *self._between(one), *self._beside(index, one)]
        row += [_replies(self.reading, one), self._year(one), self._rights(one), one.yearless, *one.agreed]
        written = _written(self.reading, one)
        shape = self.shapes[index]
        oldest = all(self.days[value] >= self.days[one.value] for value in self.of_shape_values[shape])
        padded = -1 if not one.doubt else bool(_PADDED.match(written))
        reading = 0 if not one.found or not one.found.ambiguous else 1 if one.value == one.found.value else -1
        return [*row, *_bare(self.reading, one), padded, oldest, reading]

    def _alike(self, index: int, one: Dated) -> list[float]:
        """Describe how many dates are written alike, in all, before this one and close by, and in lines alike."""
        shape = self.shapes[index]
        before = self.seen[shape]
        self.seen[shape] += 1
        near = [*self.found[max(0, index - 4) : index], *self.found[index + 1 : index + 5]]
        shapes = self.shapes[max(0, index - 4) : index] + self.shapes[index + 1 : index + 5]
        close = sum(
            other == shape and abs(two.at - one.at) <= _CLOSE for two, other in zip(near, shapes, strict=True)
        )
        return [
            min(self.of_shape[shape], 30),
            min(before, 30),
            close,
            min(self.of_line[self.lines[index]], 30),
        ]

    def _between(self, one: Dated) -> list[float]:
        """Describe the steps to the dates above and below, and which stand nearer to the title and the core."""
        if one.at < 0:
            return [-1.0] * 5
        above = max((other.at for other in self.found if 0 <= other.at < one.at), default=-40)
        below = min((other.at for other in self.found if other.at > one.at), default=one.at + 40)
        since = sum(self.title_at < other.at < one.at for other in self.found) if self.title_at >= 0 else 0
        at_title = abs(one.at - self.title_at) - self.nearest_title if self.title_at >= 0 else -1
        at_core = abs(one.at - self.reading.start) - self.nearest_core
        return [
            min(one.at - above, 40),
            min(below - one.at, 40),
            min(since, 20),
            min(at_title, 40),
            min(at_core, 40),
        ]

    def _beside(self, index: int, one: Dated) -> list[float]:
        """Describe the nearest other date within a few lines: by how many days it is newer, and what is said of it."""
        best: tuple[int, int] | None = None
        for place in range(max(0, index - 3), min(len(self.found), index + 4)):
            other = self.found[place]
            if other.at >= 0 and other.value != one.value and abs(other.at - one.at) <= _NEAR:
                best = min(best or (99, 0), (abs(other.at - one.at), place))
        if one.at < 0 or best is None:
            return [0.0, -1.0, -1.0]
        delta = self.days[self.found[best[1]].value] - self.days[one.value]
        sign = 1 if delta > 0 else -1
        return [sign * log1p(abs(delta)), self.cues[best[1]][1], self.cues[best[1]][0]]

    def _year(self, one: Dated) -> float:
        """Tell whether the year is that of the title (1) or another than that (-1); 0 where the title has none."""
        return (1.0 if one.value[:4] in self.title_years else -1.0) if self.title_years else 0.0

    def _rights(self, one: Dated) -> float:
        return max(-5, min(20, self.rights - int(one.value[:4]))) if self.rights else -9


def _written(reading: Reading, one: Dated) -> str:
    return reading.segments[one.at].text[one.found.start : one.found.end] if one.found else ""


def _shape(text: str) -> str:
    return _FIGURES.sub("9", _LETTERS.sub("a", text))


def _place(reading: Reading, title_at: int, one: Dated) -> list[float]:
    if one.at < 0:
        return [-1.0] * (len(OWN) + len(PLACE) + 4) + [1.0]
    own, place = reading.described.own[one.at], reading.described.place[one.at]
    title = max(-30, min(60, one.at - title_at)) if title_at >= 0 else -40
    start, end = (max(-60, min(60, edge - one.at)) for edge in (reading.start, reading.end))
    return [*own, *place, reading.scores[one.at], start, end, title, 0.0]


def _form(reading: Reading, one: Dated) -> list[float]:
    if one.found is None:
        return [-1.0] * 8
    text, written = reading.segments[one.at].text, _written(reading, one)
    return [
        one.found.start,
        len(text) - one.found.end,
        one.found.start / len(text),
        one.beside,
        one.nth,
        bool(one.found.time),
        any(map(str.isalpha, written)),
        written[:4].isdigit(),
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


def _bare(reading: Reading, one: Dated) -> list[float]:
    """Tell whether a line holds nothing but its date, and how many words stand before it."""
    if one.found is None:
        return [-1.0, -1.0]
    text = reading.segments[one.at].text
    before, behind = text[: one.found.start], text[one.found.end :]
    rest = f"{before} {behind}"
    return [not any(map(str.isalnum, rest)), min(len(before.split()), 20)]


def _url(url: str, value: str) -> list[float]:
    own, stated = of_url(url), month_of_url(url)
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


def _replies(reading: Reading, one: Dated) -> float:
    """Count the lines close to a date that speak of replies."""
    if one.at < 0:
        return -1
    near = reading.segments[max(0, one.at - _NEAR) : one.at + _NEAR + 1]
    return sum(bool(REPLIES.search(other.text[:_CUE])) for other in near if not other.prose)


_BY: Final = OWN.index("by")
_PERSON: Final = OWN.index("person")
_DATED: Final = OWN.index("dated")


def choose(reading: Reading, title_at: int) -> tuple[Dated, float] | None:
    """Return the most likely date of publication and its probability, or None when there is no date."""
    found = candidates(reading)
    chosen = text_choice.choose("date", rows(reading, title_at, found), checked=True)
    return (_as_spoken(found[chosen[0]], found), chosen[1]) if chosen else None


def _as_spoken(best: Dated, found: Sequence[Dated]) -> Dated:
    """Return a date in figures with its day first where the text is in another language than English and nothing speaks against it.

    The model has seen few such texts, and the figures of English ones mean either.
    """
    if best.doubt <= 1:
        return best
    others = (one for one in found if one.found is best.found and one.at == best.at and one.nth == best.nth)
    return next((one for one in others if one.agreed[1] > 0 and min(one.agreed) >= 0), best)
