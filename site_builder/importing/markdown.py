"""Markdown: plain text written so that CommonMark shows it as that plain text."""

import re
from collections.abc import Iterable
from typing import Final

from site_builder.importing.draft import Block

_ENTITY: Final = r"&(?=#?\w+;|#?\w*\Z)"  # what goes on behind the end is not known here
_MEANS: Final = (
    rf"[\\`*\[\]]|<(?=[A-Za-z/!?]|\Z)|~(?=~|\Z)|(?<=~)~|(?<![^\W_])_|_(?![^\W_])|{_ENTITY}|(?<=!)(?=\[)"
)
_ASIDE: Final = r"\[(?!\^)[^][\\`*_<>&!~]*\](?![](\[:]|\Z)"  # "[…]", "[sic]": no link, as nothing defines one
_ANYWHERE: Final = re.compile(rf"(?P<aside>(?<=[^][!\\]){_ASIDE})|{_MEANS}")
_OPENING: Final = re.compile(rf"(?P<aside>(?<![][!\\]){_ASIDE})|{_MEANS}")
_MARK: Final = re.compile(r"(?:#{1,6}(?=\s|$)|[-+=>](?!\w)|>|[:~](?=\s|-|$)|\|)")
_NUMBER: Final = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_GAPS: Final = {"item": "\n", "quote": "\n>\n"}  # between two blocks of the same kind
_CLOSING: Final = re.compile(r"(?<!\S)(#+)$")


def escape(text: str, *, opens: bool = True) -> str:
    """Return one line of plain text, or a stretch of one, as Markdown; rendered, its text is `text` again (CommonMark 0.31, 2.4).

    What means something anywhere is escaped everywhere, and what opens a block where the text `opens` a line. What
    would mean nothing stands as it is, since editors read this.
    """
    line = (_OPENING if opens else _ANYWHERE).sub(_escaped, text)
    if not opens:
        return line
    if _MARK.match(line):
        return "\\" + line
    return _NUMBER.sub(r"\1\\\2", line, count=1) if _NUMBER.match(line) else line


def _escaped(found: re.Match[str]) -> str:
    return found[0] if found["aside"] else "\\" + found[0]


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
