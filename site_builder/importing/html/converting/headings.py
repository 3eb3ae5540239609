"""Headings: those of a piece that head something, without the marks that lead to them or to their editing."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from lxml.html import HtmlElement

from site_builder.importing.html.markup.blocks import Block

_SERVICE: Final = re.compile(
    r"edit-?_?section|(?:header|heading|section)-?_?(?:link|anchor)|anchor-?_?link|permalink", re.IGNORECASE
)
_SIGN: Final = re.compile(r"[\W_]{0,6}")
_LONGEST: Final = 300  # characters of a class
_LONGEST_HEADING: Final = 30  # words: decks that are set large have more
_UP: Final = 6  # elements


def heading(kept: Sequence[Block], page: Sequence[Block], noted: frozenset[int]) -> list[Block]:
    """Return the blocks without the headings of which nothing was kept: their lists were left out, or are notes.

    `noted` are the ids of the blocks that are notes, none of which is in `kept`. A heading that ends the piece stays:
    it may show where that breaks off.
    """
    order = {id(block): place for place, block in enumerate(page)}
    texts = [block for block in kept if block.text or not block.place.heading]
    bare = {id(one) for one, other in pairwise(texts) if _heads_nothing(one, other, order)}
    if texts and texts[-1].place.heading:
        below = order.get(id(texts[-1]), len(page)) + 1
        if below < len(page) and id(page[below]) in noted:
            bare.add(id(texts[-1]))
    return [block for block in kept if id(block) not in bare]


def level(block: Block) -> int:
    """Return the level at which a block heads something; 0 for a paragraph, in whatever element it stands."""
    return 0 if len(block.text.split()) > _LONGEST_HEADING else block.place.heading


def without_signs(block: Block) -> Block:
    """Return a heading without the links and signs in it that are no part of what it says."""
    edge = block.place.element
    runs = [run for run in block.runs if not any(map(_is_sign, _around(run[1], edge)))]
    if len(runs) == len(block.runs) or not any(text.strip() for text, _ in runs):
        return block
    return Block(block.place, runs, block.text, block.linked, block.strong)


def _heads_nothing(one: Block, other: Block, order: dict[int, int]) -> bool:
    level, below = one.place.heading, other.place.heading
    between = order.get(id(other), 0) - order.get(id(one), 0) > 1
    return bool(level) and 0 < below <= level and between


def _around(holder: HtmlElement, edge: HtmlElement) -> Iterator[HtmlElement]:
    step: HtmlElement | None = holder
    for _ in range(_UP):
        if step is None or step is edge:
            return
        yield step
        step = step.getparent()


def _is_sign(element: HtmlElement) -> bool:
    if _SERVICE.search((element.get("class") or "")[:_LONGEST]):
        said = "".join(element.itertext())
        return element.tag != "a" or bool(_SIGN.fullmatch(said))
    leads = element.tag == "a" and (element.get("href") or "").startswith("#")
    return leads and bool(_SIGN.fullmatch("".join(element.itertext())))
