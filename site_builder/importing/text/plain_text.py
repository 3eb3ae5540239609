"""Plain text: the dump of a page, or pasted text, as a draft."""

from collections.abc import Sequence
from typing import Final

from site_builder.importing import segments
from site_builder.importing.document import Document
from site_builder.importing.draft import Draft
from site_builder.importing.recognising.names import Names
from site_builder.importing.segments import Segment
from site_builder.importing.text import forum, frames, mail, newsletters, page

_POST: Final = 0.5  # of the running text; a first post with less opens a discussion and hands on no piece


def extract(document: Document, names: Names) -> Draft:
    """Read a plain-text document: a message or a forum post when it has the frame of one, else a page."""
    found = segments.split(document.text)
    message = mail.find(found)
    if message and (letter := newsletters.read(found, message, names, document.url)):
        return letter
    frame = message or frames.find(found, names) or frames.quoting(found)
    if frame is None:
        return page.read(found, names, document.url)
    post = forum.read(found, frame, names)
    if post.link or post.authors or _holds_most(post, found):
        return post
    return page.read(found, names, document.url)


def _holds_most(post: Draft, found: Sequence[Segment]) -> bool:
    """Tell whether a post is the piece of its document, and not the first of many in a discussion."""
    own = sum(segments.weight(block.text) for block in post.blocks)
    return own >= _POST * sum(one.weight for one in found if one.prose)
