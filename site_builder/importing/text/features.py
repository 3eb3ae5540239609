"""Features: what can be counted of each segment of a plain-text document, for the models that read it.

All are numbers, and all are of the form of the text and of what stands around it, so that they mean the same on
sites never seen.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import fsum, log1p
from typing import Final

from msgspec import Struct

from site_builder.importing.recognising import bylines, dates
from site_builder.importing.recognising.chrome import is_chrome, is_end, is_trail
from site_builder.importing.segments import Segment
from site_builder.importing.text import prose

_WORD: Final = re.compile(r"\w+")
_ADDRESS: Final = re.compile(r"https?://|www\.|\S@\S|\.(?:com|org|net)\b", re.IGNORECASE)
_PICTURE: Final = re.compile(r"^\[[^\]]{1,60}\]|\.(?:jpe?g|png|gif|webp|svg)\b", re.IGNORECASE)
_SPLIT: Final = re.compile(r"[|•·»›→]|\s[-–—/]\s")  # noqa: RUF001 - what stands between the parts of labels
_INNER: Final = re.compile(r"[,;:](?=\s)")
_SENTENCE: Final = re.compile(r"[.!?。！？](?=\s|$|[”\"’)])")  # noqa: RUF001 - the full stops of other scripts
_RIGHTS: Final = re.compile(r"©|copyright|\brights\b|\(c\)", re.IGNORECASE)
REPLIES: Final = re.compile(
    r"\b(?:repl(?:y|ies)|says?|said|wrote|schrieb|sagt|dit|commented|comments?|kommentar\w*|antwort\w*"
    r"|répondre|responder|rispondi|permalink|#\d+|likes?)\b",
    re.IGNORECASE,
)
"""What stands in short lines by a comment."""
_FREQUENT: Final = (
    24  # the commonest words of a text, which are those that any sentence of its language needs
)
_FEW: Final = 8  # words of a line that is a name
_DATED: Final = 24  # words of a line that is a dateline

OWN: Final = (
    "words", "letters", "closed", "prose", "capitals", "upper", "lower", "digits", "inner", "sentences", "colon",
    "question", "item", "quoted", "indent", "gap", "below_gap", "form", "chrome", "end", "trail", "dated", "by",
    "person", "role", "again", "again_before", "common", "known", "address", "picture", "parts", "rights", "heading",
)  # fmt: skip
PLACE: Final = (
    "place", "place_words", "segments", "total", "inside", "from_start", "to_end", "short_above", "short_below",
    "words_above", "words_below", "since_chrome", "to_chrome", "since_end", "dated_near", "again_near", "by_above",
    "slug", "slug_above", "since_slug", "telling", "least_telling", "most_telling",
)  # fmt: skip
BESIDE: Final = ("words", "closed", "prose", "chrome", "item", "dated", "indent", "gap", "again", "end")
_OFFSETS: Final = (-3, -2, -1, 1, 2, 3)
BODY: Final = (*OWN, *PLACE, *(f"{name}{offset:+}" for offset in _OFFSETS for name in BESIDE))


class Described(Struct, frozen=True):
    """The segments of a document with the numbers that describe each, by itself and by its place."""

    segments: Sequence[Segment]
    own: Sequence[Sequence[float]]
    place: Sequence[Sequence[float]]
    bounds: tuple[int, int]


def describe(segments: Sequence[Segment], slug: frozenset[str], told: Mapping[str, float]) -> Described:
    """Describe the segments of a document; `slug` are the words of its address.

    `told` says of words whether they rather stand in texts (above 0) or around them.
    """
    folded = [" ".join(_WORD.findall(one.text.casefold())) for one in segments]
    counts, seen = Counter(folded), Counter[str]()
    spoken = [one for one in segments if one.prose]
    spread = Counter(word for one in spoken for word in _WORD.findall(one.text.casefold()))
    common = {word for word, _ in spread.most_common(_FREQUENT)}
    indent = Counter(one.indent for one in spoken).most_common(1)[0][0] if spoken else 0
    own: list[list[float]] = []
    for at, one in enumerate(segments):
        words = folded[at].split()
        below = segments[at + 1].gap if at + 1 < len(segments) else 9
        row = _form(one)
        row += [one.indent - indent, min(one.gap, 9), min(below, 9), one.form, *_kinds(one)]
        row += [min(counts[folded[at]], 9), min(seen[folded[at]], 9), _share(words, common)]
        row += [sum(word in spread for word in words) / max(1, len(words)), *_signs(one)]
        seen[folded[at]] += 1
        own.append([float(value) for value in row])
    bounds = prose.run(segments)
    places = _places(segments, own, bounds)
    company = _company(own, folded, slug, told)
    places = [[*row, *more] for row, more in zip(places, company, strict=True)]
    return Described(segments, own, places, bounds)


def _company(
    own: Sequence[Sequence[float]], folded: Sequence[str], slug: frozenset[str], told: Mapping[str, float]
) -> list[list[float]]:
    """Describe what each segment stands among: lines with dates, lines printed again, the words of the address."""
    dated = [row[_DATED_AT] and row[_WORDS_AT] < _BRIEF for row in own]
    again = [row[_AGAIN_AT] > 1 and row[_WORDS_AT] < _BRIEF for row in own]
    since, by, best = -99, -99, 0.0
    found: list[list[float]] = []
    for at, text in enumerate(folded):
        words = set(text.split())
        near = slice(max(0, at - _AROUND), at + _AROUND + 1)
        likeness = len(words & slug) / max(1, len(slug)) if len(words) < 40 else 0.0  # noqa: PLR2004
        found.append(
            [
                sum(dated[near]),
                sum(again[near]),
                min(at - by, 30),
                likeness,
                best,
                min(at - since, 40),
                *_telling(words, told),
            ]
        )
        if likeness > 0.5 and likeness >= best:  # noqa: PLR2004 - most of the words
            since, best = at, likeness
        by = at if own[at][_BY_AT] else by
    return found


def _telling(words: set[str], told: Mapping[str, float]) -> tuple[float, float, float]:
    """Return what the known words of a segment say of its being text: on average, at least, at most."""
    weights = [told[word] for word in words if word in told]
    if not weights:
        return 0.0, 0.0, 0.0
    # Exactly, since the words of a set come in no order that a second run would have too.
    return fsum(weights) / len(weights), min(weights), max(weights)


def _form(one: Segment) -> list[float]:
    text = one.text
    tokens = text.split()
    count = max(1, len(tokens))
    return [
        log1p(one.weight),
        len(text) / count,
        one.closed,
        one.prose,
        sum(token[0].isupper() for token in tokens) / count,
        text.isupper(),
        text[0].islower(),
        sum(map(str.isdigit, text)) / len(text),
        len(_INNER.findall(text)) / count,
        min(len(_SENTENCE.findall(text)), 20),
        text.endswith(":"),
        text.endswith("?"),
        bool(one.item),
        one.quoted,
    ]


def _kinds(one: Segment) -> list[float]:
    text, short = one.text, one.weight <= _DATED
    span = bylines.starts(text) if short else None
    return [
        is_chrome(text),
        is_end(text),
        is_trail(text),
        bool(short and dates.find(text)),
        (1 if span[0] == 0 else 0.5) if span else 0,
        one.weight <= _FEW and bylines.is_person(text),
        short and bylines.is_role(text),
    ]


def _signs(one: Segment) -> list[float]:
    text = one.text
    return [
        bool(_ADDRESS.search(text)),
        bool(_PICTURE.search(text)),
        min(len(_SPLIT.findall(text)), 9),
        bool(_RIGHTS.search(text)),
        prose.opens_section(one),
    ]


def _share(words: Sequence[str], among: set[str]) -> float:
    return sum(word in among for word in words) / max(1, len(words))


def _places(
    segments: Sequence[Segment], own: Sequence[Sequence[float]], bounds: tuple[int, int]
) -> list[list[float]]:
    """Describe where each segment stands: in the document, beside its run of text, after what and before what."""
    count, total = len(segments), max(1, sum(one.weight for one in segments))
    chrome, end = OWN.index("chrome"), OWN.index("end")
    short_below, next_chrome = _runs(segments), _next(own, chrome)
    above, short, last_chrome, last_end = 0, 0, -99, -99
    found: list[list[float]] = []
    for at, one in enumerate(segments):
        near_above = sum(other.weight for other in segments[max(0, at - 3) : at] if other.prose)
        near_below = sum(other.weight for other in segments[at + 1 : at + 4] if other.prose)
        row = [at / count, above / total, log1p(count), log1p(total), bounds[0] <= at < bounds[1]]
        row += [near(at - bounds[0]), near(bounds[1] - 1 - at), min(short, 30), min(short_below[at], 30)]
        row += [
            log1p(near_above),
            log1p(near_below),
            min(at - last_chrome, 30),
            min(next_chrome[at] - at, 30),
        ]
        found.append([*map(float, row), float(min(at - last_end, 30))])
        above += one.weight
        short = 0 if one.prose else short + 1
        last_chrome = at if own[at][chrome] else last_chrome
        last_end = at if own[at][end] else last_end
    return found


def near(steps: int) -> int:
    """Return a number of steps, at most forty either way."""
    return max(-40, min(40, steps))


def _runs(segments: Sequence[Segment]) -> list[int]:
    """Return for each segment how many that are no prose follow it at once."""
    found, run = [0] * len(segments), 0
    for at in range(len(segments) - 1, -1, -1):
        found[at] = run
        run = 0 if segments[at].prose else run + 1
    return found


def _next(own: Sequence[Sequence[float]], feature: int) -> list[int]:
    found, near = [0] * len(own), len(own) + 99
    for at in range(len(own) - 1, -1, -1):
        found[at] = near
        near = at if own[at][feature] else near
    return found


def body_row(described: Described, at: int) -> list[float]:
    """Return the values of `BODY` for the segment at `at`."""
    row = [*described.own[at], *described.place[at]]
    for offset in _OFFSETS:
        other = at + offset
        within = 0 <= other < len(described.own)
        row += [described.own[other][place] for place in _BESIDE] if within else _NOTHING
    return row


_DATED_AT: Final = OWN.index("dated")
_AGAIN_AT: Final = OWN.index("again")
_BY_AT: Final = OWN.index("by")
_WORDS_AT: Final = OWN.index("words")
_BRIEF: Final = log1p(15)
_AROUND: Final = 7  # lines on either side
_BESIDE: Final = tuple(OWN.index(name) for name in BESIDE)
_NOTHING: Final = [-1.0] * len(BESIDE)
