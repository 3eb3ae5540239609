"""Alignment: where a text runs along a captured one, word for word, and what those passages look like.

Runs of `RUN` words that stand in both are joined into a passage while they go on in step, so that phrases
scattered over two pages make many passages of a few words and a copy makes few long ones. Words that were damaged,
left out or put in break a passage only where they are many.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from site_builder.integrity.shingles import words

RUN: Final = 4
MOST_WORDS: Final = 30_000
"""What is compared of a text at most; behind it, nothing is looked for."""

_GAP: Final = 40  # words that were left out or put in between two runs of a passage
_SLIP: Final = 12  # words by which it may be out of step
_REPEATS: Final = 4  # places of the same run that are looked at
_OPEN: Final = 16  # passages in the making at a time
_PROSE: Final = 8  # words of a sentence
_END: Final = re.compile(r"[.!?…:;。！？][\"”’»)\]]*$")  # noqa: RUF001 - what ends a sentence in Chinese and Japanese
_NOTE: Final = re.compile(r"(?:\s*\[\d{1,4}\]){1,9}$")
_ITEM: Final = re.compile(r"\s*(?:[*+#•]|\d{1,4}\.\s)")


class Held(Struct, frozen=True):
    """A captured text: its words, for each whether it stands in a sentence (1) or a label (0), and its body.

    `body` is the first word of the piece itself and the word behind its last.
    """

    words: list[str]
    prose: list[int]
    body: tuple[int, int]


class Passage(Struct, frozen=True):
    """A stretch of a text, `start` to `end`, that runs along one of a captured text, `held` to `held_end`.

    `words` of it are the same; `prose` and `within` are the shares of them that stand in sentences and in the body
    of the captured text; `rarity` is the mean of one by the number of captures that hold them.
    """

    start: int
    end: int
    held: int
    held_end: int
    words: int
    prose: float
    within: float
    rarity: float


class _Course:
    """A passage in the making: the places of its runs in both texts."""

    def __init__(self, here: int, there: int) -> None:
        self.runs = [(here, there)]
        self.words = RUN

    def slip(self, here: int, there: int) -> int:
        """Return by how many words a run is out of step, or more than `_SLIP` where it cannot go on."""
        last_here, last_there = self.runs[-1]
        if here - last_here > _GAP or there <= last_there:
            return _SLIP + 1
        return abs((there - last_there) - (here - last_here))

    def go_on(self, here: int, there: int) -> None:
        self.words += min(RUN, here - self.runs[-1][0])
        self.runs.append((here, there))


def held(text: str, body: tuple[int, int] = (0, 0)) -> Held:
    """Return a captured text as it is compared; `body` are the piece's lines as in `Capture`."""
    lines = text.split("\n")
    first, last = body if body[0] else (1, len(lines))
    parts = [_judged(part) for part in (lines[: first - 1], lines[first - 1 : last], lines[last:])]
    before = len(parts[0][0])
    return Held(
        [word for part in parts for word in part[0]][:MOST_WORDS],
        [mark for part in parts for mark in part[1]][:MOST_WORDS],
        (before, before + len(parts[1][0])),
    )


def passages(text: Sequence[str], other: Held, rarities: Mapping[int, float]) -> list[Passage]:
    """Return what runs along, longest first.

    `text` are its words, and `rarities` are known for some places of it: one by the number of captures that hold
    what stands there.
    """
    courses = _courses(_shared(text[:MOST_WORDS], other.words))
    found = [_passage(course, other, rarities) for course in courses]
    return sorted(found, key=lambda passage: (-passage.words, passage.start, passage.held))


def _judged(lines: Sequence[str]) -> tuple[list[str], list[int]]:
    """Return the words of some lines, and for each whether it stands in a sentence."""
    found, prose = list[str](), list[int]()
    for block in _blocks(lines):
        run = words(block)
        ended = bool(_END.search(_NOTE.sub("", block[-200:].rstrip())))
        found += run
        prose += [int(ended and len(run) >= _PROSE)] * len(run)
    return found, prose


def _blocks(lines: Sequence[str]) -> Iterator[str]:
    """Yield paragraphs, wrapped or not, and list items."""
    block = list[str]()
    for line in lines:
        if block and (not line.strip() or _ITEM.match(line)):
            yield "\n".join(block)
            block = []
        if line.strip():
            block.append(line)
    if block:
        yield "\n".join(block)


def _runs(text: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(text[start:] for start in range(RUN)), strict=False)


def _shared(text: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the places in both texts of the runs that both have, in the order of the first."""
    wanted = set(_runs(text))
    places: dict[tuple[str, ...], list[int]] = {}
    for there, run in enumerate(_runs(other)):
        if run in wanted and len(known := places.setdefault(run, [])) < _REPEATS:
            known.append(there)
    for here, run in enumerate(_runs(text)):
        for there in places.get(run, ()):
            yield here, there


def _courses(shared: Iterator[tuple[int, int]]) -> list[_Course]:
    """Join runs that go on in step; a few courses are open at a time."""
    done, going = list[_Course](), list[_Course]()
    for here, there in shared:
        best = min(going, key=lambda course: course.slip(here, there), default=None)
        if best and best.slip(here, there) <= _SLIP:
            best.go_on(here, there)
            continue
        going.append(_Course(here, there))
        if len(going) > _OPEN:
            done += [course for course in going if here - course.runs[-1][0] > _GAP]
            going = [course for course in going if here - course.runs[-1][0] <= _GAP]
            done += going[:-_OPEN]
            going = going[-_OPEN:]
    return done + going


def _passage(course: _Course, other: Held, rarities: Mapping[int, float]) -> Passage:
    runs = course.runs
    first, end = other.body
    known = [rarities[here] for here, _ in runs if here in rarities]
    return Passage(
        start=runs[0][0],
        end=runs[-1][0] + RUN,
        held=runs[0][1],
        held_end=runs[-1][1] + RUN,
        words=course.words,
        prose=sum(other.prose[there] for _, there in runs) / len(runs),
        within=sum(first <= there < end for _, there in runs) / len(runs),
        rarity=sum(known) / len(known) if known else 1.0,
    )
