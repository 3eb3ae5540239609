"""Markdown of a page's piece: CommonMark with tables and footnotes, as `content/markdown.py` reads it.

It is written from the tree, never copied from it: no tag, script or style of the page can get through, links lead
to http, https and mailto only, and what the text holds of Markdown's own marks is escaped.
"""

import re
from collections.abc import Sequence
from typing import Final

from site_builder.importing.html.converting import headings, inline, numbering
from site_builder.importing.html.converting.code import fenced
from site_builder.importing.html.converting.inline import Setting
from site_builder.importing.html.converting.notes import Notes, without_label
from site_builder.importing.html.converting.pictures import Pictures
from site_builder.importing.html.converting.structure import Node, is_head, loose, structured
from site_builder.importing.html.converting.table import grid, with_head
from site_builder.importing.html.markup.blocks import Block
from site_builder.importing.html.piece.body import Body
from site_builder.importing.markdown import escape

_CLOSING: Final = re.compile(r"(?<!\S)(#+)$")
_LAST_LEVEL: Final = 6  # of a heading in Markdown


def written(body: Body, url: str) -> str:
    """Return the Markdown of a body found in the page at `url`; it ends in a line feed unless it is empty."""
    return _Writer(body, url).whole()


class _Writer:
    def __init__(self, body: Body, url: str) -> None:
        self._notes = Notes(body.blocks, body.page)
        self._setting = Setting(url, self._notes.written, Pictures(url, body.blocks).written)
        noted = frozenset(id(block) for blocks in self._notes.blocks for block in blocks)
        kept = [block for block in body.blocks if not self._notes.holds(block)]
        self._page = body.page
        self._kept = headings.heading(kept, body.page, noted)
        levels = [level for block in self._kept if (level := headings.level(block))]
        self._shift = 2 - min(levels, default=2)

    def whole(self) -> str:
        parts = [self._parts(structured(self._kept))]
        parts += [self._note(number, blocks) for number, blocks in enumerate(self._notes.blocks, 1)]
        text = "\n\n".join(part for part in parts if part)
        return text + "\n" if text else ""

    def _note(self, number: int, blocks: Sequence[Block]) -> str:
        first, *others = blocks
        lines = [self._line(without_label(first)), *(self._line(block) for block in others)]
        text = "\n\n".join(line for line in lines if line)
        return _indented(f"[^{number}]: ", text.lstrip("\n"), 4) if text else ""

    def _parts(self, parts: "Sequence[Node | Block]") -> str:
        """Return parts with blank lines between; of two lists in a row, the second gets another mark."""
        found: list[str] = []
        before, odd = "", False
        for part in loose(parts):
            tag = part.tag if isinstance(part, Node) else ""
            odd = not odd if tag and tag == before else False
            if text := self._node(part, odd=odd) if isinstance(part, Node) else self._block(part):
                found.append(text)
                before = tag
        return "\n\n".join(found)

    def _node(self, node: Node, *, odd: bool) -> str:
        match node.tag:
            case "blockquote":
                inner = self._parts(node.parts)
                return "\n".join(f"> {line}" if line else ">" for line in inner.split("\n")) if inner else ""
            case "table":
                return self._table(node)
            case _:
                return self._list(node, odd=odd)

    def _list(self, node: Node, *, odd: bool) -> str:
        nodes = [item for item in node.parts if isinstance(item, Node)]
        tight = all(
            sum(isinstance(part, Block) and bool(part.text) for part in item.parts) < 2  # noqa: PLR2004
            for item in nodes
        )
        items = [(item, inner) for item in nodes if (inner := self._item(item, tight=tight))]
        ordered = node.place.tag == "ol"
        printed = numbering.labels(node.place.element) if ordered else {}
        labels = [printed.get(item.place.element, "1") for item, _ in items]
        first = numbering.first_of(labels) if ordered else None
        lines = []
        for place, (item, inner) in enumerate(items):
            mark = "* " if odd else "- "
            if first is not None:
                mark = f"{first + place}{')' if odd else '.'} "
            elif ordered:
                inner = _labelled(labels[place], item, inner)  # noqa: PLW2901
            lines.append(_indented(mark, inner, len(mark)))
        return ("\n" if tight else "\n\n").join(lines)

    def _item(self, item: Node, *, tight: bool) -> str:
        inner = self._parts(item.parts)
        if tight and len(item.parts) == 2 and isinstance(item.parts[0], Block) and "\n\n" in inner:  # noqa: PLR2004
            head, _, rest = inner.partition("\n\n")
            return f"{head}\n{rest}" if re.match(r"[-*] |1[.)] ", rest) else inner
        return inner

    def _table(self, found: Node) -> str:
        node = with_head(found, self._page)
        captions = [self._line(part) for part in node.parts if isinstance(part, Block)]
        nodes = [row for row in node.parts if isinstance(row, Node)]
        rows = [[self._cell(cell) if cell else "" for cell in row] for row in grid(node)]
        lines = [row for row in rows if any(row)]
        if not lines:
            return "\n\n".join(filter(None, captions))
        width = len(rows[0])
        if not is_head(nodes[0]) or lines[0] is not rows[0]:
            lines.insert(0, [""] * width)
        table = ["| " + " | ".join(line) + " |" for line in lines]
        table.insert(1, "|" + " --- |" * width)
        return "\n\n".join([*filter(None, captions), "\n".join(table)])

    def _cell(self, cell: Node) -> str:
        blocks = [part for part in cell.parts if isinstance(part, Block)]
        text = " ".join(inline.line(block, self._setting, plain=True) for block in blocks)
        return re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\\|", text.replace("\n", " ")).strip()

    def _block(self, block: Block) -> str:
        if block.place.tag == "pre":
            return fenced(block)
        level = headings.level(block)
        if not level:
            return self._line(block)
        text = inline.line(headings.without_signs(block), self._setting, plain=True).replace("\n", " ")
        marks = "#" * min(max(2, level + self._shift), _LAST_LEVEL)
        return marks + " " + _CLOSING.sub(r"\\\1", text) if text else ""

    def _line(self, block: Block) -> str:
        return inline.line(block, self._setting)


def _labelled(label: str, item: Node, text: str) -> str:
    """Return an item's text behind what the page prints before it."""
    opening = item.parts[0]
    runs_on = isinstance(opening, Block) and opening.place.tag != "pre"
    return escape(f"{label}.") + (" " if runs_on else "\n\n") + text


def _indented(mark: str, text: str, width: int) -> str:
    first, *others = text.split("\n")
    return "\n".join([mark + first, *(" " * width + line if line.strip() else "" for line in others)])
