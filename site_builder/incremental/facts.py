"""Facts by name and by number; see `reader` for what a fact is.

Each is kept as 30 bits of its name's hash (one digit of Python's, and quick to compare): two names that share them cost a
needless look at a page, never a missed one.
"""

from collections.abc import Iterator, Sequence
from typing import Final
from zlib import crc32

FACT_BITS: Final = 30
_LEFT_OUT: Final = 32 - FACT_BITS


def number_of(fact: str) -> int:
    """Return the number that stands for a fact in traces."""
    return crc32(fact.encode()) >> _LEFT_OUT


def joining(collection: str, below: str) -> str:
    """Return the fact that changes when a member joins a collection behind the member `below`, LOWEST for the start."""
    return f"{collection} after {below}" if below else f"{collection} from the start"


def leaving(collection: str, position: str) -> tuple[str, str]:
    """Return the facts that change when the member at `position` leaves a collection."""
    return f"{collection} after {position}", f"{collection} at {position}"


class Gaps:
    """The numbers of facts of the form `COLLECTION after MEMBER`, remembered, since many pages read the same stretches.

    Bounded: at `LIMIT` numbers, all are forgotten.
    """

    LIMIT: Final = 1 << 15

    def __init__(self) -> None:
        self.remembered = 0
        self._behind: dict[str, _Behind] = {}

    def numbers(self, collection: str, members: Sequence[str]) -> Iterator[int]:
        """Return the number of the fact that stands for each of the members and the room behind it."""
        behind = self._behind.get(collection)
        if behind is None or self.remembered >= self.LIMIT:
            behind = self._begun(collection)
        return map(behind.__getitem__, members)

    def _begun(self, collection: str) -> "_Behind":
        if self.remembered >= self.LIMIT:
            self._behind.clear()
            self.remembered = 0
        behind = self._behind[collection] = _Behind(self, collection)
        return behind


class _Behind(dict[str, int]):
    """The facts of one collection, by member."""

    def __init__(self, gaps: Gaps, collection: str) -> None:
        super().__init__()
        self._gaps = gaps
        self._begun = crc32(f"{collection} after ".encode())  # a checksum can be carried on

    def __missing__(self, name: str) -> int:
        self._gaps.remembered += 1
        number = self[name] = crc32(name.encode(), self._begun) >> _LEFT_OUT
        return number
