"""Outlets: which source of the digest a document comes from, when its own lines say so."""

from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urlsplit

from site_builder.importing.draft import Doubt, Evidence
from site_builder.importing.links import Link
from site_builder.importing.names import Names
from site_builder.importing.segments import Segment

_LINE: Final = 14


def of_link(url: str, names: Names) -> str:
    """Return the slug of the source at whose site `url` stands, or ""."""
    return names.source_at(urlsplit(url).hostname or "") if url else ""


def own_address(links: Iterable[Link], edges: Sequence[Segment]) -> Link | None:
    """Return the address that a page states for itself: a line of its own at either end of the document."""
    lines = {segment.first for segment in edges}
    return next((link for link in links if link.url and not link.first and link.line in lines), None)


def named(lines: Iterable[Segment], names: Names) -> tuple[str, list[Evidence], list[Doubt]]:
    """Return the one source that short lines around a piece name; a doubt when they name several."""
    found: dict[str, int] = {}
    for segment in lines:
        if segment.weight <= _LINE:
            for slug in names.sources_in(segment.text):
                found.setdefault(slug, segment.first)
    if len(found) == 1:
        ((slug, line),) = found.items()
        return slug, [Evidence("source", line, "the only known source that the page's own lines name")], []
    message = f"the lines around the text name more than one: {', '.join(sorted(found))}"
    return "", [], [Doubt("source", min(found.values()), message)] if found else []
