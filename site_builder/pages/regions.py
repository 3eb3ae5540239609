"""The tree of regions, and its index with counts. A cycle of parents is a content fault; it must not hang a view."""

from typing import Final

from msgspec import Struct

from site_builder.incremental.reader import Reader, member
from site_builder.pages.layout import Frame, Layout, layout
from site_builder.pages.names import Names

_PERCENT: Final = 100


class Tile(Struct, frozen=True, gc=False):
    """A region with the number of entries in it and below it; `share` is that of the largest tile, in percent."""

    name: str
    url: str
    count: int
    share: int
    children: tuple["Tile", ...]


class RegionsPage(Struct, frozen=True, gc=False):
    """The whole tree of regions."""

    layout: Layout
    tiles: tuple[Tile, ...]


def children(reader: Reader, slug: str) -> list[str]:
    """Return the slugs of the regions just below `slug` ("": the roots), by name."""
    return [member(position) for position in reader.all(f"children/{slug}")]


def subtree(reader: Reader, slug: str) -> list[str]:
    """Return `slug` and the slugs of all regions below it, each before those below it."""
    found: dict[str, None] = {}
    waiting = [slug]
    while waiting:
        region = waiting.pop()
        if region not in found:
            found[region] = None
            waiting += reversed(children(reader, region))
    return list(found)


def ancestors(reader: Reader, slug: str) -> list[str]:
    """Return the slugs of the regions above `slug`, the root first."""
    above: list[str] = []
    region = reader.region(slug)
    while region and region.parent and region.parent not in (slug, *above):
        above.insert(0, region.parent)
        region = reader.region(region.parent)
    return above


def tiles(reader: Reader, names: Names) -> tuple[Tile, ...]:
    """Return a tile for each root with those of the regions below it."""
    roots = [_tile(reader, names, slug, frozenset()) for slug in children(reader, "")]
    largest = max((tile.count for tile in roots), default=0)
    return tuple(_scaled(tile, largest) for tile in roots)


def index(reader: Reader, _key: str) -> RegionsPage:
    """Return the index of regions."""
    site = reader.site()
    names = Names(reader, site)
    described = names.speech.gettext(
        "The regions that {site} covers, with the number of commentaries in each", site=site.title
    )
    frame = Frame("regions/", names.speech.gettext("Regions"), described, "regions", crumbs=())
    return RegionsPage(layout(reader, site, frame), tiles(reader, names))


def _tile(reader: Reader, names: Names, slug: str, above: frozenset[str]) -> Tile:
    inside = above | {slug}
    below = tuple(
        _tile(reader, names, child, inside) for child in children(reader, slug) if child not in inside
    )
    count = reader.count(f"region/{slug}") + sum(tile.count for tile in below)
    anchor = names.term("region", slug)
    return Tile(anchor.text, anchor.url, count, 0, below)


def _scaled(tile: Tile, largest: int) -> Tile:
    share = -(-tile.count * _PERCENT // largest) if largest else 0
    below = tuple(_scaled(child, largest) for child in tile.children)
    return Tile(tile.name, tile.url, tile.count, share, below)
