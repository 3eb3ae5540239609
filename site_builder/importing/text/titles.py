"""Titles: which line of a plain-text document, or which part of one, is the headline, by a learnt model."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log1p
from typing import Final

from msgspec import Struct

from site_builder.importing.recognising import bylines
from site_builder.importing.recognising.names import Names, fold
from site_builder.importing.segments import Segment
from site_builder.importing.text import choice as text_choice
from site_builder.importing.text import title_places
from site_builder.importing.text.body import Reading
from site_builder.importing.text.features import OWN, PLACE

_LONGEST: Final = 45  # words
_LENGTH: Final = 600  # characters, where a line has no spaces
_REACH: Final = 120  # segments above the core in which the title may stand
_BELOW: Final = 6  # segments below the beginning of the text
_PARTS: Final = re.compile(r"\s+[|–—»›/·•:-]{1,2}\s+|\s+\|\s*|:\s+")  # noqa: RUF001 - between a title and its site
_WORD: Final = re.compile(r"[^\W_]+")
_TELLING: Final = 4  # letters of a word that says something
_SOON: Final = 3  # segments at the beginning of the text
_STEM: Final = 3  # letters of a word that a slug keeps, at least
_SURE: Final = 0.5  # chance of a title that needs no second look
_LEAST: Final = 0.25  # below it what certainly is no headline is looked at again
PLAIN: Final = 0.7
"""How sure a line is that stands where only a headline does, of which the model is unsure (measured: 9 of 12 right)."""

FEATURES: Final = (
    *OWN, *PLACE, "score", "score_above", "score_below", "to_core", "to_core_end", "part", "length", "share_of_line",
    "slug_share", "share_in_slug", "slug_order", "slug_words", "slug_rank", "printed", "printed_in", "earlier",
    "told", "told_soon", "dated_below", "by_below", "dated_above", "by_above_line", "steps_to_dated", "person_name",
    "outlet", "words_below_next", "opens_printed", "full_stop", "longest_near",
)  # fmt: skip


WITHOUT_ADDRESS: Final = {
    "slug": 0.0, "slug_above": 0.0, "since_slug": 40.0, "slug_share": 0.0, "share_in_slug": 0.0, "slug_order": 0.0, "slug_words": 0.0, "slug_rank": 0.0,
}  # fmt: skip
"""What a candidate's features are in a document of which no address is known: half of what the model learns from."""


class Title(Struct, frozen=True):
    """A text that may be the title: where it stands, which part of the segment it is (0: all of it)."""

    text: str
    at: int
    part: int = 0


def candidates(reading: Reading) -> list[Title]:
    """Return what may be the title, in order."""
    first = max(0, reading.start - _REACH)
    last = min(len(reading.segments), max(reading.start, 0) + _BELOW)
    dated_or_long = range(first, last)
    return [one for at in dated_or_long for one in _of(reading.segments[at], at)]


def _of(segment: Segment, at: int) -> Iterator[Title]:
    text = segment.item or segment.text
    if segment.weight > _LONGEST or len(text) > _LENGTH or not any(map(str.isalpha, text)):
        return
    yield Title(text, at)
    cuts = list(_PARTS.finditer(text))
    if not cuts or len(cuts) > _BELOW:
        return
    yield Title(text[: cuts[-1].start()], at, 1)
    yield Title(text[cuts[0].end() :], at, 2)
    if len(cuts) > 1:
        yield Title(text[: cuts[0].start()], at, 3)
        yield Title(text[cuts[-1].end() :], at, 4)


def rows(reading: Reading, found: Sequence[Title]) -> list[list[float]]:
    """Return the values of `FEATURES` for each candidate."""
    known = _Known(reading, found)
    return [known.row(one) for one in found]


class _Known:
    """What all candidates of a document are compared with."""

    def __init__(self, reading: Reading, found: Sequence[Title]) -> None:
        self.reading = reading
        self.keys = {one.text: tuple(_WORD.findall(one.text.casefold())) for one in found}
        texts = [
            tuple(_WORD.findall(one.text.casefold()))
            for one in reading.segments
            if one.weight <= 2 * _LONGEST
        ]
        self.printed = Counter(texts)
        self.lines = "".join(f"\n {' '.join(text)} " for text in texts)
        core = range(reading.start, reading.end)
        body = [at for at in core if reading.scores[at] > _EVEN]
        self.told = self._words(body)
        self.soon = self._words(body[:_SOON])
        self.slug = list(reading.slug)
        self.likeness = {text: self._slug(key) for text, key in self.keys.items()}
        self.ranked = sorted({one[0] * one[1] for one in self.likeness.values()}, reverse=True)
        self.seen: set[tuple[str, ...]] = set()
        self.dated = [bool(row[_DATED]) for row in reading.described.own]
        self.by = [bool(row[_BY]) for row in reading.described.own]

    def _words(self, at: Sequence[int]) -> set[str]:
        return {word for one in at for word in _WORD.findall(self.reading.segments[one].text.casefold())}

    def _slug(self, key: Sequence[str]) -> tuple[float, float, float]:
        """Return the shares of the slug in the words, of the words in the slug, and of the slug told in order."""
        if not self.slug or not key:
            return 0.0, 0.0, 0.0
        slug, own = set(self.slug), set(key)
        bare = {word[: max(_STEM, len(word) - 1)] for word in own}  # a slug drops accents and endings
        within = sum(word in own or word[: max(_STEM, len(word) - 1)] in bare for word in slug) / len(slug)
        at, ordered = 0, 0
        for word in key:
            if word in self.slug[at:]:
                at = self.slug.index(word, at) + 1
                ordered += 1
        return within, len(slug & own) / len(own), ordered / len(self.slug)

    def row(self, one: Title) -> list[float]:
        reading, at = self.reading, one.at
        segments, scores = reading.segments, reading.scores
        key = self.keys[one.text]
        whole = f" {' '.join(key)} "
        within, share, ordered = self.likeness[one.text]
        telling = {word for word in key if len(word) >= _TELLING} or set(key)
        row = [*reading.described.own[at], *reading.described.place[at], scores[at]]
        row += [scores[at - 1] if at else -1, scores[at + 1] if at + 1 < len(scores) else -1]
        row += [_steps(reading.start - at), _steps(reading.end - at), one.part, log1p(len(key))]
        row += [len(one.text) / len(segments[at].text), within, share, ordered, min(len(self.slug), 20)]
        row += [self.ranked.index(within * share), min(self.printed[key], 9)]
        row += [min(self.lines.count(whole), 9) if key else 0, key in self.seen]
        self.seen.add(key)
        row += [_part(telling, self.told), _part(telling, self.soon), *self._near(at)]
        row += [bylines.is_person(one.text), bylines.is_outlet(one.text)]
        below = segments[at + 1].weight if at + 1 < len(segments) else 0
        row += [log1p(below), self.lines.count(f"\n{whole}") > self.printed[key]]
        return [*map(float, row), float(one.text.endswith(".")), float(self._longest(at))]

    def _near(self, at: int) -> list[float]:
        near = range(at + 1, min(at + 7, len(self.dated)))
        above = range(max(0, at - 4), at)
        steps = next(
            (other - at for other in range(at + 1, min(at + 31, len(self.dated))) if self.dated[other]), 31
        )
        return [
            any(self.dated[other] for other in near),
            any(self.by[other] for other in near),
            any(self.dated[other] for other in above),
            any(self.by[other] for other in above),
            steps,
        ]

    def _longest(self, at: int) -> bool:
        """Tell whether no short line close to this one is longer."""
        near = self.reading.segments[max(0, at - 3) : at + 4]
        return all(one.weight <= self.reading.segments[at].weight for one in near if not one.closed)


_DATED: Final = OWN.index("dated")
_BY: Final = OWN.index("by")
_SECTION: Final = OWN.index("heading")
_EVEN: Final = 0.5  # chance above which a segment is text


def _steps(count: int) -> int:
    return max(-30, min(60, count))


def _part(words: set[str], among: set[str]) -> float:
    return len(words & among) / max(1, len(words))


def choose(reading: Reading, names: Names) -> tuple[Title, float] | None:
    """Return the most likely title and its probability, or None when nothing may be one.

    What `names` knows as a region, a topic or a source is a label, as long as there is something else. A numbered
    heading is that of a section, however high it stands.
    """
    if at := title_places.in_reader_view(reading.segments):
        return Title(reading.segments[at].text, at), PLAIN
    found = candidates(reading)
    known = [one for one in found if not _labels(one.text, names)] or found
    known = [one for one in known if not title_places.is_frame(reading.segments[one.at].text)] or known
    none = {at for at in {one.at for one in known} if title_places.is_none(reading.segments, at)}
    kept = [one for one in known if one.at not in none]
    best = _likeliest(reading, kept) or _likeliest(reading, known)
    if best is None:
        return None
    segments, text_at = reading.segments, reading.start
    above = title_places.above_deck(segments, best[0].at, text_at, sure=best[1] >= _SURE)
    if above != best[0].at:
        return Title(segments[above].text, above), best[1]
    if best[1] < _SURE and title_places.stands_plainly(segments, best[0].at, text_at):
        return Title(segments[best[0].at].text, best[0].at), PLAIN
    other = _likeliest(reading, known) if best[1] < _LEAST else None
    return other if other and other[1] > best[1] else best


def _likeliest(reading: Reading, found: Sequence[Title]) -> tuple[Title, float] | None:
    described = [
        (one, row) for one, row in zip(found, rows(reading, found), strict=True) if not row[_SECTION]
    ]
    chosen = text_choice.choose("title", [row for _, row in described], checked=False)
    return (described[chosen[0]][0], chosen[1]) if chosen else None


def _labels(text: str, names: Names) -> bool:
    return bool(names.region(text) or names.source(text) or names.topics.get(fold(text)))
