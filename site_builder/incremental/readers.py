"""Who read what, as a cold build writes it down: rows of page numbers, each for some facts whose numbers are neighbours.

A row for each fact would spend more on itself than on what it holds. So a few facts share one, and who looks one of them up
finds the readers of the others too; a page's own trace tells which it is.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from msgspec import DecodeError, Struct

from site_builder.incremental.facts import FACT_BITS

_MOST_SHIFT: Final = 22
_AT_ONCE: Final = 1 << 20
"""Reads that are dealt to rows at once, about: those of 4,000 entries, in some 12 MB."""
_READS: Final = 16
"""Reads that share a row, at least, about: half as many bytes as rows for one fact each, and a dozen more traces to ask."""


class Rows(Struct, frozen=True):
    """How facts share rows: by their numbers without the last `shift` bits; page numbers have `width` bytes."""

    shift: int
    width: int

    def of(self, fact: int) -> int:
        """Return the number of the row that tells who read a fact."""
        return fact >> self.shift

    def packed(self, pages: "array[int]") -> bytearray:
        """Return page numbers as a row holds them, each with its lowest byte first."""
        data = bytearray(pages.tobytes())
        if self.width < pages.itemsize:
            del data[self.width :: pages.itemsize]
        return data

    def unpacked(self, data: bytes) -> "array[int]":
        """Return the page numbers of a row; raises DecodeError where it is damaged."""
        length, rest = divmod(len(data), self.width)
        if rest:
            raise DecodeError("a row of readers has a part of a number")
        pages = array("I", bytes(length * array("I").itemsize))
        whole = bytearray(pages.tobytes())
        for byte in range(self.width):
            whole[byte :: pages.itemsize] = data[byte :: self.width]
        return array("I", bytes(whole))

    def __str__(self) -> str:
        return f"{self.shift} {self.width}"


def rows_named(text: str) -> Rows:
    """Return the rows that `str` named; raises DecodeError for anything else."""
    shift, _, width = text.partition(" ")
    if not (shift.isdecimal() and width in {"3", "4"} and int(shift) < FACT_BITS):
        raise DecodeError(f"no rows are called {text!r}")
    return Rows(int(shift), int(width))


class Readers:
    """Who read what, turned round: added page by page, given back row by row.

    A dict of lists would take 200 bytes a fact. Here each read is its fact's number, and rows are dealt to some of the
    facts at a time, so that but a part of what they hold is in memory.
    """

    def __init__(self) -> None:
        self._facts = array("I")
        self._pages = array("I")
        self._left = array("Q")  # for each page, where in `_facts` those begin that are still to be dealt
        self._ends = array("Q")

    def add(self, page: int, facts: "array[int]") -> None:
        """Note that a page read `facts`, which ascend; pages come with rising numbers."""
        self._pages.append(page)
        self._left.append(len(self._facts))
        self._facts.extend(facts)
        self._ends.append(len(self._facts))

    def rows(self) -> Rows:
        """Return how the facts that were added are to share rows."""
        rows = len(self._facts) // _READS
        shift = min(_MOST_SHIFT, FACT_BITS + 1 - max(1, rows).bit_length())
        return Rows(shift, 3 if max(self._pages, default=0) < 1 << 24 else 4)

    def by_row(self, rows: Rows, reads: int = _AT_ONCE) -> Iterator[tuple[int, bytearray]]:
        """Yield each row, ascending, with the pages that read any of its facts; may be called once.

        About so many `reads` are dealt at once.
        """
        shift = rows.shift
        number = 1 << FACT_BITS - shift
        step = -(-number // (1 + len(self._facts) // reads))
        for above in range(step, number + step, step):
            found: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
            for page, facts in self._below(above << shift):
                for fact in facts:
                    found[fact >> shift].append(page)
            for row in sorted(found):
                yield row, rows.packed(found[row])

    def _below(self, limit: int) -> "Iterator[tuple[int, array[int]]]":
        """Yield each page with those of its facts below `limit` that it was not yielded with before."""
        for place, page in enumerate(self._pages):
            start, end = self._left[place], self._ends[place]
            self._left[place] = stop = bisect_left(self._facts, limit, start, end)
            yield page, self._facts[start:stop]
