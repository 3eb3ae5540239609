"""The outlines of regions: what their countries cover together, without the borders between them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_builder.content.parse import parse
from site_builder.model import Region
from site_builder.pages.outlines import outlines, world

SHIPPED = Path(__file__).resolve().parents[3] / "content" / "regions"


def rings(path: str) -> list[list[tuple[int, int]]]:
    """Return the corners of the closed lines of a path."""
    found = []
    for line in re.findall(r"M([^Mz]*)z", path):
        start, _, rest = line.partition("l")
        x, y = map(int, start.split(","))
        corners = [(x, y)]
        steps = [int(one) for one in re.findall(r"-?\d+", rest)]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            corners.append((x, y))
        found.append(corners)
    return found


def area(path: str) -> float:
    """Return the area within a path, what is cut out of it taken off."""
    total = 0.0
    for ring in rings(path):
        pairs = zip(ring, ring[1:] + ring[:1], strict=True)
        total += sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2
    return abs(total)


def corners(path: str) -> int:
    return sum(map(len, rings(path)))


def shipped_regions() -> dict[str, tuple[str, ...]]:
    found = {}
    for path in sorted(SHIPPED.glob("*.md")):
        record = parse(f"content/regions/{path.name}", path.read_bytes()).record
        assert isinstance(record, Region)
        if record.countries:
            found[record.slug] = record.countries
    return found


@pytest.mark.parametrize("countries", [("PT", "ES"), ("IN", "NP", "BD"), ("ZA", "LS"), ("US", "CA", "MX")])
def test_a_region_covers_what_its_countries_cover_and_has_no_borders_inside(countries: tuple[str, ...]):
    joined, _ = outlines({"region": countries})
    each, _ = outlines({country: (country,) for country in countries})
    assert area(joined["region"]) == pytest.approx(sum(map(area, each.values())))
    assert corners(joined["region"]) < sum(map(corners, each.values()))


def test_a_country_within_another_leaves_a_hole_unless_both_are_of_the_region():
    alone, rest = outlines({"south": ("ZA",)})
    both, _ = outlines({"south": ("ZA", "LS")})
    assert area(alone["south"]) < area(both["south"])
    assert len(rings(alone["south"])) == len(rings(both["south"])) + 1
    assert rest


def test_a_country_of_two_regions_goes_to_the_first_and_small_ones_are_dots():
    paths, _ = outlines({"one": ("MT", "FR"), "two": ("FR", "MC")})
    assert area(paths["one"]) > 0
    assert rings(paths["two"]) == []
    assert paths["two"].count("a2,2") == 2
    assert outlines({"nowhere": ("XX",)})[0] == {}


def test_the_shipped_regions_are_drawn_whole_and_the_map_stays_small():
    regions = shipped_regions()
    paths, land = outlines(regions)
    assert set(regions) - set(paths) == {"world"}  # which has but Antarctica
    assert land == ""
    known = {*world().countries, *world().dots}
    assert {code for codes in regions.values() for code in codes} - known == {"AQ"}
    assert sum(map(len, paths.values())) < 20_000
    every = [corner for path in paths.values() for ring in rings(path) for corner in ring]
    assert all(0 <= x <= world().width + 2 and -2 <= y <= world().height + 2 for x, y in every)
