"""Typed: pages that a word processor has written, with nothing around the piece but what its author typed.

Their `title` is often the name of a draft and their data that of the file, and they mark no byline. What stands at their
head is what stands at the head of a pasted text, and is read as that is.
"""

import re
from typing import Final

from lxml.etree import XPath
from lxml.html import HtmlElement
from msgspec.structs import replace

from site_builder.importing import segments
from site_builder.importing.document import clean
from site_builder.importing.draft import Draft
from site_builder.importing.html.fields.choice import Found
from site_builder.importing.html.fields.fields import Fields
from site_builder.importing.html.piece.body import Body
from site_builder.importing.recognising.names import Names
from site_builder.importing.text import page as text_page

_STATED: Final = XPath(
    "//meta[translate(@name, 'GENRATOPID', 'genratopid')='generator' or translate(@name, 'PROGID', 'progid')='progid']/@content"
)
_PROGRAM: Final = re.compile(
    r"\b(?:word(?:\.document|perfect)?\b(?!press)|libreoffice|openoffice|staroffice|abiword|pages|google docs)",
    re.IGNORECASE,
)
_TITLED: Final = XPath(
    "(//p[contains(@class, 'MsoTitle') or contains(concat(' ', @class, ' '), ' title ')] | //h1)[1]"
)
_RULE: Final = "head of a typed document"
_CONFIDENCE: Final = 0.8
"""As sure as the editor should be told to be; nothing was measured, since no page with known fields is of this kind."""


def is_typed(tree: HtmlElement) -> bool:
    """Tell whether a page says that a word processor has written it."""
    published = any(" doc-content " in f" {one.get('class') or ''} " for one in tree.iter("body"))
    return published or any(_PROGRAM.search(str(one)) for one in _STATED(tree)[:5])


def mended(tree: HtmlElement, found: Fields, piece: Body, names: Names) -> tuple[Fields, Body]:
    """Return the fields of a typed document as its head states them, and its piece without that head."""
    shown = [block for block in piece.page if clean(block.text)]
    read = text_page.read(segments.split("\n\n".join(clean(block.text) for block in shown)), names)
    first, last = read.body_lines
    if not first:
        return found, piece
    start, end = first // 2, last // 2
    inside = {id(block) for block in shown[start : end + 1]}
    known = {id(block) for block in shown}
    blocks = tuple(block for block in piece.blocks if id(block) in inside or id(block) not in known)
    text = "\n\n".join(said for block in blocks if (said := clean(block.text)))
    titles = [title for one in _TITLED(tree) if (title := clean("".join(one.itertext())))]
    read = replace(read, title=titles[0]) if titles else read
    return _stated(found, read), replace(piece, blocks=blocks, text=text) if text else piece


def _stated(found: Fields, read: Draft) -> Fields:
    """Return the fields with what the head of the document says; a date that only the file has is none."""
    return replace(
        found,
        title=Found(read.title, _RULE, _CONFIDENCE) if read.title else found.title,
        authors=Found(read.authors, _RULE, _CONFIDENCE) if read.authors else found.authors,
        published=Found(read.date, _RULE, _CONFIDENCE) if read.date else None,
        updated=None,
        description=Found(read.standfirst, _RULE, _CONFIDENCE) if read.standfirst else None,
    )
