"""Proposals: a source that the digest does not know, offered for an entry that names none.

It is called as the page calls its site, or as whoever claims the rights is called; nothing is written until an editor takes it.
"""

from typing import Final
from urllib.parse import urlsplit

from site_builder.content.slugs import slugify
from site_builder.importing.copies.shelf import Shelf
from site_builder.importing.draft import Draft
from site_builder.importing.recognising.names import fold
from site_builder.importing.report import Offer
from site_builder.importing.writing.entries import source_file, source_path

_SURE: Final = 0.865
"""How sure the name of a site must be to be proposed; the model of names says between 85 and 89 %, never more."""


def source(path: str, draft: Draft, shelf: Shelf) -> list[Offer]:
    """Offer a new source for the entry at `path`: by the name and the host of its page, or by who claims the rights."""
    if draft.source or draft.new_source:
        return []
    if draft.link:
        return _site(path, draft, shelf)
    if not draft.publisher:
        return []
    name, why = draft.publisher
    return [_offer(path, name, why)]


def _site(path: str, draft: Draft, shelf: Shelf) -> list[Offer]:
    """Offer the site that a page is of, where its name was read surely and no source has its host or its file."""
    host = (urlsplit(draft.link).hostname or "").removeprefix("www.")
    said = next((one for one in draft.evidence if one.field == "site_name"), None)
    name = draft.site_name
    if not host or not said or said.confidence < _SURE or fold(name) in {"", fold(host)} or not slugify(name):
        return []
    if shelf.names.source_at(host) or shelf.names.source(name) or shelf.has_path(source_path(name)):
        return []
    return [_offer(path, name, f"what the site calls itself ({said.rule})", host)]


def _offer(path: str, name: str, why: str, host: str = "") -> Offer:
    file, content = source_file(name, host)
    return Offer(path, "source", name, why, file, content.decode())
