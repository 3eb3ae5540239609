"""Blocks: a page as the sequence of its paragraphs, headings, items and cells, each with its place in the tree.

A block is a run of text that a browser sets apart: what stands between two borders of block-level elements, or
between two line breaks in a row. A **place** is a block-level element with what stands above it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from site_builder.importing.html.markup.elements import BLOCK_LEVEL, PICTURES, level
from site_builder.importing.html.markup.surroundings import FAR, SIGNS, signs_of

_SKIPPED: Final = frozenset(
    (
        "applet", "audio", "canvas", "datalist", "frameset", "head", "iframe", "map", "meter", "object", "progress",
        "script", "select", "style", "svg", "template", "textarea", "title", "video",
    )
)  # fmt: skip
_COUNTED: Final = re.compile(
    r"(?:[a-z]+[-_])*(?:odd|even|first|last|alt)(?:[-_]?(?:row|item|child))?|(?:[a-z]+[-_])*?(?:\d+|(?=[a-z]*\d)[\da-f]{6,})(?:[-_]\d+)*",
    re.IGNORECASE,
)
_STRONG: Final = frozenset(("b", "strong"))
_MOST_BLOCKS: Final = 12_000
_MOST_STEPS: Final = 600_000  # into elements and out of them
_NOWHERE: Final = [FAR] * len(SIGNS)

Run = tuple[str, HtmlElement]
"""A stretch of text and the innermost element around it; `<br>` and `<img>` stand as a run of themselves."""


class Place:
    """A block-level element: `distances` tells for each of `SIGNS` how many places up it stands (0: here).

    `words`, `linked` (words in links), `prose` (words in running text), `blocks` count all that it holds.
    """

    __slots__ = (
        "blocks",
        "depth",
        "element",
        "known",
        "linked",
        "name",
        "number",
        "parent",
        "prose",
        "tag",
        "words",
    )

    def __init__(self, element: HtmlElement, tag: str, parent: "Place | None", number: int) -> None:
        self.element = element
        self.tag = tag
        self.parent = parent
        self.number = number
        self.depth: int = parent.depth + 1 if parent else 0
        self.name = called(tag, element.get("class") or "")
        self.known: list[int] | None = None
        self.words = self.linked = self.prose = self.blocks = 0

    @property
    def heading(self) -> int:
        """The level of the heading that it is, or that it stands just within, or 0."""
        return level(self.tag) or (level(self.parent.tag) if self.parent is not None else 0)

    def upwards(self, most: int | None = None) -> "Iterator[Place]":
        """Yield it and what it stands in, from within; `most` of them."""
        place: Place | None = self
        left = -1 if most is None else most
        while place is not None and left:
            yield place
            place = place.parent
            left -= 1

    @property
    def distances(self) -> list[int]:
        """How many places up each of `SIGNS` stands."""
        chain = []
        place: Place | None = self
        while place is not None and place.known is None:
            chain.append(place)
            place = place.parent
        above = _NOWHERE if place is None or place.known is None else place.known
        for below in reversed(chain):
            above = [distance + 1 if distance < FAR else FAR for distance in above]
            for sign in signs_of(below.element, below.tag):
                above[sign] = 0
            below.known = above
        return above


@lru_cache(maxsize=16_384)
def called(tag: str, classes: str) -> str:
    """Return what a place is called, without the words that only count it or number it among its likes."""
    return f"{tag}.{' '.join(word for word in classes.split() if not _COUNTED.fullmatch(word))}"


class Block:
    """A run of text that stands apart; `text` is one line, `linked` and `strong` count characters."""

    __slots__ = ("linked", "place", "runs", "strong", "text")

    def __init__(self, place: Place, runs: list[Run], text: str, linked: int, strong: int) -> None:
        self.place = place
        self.runs = runs
        self.text = text
        self.linked = linked
        self.strong = strong


def blocks_of(tree: HtmlElement) -> list[Block]:
    """Return the blocks of a page in order; of an enormous page, those of its first part."""
    root = tree.find("body")
    walk = _Walk()
    walk.over(tree if root is None else root)
    return walk.found


class _Walk:
    """One pass over a tree, which collects runs until a border of a block."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self._place: Place | None = None
        self._places = 0
        self._inline: list[HtmlElement] = []
        self._runs: list[Run] = []
        self._links = self._strongs = self._linked = self._strong = self._breaks = 0

    def over(self, root: HtmlElement) -> None:
        walk = etree.iterwalk(root, events=("start", "end"))
        skipped = None
        for step, (event, element) in enumerate(walk):
            tag = element.tag
            if not isinstance(tag, str):
                continue
            if event == "start":
                if tag in _SKIPPED and element is not root:
                    walk.skip_subtree()
                    skipped = element
                    continue
                self._open(element, tag)
            else:
                if element is not skipped:
                    self._close(element, tag)
                if element is not root and element.tail:
                    self._text(element.tail)
            if len(self.found) >= _MOST_BLOCKS or step >= _MOST_STEPS:
                break
        self._flush()

    def _open(self, element: HtmlElement, tag: str) -> None:
        if self._place is None or tag in BLOCK_LEVEL or ("-" in tag and tag not in PICTURES):
            self._flush()
            self._place = Place(element, tag, self._place, self._places)
            self._places += 1
        elif tag == "br":
            self._breaks += 1
            if self._breaks > 1:
                self._flush()
            elif self._runs:
                self._runs.append(("\n", element))
            return
        elif tag in PICTURES:
            self._runs.append(("", element))
        else:
            self._strongs += tag in _STRONG
        self._links += tag == "a" and element.get("href") is not None
        self._inline.append(element)
        if element.text:
            self._text(element.text)

    def _close(self, element: HtmlElement, tag: str) -> None:
        if tag == "br":
            return
        place = self._place
        if place is not None and place.element is element:
            self._flush()
            self._place = place.parent
        else:
            self._strongs -= tag in _STRONG
        self._links -= tag == "a" and element.get("href") is not None
        self._inline.pop()

    def _text(self, text: str) -> None:
        if text.isspace():
            if self._runs:
                self._runs.append((text, self._inline[-1]))
            return
        self._breaks = 0
        self._runs.append((text, self._inline[-1]))
        if self._links:
            self._linked += len(text)
        if self._strongs:
            self._strong += len(text)

    def _flush(self) -> None:
        runs = self._runs
        self._breaks = 0
        if not runs or self._place is None:
            return
        text = " ".join("".join([run[0] for run in runs]).split())
        if text or any(run[1].tag in PICTURES for run in runs):
            self.found.append(Block(self._place, runs, text, self._linked, self._strong))
        self._runs = []
        self._linked = self._strong = 0
