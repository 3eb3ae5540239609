"""Provenance: where the record of an entry comes from, as a list of facts; nothing is inferred."""

import re
from typing import Final

from msgspec import Struct

from site_builder.model import Body, Metadata
from site_builder.pages import dates
from site_builder.pages.links import external

_POSTED: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])-[0-3]\d([T ]\d\d:\d\d(:\d\d)?)?")


class Fact(Struct, frozen=True, gc=False):
    """A term and what is known; `url` where that is an address."""

    term: str
    text: str
    url: str = ""


def provenance(metadata: Metadata, body: Body) -> tuple[Fact, ...]:
    """Return what is known of the way an entry came here; the stable id is always known."""
    origin = body.provenance
    capture = "kept with the digest’s records" if origin.capture else "none; entered by hand"
    facts = [
        Fact("Posted by", origin.poster),
        Fact("Posted", _posted(origin.posted)),
        Fact("Found via", body.via, external(body.via)),
        Fact("Taken from the original", _fields(origin.inherited)),
        Fact("Capture", "" if metadata.kind == "note" else capture),
        Fact("Corrected", dates.day(metadata.updated) if metadata.updated else ""),
        Fact("Stable id", metadata.id),
    ]
    return tuple(fact for fact in facts if fact.text)


def _posted(posted: str) -> str:
    """Put a post's own date-time in words; it has no zone, and none is given to it."""
    if not _POSTED.fullmatch(posted):
        return posted
    time = dates.clock(posted)
    return f"{dates.day(posted)}, {time} by the forum’s own clock" if time else dates.day(posted)


def _fields(inherited: tuple[str, ...]) -> str:
    return ", ".join(field.replace("_", " ") for field in inherited)
