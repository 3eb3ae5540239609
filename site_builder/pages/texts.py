"""Texts: Markdown with its `[[entry-id]]` references resolved to titles and addresses."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from site_builder.language.speech import Speech
from site_builder.model import Body, Metadata, Rights
from site_builder.pages.links import href
from site_builder.pages.names import Names, direction_of
from site_builder.render.text import Labels, Link, Text

_REFERENCE: Final = re.compile(r"\[\[([^\[\]\n]{1,200})\]\]")
_NOTES: Final = re.compile(r'<sup class="note-ref">.*?</sup>|<div class="notes".*', re.DOTALL)
_BLOCK: Final = re.compile(r"</?(?:p|h[2-6]|li|td|th|blockquote|pre)[^>]*>|<br>")


def text(
    names: Names, markdown: str, rights: Rights | None = None, language: str = "", highest: int = 2
) -> Text:
    """Return `markdown` in `language` (the site's if "") with what its references stand for, to be published under `rights`.

    `highest` is the level of its highest headings, one below the heading that the text stands under.

    Every `[[id]]` is looked up, also one in a code block that will not be shown as a link: an extra read is
    harmless, a missing one would leave a page stale. Unknown entries are left to the renderer.
    """
    links = _links(names, markdown, language or names.language) if "[[" in markdown else ()
    labelled = "[^" in markdown or "|" in markdown
    return Text(
        markdown,
        links,
        rights,
        names.base,
        labels=_labels(names.speech) if labelled else None,
        highest=highest,
    )


def text_of(names: Names, metadata: Metadata, body: Body | None, rights: Rights | None) -> Text | None:
    """Return the text of an entry, or None where there is none or its rights allow no more than a link.

    A note stands right under its title; what is quoted, under a heading that says whose words these are.
    """
    if not body or not body.text or (rights is not None and rights.policy == "link"):
        return None
    highest = 2 if metadata.kind == "note" else 3
    return text(names, body.text, rights, names.language_of(metadata), highest)


def words_of(text: Text) -> str:
    """Return the words that a page shows of a text, without its markup and its notes."""
    from markupsafe import Markup  # and a renderer, only where a page is made, and one of a post

    from site_builder.render.body import to_html

    html = _NOTES.sub("", to_html(text).html)
    return Markup(_BLOCK.sub(" ", html)).striptags()  # noqa: S704 - it is ours


def _links(names: Names, markdown: str, language: str) -> tuple[Link, ...]:
    found = (unicodedata.normalize("NFC", match[1].strip()) for match in _REFERENCE.finditer(markdown))
    return tuple(
        _link(names, target, metadata, language)
        for target in dict.fromkeys(found)
        if (metadata := names.metadata(target))
    )


def _link(names: Names, target: str, metadata: Metadata, around: str) -> Link:
    own = names.language_of(metadata)
    own = "" if own == around else own
    return Link(target, metadata.title, href(names.base, metadata.permalink), own, direction_of(own))


@lru_cache(maxsize=8)
def _labels(speech: Speech) -> Labels:
    return Labels(
        speech.gettext("Notes"),
        speech.gettext("Back to reference {number}"),
        speech.gettext("Back to reference {number} ({time})"),
        speech.gettext("Table {number}"),
    )
