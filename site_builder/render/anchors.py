"""The HTML of what leads somewhere in a body: links, references to entries, notes and the way back from them.

Notes carry the roles of DPUB-ARIA 1.1 (doc-noteref, doc-endnotes, doc-backlink). What is escaped where is decided
here, once, for both ways to HTML: by tokens (`renderer.py`) and straight from the text (`plain_body.py`).
"""

from typing import Final

from site_builder.render.html_text import escape_html
from site_builder.render.text import Link, NoteLabels

ENGLISH: Final = NoteLabels()
NOTES_END: Final = "</ol>\n</div>\n"
NOTE_END: Final = "</li>\n"


def is_external(address: str) -> bool:
    """Tell whether a link to `address` leaves the site."""
    return address.lower().startswith(("http:", "https:", "//"))


def based(address: str, base: str) -> str:
    """Return an address within the site with the site's base before it: `/about/` → `/digest/about/`."""
    return base + address[1:] if address.startswith("/") else address


def link_start(address: str, base: str) -> str:
    """Return the start tag of a link without a title; one that leaves the site says so."""
    if is_external(address):
        return f'<a href="{escape_html(address)}" rel="external noopener">'
    return f'<a href="{escape_html(based(address, base))}">'


def reference(link: Link | None, written: str) -> str:
    """Return the link to an entry, or its title when the site does not show it; `written` of an unknown one."""
    if link is None:
        return escape_html(written)
    other = f' lang="{escape_html(link.language)}" dir="{link.direction}"' if link.language else ""
    if not link.url:
        return f'<span class="unlinked"{other}>{escape_html(link.title)}</span>'
    return f'<a href="{escape_html(link.url)}"{other}>{escape_html(link.title)}</a>'


def note_reference(note: int, nth: int, anchor: str) -> str:
    """Return the mark that leads to note `note` from the `nth` place that refers to it, both from 0."""
    prefix = escape_html(anchor)
    address = f'href="#{prefix}note-{note + 1}" id="{_place(note, nth, prefix)}" role="doc-noteref"'
    return f'<sup class="note-ref"><a {address}>{note + 1}</a></sup>'


def notes_start(labels: NoteLabels | None) -> str:
    """Return the start of the notes at the end of a text."""
    label = escape_html((labels or ENGLISH).notes)
    return f'<div class="notes" role="doc-endnotes" aria-label="{label}">\n<ol>\n'


def note_start(note: int, anchor: str) -> str:
    """Return the start of a note at the end of the text."""
    return f'<li id="{escape_html(anchor)}note-{note + 1}">\n'


def note_return(note: int, nth: int, anchor: str, labels: NoteLabels | None) -> str:
    """Return the way back from a note to the `nth` place that refers to it."""
    said = (labels or ENGLISH).back_again if nth else (labels or ENGLISH).back
    said = said.format_map({"number": note + 1, "time": nth + 1})
    label = f'role="doc-backlink" aria-label="{escape_html(said)}"'
    return f' <a href="#{_place(note, nth, escape_html(anchor))}" {label}>\u21a9\ufe0e</a>'


def _place(note: int, nth: int, prefix: str) -> str:
    again = f"-{nth + 1}" if nth else ""
    return f"{prefix}note-ref-{note + 1}{again}"
