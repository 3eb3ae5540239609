"""Finds the blocks of a body without a parser, where one look at each line is certain to tell them.

Commentary is made of few kinds of blocks: paragraphs, headings, quotations, flat lists, notes, small tables and
breaks between sections. One regular expression finds those that CommonMark cannot read otherwise. All else is
found as an `Other`, to be read by markdown-it apart from what surrounds it.

Why a body may be taken apart (CommonMark 0.31.2): a line that is not indented and follows a blank line begins a
new block at the top, unless a fence is open above it (4.5) or it continues a list (5.3). So a body with a fence
is not taken apart, and what is indented or begins with a list's marker stays with an `Other` before it. Blocks
have a meaning for each other in one way only: by a definition of a link (4.7) or of a note. Either needs `]:`;
each must belong to a note that was found here, or the body is not taken apart.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from site_builder.content.references import has_no_plain_lines
from site_builder.render.plain_tables import Table, table

# A line that is text wherever it stands in a paragraph and whatever comes before it: not a heading (4.2, 4.3), a
# break (4.1), a quotation (5.1), an item (5.2) or the row below a table's head, nor indented. Emphasis may begin it.
_TEXT: Final = r"(?![#>+=|:\-\s]|[0-9]++[.)]|[*_]{1,2}+(?:[*_\s]|\Z))[^\n]++"
_BLANK: Final = r"\n(?:[ \t]*+\n)++"
_END: Final = r"(?=\n[ \t]*+\n|\Z)"
_CONTINUES: Final = r"(?:[ \t]|[-+*](?:\s|\Z)|[0-9]++[.)])"
_LINES: Final = r"[^\n]++(?:\n(?![ \t]*+\n)[^\n]++)*+"
_LABEL: Final = r"[0-9A-Za-z.-]++"
# a heading with a bar is left out, as it may be a table's head
_BLOCK: Final = re.compile(
    rf"""(?:[ \t]*+\n)*+(?:
      \[\^(?P<label>{_LABEL})\]:[ ]?(?P<note>{_TEXT}(?:\n(?!\[){_TEXT})*+)
        (?=\Z|\n\[\^{_LABEL}\]:|{_BLANK}(?![ \t]))
    | (?P<paragraph>{_TEXT}(?:\n{_TEXT})*+){_END}
    | (?P<level>\#{{1,6}}+)[ \t]++(?P<heading>[^\n\#|\s](?:[^\n\#|]*[^\n\#|\s])?)[ \t]*+(?=\n|\Z)
    | (?P<quotation>>[^\n]*+(?:\n>[^\n]*+)*+){_END}
    | (?P<bullets>(?P<bullet>[-+*])[ ]{_TEXT}(?:\n(?P=bullet)[ ]{_TEXT})*+)(?=\Z|{_BLANK}(?!{_CONTINUES}))
    | (?P<numbers>[0-9]{{1,9}}(?P<dot>[.)])[ ]{_TEXT}(?:\n[0-9]{{1,9}}(?P=dot)[ ]{_TEXT})*+)
        (?=\Z|{_BLANK}(?!{_CONTINUES}))
    | (?P<table>\|[^\n]*+\n\|[-:|\ \t]++(?:\n\|[^\n]*+)*+){_END}
    | (?P<rule>\*\*\*|---|___|\*[ ]\*[ ]\*){_END}
    | (?P<other>{_LINES}(?:{_BLANK}(?={_CONTINUES}){_LINES})*+)
    )""",
    re.VERBOSE,
)


class Heading(NamedTuple):
    """A heading's tag, h1 to h6, and its text."""

    tag: str
    text: str


class Quotation(NamedTuple):
    """What a quotation quotes; neither other quotations nor notes."""

    blocks: tuple["Block", ...]


class Items(NamedTuple):
    """The texts of a list's items, each one line; `start` is the first one's number, None in a list with bullets."""

    texts: tuple[str, ...]
    start: int | None


class Rule(NamedTuple):
    """A break between sections."""


class Note(NamedTuple):
    """A note of one paragraph, and the label that refers to it."""

    label: str
    text: str


class Other(NamedTuple):
    """One or more blocks that only a parser can tell, as written."""

    source: str


Paragraph = str
"""A paragraph's text, of one or more lines; bare, since most blocks are paragraphs."""

Block = Paragraph | Heading | Quotation | Items | Table | Rule | Note | Other


def blocks(markdown: str) -> list[Block] | None:
    """Return the blocks of a body in order, or nothing where they cannot be told apart with certainty."""
    if has_no_plain_lines(markdown):
        return None
    found: list[Block] = []
    notes = 0
    for match in _BLOCK.finditer(_without_blank_end(markdown)):
        kind = match.lastgroup or ""
        if kind == "paragraph" and (text := _trimmed(match[kind])):
            found.append(text)
        else:
            found.append(block := _block(match, kind))
            notes += isinstance(block, Note)
    return found if markdown.count("]:") == notes else None


def texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the texts in blocks, but none of what only a parser can tell."""
    for block in blocks:
        if isinstance(block, str):
            yield block
        elif isinstance(block, Heading | Note):
            yield block.text
        elif isinstance(block, Items):
            yield from block.texts
        elif isinstance(block, Quotation):
            yield from texts(block.blocks)
        elif isinstance(block, Table):
            for row in block.rows:
                yield from row


def _without_blank_end(markdown: str) -> str:
    """Return the text without the blank lines at its end; spaces at the end of its last line may be code."""
    written = len(markdown.rstrip(" \t\n"))
    if not written:
        return ""
    end = markdown.find("\n", written)
    return markdown if end < 0 else markdown[:end]


def _block(match: re.Match[str], kind: str) -> Block:
    source = match[kind]
    found: Block | None = None
    match kind:
        case "heading":
            found = Heading(f"h{len(match['level'])}", source)
        case "note":
            found = Note(match["label"], text) if (text := _trimmed(source)) else None
        case "quotation":
            found = _quotation(source)
        case "bullets":
            found = _items(source, None)
        case "numbers":
            found = _items(source, int(source.partition(match["dot"])[0]))
        case "table":
            found = table(source)
        case "rule":
            found = Rule()
    return Other(source) if found is None else found


def _trimmed(source: str) -> str:
    """Return the text without the blanks at its end, or nothing if it ends in white space of another kind."""
    text = source.rstrip(" \t")
    return "" if text[-1].isspace() else text


def _quotation(source: str) -> Quotation | None:
    """Read what is quoted as a body of its own, as it is (5.1) where every line has its mark."""
    quotation = "\n".join([line[1:].removeprefix(" ") for line in source.split("\n")])
    if quotation.startswith(">") or "\n>" in quotation:  # quotations within it could go on without end
        return None
    quoted = blocks(quotation)
    if not quoted or any(isinstance(block, Note | Other) for block in quoted):
        return None
    return Quotation(tuple(quoted))


def _items(source: str, start: int | None) -> Items | None:
    texts = tuple(_trimmed(line.partition(" ")[2]) for line in source.split("\n"))
    return Items(texts, start) if all(texts) else None
