"""Stated: what the wrapping of a document says of it (a feed's item, the head of a message) joined to its draft."""

import re
from typing import Any, Final
from urllib.parse import urlsplit

from msgspec.structs import replace

from site_builder.content.slugs import slugify
from site_builder.importing.document import Document, Stated, clean
from site_builder.importing.draft import Draft, Evidence
from site_builder.importing.recognising import links
from site_builder.importing.recognising.bylines import Writer, is_outlet, plain
from site_builder.importing.recognising.names import Names

FIRM: Final = 0.95  # confidence of what speaks of this very piece
WEAK: Final = 0.6  # and of what does not
_MOST_TOPICS: Final = 12
_SHOWN: Final = {"authors": "author"}  # a field of the draft → as evidence names it
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?")


def completed(draft: Draft, document: Document, names: Names) -> Draft:
    """Return the draft with what the wrapping and the address of its document say.

    What speaks of this very piece goes before what was read out of it; all else fills what is empty.
    """
    said = document.stated
    changes: dict[str, Any] = {}
    evidence: list[Evidence] = []
    for field, value in _values(said).items():
        if value and value != getattr(draft, field) and (said.firm or not getattr(draft, field)):
            changes[field] = value
            evidence.append(Evidence(_SHOWN.get(field, field), 0, said.by, FIRM if said.firm else WEAK))
    kept = [one for one in draft.evidence if one.field not in {found.field for found in evidence}]
    draft = replace(draft, **changes, evidence=(*kept, *evidence))
    return _placed(draft, document.url, names)


def _values(said: Stated) -> dict[str, Any]:
    return {
        "title": clean(said.title),
        "authors": tuple(_writer(name) for name in said.authors),
        "date": said.date or said.updated,
        "updated": said.updated if said.date else "",
        "site_name": clean(said.site_name),
        "language": said.language if _LANGUAGE.fullmatch(said.language) else "",
        "topics": tuple(dict.fromkeys(filter(None, map(slugify, said.topics))))[:_MOST_TOPICS],
    }


def _writer(name: str) -> Writer:
    return Writer(name, organisation=True) if is_outlet(name) else Writer(plain(name))


def _placed(draft: Draft, url: str, names: Names) -> Draft:
    """Say where a page stands: its address, and the source that the digest knows by its host or by its name."""
    own = links.canonical(url) if url else ""
    link = own if draft.frame != "forum" else ""
    changes: dict[str, Any] = {}
    evidence: list[Evidence] = []
    if link and not draft.link:
        changes["link"] = link
        evidence.append(Evidence("source_url", 0, "the address of the document"))
    if not draft.source and not draft.new_source:
        slug = names.source_at(urlsplit(own).hostname or "")
        why = "the host of the document's address" if slug else "the name that the site gives itself"
        slug = slug or names.source(draft.site_name)
        if slug:
            changes["source"] = slug
            evidence.append(Evidence("source", 0, why))
    return replace(draft, **changes, evidence=(*draft.evidence, *evidence)) if changes else draft
