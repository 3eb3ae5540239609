"""Geometry: how many shards, buckets and dictionaries an index has, and which of them holds what.

All of it follows from the number of entries, by powers of two, so that it changes seldom: then everything is made anew. Sizes
are chosen so that a shard is indexed in half a second, and no file takes a reader more than some tens of kilobytes.
"""

from typing import Final
from zlib import crc32

from msgspec import Struct

from site_builder.search.words import is_paired

SHARD: Final = 1024
"""Entries of a shard, about, at most."""
BUCKET: Final = 32
"""Entries for each bucket of terms: the more entries, the more files their terms are dealt to."""
BUCKETS: Final = 8192
TEXTS: Final = 16
"""Entries for each bucket of texts, whose lists are ten times as long."""
NEWEST: Final = 256
"""From more entries than these on, the newest are in files of their own."""
FILES_OF_NEWEST: Final = 16
"""Files that the texts of the newest entries are dealt to."""
MANY: Final = 8192
"""From more entries than these on, words alone leave too many that a phrase might stand in: so signs of what stands behind them are kept,"""
TELLING: Final = 32
"""for terms that no more than one text in so many has, about: with others, lists would be long, and tell little."""
CARDS: Final = 8
"""Cards in a file."""
_ONE_LETTER: Final = 64
_TWO_LETTERS: Final = 1024
_ALL_WORDS: Final = 5000
_TOGETHER: Final = 4096
_OF_A_BLOCK: Final = {1: 0xFF, 2: 0x3F}
"""Letters of Chinese and Japanese, of which there are thousands, share a dictionary by 256, by 64 where there are two letters to others."""


class Geometry(Struct, frozen=True):
    """The form of an index of so many `entries`.

    `words`, `texts` and `values` are the numbers of buckets. `letters` is how many first letters tell a term's dictionary; `endings` how many last ones. `rare` is in how many entries
    a term must occur to stand in a dictionary, if it occurs in texts only. `together` says that all facets are in one file.
    `telling` is how many texts may have a term for what stands behind it to be kept; `newest` is the number of the shard of the newest entries, behind all others, or -1: its terms have files of their own.
    """

    entries: int
    shards: int
    words: int
    texts: int
    values: int
    letters: int
    endings: int
    rare: int
    together: bool
    newest: int
    telling: int

    @property
    def all_shards(self) -> int:
        """How many shards there are, that of the newest entries included."""
        return max(self.shards, self.newest + 1)

    def shard(self, entry: str) -> int:
        """Return the shard of an entry's id."""
        return crc32(entry.encode()) % self.shards

    def bucket(self, term: str) -> str:
        """Return the name of a term's bucket of words, which has what cards show."""
        return f"{crc32(term.encode()) % self.words:x}"

    def bucket_of_texts(self, term: str) -> str:
        """Return the name of a term's bucket of texts."""
        return f"{crc32(term.encode()) % self.texts:x}"

    def file_of_newest(self, term: str) -> str:
        """Return the name of the file that the newest entries' texts have a term in."""
        return f"new-{crc32(term.encode()) % FILES_OF_NEWEST}"

    def bucket_of_values(self, value: str) -> str:
        """Return the name of the bucket of values of facets that one of them, `FACET/SLUG`, stands in."""
        return f"{crc32(value.encode()) % self.values:x}"

    def dictionary(self, term: str) -> str:
        """Return the name of the dictionary that a term stands in."""
        if self.letters and is_paired(term[0]):
            return named(chr(ord(term[0]) & ~_OF_A_BLOCK[self.letters]))
        return named(term[: self.letters])

    def facet(self, facet: str) -> str:
        """Return the name of the file that a facet stands in."""
        return "all" if self.together else facet

    def ending(self, term: str) -> str:
        """Return the name of the dictionary of endings that a term stands in."""
        return named(term[-self.endings :] if self.endings else "")


def named(letters: str) -> str:
    """Return a file's name for some letters: their code points in hex."""
    return "-".join(f"{ord(letter):x}" for letter in letters) or "all"


def geometry(entries: int) -> Geometry:
    """Return the form of an index of so many entries."""
    shards = _power(entries / SHARD)
    return Geometry(
        entries=entries,
        shards=shards,
        words=min(_power(entries / BUCKET), BUCKETS),
        texts=min(_power(entries / TEXTS), BUCKETS),
        values=_power(entries / SHARD),
        letters=0 if entries < _ONE_LETTER else 1 if entries < _TWO_LETTERS else 2,
        endings=0 if entries < _TWO_LETTERS else 2,
        rare=1 + entries // _ALL_WORDS,
        together=entries < _TOGETHER,
        newest=shards if entries > NEWEST else -1,
        telling=_power(entries) // TELLING if entries > MANY else 0,
    )


def _power(least: float) -> int:
    """Return the lowest power of two that is no less than `least`."""
    power = 1
    while power < least:
        power *= 2
    return power
