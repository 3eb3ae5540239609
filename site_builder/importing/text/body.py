"""Bodies: which segments of a plain-text document are its piece, judged by two learnt models.

The first looks at each segment and its neighbours, the second at what the first says of everything around.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import dropwhile
from typing import Final
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from site_builder.importing.ensemble import Ensemble, chance, ensemble
from site_builder.importing.segments import Segment
from site_builder.importing.text.features import Described, body_row, describe
from site_builder.importing.text.smoothing import heaviest, smooth_rows

TAKEN: Final = 0.4
"""The probability from which on a segment is of the body: leaving out a paragraph costs more than a stray line."""

FIRST_TREES: Final = 40
HOPELESS: Final = -3.2
"""Log-odds: below it after the first trees, the others are not asked, and below it at all the second model isn't."""

_WORD: Final = re.compile(r"[^\W_]+")
_SURER: Final = 0.6  # chance that a short line needs at an end of the piece
_NUMBER: Final = 5  # characters; longer words with figures are numbers of pieces
_ENDING: Final = re.compile(r"\.\w{2,5}$")


class Reading(Struct, frozen=True):
    """A document as its fields are looked for: the probability of each segment to be text, and its address.

    The core, [start, end), is the stretch that is most of all text.
    """

    described: Described
    scores: Sequence[float]
    start: int
    end: int
    slug: Sequence[str]
    url: str = ""

    @property
    def segments(self) -> Sequence[Segment]:
        """The segments of the document."""
        return self.described.segments


def read(segments: Sequence[Segment], url: str) -> Reading:
    """Judge the segments of a document that stands at `url` ("" if unknown)."""
    slug = slug_words(url)
    described = describe(segments, frozenset(slug), word_weights())
    rows = [body_row(described, at) for at in range(len(segments))]
    scores = first_scores(ensemble("text-body"), rows)
    judged = second_scores(ensemble("text-body-around"), smooth_rows(described, scores), scores)
    return reading(described, judged, slug, url)


def first_scores(model: Ensemble, rows: Sequence[Sequence[float]]) -> list[float]:
    """Return how likely each segment is of the body by itself and its neighbours."""
    first, rest = model.parts(FIRST_TREES)
    early = [(first.score(row), row) for row in rows]
    return [chance(score + rest.score(row) if score >= HOPELESS else score) for score, row in early]


def second_scores(model: Ensemble, rows: Sequence[Sequence[float]], scores: Sequence[float]) -> list[float]:
    """Return the same as the second model says it, beside the first `scores`, where there is any hope."""
    least = chance(HOPELESS)
    return [
        model.probability(row) if score >= least else score for score, row in zip(scores, rows, strict=True)
    ]


def reading(described: Described, scores: Sequence[float], slug: Sequence[str], url: str) -> Reading:
    """Put together what is known of a document once its segments are judged."""
    segments = described.segments
    worth = [(score - TAKEN) * (one.weight + 2) for score, one in zip(scores, segments, strict=True)]
    start, end = heaviest(worth)
    return Reading(described, scores, start, end, slug, url)


def taken(reading: Reading) -> list[int]:
    """Return which segments are of the body; where none is likely enough, those of the run of most words.

    At either end a line that is no running text must be surer: it may as well be a menu's.
    """

    def weak(at: int) -> bool:
        return reading.scores[at] < _SURER and not reading.segments[at].prose

    found = [at for at, score in enumerate(reading.scores) if score > TAKEN]
    inner = list(dropwhile(weak, reversed(list(dropwhile(weak, found)))))[::-1]
    return inner or found or list(range(*reading.described.bounds))


def slug_words(url: str) -> list[str]:
    """Return the words of the part of an address that names the piece; [] when no part has three words."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return []
    parts = [_words(_ENDING.sub("", part)) for part in path.split("/")]
    longest = max(parts, key=len)
    return longest if len(longest) > 2 else []  # noqa: PLR2004 - see the docstring


def _words(text: str) -> list[str]:
    return [
        word for word in _WORD.findall(text.casefold()) if len(word) < _NUMBER or not re.search(r"\d", word)
    ]


@cache
def word_weights() -> Mapping[str, float]:
    """Return of each word that tells it whether it rather stands in texts (above 0) or around them."""
    rows = (
        (files("site_builder.importing") / "models" / "text-words.tsv")
        .read_text(encoding="utf-8")
        .split("\n")
    )
    return {word: float(weight) for word, _, weight in (row.partition("\t") for row in rows) if word}
