"""Notes: footnotes and endnotes of a page, found by the links that lead to them and back.

A reference is a link within the page whose text is no more than a mark (`1`, `[2]`, `*`, `†`). What it leads to is
its note, unless that note's own link leads back: the first of the two in the page's order is the reference.
"""

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from site_builder.importing.html.markup.blocks import Block
from site_builder.importing.html.markup.elements import LEVELS

_MARK: Final = re.compile(
    r"\s*[\[(]?\s*(?:note\s+)?(?:\d{1,3}|[*†‡§¶]{1,3}|[ivx]{1,5}|[a-z])\s*[\])]?\.?\s*", re.IGNORECASE
)
_BACK: Final = re.compile(
    r"[\s\d\[\]().^↑↩↵⤴⏎«*†‡§¶\ufe0e\ufe0f]*(?:back|return|jump up)?[\s\w]{0,12}?[\s.^↑↩↵⤴⏎\])]*",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(r"\s*[\[(]?(?:\d{1,3}|[*†‡§¶]{1,3}|\^)[\])]?\.?\s*")
_LONGEST: Final = 3_000  # characters of a note
_NO_NOTE: Final = frozenset((*LEVELS, "body", "main"))
_MOST: Final = 2_000  # links that may lead to notes
_BELOW: Final = 4  # levels that a note's blocks stand below the element that bears its name


class Notes:
    """The notes of a page's piece: `blocks[n]` are those of note n + 1."""

    def __init__(self, kept: Iterable[Block], page: Iterable[Block]) -> None:
        self.blocks: list[list[Block]] = []
        self._written: dict[HtmlElement, str] = {}
        self._number: dict[int, int] = {}  # by the id of a note's first block
        self._of_notes: set[int] = set()
        kept = list(kept)
        links = [(block, link) for block in kept for link in _marks(block)][:_MOST]
        if links:
            targets = _targets(kept[0].place.element)
            order = {id(block): place for place, block in enumerate(page)}
            self._index(page)
            for block, link in links:
                self._refer(block, link, targets, order)

    def written(self, link: HtmlElement) -> str:
        """Return how a link stands in Markdown: `[^1]` for a reference, " " for a way back, "" for any other link."""
        return self._written.get(link, "")

    def holds(self, block: Block) -> bool:
        """Tell whether a block is part of a note."""
        return id(block) in self._of_notes

    def _index(self, page: Iterable[Block]) -> None:
        self._within: dict[HtmlElement, list[Block]] = {}
        for block in page:
            for place in block.place.upwards(_BELOW):
                self._within.setdefault(place.element, []).append(block)

    def _refer(
        self, block: Block, link: HtmlElement, targets: dict[str, HtmlElement], order: dict[int, int]
    ) -> None:
        target = targets.get((link.get("href") or "")[1:])
        if id(block) in self._of_notes or target is None:
            return
        found = self._note_at(target)
        if not found or order.get(id(found[0]), -1) <= order.get(id(block), -1) or _is_no_note(found):
            return
        number = self._number.get(id(found[0]))
        if number is None:
            self.blocks.append(found)
            number = len(self.blocks)
            self._number[id(found[0])] = number
            self._of_notes.update(map(id, found))
            self._take_ways_back(found)
        self._written[link] = f"[^{number}]"

    def _note_at(self, target: HtmlElement) -> list[Block]:
        at: HtmlElement | None = target
        for _ in range(6):  # the name may stand on an anchor deep in the note's first line
            if at is None:
                return []
            if found := self._within.get(at):
                return found
            at = at.getparent()
        return []

    def _take_ways_back(self, note: list[Block]) -> None:
        for block in note:
            for _, holder in block.runs:
                link = _link(holder)
                if (
                    link is not None
                    and (link.get("href") or "").startswith("#")
                    and _BACK.fullmatch(_text(link))
                ):
                    self._written[link] = " "


def without_label(block: Block) -> Block:
    """Return a note's first block without the number printed before it, which Markdown writes anew."""
    first = next((place for place, run in enumerate(block.runs) if run[0].strip()), None)
    if first is None:
        return block
    text, holder = block.runs[first]
    match = _LABEL.match(text)
    if match is None or (
        match.end() < len(text) and match[0].strip().isdigit() and not match[0][-1].isspace()
    ):
        return block
    runs = [*block.runs[:first], (text[match.end() :], holder), *block.runs[first + 1 :]]
    return Block(block.place, runs, block.text, block.linked, block.strong)


def _marks(block: Block) -> list[HtmlElement]:
    """Return the links of a block that lead within the page and read like marks of notes, each once."""
    found: dict[HtmlElement, None] = {}
    for text, holder in block.runs:
        if len(text) < 16:  # noqa: PLR2004 - a mark is short
            link = _link(holder)
            if link is not None and (link.get("href") or "").startswith("#") and _MARK.fullmatch(_text(link)):
                found[link] = None
    return list(found)


def _link(holder: HtmlElement) -> HtmlElement | None:
    at: HtmlElement | None = holder
    for _ in range(4):  # <a><sup><span>…
        if at is None:
            return None
        if at.tag == "a":
            return at
        at = at.getparent()
    return None


def _text(link: HtmlElement) -> str:
    return "".join(islice(link.itertext(), 20))[:40]


def _targets(element: HtmlElement) -> dict[str, HtmlElement]:
    found: dict[str, HtmlElement] = {}
    for one in element.getroottree().getroot().iter():
        for name in (
            (one.get("id"), one.get("name") if one.tag == "a" else None) if isinstance(one.tag, str) else ()
        ):
            if name:
                found.setdefault(name, one)
    return found


def _is_no_note(found: list[Block]) -> bool:
    return sum(len(block.text) for block in found) > _LONGEST or any(
        block.place.tag in _NO_NOTE for block in found
    )
