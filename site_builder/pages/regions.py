"""The tree of regions, and its index with counts and a map. A cycle of parents is a content fault; it must not hang a view."""

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from site_builder.incremental.reader import Reader, member
from site_builder.model import Value
from site_builder.pages.layout import Frame, Layout, layout
from site_builder.pages.names import Names
from site_builder.pages.outlines import outlines, world

_PERCENT: Final = 100
_DARKEST: Final = 4


class Tile(Value):
    """A region with the number of entries in it and below it; `share` is that of the largest tile, in percent."""

    slug: str
    name: str
    url: str
    count: int
    share: int
    children: tuple["Tile", ...]


class Shape(Value):
    """A region on the map: `path` is its outline in SVG, `depth` how dark it is (0: no entries, to 4)."""

    name: str
    url: str
    count: int
    depth: int
    path: str


class Map(Value):
    """The regions that list countries, and the land of no region, on a grid of `width` by `height`."""

    width: int
    height: int
    land: str
    shapes: tuple[Shape, ...]


class RegionsPage(Value):
    """The whole tree of regions; no map where no region lists countries."""

    layout: Layout
    tiles: tuple[Tile, ...]
    map: Map | None


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
    found = tiles(reader, names)
    return RegionsPage(layout(reader, site, frame), found, _map(reader, found))


def _map(reader: Reader, roots: Iterable[Tile]) -> Map | None:
    """Return the map; where a region and one below it list a country, it belongs to the lower one."""
    levels = [list(roots)]
    while levels[-1]:
        levels.append([child for tile in levels[-1] for child in tile.children])
    drawn = {tile.slug: tile for level in reversed(levels) for tile in level}
    records = ((slug, reader.region(slug)) for slug in drawn)
    paths, land = outlines({slug: record.countries for slug, record in records if record})
    if not paths:
        return None
    largest = max(drawn[slug].count for slug in paths)
    shapes = (
        Shape(
            tile.name,
            tile.url,
            tile.count,
            -(-tile.count * _DARKEST // largest) if largest else 0,
            paths[slug],
        )
        for slug, tile in drawn.items()
        if slug in paths
    )
    return Map(world().width, world().height, land, tuple(shapes))


def _tile(reader: Reader, names: Names, slug: str, above: frozenset[str]) -> Tile:
    inside = above | {slug}
    below = tuple(
        _tile(reader, names, child, inside) for child in children(reader, slug) if child not in inside
    )
    count = reader.count(f"region/{slug}") + sum(tile.count for tile in below)
    anchor = names.term("region", slug)
    return Tile(slug, anchor.text, anchor.url, count, 0, below)


def _scaled(tile: Tile, largest: int) -> Tile:
    share = -(-tile.count * _PERCENT // largest) if largest else 0
    below = tuple(_scaled(child, largest) for child in tile.children)
    return replace(tile, share=share, children=below)
