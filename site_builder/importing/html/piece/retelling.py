"""Retelling: how much of a block's wording stands on the page twice, as numbers.

Posts quote each other, pages print their piece a second time for narrow screens, teasers repeat sentences of it.
Texts are compared by their runs of five words, so that a quotation is known within a longer block, too.
"""

from collections import Counter
from itertools import chain
from typing import Final

from site_builder.importing.html.piece.page_counts import READ, Page

RETELLING: Final = ("told_before", "told_again", "page_told_before", "steps_to_told", "same_text_before")
"""The names of the values, in order."""

_RUN: Final = 5  # words
_SHORTEST: Final = 3  # words: fewer are said anywhere
_MOST_WORDS: Final = 600  # of a block

Run = tuple[str, ...]


def retelling(page: Page) -> list[list[float]]:
    """Return the values of `RETELLING` for each block of a page."""
    runs = [_runs(block.text) for block in page.blocks]
    times = Counter(chain.from_iterable(map(set, runs)))
    first: dict[Run, int] = {}
    texts: set[str] = set()
    rows = []
    for place, found in enumerate(runs):
        places = [first[run] for run in found if run in first]
        size = max(1, len(found))
        before = len(places) / size
        again = sum(times[run] > 1 for run in found) / size - before
        text = page.blocks[place].text
        rows.append(
            [before, again, 0.0, place - max(places, default=place + 1), 1.0 if text in texts else 0.0]
        )
        texts.add(text)
        for run in found:
            first[run] = place
    told = sum(words * row[0] for words, row in zip(page.words, rows, strict=True))
    share = told / max(1, sum(page.words))
    for row in rows:
        row[2] = share
    return rows


def _runs(text: str) -> list[Run]:
    words = text[:READ].lower().split()[:_MOST_WORDS]
    if len(words) < _SHORTEST:
        return []
    if len(words) < _RUN:
        return [tuple(words)]
    return list(zip(*(words[start:] for start in range(_RUN)), strict=False))
