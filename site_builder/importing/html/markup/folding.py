"""Folding: texts as they are compared, whatever their quotes, dashes, spaces and case, and how many words they are."""

import re
import unicodedata
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Final

_MARKS: Final = tuple(
    (mark, plain)
    for marks, plain in (("‘’‚‛´ʼ", "'"), ("“”„‟«»", '"'), ("‐‑‒–—―−", "-"))  # noqa: RUF001 - the marks that are alike
    for mark in marks
)
_KEPT: Final = 400  # characters of the longest text whose folded form is kept
_WORD: Final = re.compile(r"[^\W_]+")
_IDEOGRAPH: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def folded(text: str) -> str:
    """Return a text as it is compared: one kind of quote and dash, single spaces, folded case."""
    return _kept(text) if len(text) <= _KEPT else _folded(text)


@lru_cache(maxsize=2_048)  # each field compares the same lines
def _kept(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    if not text.isascii():
        for mark, plain in _MARKS:  # an order of magnitude faster than `translate`
            text = text.replace(mark, plain)
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.split()).casefold()


def words(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return _WORD.findall(folded(text))


def letters(text: str) -> str:
    """Return the letters and digits of a text, folded, with nothing between them."""
    return "".join(words(text))


def likeness(some: AbstractSet[str], others: AbstractSet[str]) -> float:
    """Return the share of words that two texts have in common, given the words of each."""
    return len(some & others) / max(1, len(some | others))


def weight(text: str) -> int:
    """Return the number of words of one line; two Chinese or Japanese characters count as one."""
    count = text.count(" ") + 1 if text else 0
    return count if text.isascii() else max(count, len(_IDEOGRAPH.findall(text)) // 2)
