"""Lines: what a page shows, block by block in order, each with the zones that it stands in."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from lxml.etree import XPath
from lxml.html import HtmlElement
from msgspec import Struct

from site_builder.importing.html.markup import zones
from site_builder.importing.html.markup.elements import INLINE, LEVELS, level
from site_builder.importing.html.markup.zones import Zone

_TEXTS: Final = XPath("//body//text()[normalize-space()]")
_SILENT: Final = frozenset(
    (
        "iframe", "noscript", "object", "option", "script", "select", "style", "svg", "template", "textarea", "title",
    )
)  # fmt: skip
_MARKS: Final = Zone.AUTHOR | Zone.BYLINE | Zone.DATE
_MOST_TEXTS: Final = 30_000  # of one page
_LONGEST: Final = 4_000  # characters of one line that any field is read from
_DEEPEST: Final = 400  # elements in each other; what stands deeper is taken for that level's
_FEW: Final = 8  # lines: a page that shows fewer may be for scripts
_LABEL: Final = 240  # characters of a line whose inline elements may be things of their own


class Line(Struct, frozen=True, eq=False):
    """One block of text as shown.

    `near`: the zones of its own element, of the inline ones in it and of its parent; `above`: of everything
    around it. `links`: the addresses it links to.
    """

    text: str
    tag: str
    near: int
    above: int
    place: int
    element: HtmlElement
    inline: int
    links: tuple[str, ...] = ()

    @property
    def heading(self) -> int:
        """The level of a heading, else 0."""
        return level(self.tag)


class _Around(Struct, frozen=True, eq=False):
    """What surrounds a text: its block, and the zones of the inline elements within the block and of all above."""

    block: HtmlElement
    inline: int
    own: int
    above: int
    silent: bool
    depth: int
    href: str = ""
    styled: bool = False
    marks: int = 0


class Shown(Struct, frozen=True, eq=False):
    """What a page shows: its lines in order, and the elements with text that are marked as an author's or a date's."""

    lines: list[Line]
    marked: list[HtmlElement]


def shown(tree: HtmlElement) -> Shown:
    """Return what a page shows, as much as thirty thousand texts make."""
    found = _shown(tree, _SILENT)
    # A page that scripts build may have its text for those who run none.
    return found if len(found.lines) >= _FEW else _shown(tree, _SILENT - {"noscript"})


def _shown(tree: HtmlElement, silenced: frozenset[str]) -> Shown:
    known: dict[HtmlElement, _Around] = {}
    lines = [
        line for place, texts in enumerate(_grouped(tree, known, silenced)) if (line := _line(place, texts))
    ]
    return Shown(
        lines, [element for element, around in known.items() if around.marks & _MARKS and not around.silent]
    )


def _grouped(
    tree: HtmlElement, known: dict[HtmlElement, _Around], silenced: frozenset[str]
) -> Iterator[list[tuple[str, _Around]]]:
    group: list[tuple[str, _Around]] = []
    for text in list(_TEXTS(tree))[:_MOST_TEXTS]:
        parent = text.getparent()
        broken = text.is_tail and parent.tag == "br"
        if text.is_tail:
            parent = parent.getparent()
        around = _around(parent, known, silenced)
        if around.silent:
            continue
        if group and (around.block is not group[-1][1].block or broken):
            yield group
            group = []
        group.append((str(text), around))
    if group:
        yield group


def _around(element: HtmlElement, known: dict[HtmlElement, _Around], silenced: frozenset[str]) -> _Around:
    """Return what surrounds an element's text, from its nearest ancestor that is known already."""
    chain: list[HtmlElement] = []
    step: HtmlElement | None = element
    while step is not None and step not in known:
        chain.append(step)
        step = step.getparent()
    found = known[step] if step is not None else None
    for one in reversed(chain):
        found = known[one] = _within(one, found, silenced)
    return known[element]


def _within(element: HtmlElement, outer: _Around | None, silenced: frozenset[str]) -> _Around:
    if outer is None:
        return _Around(element, 0, 0, 0, silent=False, depth=0)
    if outer.depth >= _DEEPEST:
        return outer
    own = zones.of(element)
    silent = outer.silent or element.tag in silenced
    if element.tag in INLINE:
        href = element.get("href") or outer.href
        return _Around(
            outer.block,
            outer.inline | own,
            outer.own,
            outer.above,
            silent=silent,
            depth=outer.depth + 1,
            href=href,
            styled=element.get("class") is not None or element.tag in {"time", "a"},
            marks=own,
        )
    held = own | outer.inline
    return _Around(
        element,
        0,
        held,
        outer.above | outer.own,
        silent=silent,
        depth=outer.depth + 1,
        href=outer.href,
        marks=own,
    )


def _joined(texts: list[tuple[str, _Around]]) -> str:
    """Return the texts of a line as one; what only a style sheet sets apart in a short line is set apart by a bar.

    "Jane Doe" and "3 May 2019" in two elements without a space between them are two things; a single letter is not.
    """
    plain = "".join(text for text, _ in texts)[:_LONGEST]
    if len(texts) == 1 or len(plain) > _LABEL:
        return plain
    bar = " " if texts[0][1].block.tag in LEVELS else " | "
    parts = [texts[0][0]]
    for (before, one), (after, other) in pairwise(texts):
        apart = before[-1].isalnum() and after[0].isalnum() and len(before) > 1 and one is not other
        parts.append(f"{bar}{after}" if apart and (one.styled or other.styled) else after)
    return "".join(parts)


def _line(place: int, texts: list[tuple[str, _Around]]) -> Line | None:
    text = " ".join(_joined(texts).split())
    if not text:
        return None
    around = texts[0][1]
    inline = 0
    for _, each in texts:
        inline |= each.inline
    parent = around.block.getparent()
    return Line(
        text=text,
        tag=str(around.block.tag),
        near=inline | around.own | (zones.of(parent) if parent is not None else 0),
        above=around.above,
        place=place,
        element=around.block,
        inline=inline,
        links=tuple(dict.fromkeys(each.href for _, each in texts if each.href)),
    )
