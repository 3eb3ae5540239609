"""The HTML of what leads somewhere in a body: links, references to entries, notes and the way back from them, tables that scroll.

Notes carry the roles of DPUB-ARIA 1.1 (doc-noteref, doc-endnotes, doc-backlink). What is escaped where is decided
here, once, for both ways to HTML: by tokens (`renderer.py`) and straight from the text (`plain_body.py`).
"""

from collections.abc import MutableMapping
from html import unescape
from typing import Any, Final
from urllib.parse import unquote

from site_builder.render.html_text import escape_html
from site_builder.render.text import Labels, Link

ENGLISH: Final = Labels()
NOTES_END: Final = "</ol>\n</div>\n"
NOTE_END: Final = "</li>\n"
TABLE_END: Final = "</table>\n</div>\n"


def is_external(address: str) -> bool:
    """Tell whether a link to `address` leaves the site."""
    return address.lower().startswith(("http:", "https:", "//"))


def based(address: str, base: str) -> str:
    """Return an address within the site with the site's base before it: `/about/` → `/digest/about/`."""
    return base + address[1:] if address.startswith("/") else address


def is_bare(text: str, address: str) -> bool:
    """Tell whether a link's text is the address that it leads to, so that paper need not say it twice."""
    if "." not in text or " " in text:
        return False
    return _spoken(text) == _spoken(address)


def bareness(html: str, address: str) -> str:
    """Return the attribute of a link in which `html` stands, if that is its address and nothing more."""
    return ' class="bare"' if "." in html and is_bare(unescape(html), address) else ""


def _spoken(address: str) -> str:
    return unquote(address).partition("://")[2].rstrip("/") or unquote(address).rstrip("/")


def link_start(address: str, base: str, html: str = "") -> str:
    """Return the start tag of a link without a title; one that leaves the site says so. `html` is what stands in the link."""
    if is_external(address):
        return f'<a href="{escape_html(address)}" rel="external noopener"{bareness(html, address)}>'
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


def notes_start(labels: Labels | None) -> str:
    """Return the start of the notes at the end of a text."""
    label = escape_html((labels or ENGLISH).notes)
    return f'<div class="notes" role="doc-endnotes" aria-label="{label}">\n<ol>\n'


def note_start(note: int, anchor: str) -> str:
    """Return the start of a note at the end of the text."""
    return f'<li id="{escape_html(anchor)}note-{note + 1}">\n'


def note_return(note: int, nth: int, anchor: str, labels: Labels | None) -> str:
    """Return the way back from a note to the `nth` place that refers to it."""
    said = (labels or ENGLISH).back_again if nth else (labels or ENGLISH).back
    said = said.format_map({"number": note + 1, "time": nth + 1})
    label = f'role="doc-backlink" aria-label="{escape_html(said)}"'
    return f' <a href="#{_place(note, nth, escape_html(anchor))}" {label}>\u21a9\ufe0e</a>'


def table_start(env: MutableMapping[str, Any]) -> str:
    """Return the start of the next table of a text: it scrolls in a group that the keyboard reaches, named by the table's number.

    `env` has the `labels` of the text, and counts its `tables`.
    """
    env["tables"] = number = env.get("tables", 0) + 1
    labels: Labels = env.get("labels") or ENGLISH
    label = escape_html(labels.table.format_map({"number": number}))
    return f'<div class="table" role="group" tabindex="0" aria-label="{label}">\n<table>\n'


def _place(note: int, nth: int, prefix: str) -> str:
    again = f"-{nth + 1}" if nth else ""
    return f"{prefix}note-ref-{note + 1}{again}"
