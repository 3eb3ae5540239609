"""Second opinion: what trafilatura, a library of rules for many sites, takes for the piece.

It is asked in its fast mode and is one voice among the features of a block. Where it is not installed, fails, or
the page is very large, it has none; the model was learnt with its voice missing on part of the pages.
"""

import logging
from copy import deepcopy
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from site_builder.importing.html.piece.page_counts import Page
from site_builder.importing.html.piece.stated import letters

OPINION: Final = ("other_keeps", "other_share")
"""The names of the values, in order; -1 where there is no opinion."""

_MOST_BLOCKS: Final = 3_000  # beyond, it takes longer than all else
_MOST_ELEMENTS: Final = 20_000  # likewise
_DEEPEST: Final = 150  # it recurses
_READ: Final = 160  # characters of a block
_KEY: Final = 80  # letters
_SURE: Final = 15  # letters: fewer must be a whole line


def other_text(tree: HtmlElement, page: Page) -> str | None:
    """Return what trafilatura takes for the text of the piece, or None where it can't say."""
    if not 0 < len(page.blocks) <= _MOST_BLOCKS or max(block.place.depth for block in page.blocks) > _DEEPEST:
        return None
    if sum(1 for _ in islice(tree.iter(), _MOST_ELEMENTS)) >= _MOST_ELEMENTS:
        return None
    try:
        from trafilatura import bare_extraction

        logging.getLogger("trafilatura").disabled = True
        found = bare_extraction(deepcopy(tree), fast=True, include_comments=False, with_metadata=False)
        return str(getattr(found, "text", None) or "")
    except Exception:  # noqa: BLE001 - another's code, on any page of the web: it may say nothing, never fail us
        return None


def opinions(page: Page, text: str | None) -> list[list[float]]:
    """Return the values of `OPINION` for each block of a page of which another took `text` for the piece."""
    if text is None:
        return [[-1.0, -1.0] for _ in page.blocks]
    whole = letters(text)
    lines = {letters(line) for line in text.splitlines()}
    kept = [_keeps(block.text, whole, lines) for block in page.blocks]
    share = sum(words for words, keeps in zip(page.words, kept, strict=True) if keeps) / max(
        1, sum(page.words)
    )
    return [[1.0 if keeps else 0.0, share] for keeps in kept]


def _keeps(text: str, whole: str, lines: set[str]) -> bool:
    key = letters(text[:_READ])[:_KEY]
    return key in whole if len(key) >= _SURE else letters(text[:_READ]) in lines
