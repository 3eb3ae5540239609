"""Rights: how much of a source's words the digest may publish; pure arithmetic, no text is cut here.

A word is a run of characters without white space. Scripts that are written without spaces would make a page
one word, so each ideograph and kana counts as a word, and so do six letters of Thai, Lao, Burmese or Khmer.
"""

import math
import re
from collections.abc import Iterator
from functools import cache, reduce
from typing import Final

from msgspec import Struct

from site_builder.model import EntryKind, Rights

_IDEOGRAPHS: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_DENSE: Final = f"[{_IDEOGRAPHS}{_UNSPACED}]"
_WORD: Final = f"[{_IDEOGRAPHS}]|[{_UNSPACED}]{{1,6}}|[^\\s{_IDEOGRAPHS}{_UNSPACED}]+"
_LINK_ONLY: Final = Rights("link", paragraphs=0, words=0, share=0.0)


class Allowance(Struct, frozen=True, gc=False):
    """The bounds of an excerpt of one body: `blocks` of it, and `words` in all."""

    blocks: int
    words: int


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile when first needed: these ranges take 10 ms, and a build without changes counts no words."""
    return re.compile(pattern)


def count_words(text: str) -> int:
    """Return the number of words of `text`."""
    if text.isascii() or not _compiled(_DENSE).search(text):
        return len(text.split())
    return sum(1 for _ in _compiled(_WORD).finditer(text))


def word_ends(text: str) -> Iterator[int]:
    """Yield the offset behind each word of `text`, in order."""
    return (match.end() for match in _compiled(_WORD).finditer(text))


def allowance(rights: Rights, words: int) -> Allowance:
    """Return what may be published under an `excerpt` policy of a body that has `words` words.

    A share is rounded down, and bounds that make no sense (below zero, no number) allow nothing.
    """
    share = rights.share if math.isfinite(rights.share) else 0.0
    return Allowance(
        max(0, rights.paragraphs), max(0, min(rights.words, math.floor(min(share, 1.0) * words)))
    )


def strictest(a: Rights, b: Rights) -> Rights:
    """Return the rights under which a text may be published that needs the consent of both.

    `link` is stricter than `excerpt`, which is stricter than `full`; two excerpts meet in the lower of each
    of their bounds. The order of the arguments does not matter.
    """
    if "link" in (a.policy, b.policy):
        return _LINK_ONLY
    if a.policy == "full":
        return b
    if b.policy == "full":
        return a
    bounds = min(a.paragraphs, b.paragraphs), min(a.words, b.words), min(a.share, b.share)
    return Rights("excerpt", *bounds)


def applicable(kind: EntryKind, *holders: Rights) -> Rights | None:
    """Return the rights for the body of an entry of `kind`, or None when it may be published whole.

    `holders` are the rights of its source and of the sources it derives from. A note is the digest's own
    words; an entry whose sources are unknown falls under the default excerpt.
    """
    if kind == "note":
        return None
    rights = reduce(strictest, holders) if holders else Rights()
    return None if rights.policy == "full" else rights
