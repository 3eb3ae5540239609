"""Headlines: what a page marks as its headline by microdata or RDFa, where what was taken for its title says nothing of it."""

from typing import Final

from lxml.etree import XPath

from site_builder.importing.html.choice import Found
from site_builder.importing.html.folding import words
from site_builder.importing.html.meta import clean
from site_builder.importing.html.signals import Signals

_MARKED: Final = XPath("//*[@itemprop='headline' or @property='headline' or @property='schema:headline']")
_RULE: Final = "microdata"
_CONFIDENCE: Final = 0.8
_LENGTHS: Final = (10, 300)  # characters


def mended(title: Found[str] | None, signals: Signals) -> Found[str] | None:
    """Return the only marked headline of a page where the title taken shares no word with it; else that title.

    A title that a heading of the page says is kept.
    """
    said = list(dict.fromkeys(clean("".join(one.itertext())) for one in _MARKED(signals.tree)[:10]))
    if len(said) != 1 or not _LENGTHS[0] <= len(said[0]) <= _LENGTHS[1]:
        return title
    taken = set(words(title.value)) if title else set()
    shown = any(line.heading and taken == set(words(line.text)) for line in signals.lines)
    if taken & set(words(said[0])) or (title is not None and shown):
        return title
    return Found(said[0], _RULE, _CONFIDENCE)
