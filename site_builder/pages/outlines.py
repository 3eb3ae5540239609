"""Outlines: the regions of a digest as paths for SVG, made of the countries that each lists.

`world.json` (made by `tests/mapping/world_shapes.py`) holds arcs that neighbouring countries share. What bounds a
region are the arcs that only one of its countries has; strung together they are its outline, without borders inside.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

_RADIUS: Final = 2
_DOT: Final = (
    f"m-{_RADIUS},0a{_RADIUS},{_RADIUS} 0 1,0 {2 * _RADIUS},0a{_RADIUS},{_RADIUS} 0 1,0 -{2 * _RADIUS},0"
)

Point = tuple[int, int]


class World(Struct, frozen=True):
    """Arcs as a first point and the steps to the others; rings of arcs by country (~n: arc n backwards); dots by country."""

    width: int
    height: int
    arcs: tuple[tuple[int, ...], ...]
    countries: dict[str, tuple[tuple[int, ...], ...]]
    dots: dict[str, Point]


@cache
def world() -> World:
    """Return the outlines of countries; read once in a process."""
    return msgspec.json.decode(Path(__file__).with_name("world.json").read_bytes(), type=World)


def outlines(regions: Mapping[str, Iterable[str]]) -> tuple[dict[str, str], str]:
    """Return the path of each region that has any land, and that of all land in none.

    `regions` gives the ISO 3166 codes of a region's countries, in capitals; one that two regions list goes to the first.
    """
    known = world()
    owners: dict[str, str] = {}
    for region, codes in regions.items():
        for code in codes:
            owners.setdefault(code, region)
    lands: dict[str, list[str]] = {}
    for code in (*known.countries, *known.dots):
        lands.setdefault(owners.get(code, ""), []).append(code)
    paths = {region: _path(known, lands[region]) for region in regions if region in lands}
    return paths, _path(known, [code for code in lands.get("", ()) if code in known.countries])


def _path(known: World, codes: Iterable[str]) -> str:
    """Return the path of some countries taken together."""
    codes = tuple(codes)
    arcs = [arc for code in codes for ring in known.countries.get(code, ()) for arc in ring]
    every = set(arcs)
    lines = "".join(map(_line, _rings(known, [arc for arc in arcs if ~arc not in every])))
    dots = (known.dots[code] for code in codes if code in known.dots)
    return lines + "".join(f"M{x},{y}{_DOT}" for x, y in dots)


def _rings(known: World, arcs: Iterable[int]) -> Iterator[list[Point]]:
    """Yield the closed rings that arcs make, strung together."""
    starting: dict[Point, list[list[Point]]] = {}
    for arc in arcs:
        points = _points(known, arc)
        starting.setdefault(points[0], []).append(points)
    while starting:
        at, waiting = next(iter(starting.items()))
        ring = [at]
        while waiting:
            points = waiting.pop()
            if not waiting:
                del starting[points[0]]
            ring += points[1:]
            waiting = starting.get(ring[-1], [])
        if len(set(ring)) > 2:  # noqa: PLR2004 - less has no area
            yield ring


def _points(known: World, arc: int) -> list[Point]:
    x, y, *steps = known.arcs[arc if arc >= 0 else ~arc]
    points = [(x, y)]
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return points if arc >= 0 else points[::-1]


def _line(ring: list[Point]) -> str:
    """Return a closed line in SVG's relative form, which is the shortest."""
    (x, y), steps = ring[0], []
    for before, after in pairwise(ring[:-1]):
        dx, dy = after[0] - before[0], after[1] - before[1]
        steps.append(f"{dx}{'' if dy < 0 else ','}{dy}")
    joined = "".join(
        step if step[0] == "-" or not number else f" {step}" for number, step in enumerate(steps)
    )
    return f"M{x},{y}l{joined}z"
