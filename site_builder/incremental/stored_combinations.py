"""Combinations of the stored snapshot: which come to have a page by an edit, and which cease to.

Whether one has a page is told by its place in the state; whether it should, by the sizes of the combinations of its
region and of those below it, as they are after the edit.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from site_builder.incremental.reader import HIGHEST, LOWEST, member
from site_builder.incremental.shape import above, at_regions, deduced, enough, is_combination, region_of
from site_builder.incremental.store import Store
from site_builder.incremental.stored_index import StoredIndex
from site_builder.model import Region

_OF_REGION: Final = "SELECT name FROM collection WHERE name GLOB ? OR name GLOB ?"


class StoredCombinations:
    """Compares what combinations have with what they should have, after members have moved."""

    def __init__(self, store: Store, index: StoredIndex) -> None:
        self._connection = store.connection
        self._index = index

    def changed(self, resized: Iterable[str], replanted: Iterable[str]) -> dict[str, int]:
        """Return the combinations that come to have a page (1), and those that cease to (-1).

        `resized` are the collections that grew or shrank, `replanted` the regions that stand elsewhere in their tree.
        """
        found: dict[str, int] = {}
        for combination in sorted(self._touched(resized, list(replanted))):
            held = self._index.holders(*deduced(combination)[0]) > 0
            if held != enough(self._total(combination)):
                found[combination] = -1 if held else 1
        return found

    def _touched(self, resized: Iterable[str], replanted: Sequence[str]) -> set[str]:
        touched: set[str] = set()
        for combination in filter(is_combination, resized):
            touched.update(at_regions(combination, above(region_of(combination), self._parent_of)))
        for region in dict.fromkeys(below for slug in replanted for below in self._subtree(slug)):
            chain = above(region, self._parent_of)
            for (name,) in self._connection.execute(
                _OF_REGION, (f"region/{region}/topic/*", f"author/*/region/{region}")
            ):
                touched.update(at_regions(name, chain))
        return touched | (self._placed() if replanted else set())

    def _placed(self) -> set[str]:
        """Return all combinations that have a page; where the tree changed, those above lose what moved away."""
        names = self._connection.execute("SELECT id FROM collection WHERE name GLOB 'combined/*'").fetchall()
        query = "SELECT position FROM member WHERE collection = ?"
        return {member(position) for name in names for (position,) in self._connection.execute(query, name)}

    def _total(self, combination: str) -> int:
        regions = self._subtree(region_of(combination))
        return sum(self._index.count(name) for name in at_regions(combination, regions))

    def _parent_of(self, region: str) -> str:
        record = self._index.record(f"region/{region}")
        return record.parent if isinstance(record, Region) else ""

    def _subtree(self, region: str) -> list[str]:
        """Return a region and all below it."""
        found: dict[str, None] = {}
        waiting = [region]
        while waiting:
            slug = waiting.pop()
            if slug not in found:
                found[slug] = None
                waiting += self._children(slug)
        return list(found)

    def _children(self, slug: str) -> Iterator[str]:
        return map(member, self._index.ascending(f"children/{slug}", LOWEST, HIGHEST, -1))
