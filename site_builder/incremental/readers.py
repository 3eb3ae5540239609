"""Who read what, as a cold build writes it down: rows of page numbers, each for some facts whose numbers are neighbours.

A row for each fact would spend more on itself than on what it holds. So a few facts share one, and who looks one of them up
finds the readers of the others too; a page's own trace tells which it is.
"""

from array import array
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import DecodeError, Struct

from site_builder.incremental.reader import FACT_BITS

_FIRST_BITS: Final = 8
_OTHER_BITS: Final = FACT_BITS - _FIRST_BITS
_PAGE: Final = (1 << 32) - 1
_READS: Final = 16
"""Reads that share a row, at least, about: half as many bytes as rows for one fact each, and a dozen more traces to ask."""


class Rows(Struct, frozen=True):
    """How facts share rows: by their numbers without the last `shift` bits; page numbers have `width` bytes."""

    shift: int
    width: int

    def of(self, fact: int) -> int:
        """Return the number of the row that tells who read a fact."""
        return fact >> self.shift

    def packed(self, pages: "array[int]") -> bytes:
        """Return page numbers as a row holds them: the first byte of each, the second of each, and so on."""
        data = pages.tobytes()
        size = pages.itemsize
        return b"".join(data[byte::size] for byte in range(self.width))

    def unpacked(self, data: bytes) -> "array[int]":
        """Return the page numbers of a row; raises DecodeError where it is damaged."""
        length, rest = divmod(len(data), self.width)
        if rest:
            raise DecodeError("a row of readers has a part of a number")
        pages = array("I", bytes(length * array("I").itemsize))
        whole = bytearray(pages.tobytes())
        for byte in range(self.width):
            whole[byte :: pages.itemsize] = data[byte * length : (byte + 1) * length]
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

    A dict of lists would take 200 bytes a fact. Here each read is one 64-bit number, fact before page, in one of 256
    arrays by the fact's first bits, so that they can be dealt to their rows one array at a time.
    """

    def __init__(self) -> None:
        self._reads = [array("Q") for _ in range(1 << _FIRST_BITS)]
        self._pages = 0

    def add(self, page: int, facts: Iterable[int]) -> None:
        """Note that a page read `facts`; pages come with rising numbers."""
        self._pages = page
        reads = self._reads
        for fact in facts:
            reads[fact >> _OTHER_BITS].append(fact << 32 | page)

    def rows(self) -> Rows:
        """Return how the facts that were added are to share rows."""
        rows = sum(map(len, self._reads)) // _READS
        shift = min(_OTHER_BITS, FACT_BITS + 1 - max(1, rows).bit_length())
        return Rows(shift, 3 if self._pages < 1 << 24 else 4)

    def by_row(self, rows: Rows) -> Iterator[tuple[int, bytes]]:
        """Yield each row, ascending, with the pages that read any of its facts; may be called once."""
        shift = 32 + rows.shift
        while self._reads:
            found: dict[int, array[int]] = {}
            for read in self._reads.pop(0):
                pages = found.get(read >> shift)
                if pages is None:
                    pages = found[read >> shift] = array("I")
                pages.append(read & _PAGE)
            for row in sorted(found):
                yield row, rows.packed(found[row])
