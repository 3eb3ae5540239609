"""Markdown: plain text written so that CommonMark shows it as that plain text."""

import re
from collections.abc import Iterable
from typing import Final

from site_builder.importing.draft import Block

_ANYWHERE: Final = re.compile(r"[\\`*_\[\]<~]|&(?=[#\w])|(?<=!)(?=\[)")
_MARK: Final = re.compile(r"(?:#{1,6}(?=\s|$)|[-+=>](?!\w)|>|:(?=\s|-|$)|\|)")
_NUMBER: Final = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_GAPS: Final = {"item": "\n", "quote": "\n>\n"}  # between two blocks of the same kind
_CLOSING: Final = re.compile(r"(?<!\S)(#+)$")


def escape(text: str) -> str:
    """Return one line of plain text as Markdown; rendered, its text is `text` again (CommonMark 0.31, 2.4).

    Marks that mean something anywhere are escaped everywhere; those that open a block, at the start only.
    """
    line = _ANYWHERE.sub(r"\\\g<0>", text)
    if _MARK.match(line):
        return "\\" + line
    return _NUMBER.sub(r"\1\\\2", line, count=1) if _NUMBER.match(line) else line


def body(blocks: Iterable[Block]) -> str:
    """Return the Markdown of a body: paragraphs, `##` headings, lists and quotations, one line each, blank lines between."""
    written = ""
    before = ""
    for block in blocks:
        gap = "" if not written else _GAPS.get(block.kind, "\n\n") if before == block.kind else "\n\n"
        written += gap + _block(block)
        before = block.kind
    return written + "\n" if written else ""


def _block(block: Block) -> str:
    line = escape(block.text)
    match block.kind:
        case "heading":
            return "## " + _CLOSING.sub(r"\\\1", line)
        case "item":
            return "- " + line
        case "quote":
            return "> " + line
        case _:
            return line
