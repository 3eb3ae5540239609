"""Authors of pages as text: which names in a document are those of who wrote it, by a learnt model.

A name may stand behind "By", in a line of its own, beside a date, in a biography or in what leads to more by the same
hand. Each place where one stands, and each run of lines that are names, is a candidate.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

from site_builder.importing import bylines, head, signatures
from site_builder.importing.chrome import is_chrome
from site_builder.importing.ensemble import ensemble
from site_builder.importing.names import Names, fold
from site_builder.importing.text_body import Reading
from site_builder.importing.text_features import OWN, PLACE

_SEGMENTS: Final = 1500
_ABOVE: Final = 40
_BELOW: Final = 40
_CANDIDATES: Final = 100
_HEAD: Final = 6  # segments at either end of the core that may sign it at any length
_SHORT: Final = 14
_HONORIFIC: Final = re.compile(r"\b(?:Dr|Prof|Professor)\b")
KINDS: Final = (
    "signed",
    "line",
    "beside",
    "more",
    "about",
    "headed",
    "run",
    "titled",
    "handle",
    "pictured",
    "stated",
)

FEATURES: Final = (
    *OWN, *PLACE, *KINDS, "score", "to_core", "to_core_end", "from_title", "count", "name_words", "is_person", "name_capitals", "name_lower",
    "name_digits", "is_outlet", "is_role", "mentioned", "lines", "in_body", "host", "dated_at", "dated_close", "role_below", "chrome_below", "honorific",
    "by_elsewhere", "more_elsewhere", "about_elsewhere", "line_elsewhere", "signed_elsewhere", "first", "offset",
    "rest", "rank", "known_words", "in_title", "by_before", "as_stated",
)  # fmt: skip


class Signed(Struct, frozen=True):
    """Names that may be those of the authors, where they stand and in which way (`KINDS`)."""

    names: tuple[str, ...]
    at: int
    kind: str
    offset: int = 0


def candidates(reading: Reading, title_at: int) -> list[Signed]:
    """Return what may name the authors: near the title and the core, in order."""
    total = len(reading.segments)
    top = max(0, min(reading.start, title_at if title_at >= 0 else reading.start) - _ABOVE)
    within = range(top, min(total, reading.end + _BELOW, _SEGMENTS))
    inner = range(reading.start + _HEAD, reading.end - _HEAD)
    found: list[Signed] = []
    for at in within:
        if at not in inner or reading.segments[at].weight <= _SHORT:
            found += _of(reading, at, title_at)
    found += _runs(found)
    return [*_stated(reading, title_at), *found[:_CANDIDATES]]


def _stated(reading: Reading, title_at: int) -> list[Signed]:
    """Return whom the grammar of heads reads as authors in the lines between title and core."""
    top = max(0, reading.start - _ABOVE, title_at)
    window = reading.segments[top : reading.start + 1]
    body = reading.segments[reading.start : reading.end]
    found = head.read(
        window, body, reading.segments[:_SEGMENTS], Names(), title_at=0 if window and title_at == top else -1
    )
    lines = {one.line for one in found.evidence if one.field == "author"}
    at = next((at for at, one in enumerate(window, top) if one.first in lines), -1)
    return (
        [Signed(tuple(one.name for one in found.authors), at, "stated")] if found.authors and at >= 0 else []
    )


def _of(reading: Reading, at: int, title_at: int) -> list[Signed]:
    one = reading.segments[at]
    headed = at > 0 and signatures.heads(reading.segments[at - 1].text)
    dated = any(row[_DATED] for row in reading.described.own[max(0, at - 1) : at + 2])
    near = at == title_at + 1 or (dated and at != title_at)
    found = signatures.read(one.item or one.text, headed=headed, near=near)
    return [Signed(names, at, kind, offset) for names, kind, offset in found]


def _runs(found: Sequence[Signed]) -> list[Signed]:
    """Return what neighbouring lines that are names, or say "By" each, name together."""
    runs: list[list[Signed]] = []
    for one in found:
        if one.kind not in {"line", "signed", "headed", "beside", "titled"}:
            continue
        if runs and runs[-1][-1].at < one.at <= runs[-1][-1].at + 2:
            runs[-1].append(one)
        else:
            runs.append([one])
    told = []
    for run in runs:
        names = list(dict.fromkeys(name for one in run for name in one.names))
        if 1 < len(names) <= 6 and len(run) > 1:  # noqa: PLR2004 - more are a list of people
            told.append(Signed(tuple(names), run[0].at, "run"))
    return told


def rows(reading: Reading, title_at: int, found: Sequence[Signed]) -> list[list[float]]:
    """Return the values of `FEATURES` for each candidate."""
    folded = [f" {fold(one.text)} " for one in reading.segments[:_SEGMENTS]]
    lines = Counter(folded)
    kinds = {
        kind: Counter(fold(name) for one in found if one.kind == kind for name in one.names) for kind in KINDS
    }
    seen: set[tuple[str, ...]] = set()
    mentions: dict[str, tuple[int, int]] = {}
    stated = {fold(name) for one in found if one.kind == "stated" for name in one.names}
    told = []
    for rank, one in enumerate(found):
        key = tuple(map(fold, one.names))
        for name in key:
            if name not in mentions:
                within = [at for at, text in enumerate(folded) if name and f" {name} " in text]
                mentions[name] = (len(within), sum(reading.scores[at] > _EVEN for at in within))
        row = [
            *reading.described.own[one.at],
            *reading.described.place[one.at],
            *(one.kind == kind for kind in KINDS),
        ]
        row += [reading.scores[one.at], *_steps(reading, title_at, one.at), *_shape(one.names)]
        row += [min(mentions[key[0]][0], 20), lines[f" {key[0]} "], min(mentions[key[0]][1], 9)]
        row += [_host(reading.url, one.names), *_beside(reading, one), *_elsewhere(kinds, key, one.kind)]
        row += [key not in seen, one.offset, _rest(reading, one), min(rank, 40)]
        row += [_known(reading, one), title_at >= 0 and f" {key[0]} " in folded[title_at]]
        row += [bool(one.at and signatures.heads(reading.segments[one.at - 1].text))]
        row += [{*key} == stated]
        seen.add(key)
        told.append([float(value) for value in row])
    return told


_EVEN: Final = 0.5
_WIDER: Final = 0.6
_DATED: Final = OWN.index("dated")


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


def _beside(reading: Reading, one: Signed) -> list[float]:
    own = reading.described.own
    near = own[max(0, one.at - 2) : one.at + 3]
    below = reading.segments[one.at + 1].text if one.at + 1 < len(own) else ""
    text = reading.segments[one.at].text
    return [
        bool(own[one.at][_DATED]),
        any(row[_DATED] for row in near),
        bool(head.role_below(reading.segments, one.at)),
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


def _known(reading: Reading, one: Signed) -> float:
    return reading.described.own[one.at][_KNOWN]


_KNOWN: Final = OWN.index("known")


def choose(reading: Reading, title_at: int, names: Names) -> tuple[Signed, float] | None:
    """Return the most likely authors and their probability, or None when nobody is named.

    What `names` knows as a region or a source is nobody.
    """
    found = [one for one in candidates(reading, title_at) if not any(map(names.region, one.names))]
    model = ensemble("text-author")
    scored = [
        (model.probability(row), one) for row, one in zip(rows(reading, title_at, found), found, strict=True)
    ]
    if not scored:
        return None
    probability, best = max(scored, key=lambda pair: pair[0])
    # Who is named together with somebody else in one place and alone in another has not written alone.
    wider = [
        (sure, one) for sure, one in scored if {*one.names} > {*best.names} and sure >= _WIDER * probability
    ]
    probability, best = max(wider, key=lambda pair: pair[0], default=(probability, best))
    return best, probability
