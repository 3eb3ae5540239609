"""Provenance: where the record of an entry comes from, as a list of facts; nothing is inferred."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from site_builder.language.speech import Speech
from site_builder.language.speech import marked as _
from site_builder.model import Body, Metadata, Value
from site_builder.pages import dates
from site_builder.pages.links import external
from site_builder.pages.speaking import joints

_POSTED: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])-[0-3]\d([T ]\d\d:\d\d(:\d\d)?)?")
_FIELDS: Final = {
    "region": _("region"),
    "topics": _("topics"),
    "source": _("source"),
    "author": _("author"),
    "authors": _("authors"),
    "title": _("title"),
    "date": _("date"),
    "language": _("language"),
    "summary": _("summary"),
    "standfirst": _("standfirst"),
    "source_url": _("address"),
}


class Fact(Value):
    """A term and what is known; `url` where that is an address, `code` where it is a name for machines, which runs from left to right in any script."""

    term: str
    text: str
    url: str = ""
    code: bool = False


def provenance(speech: Speech, metadata: Metadata, body: Body) -> tuple[Fact, ...]:
    """Return what is known of the way an entry came here; the stable id is always known."""
    origin, terms = body.provenance, _terms(speech)
    capture = terms.kept if origin.capture else terms.by_hand
    facts = (
        (terms.poster, origin.poster, ""),
        (terms.posted, _posted(speech, origin.posted), ""),
        (terms.via, body.via, external(body.via)),
        (terms.accessed, dates.day(speech, origin.accessed) if origin.accessed else "", ""),
        (terms.inherited, _fields(speech, origin.inherited), ""),
        (terms.capture, "" if metadata.kind == "note" else capture, ""),
        (terms.corrected, dates.day(speech, metadata.updated) if metadata.updated else "", ""),
    )
    known = (Fact(*fact) for fact in facts if fact[1])
    return (*known, Fact(terms.ident, metadata.id, code=True))


class _Terms(NamedTuple):
    """What the facts are called, and the two things that can be said of a capture."""

    poster: str
    posted: str
    via: str
    accessed: str
    inherited: str
    capture: str
    corrected: str
    ident: str
    kept: str
    by_hand: str


@lru_cache(maxsize=8)
def _terms(speech: Speech) -> _Terms:
    say = speech
    return _Terms(
        say.gettext("Posted by"),
        say.gettext("Posted"),
        say.gettext("Found via"),
        say.gettext("Read at its source"),
        say.gettext("Taken from the original"),
        say.gettext("Capture"),
        say.gettext("Corrected"),
        say.gettext("Stable id"),
        say.gettext("kept with the digest’s records"),
        say.gettext("none; entered by hand"),
    )


def _posted(speech: Speech, posted: str) -> str:
    """Put a post's own date-time in words; it has no zone, and none is given to it."""
    if not _POSTED.fullmatch(posted):
        return posted
    day, time = dates.day(speech, posted), dates.clock(posted)
    return speech.gettext("{day}, {time} by the forum’s own clock", day=day, time=time) if time else day


def _fields(speech: Speech, inherited: tuple[str, ...]) -> str:
    names = (speech.gettext(_FIELDS[field]) if field in _FIELDS else field for field in inherited)
    return joints(speech).comma.join(names)
