"""The home page: the newest entries by day, and beside them the regions and what the newest entries are about.

The topics and sources of the side rail are those of the entries shown, so that the rail costs the same however
many terms a digest has; their numbers are of all their entries.
"""

import hashlib
from collections import Counter
from collections.abc import Container, Sequence
from typing import Final, NamedTuple

from site_builder.incremental.reader import Reader, member
from site_builder.model import Metadata, RelationKind, Value
from site_builder.pages.indexes import Line
from site_builder.pages.items import SAME_WORK, Also, Day, appearance, days
from site_builder.pages.layout import Frame, Layout, layout
from site_builder.pages.names import Names
from site_builder.pages.regions import Tile, tiles

_RAIL: Final = 10
ICON: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="2" fill="#fbfaf6"/>'
    '<path d="M3 4h10M3 11.5h6" stroke="#57524a" stroke-width="1.4"/><path d="M3 7.75h10" stroke="#9b2c1f" stroke-width="2"/></svg>\n'
)
"""The icon that ships. It stands in the home page itself, which has a script and so would ask for a file too many."""
_SHIPPED: Final = hashlib.sha256(ICON.encode()).hexdigest()


class HomePage(Value):
    """The newest entries by day, and the side rail; `icon` is the icon that ships, unless the project has another.

    `older` tells whether there are entries that are not here.
    """

    layout: Layout
    icon: str
    days: tuple[Day, ...]
    regions: tuple[Tile, ...]
    topics: tuple[Line, ...]
    sources: tuple[Line, ...]
    older: bool


def home(reader: Reader, _key: str) -> HomePage:
    """Return the home page."""
    site = reader.site()
    names = Names(reader, site)
    newest = reader.last("all", site.home_entries + 1)
    positions = newest[: site.home_entries]
    found = [metadata for position in positions if (metadata := reader.metadata(member(position)))]
    under = _under(reader, names, found)
    shown = [metadata for metadata in found if metadata.id not in under.copies]
    topics = Counter(slug for metadata in shown for slug in metadata.topics)
    sources = Counter(metadata.source for metadata in shown if metadata.source)
    return HomePage(
        layout=layout(reader, site, Frame("", section="home")),
        icon=_icon(reader),
        days=days(reader, (p for p in positions if member(p) not in under.copies), under.named),
        regions=tiles(reader, names),
        topics=_rail(reader, names, "topic", topics),
        sources=_rail(reader, names, "source", sources),
        older=len(newest) > len(positions),
    )


def _icon(reader: Reader) -> str:
    """Return the icon that ships, "" where the project has its own."""
    asset = reader.asset("favicon.svg")
    return ICON if asset and asset.digest == _SHIPPED else ""


class _Under(NamedTuple):
    """The entries that have no card of their own, and what the cards of others say of them."""

    copies: frozenset[str]
    named: dict[str, list[Also]]


def _under(reader: Reader, names: Names, found: Sequence[Metadata]) -> _Under:
    """Put each copy of another entry found, or of a copy of one, under that one; answers are pieces of their own."""
    listed = {metadata.id for metadata in found}
    named: dict[str, list[Also]] = {}
    copies = set()
    for metadata in reversed(found):
        kind, lead = _lead(reader, metadata, listed)
        if lead:
            copies.add(metadata.id)
            named.setdefault(lead, []).append(appearance(names, metadata, kind))
    return _Under(frozenset(copies), named)


def _lead(reader: Reader, metadata: Metadata, listed: Container[str]) -> tuple[RelationKind, str]:
    """Return what an entry is to the next one above, and the last one above of those listed ("" if none is).

    The way up goes through those listed first, so that who is found has nobody above in turn.
    """
    first: RelationKind | None = None
    seen, lead = {metadata.id}, ""
    while True:
        ties = [tie for tie in metadata.relations if tie.kind in SAME_WORK and tie.target not in seen]
        ties.sort(key=lambda tie: tie.target not in listed)
        above = ((tie, reader.metadata(tie.target)) for tie in ties)
        tie, parent = next(((tie, parent) for tie, parent in above if parent), (None, None))
        if tie is None or parent is None:
            return first or "cites", lead
        first, lead = first or tie.kind, parent.id if parent.id in listed else lead
        metadata = parent
        seen.add(parent.id)


def _rail(reader: Reader, names: Names, vocabulary: str, shown: Counter[str]) -> tuple[Line, ...]:
    """Return the terms that most of the entries shown have, each with the number of all its entries."""
    ranked = sorted(shown, key=lambda slug: (-shown[slug], slug))[:_RAIL]
    anchors = ((names.term(vocabulary, slug), reader.count(f"{vocabulary}/{slug}")) for slug in ranked)
    return tuple(Line(anchor.text, anchor.url, count) for anchor, count in anchors)
