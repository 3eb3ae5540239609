"""Change: what differs between two snapshots, as facts; pure.

`differences` compares two versions of one record, of which either may be missing: an entry that becomes a
draft, or whose time has not come, counts as missing, so all comings and goings are the same thing.
"""

from collections.abc import Iterable
from typing import NamedTuple

from msgspec import Struct

from site_builder.incremental.periods import MOST, enough_fact, number_fact, step_fact
from site_builder.incremental.shape import Membership, PageKey, demands, enough, memberships, overflows
from site_builder.model import Entry, Record


class Difference(Struct, frozen=True):
    """What one record's change changes: points, places joined and left, pages demanded and released."""

    points: tuple[str, ...]
    joined: frozenset[Membership]
    left: frozenset[Membership]
    demanded: frozenset[PageKey]
    released: frozenset[PageKey]


class Resized(NamedTuple):
    """A collection, or one `period` of it ("" for all), and its number of members before and after.

    Of a period both count at least up to `MOST`.
    """

    collection: str
    period: str
    before: int
    after: int


class Change(Struct, frozen=True):
    """What differs between two snapshots.

    `facts` are the names of facts, `born` and `dead` the pages that came to live or ceased to, `kinds` the page
    kinds whose templates changed.
    """

    facts: frozenset[str] = frozenset()
    born: frozenset[PageKey] = frozenset()
    dead: frozenset[PageKey] = frozenset()
    kinds: frozenset[str] = frozenset()


def differences(old: Record | None, new: Record | None, *, body_changed: bool) -> Difference:
    """Compare two versions of a record; bodies are compared by the caller, by digest."""
    old_places = frozenset(memberships(old)) if old else frozenset()
    new_places = frozenset(memberships(new)) if new else frozenset()
    old_pages = frozenset(demands(old)) if old else frozenset()
    new_pages = frozenset(demands(new)) if new else frozenset()
    return Difference(
        tuple(_points(old, new, body_changed=body_changed)),
        joined=new_places - old_places,
        left=old_places - new_places,
        demanded=new_pages - old_pages,
        released=old_pages - new_pages,
    )


def _points(old: Record | None, new: Record | None, *, body_changed: bool) -> Iterable[str]:
    either = new or old
    if isinstance(either, Entry):
        before = old.metadata if isinstance(old, Entry) else None
        after = new.metadata if isinstance(new, Entry) else None
        if before != after:
            yield f"metadata/{either.metadata.id}"
        if body_changed or (before is None) != (after is None):
            yield f"body/{either.metadata.id}"
    elif either is not None and old != new:
        yield either.key


def size_facts(resized: Resized) -> Iterable[str]:
    """Yield the facts that change when members join or leave, even if of a period as many leave as join."""
    collection, period, before, after = resized
    if period:
        yield number_fact(collection, period)
        if min(before, MOST).bit_length() != min(after, MOST).bit_length():
            yield step_fact(collection, period)
        if enough(before) != enough(after):
            yield enough_fact(collection, period)
        return
    if before != after:
        yield f"count/{collection}"
    if before.bit_length() != after.bit_length():
        yield f"magnitude/{collection}"
    if overflows(before) != overflows(after):
        yield f"overflow/{collection}"
