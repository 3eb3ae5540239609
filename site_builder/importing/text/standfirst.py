"""Standfirsts: the sentences between a title and a body that say in short what the body says."""

from collections.abc import Sequence
from typing import Final

from site_builder.importing.segments import Segment
from site_builder.integrity.shingles import words

_LONGEST: Final = 60  # words
_SHORTER: Final = 0.65  # times as long as the paragraph below it, at most
_SHARED: Final = 0.5  # of its telling words come back in the text
_TELLING: Final = 4  # letters of a word that says something


def sums_up(opening: Segment, follows: Sequence[Segment]) -> bool:
    """Tell whether the first paragraph is a standfirst: short beside the next ones, and saying what they say.

    Half of its telling words (longer than three letters) must come back in the three paragraphs after it.
    """
    if len(follows) < 2 or opening.weight > _LONGEST or opening.weight > _SHORTER * follows[0].weight:  # noqa: PLR2004
        return False
    telling = {word for word in words(opening.text) if len(word) >= _TELLING}
    told = {word for segment in follows[:3] for word in words(segment.text)}
    return bool(telling) and len(telling & told) / len(telling) >= _SHARED
