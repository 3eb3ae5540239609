"""The drawing of a genealogy: whatever the family, nothing covers anything else, and time runs downwards."""

import itertools
import re
from datetime import date, timedelta

from digest_records import entry, follows, index, page
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.incremental.reader import Reader
from site_builder.model import Source
from site_builder.pages.drawing import draw, in_time
from site_builder.pages.family import LIMIT, family_of

KINDS = ("excerpt_of", "repost_of", "adapts", "responds_to")
FIRST = date(2014, 1, 1)


@st.composite
def families(draw_, largest=40):
    """Entries of which each but the first follows an earlier one; days may be any, even before the original's."""
    size = draw_(st.integers(2, largest))
    days = draw_(st.lists(st.integers(0, 2000), min_size=size, max_size=size))
    found = []
    for number, day in enumerate(days):
        ident = f"{FIRST + timedelta(days=day)}-n{number}"
        parent = found[draw_(st.integers(0, number - 1))].metadata.id if found else ""
        relations = follows(draw_(st.sampled_from(KINDS)), parent) if parent else ()
        found.append(entry(ident, relations=relations))
    return found


def nodes(drawing):
    """Return where each shape stands, from top to bottom."""
    found = re.findall(r"M(\d+) (\d+)m", drawing.original + drawing.shapes)
    return sorted(((int(x), int(y)) for x, y in found), key=lambda place: place[1])


def edges(drawing):
    """Return the numbers of each line, those of answers first."""
    lines = re.findall(r"M[^M]+", drawing.answers + drawing.lines)
    return [[int(number) for number in re.findall(r"-?\d+", line)] for line in lines]


def drawn(entries, *, mirrored=False):
    ordered = in_time(family_of(Reader(index(*entries)), entries[0].metadata.id).members)
    return ordered, draw(ordered, ["Repost · 1 May 2014"] * len(ordered), mirrored=mirrored)


@settings(max_examples=150)
@given(families())
def test_no_line_runs_through_a_shape_that_it_does_not_belong_to(entries):
    ordered, drawing = drawn(entries)
    places = {each.metadata.id: place for each, place in zip(ordered, nodes(drawing), strict=True)}
    followers = [each for each in ordered if each.parent]
    followers.sort(key=lambda each: each.kind != "responds_to")
    for each, edge in zip(followers, edges(drawing), strict=True):
        x, y, to, turn_x, end_y, across, level, stop = edge
        assert (x, y) == places[each.parent]
        assert (stop, end_y) == places[each.metadata.id]
        assert (turn_x, level) == (x, end_y)
        assert x < across <= stop or stop <= across < x
        low, high = sorted((y, end_y))
        assert low < to < high
        others = [place for ident, place in places.items() if ident not in (each.parent, each.metadata.id)]
        assert not [place for place in others if place[0] == x and low <= place[1] <= high]
        assert not [place for place in others if place[1] == end_y]


@settings(max_examples=50)
@given(families())
def test_time_runs_downwards_and_everything_is_inside(entries):
    ordered, drawing = drawn(entries)
    assert [each.metadata.date for each in ordered] == sorted(each.metadata.date for each in ordered)
    heights = [y for _, y in nodes(drawing)]
    assert heights == [label.y for label in drawing.labels]
    assert all(after - before >= 44 for before, after in itertools.pairwise(heights))
    assert all(8 < x < drawing.text and 8 < y < drawing.height for x, y in nodes(drawing))
    assert drawing.text < drawing.end == drawing.width
    assert all(turn.y not in heights for turn in drawing.turns)


@settings(max_examples=30)
@given(families())
def test_from_right_to_left_it_is_the_mirror_image(entries):
    _, left = drawn(entries)
    _, right = drawn(entries, mirrored=True)
    assert [(left.width - x, y) for x, y in nodes(left)] == nodes(right)
    assert (right.text, right.end) == (left.width - left.text, 0)
    assert (left.width, left.height) == (right.width, right.height)


def test_a_longer_pause_is_a_wider_gap():
    days = ["2014-01-01", "2014-01-02", "2014-01-09", "2014-12-09"]
    entries = [
        entry(f"{day}-e", relations=follows("repost_of", "2014-01-01-e") if n else ())
        for n, day in enumerate(days)
    ]
    heights = [label.y for label in drawn(entries)[1].labels]
    gaps = [after - before for before, after in itertools.pairwise(heights)]
    assert gaps == sorted(set(gaps))


def test_a_chain_of_a_hundred_stays_narrow_and_a_star_has_two_lanes():
    names = [f"{FIRST + timedelta(days=n)}-c" for n in range(LIMIT)]
    chain = [
        entry(name, relations=follows("repost_of", before) if before else ())
        for before, name in zip(["", *names], names, strict=False)
    ]
    ordered, drawing = drawn(chain)
    assert len(ordered) == LIMIT
    assert drawing.text < 10 + 8 * 18 + 16
    star = [
        entry(name, relations=follows("repost_of", names[0]) if number else ())
        for number, name in enumerate(names)
    ]
    assert len({x for x, _ in nodes(drawn(star)[1])}) == 2


def test_a_long_name_is_shortened_and_takes_its_room():
    def width(name):
        copy = entry("2014-01-02-b", source="long", relations=follows("repost_of", "2014-01-01-a"))
        drawing = page("cluster", "2014-01-01-a", entry("2014-01-01-a"), copy, Source("long", name)).drawing
        return drawing.labels[1].name, drawing.width

    assert width("N" * 30)[0] == "N" * 30
    assert width("N" * 31) == (f"{'N' * 29}…", width("N" * 30)[1])
    assert width("報" * 30) == (f"{'報' * 14}…", width("N" * 29)[1])


def test_each_relation_has_a_shape_of_its_own():
    a = "2014-01-01-a"
    entries = [entry(a), *(entry(f"2014-01-02-{kind}", relations=follows(kind, a)) for kind in KINDS)]
    drawing = drawn(entries)[1]
    shapes = set(re.findall(r"m[^M]+", drawing.original + drawing.shapes))
    assert len(shapes) == 5
