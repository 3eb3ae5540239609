"""Bodies to HTML straight from their text, several times faster than by tokens and byte for byte the same.

What `plain_blocks`, `plain_texts` and `plain_inline` are certain about is written here as HTML; markdown-it reads
the rest of a body, block by block and text by text.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from site_builder.render import anchors, plain_blocks, plain_inline, plain_texts
from site_builder.render.headings import Outline
from site_builder.render.plain_blocks import Block, Heading, Items, Note, Other, Quotation, Rule
from site_builder.render.plain_notes import Notes
from site_builder.render.plain_tables import Table
from site_builder.render.text import Link, Text

if TYPE_CHECKING:
    from markdown_it.utils import EnvType


class PlainBody:
    """A body taken apart: its blocks, what its references stand for, and the labels of its notes.

    `whole` gives the HTML of most of its texts that name nothing.
    """

    def __init__(self, text: Text, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.links = {link.target: link for link in text.links}
        self.labels = {block.label for block in blocks if isinstance(block, Note)}
        self.base, self.anchor, self.said = text.base, text.anchor, text.labels
        self.highest = text.highest
        self.whole, self._named = plain_texts.understood(plain_blocks.texts(blocks))

    def pieces(self, text: str) -> list[str] | None:
        """Return the HTML of a text of this body; every second piece is a name. None: it takes a parser."""
        whole = self.whole.get(text)
        if whole is not None:
            return [whole]
        return self._named.get(text) or plain_inline.understood(text, self.base)

    def link(self, name: str) -> Link | None:
        """Return what `[[name]]` stands for, if that is known."""
        return self.links.get(unicodedata.normalize("NFC", name[2:-2].strip()))


def plain_body(text: Text) -> PlainBody | None:
    """Return the body of `text`, or None where its blocks must be read together, by a parser."""
    blocks = plain_blocks.blocks(text.markdown)
    return None if blocks is None else PlainBody(text, blocks)


def plain_html(body: PlainBody, blocks: Iterable[Block], *, noted: bool) -> str:
    """Return the HTML of `blocks` of `body`, with its notes if it is `noted` and else without a trace of them."""
    writer = _Writer(body, noted=noted)
    html = "".join([writer.block(block) for block in blocks])
    return html + writer.notes.html() if noted else html


class _Writer:
    def __init__(self, body: PlainBody, *, noted: bool) -> None:
        self.notes = Notes(body.labels, body.anchor, body.said)
        self._body = body
        self._noted = noted
        self._outline = Outline(body.highest)
        self._env: EnvType = {
            "links": body.links, "anchor": body.anchor, "base": body.base, "labels": body.said
        }  # fmt: skip
        if body.labels:
            self._env["footnotes"] = {"refs": self.notes.numbers, "list": self.notes.referred}

    def block(self, block: Block) -> str:
        """Return the HTML of the next block; of a note nothing yet."""
        html = ""
        match block:
            case str(text):
                return f"<p>{self._inline(text)}</p>\n"
            case Heading(tag, text):
                tag = self._outline.level(tag)
                html = f"<{tag}>{self._inline(text)}</{tag}>\n"
            case Quotation(blocks):
                html = f"<blockquote>\n{''.join([self.block(quoted) for quoted in blocks])}</blockquote>\n"
            case Items(texts, start):
                html = "".join([f"<li>{self._inline(text)}</li>\n" for text in texts])
                first = "" if start == 1 else f' start="{start}"'
                html = f"<ul>\n{html}</ul>\n" if start is None else f"<ol{first}>\n{html}</ol>\n"
            case Note(label, text):
                self.notes.read(label, lambda: self._inline(text))
            case Rule():
                html = "<hr>\n"
            case Table():
                html = self._table(block)
            case Other(source):
                html = self._other(source)
        return html

    def _inline(self, text: str) -> str:
        whole = self._body.whole.get(text)
        if whole is not None:
            return whole
        pieces = self._body.pieces(text)
        if pieces is None:
            return self._parsed_inline(text)
        return "".join([self._name(piece) if place % 2 else piece for place, piece in enumerate(pieces)])

    def _name(self, name: str) -> str:
        if name.startswith("[["):
            return anchors.reference(self._body.link(name), name)
        label = name[2:-1]
        if label not in self._body.labels:
            return name
        return self.notes.refer(label) if self._noted else ""

    def _table(self, table: Table) -> str:
        aligned = [f' class="align-{side}"' if side else "" for side in table.alignment]
        head, *rows = ["".join(self._cells(row, aligned, head=not n)) for n, row in enumerate(table.rows)]
        lines = "".join([f"<tr>\n{row}</tr>\n" for row in rows])
        body = f"<tbody>\n{lines}</tbody>\n" if lines else ""
        start = anchors.table_start(self._env)
        return f"{start}<thead>\n<tr>\n{head}</tr>\n</thead>\n{body}{anchors.TABLE_END}"

    def _cells(self, row: Sequence[str], aligned: Sequence[str], *, head: bool) -> Iterator[str]:
        for cell, mark in zip(row, aligned, strict=True):
            if head and cell:
                yield f'<th scope="col"{mark}>{self._inline(cell)}</th>\n'
            else:
                yield f"<td{mark}>{self._inline(cell)}</td>\n"

    def _parsed_inline(self, text: str) -> str:
        from site_builder.render.parsed_body import inline_html  # loaded where it is needed, which is seldom

        html, places = inline_html(text, self._env)
        self.notes.places |= places
        return html

    def _other(self, source: str) -> str:
        from site_builder.render.parsed_body import blocks_html

        html, places = blocks_html(source, self._outline, self._env)
        self.notes.places |= places
        return html
