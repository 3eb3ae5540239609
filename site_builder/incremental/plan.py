"""Plan: the pages to render and to remove, by look-up of a Change in the Traces; pure, with its reasons."""

from collections.abc import Iterable
from typing import Protocol

from msgspec import Struct

from site_builder.incremental.change import Change
from site_builder.incremental.shape import PageKey


class Traces(Protocol):
    """What every page read, looked up the other way round."""

    def readers(self, facts: Iterable[str]) -> Iterable[tuple[PageKey, str]]:
        """Yield (page, fact) for every page that may have read one of `facts`."""

    def pages_of_kinds(self, kinds: Iterable[str]) -> Iterable[PageKey]:
        """Yield every page of the given kinds."""


class Plan(Struct, frozen=True):
    """The pages to render, each with the first reason found, in a canonical order; and those to remove."""

    render: dict[PageKey, str]
    remove: tuple[PageKey, ...]


def plan(change: Change, traces: Traces) -> Plan:
    """Return what `change` makes necessary. A page that is named needlessly costs time, never truth."""
    reasons: dict[PageKey, str] = {}
    for page in change.born:
        reasons[page] = "it is new"
    for page in traces.pages_of_kinds(change.kinds):
        reasons.setdefault(page, "its template changed")
    for page, fact in traces.readers(change.facts):
        reasons.setdefault(page, f"it read {fact}, which changed")
    render = {page: reasons[page] for page in sorted(reasons) if page not in change.dead}
    return Plan(render, tuple(sorted(change.dead)))
