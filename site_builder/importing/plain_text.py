"""Plain text: the dump of a page, or pasted text, as a draft."""

from site_builder.importing import forum, frames, mail, page, segments
from site_builder.importing.document import Document
from site_builder.importing.draft import Draft
from site_builder.importing.names import Names


def extract(document: Document, names: Names) -> Draft:
    """Read a plain-text document: a message or a forum post when it has the frame of one, else a page."""
    found = segments.split(document.text)
    frame = mail.find(found) or frames.find(found, names) or frames.quoting(found)
    return forum.read(found, frame, names) if frame else page.read(found, names, document.url)
