"""Rows of authors: what is told of each name in a document to the model that chooses who wrote it.

A candidate is described by the line in which it stands, by the names themselves, and by where else they are named.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

from site_builder.importing.recognising import bylines, given_names
from site_builder.importing.recognising.chrome import is_chrome
from site_builder.importing.recognising.names import Names, fold
from site_builder.importing.text import choice as text_choice
from site_builder.importing.text import head, signatures
from site_builder.importing.text.authors import KINDS, Signed, candidates, letters
from site_builder.importing.text.body import Reading, word_weights
from site_builder.importing.text.features import OWN, PLACE, REPLIES

_SEGMENTS: Final = 1500  # that are looked at
_SHORTEST: Final = 4  # letters of a name in an address
_HONORIFIC: Final = re.compile(r"\b(?:Dr|Prof|Professor)\b")
FEATURES: Final = (
    *OWN, *PLACE, *KINDS, "score", "to_core", "to_core_end", "from_title", "count", "name_words", "is_person", "name_capitals", "name_lower",
    "name_digits", "is_outlet", "is_role", "mentioned", "lines", "in_body", "host", "dated_at", "dated_close", "role_below", "chrome_below", "honorific",
    "by_elsewhere", "more_elsewhere", "about_elsewhere", "line_elsewhere", "signed_elsewhere", "first", "offset",
    "rest", "rank", "known_words", "in_title", "by_before", "as_stated",
    "kinds", "of_kind", "of_kind_names", "in_path", "nearest_dated", "prose_between", "replies", "wider", "narrower", "below_words", "above_words",
    "lower_elsewhere", "common_words", "common_first", "cue_other", "cue_written", "alike",
    "given", "firm", "section", "spaced", "joined", "apart",
)  # fmt: skip


def rows(reading: Reading, title_at: int, found: Sequence[Signed]) -> list[list[float]]:
    """Return the values of `FEATURES` for each candidate."""
    known = _Known(reading, title_at, found)
    return [[*map(float, known.row(rank, one))] for rank, one in enumerate(found)]


class _Known:
    """What all candidates of a document are compared with; what is told of a line is told once."""

    def __init__(self, reading: Reading, title_at: int, found: Sequence[Signed]) -> None:
        self.reading, self.title_at = reading, title_at
        self.folded = [f" {fold(one.text)} " for one in reading.segments[:_SEGMENTS]]
        self.lines = Counter(self.folded)
        self.keys = [tuple(map(fold, one.names)) for one in found]
        self.kinds = {kind: Counter[str]() for kind in KINDS}
        self.ways: dict[str, set[str]] = {}
        for one, key in zip(found, self.keys, strict=True):
            self.kinds[one.kind].update(key)
            for name in key:
                self.ways.setdefault(name, set()).add(one.kind)
        self.stated = {
            name for one, key in zip(found, self.keys, strict=True) if one.kind == "stated" for name in key
        }
        self.alike = Counter(map(frozenset, self.keys))
        prose = " ".join(one.text for one in reading.segments[:_SEGMENTS] if one.prose)[:_PROSE]
        self.lower = set(_LOWER.findall(prose))
        self.near_dated = _nearest(reading)
        self.sets = {frozenset(key) for one, key in zip(found, self.keys, strict=True) if one.kind in _JOINT}
        self.single = {key[0] for key in self.keys if len(key) == 1}
        self.seen: set[tuple[str, ...]] = set()
        self.order = Counter[str]()
        self.mentions: dict[str, tuple[int, int]] = {}
        self.places: dict[int, _Place] = {}

    def row(self, rank: int, one: Signed) -> list[float]:
        reading, key = self.reading, self.keys[rank]
        place = self.places.get(one.at) or self._place(one.at)
        mentioned, in_body = self._mentioned(key)
        row = [*place.own, *(one.kind == kind for kind in KINDS)]
        row += [reading.scores[one.at], *place.steps, *_shape(one.names)]
        row += [min(mentioned, 20), self.lines[f" {key[0]} "], min(in_body, 9)]
        row += [_host(reading.url, one.names), *place.beside, *_elsewhere(self.kinds, key, one.kind)]
        row += [key not in self.seen, one.offset, _rest(reading, one), min(rank, 40), place.known]
        row += [0 <= self.title_at < len(self.folded) and f" {key[0]} " in self.folded[self.title_at]]
        row += [place.headed, {*key} == self.stated]
        row += [len(self.ways[key[0]]), self.order[one.kind], len(self.kinds[one.kind])]
        row += [_in_path(reading.url, one.names), *place.around]
        mine = frozenset(key)
        row += [sum(mine < other for other in self.alike), sum(other < mine for other in self.alike)]
        row += [_weight(reading, one.at + 1), _weight(reading, one.at - 1)]
        row += [*_commonness(one.names, self.lower), *_cues(reading, one), min(self.alike[mine], 12)]
        row += _called(one.names)
        row += [
            any(mine < other for other in self.sets),
            sum(name in self.single for name in mine) / len(mine),
        ]
        self.order[one.kind] += 1
        self.seen.add(key)
        return row

    def _place(self, at: int) -> "_Place":
        reading = self.reading
        own = [*reading.described.own[at], *reading.described.place[at]]
        around = [self.near_dated[at], _between(reading, self.title_at, at), _replies(reading, at)]
        headed = bool(at and signatures.heads(reading.segments[at - 1].text))
        steps = _steps(reading, self.title_at, at)
        found = _Place(own, steps, _beside(reading, at), around, headed, reading.described.own[at][_KNOWN])
        self.places[at] = found
        return found

    def _mentioned(self, key: Sequence[str]) -> tuple[int, int]:
        """Return in how many segments the first of the names stands, and in how many of the text."""
        name = key[0]
        if name not in self.mentions:
            within = [at for at, text in enumerate(self.folded) if name and f" {name} " in text]
            in_body = sum(self.reading.scores[at] > _EVEN for at in within)
            self.mentions[name] = (len(within), in_body)
        return self.mentions[name]


class _Place(Struct):
    """What is told of a line, whoever is named in it."""

    own: list[float]
    steps: list[float]
    beside: list[float]
    around: Sequence[float]
    headed: bool
    known: float


_EVEN: Final = 0.5  # chance above which a segment is text
_JOINT: Final = frozenset({"signed", "line", "headed", "stated"})
"""The ways in which a line that names several says that they belong together."""
_DATED: Final = OWN.index("dated")


def _commonness(names: Sequence[str], lower: set[str]) -> list[float]:
    """Return how many words of names the text has in small letters, and how many are common around or in texts."""
    words = [word.casefold() for name in names for word in _WORD.findall(name)]
    known = word_weights()
    if not words:
        return [1.0, 1.0, 1.0]
    first = [word.casefold() for name in names for word in _WORD.findall(name)[:1]]
    return [
        sum(word in lower for word in words) / len(words),
        sum(word in known for word in words) / len(words),
        sum(word in known or word in lower for word in first) / max(1, len(first)),
    ]


def _called(names: Sequence[str]) -> list[float]:
    """Tell how many of the names begin as people's do, how many are called as firms and labels are, and if all have two words."""
    kinds = (given_names.is_given, given_names.is_firm, given_names.is_section)
    shares = [sum(map(kind, names)) / len(names) for kind in kinds]
    return [*shares, float(all(" " in name for name in names))]


def _cues(reading: Reading, one: Signed) -> list[float]:
    """Tell what the line says right before the names, or the line above: that they did something else, or wrote."""
    text = reading.segments[one.at].text
    at = max(0, text.find(one.names[0][:12]))
    before = text[max(0, at - 40) : at]
    above = reading.segments[one.at - 1].text[:60] if one.at and at < 3 else ""  # noqa: PLR2004 - nothing stands before it
    said = f"{above} {before}"
    return [bool(_OTHERWISE.search(said)), bool(_WROTE.search(said))]


def _nearest(reading: Reading) -> list[int]:
    """Return for each segment how many lines away the nearest one with a date is, at most 30."""
    found, last = [], -99
    own = reading.described.own
    for at in range(len(own)):
        last = at if own[at][_DATED] else last
        found.append(min(30, at - last))
    last = len(own) + 99
    for at in range(len(own) - 1, -1, -1):
        last = at if own[at][_DATED] else last
        found[at] = min(found[at], last - at)
    return found


def _in_path(url: str, names: Sequence[str]) -> bool:
    """Tell whether the path of an address has a name in it, as that of one who publishes under it does."""
    path = letters(url.partition("//")[2].partition("/")[2][:200])
    return any(len(own := letters(name)) >= _SHORTEST and own in path for name in names)


def _between(reading: Reading, title_at: int, at: int) -> int:
    """Return how many segments of running text stand between the title and a line, at most 20."""
    low, high = sorted((max(title_at, 0), at))
    return min(20, sum(one.prose for one in reading.segments[low + 1 : min(high, low + 60)]))


def _replies(reading: Reading, at: int) -> int:
    """Count the lines close by that speak of replies."""
    near = reading.segments[max(0, at - 3) : at + 4]
    return sum(bool(REPLIES.search(one.text[:60])) for one in near if not one.prose)


def _weight(reading: Reading, at: int) -> int:
    return min(60, reading.segments[at].weight) if 0 <= at < len(reading.segments) else -1


_PROSE: Final = 60_000  # characters
_LOWER: Final = re.compile(r"\b[^\W\d_A-Z][^\W\d_]{2,}\b")
_WORD: Final = re.compile(r"[^\W_]+")
_OTHERWISE: Final = re.compile(
    r"review|edited|editor|fact|check|photo|foto|bild|illustr|image|last post|approved|powered|design|hosted|translat|übersetz|last edit|quelle|source|credit|copyright|©",
    re.IGNORECASE,
)
_WROTE: Final = re.compile(
    r"writ|author|autor|auteur|posted|words|text|publish|story|starter|asked|eingestellt|verfasst|escrit",
    re.IGNORECASE,
)


def _steps(reading: Reading, title_at: int, at: int) -> list[float]:
    title = max(-30, min(60, at - title_at)) if title_at >= 0 else -40
    return [max(-60, min(60, reading.start - at)), max(-60, min(60, reading.end - at)), title]


def _shape(names: Sequence[str]) -> list[float]:
    words = [word for name in names for word in name.split()]
    return [
        len(names),
        len(names[0].split()),
        sum(map(bylines.is_person, names)) / len(names),
        sum(word[0].isupper() for word in words) / max(1, len(words)),
        names[0].islower(),
        any(map(str.isdigit, names[0])),
        bylines.is_outlet(names[0]),
        bylines.is_role(names[0]),
    ]


def _host(url: str, names: Sequence[str]) -> bool:
    """Tell whether a name is that of the site: its letters stand in the host."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    bare = "".join(filter(str.isalnum, host.casefold()))
    return any((own := "".join(filter(str.isalnum, name.casefold()))) and own in bare for name in names)


def _beside(reading: Reading, at: int) -> list[float]:
    own = reading.described.own
    near = own[max(0, at - 2) : at + 3]
    below = reading.segments[at + 1].text if at + 1 < len(own) else ""
    text = reading.segments[at].text
    return [
        bool(own[at][_DATED]),
        any(row[_DATED] for row in near),
        bool(head.role_below(reading.segments, at)),
        is_chrome(below),
        bool(_HONORIFIC.search(text)),
    ]


def _elsewhere(kinds: dict[str, Counter[str]], key: Sequence[str], kind: str) -> list[float]:
    def count(other: str) -> int:
        return min(5, min((kinds[other][name] - (other == kind) for name in key), default=0))

    return [count(other) for other in ("signed", "more", "about", "line", "beside")]


def _rest(reading: Reading, one: Signed) -> int:
    """Return how many words the line has beside the names."""
    return max(-5, min(40, reading.segments[one.at].weight - sum(len(name.split()) for name in one.names)))


_KNOWN: Final = OWN.index("known")


def choose(
    reading: Reading, title_at: int, names: Names, but: Callable[[Signed], bool] = lambda _: False
) -> tuple[Signed, float] | None:
    """Return the most likely authors and their probability, or None when nobody is named.

    What `names` knows as a region or a source is nobody; those of whom `but` is true are left out.
    """
    found = [one for one in candidates(reading, title_at) if not any(map(names.region, one.names))]
    found = [one for one in found if not but(one)]
    described = rows(reading, title_at, found)
    chosen = text_choice.choose("author", described, checked=True, fuller=lambda best: _fuller(found, best))
    return (found[chosen[0]], chosen[1]) if chosen else None


def _fuller(found: Sequence[Signed], best: int) -> list[int]:
    """Return the lines that name more people than the best candidate, where each of them has a line of their own, too."""
    mine = {*map(fold, found[best].names)}
    alone = {fold(one.names[0]) for one in found if len(one.names) == 1 and one.kind in _JOINT}
    return [
        place
        for place, one in enumerate(found)
        if one.kind in _JOINT and mine < {*map(fold, one.names)} <= alone
    ]
