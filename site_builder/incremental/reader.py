"""Reader: the only door a view has to the site. Every read is recorded as facts.

A **fact** is anything a page can have read, by name: the metadata of an entry, the record of a term, the size of a
collection; what was looked for and not found, too, so that it heals when it appears. A collection is a named, ordered
set of positions; a position is the id of its member or ends in it, so order never has a tie. A read of a stretch of a
collection is recorded as its members and the gaps between them: `topic/iran after POSITION` stands for that member and
the room up to the next one, `topic/iran at POSITION`, at an end of the stretch, for the member alone. So what leaves a
stretch is found by its own name, and what joins it by that of its neighbour below: databases lock ranges in the same
way ("next-key locking").

A page's Trace is the set of its facts, each by its number (see `facts`).
"""

from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeVar

from site_builder.incremental.facts import Gaps, joining, number_of
from site_builder.incremental.index import Index
from site_builder.incremental.periods import MOST, enough_fact, number_fact, step_fact
from site_builder.incremental.shape import enough, overflows
from site_builder.model import (
    Asset,
    Author,
    Body,
    Catalogue,
    Metadata,
    Record,
    Region,
    Site,
    Source,
    StandingPage,
    Topic,
)

LOWEST: Final = ""
HIGHEST: Final = "\U0010ffff"
_GAPS: Final = Gaps()
Numbers = tuple[int, ...]
T = TypeVar("T")


def number_in(index: Index, collection: str, period: str) -> int:
    """Return how many members of a collection are of a year or month, at most `MOST`."""
    return index.number(collection, f"{period}-", f"{period}-{HIGHEST}", MOST)


def member(position: str) -> str:
    """Return the id that a position is, or ends in."""
    return position.rpartition("|")[2]


class Parts:
    """Parts of models that many pages show, such as an entry's card: made once, with the facts that they rest on."""

    __slots__ = ("made",)
    LIMIT: Final = 30_000

    def __init__(self) -> None:
        self.made: dict[tuple[Callable[..., Any], str], tuple[Any, Numbers]] = {}

    def make(self, reader: "Reader", make: "Callable[[Reader, str], T]", key: str) -> tuple[T, Numbers]:
        """Make and keep the part that `make` makes of `key` from what `reader` reads from; return it with its facts."""
        if len(self.made) >= self.LIMIT:
            self.made.clear()
        inner = reader.alike()
        made = make(inner, key)
        found = self.made[make, key] = made, inner.numbers()
        return found

    def forget(self, changed: Iterable[str]) -> None:
        """Drop the parts that rest on a fact of `changed`."""
        numbers = frozenset(map(number_of, changed))
        for key in [key for key, (_, facts) in self.made.items() if not numbers.isdisjoint(facts)]:
            del self.made[key]


class Reader:
    """Reads of one view, and their facts; make one for each page.

    With `names` given, the name of each fact is put there by its number, for people to read.
    """

    __slots__ = ("_facts", "_index", "_names", "_parts")

    def __init__(self, index: Index, names: dict[int, str] | None = None) -> None:
        self._index = index
        self._parts = index.parts if names is None else Parts()  # a part made before would tell no names
        self._names = names
        self._facts: set[int] = set()

    def alike(self) -> "Reader":
        """Return a reader of the same snapshot that has read nothing yet."""
        reader = Reader(self._index, self._names)
        reader._parts = self._parts
        return reader

    def numbers(self) -> Numbers:
        """Return the numbers of all facts read so far, in no order."""
        return tuple(self._facts)

    def trace(self) -> bytes:
        """Return all facts read so far: their numbers in ascending order, four bytes each."""
        return array("I", sorted(self._facts)).tobytes()

    def part(self, make: "Callable[[Reader, str], T]", key: str) -> T:
        """Return what `make(reader, key)` gives; pages that have the part in common make it once."""
        found = self._parts.made.get((make, key)) or self._parts.make(self, make, key)
        self._facts.update(found[1])
        part: T = found[0]
        return part

    def _note(self, fact: str) -> None:
        number = number_of(fact)
        self._facts.add(number)
        if self._names is not None:
            self._names[number] = fact

    # --- points -----------------------------------------------------------------------------------------

    def _record(self, key: str) -> Record | None:
        self._note(key)
        return self._index.record(key)

    def site(self) -> Site:
        """Return the site's settings."""
        record = self._record("site/")
        if not isinstance(record, Site):
            raise TypeError("a snapshot without site settings must not be rendered")
        return record

    def region(self, slug: str) -> Region | None:
        """Return a region of the vocabulary, or None."""
        record = self._record(f"region/{slug}")
        return record if isinstance(record, Region) else None

    def author(self, slug: str) -> Author | None:
        """Return the record of an author who has a file, or None."""
        record = self._record(f"author/{slug}")
        return record if isinstance(record, Author) else None

    def source(self, slug: str) -> Source | None:
        """Return a source, or None."""
        record = self._record(f"source/{slug}")
        return record if isinstance(record, Source) else None

    def topic(self, slug: str) -> Topic | None:
        """Return the record of a topic that has a file, or None."""
        record = self._record(f"topic/{slug}")
        return record if isinstance(record, Topic) else None

    def standing(self, slug: str) -> StandingPage | None:
        """Return a standing page, or None."""
        record = self._record(f"standing/{slug}")
        return record if isinstance(record, StandingPage) else None

    def asset(self, path: str) -> Asset | None:
        """Return an asset's digest and size, or None."""
        record = self._record(f"asset/{path}")
        return record if isinstance(record, Asset) else None

    def catalogue(self, language: str) -> Catalogue | None:
        """Return the project's own catalogue of a language, in lower case, or None."""
        record = self._record(f"catalogue/{language}")
        return record if isinstance(record, Catalogue) else None

    def metadata(self, entry: str) -> Metadata | None:
        """Return the metadata of an entry that the site shows, or None (absent, draft, not yet, expired)."""
        self._note(f"metadata/{entry}")
        return self._index.metadata(entry)

    def body(self, entry: str) -> Body | None:
        """Return the body of an entry that the site shows, or None."""
        self._note(f"body/{entry}")
        return self._index.body(entry)

    def count(self, collection: str) -> int:
        """Return the size of a collection; for the home page and indexes only, since each addition changes it."""
        self._note(f"count/{collection}")
        return self._index.count(collection)

    def magnitude(self, collection: str) -> int:
        """Return the size's bit length (0, 1, 2–3, 4–7, …): a weight that few additions change."""
        self._note(f"magnitude/{collection}")
        return self._index.count(collection).bit_length()

    def overflows(self, collection: str) -> bool:
        """Tell whether a term has more entries than its page shows, or the index of clusters more ties than it looks at."""
        self._note(f"overflow/{collection}")
        return overflows(self._index.count(collection))

    def has_enough(self, collection: str, period: str) -> bool:
        """Tell whether a source has enough entries of a year for a page of its own."""
        self._note(enough_fact(collection, period))
        return enough(number_in(self._index, collection, period))

    def number_in(self, collection: str, period: str) -> int:
        """Return how many members are of a year or month, at most `MOST`; a page is to show of it no more than the step."""
        self._note(number_fact(collection, period))
        return number_in(self._index, collection, period)

    def step_in(self, collection: str, period: str) -> int:
        """Return that number's bit length (0, 1, 2–3, 4–7, …): a step that few additions change."""
        self._note(step_fact(collection, period))
        return number_in(self._index, collection, period).bit_length()

    # --- stretches of collections -----------------------------------------------------------------------

    def first(self, collection: str, limit: int) -> list[str]:
        """Return the lowest `limit` positions, lowest first."""
        return self._ascending(collection, LOWEST, HIGHEST, limit)

    def last(self, collection: str, limit: int) -> list[str]:
        """Return the highest `limit` positions, highest first."""
        return self._descending(collection, LOWEST, HIGHEST, limit)

    def all(self, collection: str) -> list[str]:
        """Return every position, lowest first."""
        return self._ascending(collection, LOWEST, HIGHEST, -1)

    def between(self, collection: str, low: str, high: str, limit: int = -1) -> list[str]:
        """Return the lowest `limit` positions (all if negative) from `low` to `high`, both included, lowest first."""
        return self._ascending(collection, low, high, limit)

    def latest(self, collection: str, low: str, high: str, limit: int) -> list[str]:
        """Return the highest `limit` positions from `low` to `high`, both included, highest first."""
        return self._descending(collection, low, high, limit)

    def around(self, collection: str, position: str, reach: int) -> tuple[list[str], list[str]]:
        """Return the `reach` positions just below a member's, and as many just above, each nearest first."""
        below, above = self._index.neighbours(collection, position, reach)
        if len(below) < reach:
            self._note(joining(collection, LOWEST))
        members = [*below, position, *above]
        self._note_members(collection, members, members.pop() if len(above) == reach else "")
        return below[::-1], above

    def before(self, collection: str, position: str, limit: int) -> list[str]:
        """Return the `limit` positions just below `position`, nearest first."""
        return [p for p in self._descending(collection, LOWEST, position, limit + 1) if p != position][:limit]

    def after(self, collection: str, position: str, limit: int) -> list[str]:
        """Return the `limit` positions just above `position`, nearest first."""
        return [p for p in self._ascending(collection, position, HIGHEST, limit + 1) if p != position][:limit]

    def leaders(self, collection: str, prefix: str = "", until: str = "-") -> Iterator[str]:
        """Yield the first position of each group: the text behind `prefix` up to the next `until`.

        A loose index scan: in a collection ordered by date, `leaders(c)` meets each year once and `leaders(c, "2014-")` each
        month of 2014; in one ordered by slug, `leaders(c, until="|")` meets each slug once. One row is read a group.
        """
        low, high = prefix, prefix + HIGHEST
        while found := self._ascending(collection, low, high, 1):
            yield found[0]
            low = found[0][: found[0].index(until, len(prefix)) + 1] + HIGHEST

    def _ascending(self, collection: str, low: str, high: str, limit: int) -> list[str]:
        rows = self._index.ascending(collection, low, high, limit)
        if not rows or rows[0] != low:
            self._note(joining(collection, self._index.below(collection, low) if low else LOWEST))
        whole = not rows or (len(rows) != limit and rows[-1] != high)
        self._note_members(collection, *((rows, "") if whole else (rows[:-1], rows[-1])))
        return rows

    def _descending(self, collection: str, low: str, high: str, limit: int) -> list[str]:
        rows = self._index.descending(collection, low, high, limit)
        if len(rows) != limit and (not rows or rows[-1] != low):
            self._note(joining(collection, self._index.below(collection, low) if low else LOWEST))
        whole = not rows or rows[0] != high
        self._note_members(collection, *((rows, "") if whole else (rows[1:], rows[0])))
        return rows

    def _note_members(self, collection: str, members: list[str], end: str) -> None:
        """Note members with the gaps behind them, and of one at which a stretch ends, unless it is "", itself only."""
        if self._names is None:
            self._facts.update(_GAPS.numbers(collection, members))
        else:
            for name in members:
                self._note(joining(collection, name))
        if end:
            self._note(f"{collection} at {end}")
