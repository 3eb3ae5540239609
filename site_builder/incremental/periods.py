"""Periods: the years and months of a collection ordered by date, and what a view can learn of how many members they have."""

from typing import Final

MOST: Final = 512
"""So far a view counts what a period has, so that no page costs more with every entry of a large digest."""


def periods(position: str) -> tuple[str, ...]:
    """Return the year and the month that a position lies in; none in collections that are not ordered by date."""
    dated = position[4:5] == position[7:8] == "-"
    return (position[:4], position[:7]) if dated else ()


def number_fact(collection: str, period: str) -> str:
    """Return the fact on how many members a period has, which changes when one joins or leaves there."""
    return f"{collection} in {period}"


def step_fact(collection: str, period: str) -> str:
    """Return the fact on the step that this number lies in."""
    return f"step/{collection} in {period}"


def enough_fact(collection: str, period: str) -> str:
    """Return the fact on whether a period has enough members for a page of its own."""
    return f"enough/{collection} in {period}"
