"""`[[references]]` of a body, found without the parser wherever a line can be read in one way only."""

import re
import unicodedata
from typing import Final

from msgspec import Struct

REFERENCE: Final = re.compile(r"\[\[(?!\^)([^\[\]\n\u2028-\u202e\u2066-\u2069]{1,200})\]\](?!\()")
# a line in which nothing but a reference could hold a reference: the text of a link and its address have no brackets
_PLAIN: Final = re.compile(
    rf"(?:[^][`\\<]++|{REFERENCE.pattern}|\[[^][`\\<]*+\](?:\([^][`\\<\s()]*+\)|(?!\()))*+"
)
_NEVER_PLAIN: Final = ("`", "```"), ("~", "~~~"), ("\r", "\r"), ("\0", "\0")
"""What is in no such body, each behind its first character, which is much quicker to look for."""
_WORD: Final = re.compile(r"[*(“‘\"']{0,3}[^\W\d_]")
_NOTE: Final = "\n[^"
_LABEL: Final = re.compile(r"[^\]\s]+\]:")


class Reference(Struct, frozen=True):
    """An entry named in a body by `[[target]]`; `line` and `column` from 1, `length` with the brackets."""

    target: str
    line: int
    column: int
    length: int


def has_no_plain_lines(body: str) -> bool:
    """Tell whether a body holds what could give any of its lines another meaning: a fence, or what is no text."""
    return any(first in body and text in body for first, text in _NEVER_PLAIN)


def references(body: str, first_line: int = 1) -> list[Reference]:
    """Return every reference that Markdown sees in `body` (none in code), in order.

    `first_line` is the line of the file on which `body` starts.
    """
    if "[[" not in body:
        return []
    lines = body.split("\n")
    found = _in_plain_lines(body, lines, first_line)
    if found is None:
        from site_builder.content.markdown import references_in_blocks

        found = references_in_blocks(body, lines, first_line)
    return found


def _in_plain_lines(body: str, lines: list[str], first_line: int) -> list[Reference] | None:
    """Return the references if each stands in a plain paragraph of one line, else None.

    A line between blank lines that begins with a word is a paragraph, unless a fence is open above it; and it
    reads the same alone, unless a definition other than of a note gives its brackets another meaning. So it is
    in nearly every body, and looking for blocks would take longer than all the rest. Where a line holds no code,
    escape, picture or brackets within brackets, all that looks like a reference is one (see `_PLAIN`).
    """
    if has_no_plain_lines(body) or ("]:" in body and body.count("]:") > _notes(body)):
        return None
    around = ["", *lines, ""]
    found = []
    for number, line in enumerate(lines):
        if "[[" not in line:
            continue
        if not _WORD.match(line) or around[number].strip(" \t") or around[number + 2].strip(" \t"):
            return None
        if _PLAIN.fullmatch(line) and "![" not in line:
            found += [
                Reference(target_of(match), first_line + number, match.start() + 1, len(match[0]))
                for match in REFERENCE.finditer(line)
                if target_of(match)
            ]
        else:
            from site_builder.content.markdown import references_in_paragraph

            found += references_in_paragraph(line, number, lines, first_line)
    return found


def _notes(body: str) -> int:
    """Return the number of notes that begin a line."""
    return sum(1 for note in f"\n{body}".split(_NOTE)[1:] if _LABEL.match(note))


def target_of(match: re.Match[str]) -> str:
    """Return the id that a match of `REFERENCE` names."""
    return unicodedata.normalize("NFC", match[1].strip())
