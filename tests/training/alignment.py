"""Alignment: which blocks of a page make up the text that people took for its piece.

The words of the blocks, in order, are laid against the words of the text by their longest common subsequence
(bit-parallel: Hyyrö, "Bit-parallel LCS-length computation revisited"; traced back over the rows). A block belongs
to the piece as far as its words were matched.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Final

_WORD: Final = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)
_MOST: Final = 60_000  # words of a page, and of a text
_KNOWN: Final = 0.5


def words(text: str) -> list[str]:
    """Return the words of a text, case and compatibility forms folded; each ideograph is one."""
    return _WORD.findall(unicodedata.normalize("NFKC", html.unescape(text)).casefold())


def shares(blocks: Sequence[Sequence[str]], gold: Sequence[str]) -> list[float]:
    """Return for each block, given as words, the share of its words that belong to the text `gold`."""
    known = set(gold)
    asked = [
        place
        for place, block in enumerate(blocks)
        if block and sum(word in known for word in block) >= _KNOWN * len(block)
    ]
    rows = [(place, word) for place in asked for word in blocks[place]][:_MOST]
    matched = Counter(rows[row][0] for row in _matched([word for _, word in rows], gold[:_MOST]))
    return [matched[place] / len(block) if block else 0.0 for place, block in enumerate(blocks)]


def _matched(rows: Sequence[str], columns: Sequence[str]) -> list[int]:
    masks: dict[str, int] = {}
    for column, word in enumerate(columns):
        masks[word] = masks.get(word, 0) | 1 << column
    full = (1 << len(columns)) - 1
    state = full
    states = []
    for word in rows:
        common = state & masks.get(word, 0)
        state = ((state + common) | (state - common)) & full
        states.append(state)
    return _traced(states, len(rows), len(columns))


def _traced(states: Sequence[int], row: int, column: int) -> list[int]:
    found = []
    while row and column:
        if states[row - 1] >> (column - 1) & 1:
            column -= 1
            continue
        row -= 1
        if not row or states[row - 1] >> (column - 1) & 1:
            found.append(row)
            column -= 1
    return found
