"""The home page: the newest entries by day, and beside them the regions and what the newest entries are about.

The topics and sources of the side rail are those of the entries shown, so that the rail costs the same however
many terms a digest has; their numbers are of all their entries.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from site_builder.incremental.reader import Reader, member
from site_builder.model import Metadata
from site_builder.pages.indexes import Line
from site_builder.pages.items import SAME_WORK, Day, days
from site_builder.pages.layout import Frame, Layout, layout
from site_builder.pages.names import Names
from site_builder.pages.regions import Tile, tiles
from site_builder.render.filters import data_url

_RAIL: Final = 10
ICON: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="2" fill="#fbfaf6"/>'
    '<path d="M3 4h10M3 11.5h6" stroke="#57524a" stroke-width="1.4"/><path d="M3 7.75h10" stroke="#9b2c1f" stroke-width="2"/></svg>\n'
)
"""The icon that ships. It stands in the home page itself, which has a script and so would ask for a file too many."""
_SHIPPED: Final = hashlib.sha256(ICON.encode()).hexdigest()


class HomePage(Struct, frozen=True, gc=False):
    """The newest entries by day, and the side rail; `icon` is the address of the site's icon."""

    layout: Layout
    icon: str
    days: tuple[Day, ...]
    regions: tuple[Tile, ...]
    topics: tuple[Line, ...]
    sources: tuple[Line, ...]


def home(reader: Reader, _key: str) -> HomePage:
    """Return the home page."""
    site = reader.site()
    names = Names(reader, site)
    positions = reader.last("all", site.home_entries)
    shown = _leads([metadata for position in positions if (metadata := reader.metadata(member(position)))])
    leading = {metadata.id for metadata in shown}
    topics = Counter(slug for metadata in shown for slug in metadata.topics)
    sources = Counter(metadata.source for metadata in shown if metadata.source)
    return HomePage(
        layout=layout(reader, site, Frame("", section="home")),
        icon=_icon(reader, names),
        days=days(reader, [position for position in positions if member(position) in leading]),
        regions=tiles(reader, names),
        topics=_rail(reader, names, "topic", topics),
        sources=_rail(reader, names, "source", sources),
    )


def _icon(reader: Reader, names: Names) -> str:
    """Return an address that holds the icon that ships, or that of the project's own."""
    asset = reader.asset("favicon.svg")
    if asset and asset.digest == _SHIPPED:
        return data_url(ICON, "image/svg+xml")
    return names.link("assets/favicon.svg")


def _leads(found: Sequence[Metadata]) -> list[Metadata]:
    """Return the entries that get a card: a copy of another one found stands under that one's "Also in"."""
    ids = {metadata.id for metadata in found}
    copies = {
        m.id for m in found for tie in m.relations if tie.kind in SAME_WORK and tie.target in ids - {m.id}
    }
    return [metadata for metadata in found if metadata.id not in copies]


def _rail(reader: Reader, names: Names, vocabulary: str, shown: Counter[str]) -> tuple[Line, ...]:
    """Return the terms that most of the entries shown have, each with the number of all its entries."""
    ranked = sorted(shown, key=lambda slug: (-shown[slug], slug))[:_RAIL]
    anchors = ((names.term(vocabulary, slug), reader.count(f"{vocabulary}/{slug}")) for slug in ranked)
    return tuple(Line(anchor.text, anchor.url, count) for anchor, count in anchors)
