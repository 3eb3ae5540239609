"""Draft: what an extractor read out of one document, each field with the line that says so.

A field that the document does not state is empty in the draft and stays empty in the entry.
"""

from typing import Literal

from msgspec import Struct

from site_builder.diagnostics import Diagnostic
from site_builder.importing.recognising.bylines import Writer


class Evidence(Struct, frozen=True):
    """Why a field has its value: the line of the document (0: not from a line), the rule that read it, how sure it is.

    `confidence` goes from 0 to 1; below a field's threshold its value is not taken and becomes a doubt.
    """

    field: str
    line: int
    rule: str
    confidence: float = 1.0


class Doubt(Struct, frozen=True):
    """Something that was seen and not taken: an editor decides."""

    field: str
    line: int
    message: str


class Block(Struct, frozen=True):
    """One block of a body; `text` is plain text on one line."""

    kind: Literal["paragraph", "heading", "item", "quote"]
    text: str


class Biography(Struct, frozen=True):
    """What the document says of one of its authors, as printed."""

    name: str
    role: str
    text: str


class Image(Struct, frozen=True):
    """The picture that leads a piece: its address, the text that stands for it, and whom to credit."""

    url: str
    alt: str = ""
    credit: str = ""


class Draft(Struct, frozen=True):
    """A document as an entry to be.

    `frame` tells what surrounds the piece: "" for a page of its own, "forum" for a post, "reprint" for a piece
    that says where it first appeared. `region`, `source` and `topics` are slugs; `new_source` is the name of
    a source that the digest does not know yet. `posted` is local time without a zone. `link` is the address of
    the whole piece, cleaned; `partial`: the document says that there is more of it there. `body_lines` are the
    first and last line of the piece in the document's text. `publisher` is whose page a document without a source seems to
    be, and why. `updated` is a date like `date`, `language` a BCP 47
    tag, `site_name` what the site calls itself. A document with markup gives its body as `markdown` instead of
    `blocks` and as `plain` text, and as `text` what the whole of it says, which its capture keeps; all three are "" for
    plain text. `fault` is why the document holds no piece (a wall, a notice): it is not imported, whatever fields it states.
    """

    title: str = ""
    authors: tuple[Writer, ...] = ()
    date: str = ""
    region: str = ""
    source: str = ""
    new_source: str = ""
    link: str = ""
    topics: tuple[str, ...] = ()
    standfirst: str = ""
    blocks: tuple[Block, ...] = ()
    biographies: tuple[Biography, ...] = ()
    frame: Literal["", "forum", "reprint"] = ""
    partial: bool = False
    poster: str = ""
    posted: str = ""
    body_lines: tuple[int, int] = (0, 0)
    publisher: tuple[str, str] | None = None
    updated: str = ""
    language: str = ""
    site_name: str = ""
    image: Image | None = None
    markdown: str = ""
    plain: str = ""
    text: str = ""
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    fault: Diagnostic | None = None

    @property
    def body_text(self) -> str:
        """The body as plain text, an empty line between two paragraphs."""
        return self.plain or "\n\n".join(block.text for block in self.blocks)
