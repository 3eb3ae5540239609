"""Pieces: what one shard puts into each file of the index; a pure function of its entries and the geometry.

| kind | part | a shard's piece |
|---|---|---|
| `words` | bucket | term → for each class that cards show, how many entries and which, by their places in the shard |
| `texts` | bucket | the same for the classes of texts; then, for each entry of the last, the signs of what stands behind the term |
| `words`, `texts` | `new`, `new-` and a number | the same of the newest entries' shard, which has no dictionaries |
| `letters`, `endings` | the letters in hex | term → in how many entries, and on how many cards |
| `facets` | facet, or `all` | facet → the slugs of each entry |
| `rows` | facet, where they are not together | the same |
| `values` | bucket, where they are not together | facet and slug → how many entries have it, and which |
| `facets` | `days` | the days of the entries, each counted from the one before, the first from 1970 |
| `cards` | shard and number | eight cards, as the file holds them |
| `size` | "" | how many entries there are |

Entries of a shard stand in order of date, so that what is new comes last and moves nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

import msgspec

from site_builder.search.entries import CLASSES, FACETS, LEADING, Searchable
from site_builder.search.geometry import CARDS, Geometry
from site_builder.search.numbers import gaps, spelt

Name = tuple[str, str]
"""(kind, part): what pieces of all shards are merged to one file."""
DAYS: Final = ("facets", "days")
_LEAST: Final = 4
"""Letters of a term for which a mistake is looked for from its end."""
_PACK: Final = msgspec.msgpack.Encoder()
_JSON: Final = msgspec.json.Encoder()


def pieces(shape: Geometry, shard: int, entries: Iterable[Searchable]) -> Iterator[tuple[Name, bytes]]:
    """Yield every piece of a shard."""
    ordered = sorted(entries, key=lambda entry: entry.position)
    yield ("size", ""), len(ordered).to_bytes(4)
    for number in range(0, len(ordered), CARDS):
        cards = [entry.card for entry in ordered[number : number + CARDS]]
        yield ("cards", f"{shard:x}-{number // CARDS:x}"), _JSON.encode(cards)
    if ordered:
        yield from _facets(shape, ordered)
    yield DAYS, "".join(_days(ordered)).encode()
    yield from _words(shape, shard, ordered)


def _facets(shape: Geometry, ordered: list[Searchable]) -> Iterator[tuple[Name, bytes]]:
    files: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    for place, facet in enumerate(FACETS):
        files.setdefault(shape.facet(facet), {})[facet] = [entry.facets[place] for entry in ordered]
    for part, told in files.items():
        packed = _PACK.encode(told)
        yield ("facets", part), packed
        if not shape.together:
            yield ("rows", part), packed
    if not shape.together:
        yield from _values(shape, ordered)


def _values(shape: Geometry, ordered: list[Searchable]) -> Iterator[tuple[Name, bytes]]:
    """Yield which entries have each value: a reader who ticks one is not sent what all others have."""
    places: dict[str, list[int]] = {}
    for place, entry in enumerate(ordered):
        for facet, slugs in zip(FACETS, entry.facets, strict=True):
            for slug in slugs:
                places.setdefault(f"{facet}/{slug}", []).append(place)
    buckets: dict[str, dict[str, str]] = {}
    for value in sorted(places):
        buckets.setdefault(shape.bucket_of_values(value), {})[value] = _counted(places[value])
    for part, told in buckets.items():
        yield ("values", part), _PACK.encode(told)


def _days(ordered: list[Searchable]) -> Iterator[str]:
    before = date(1970, 1, 1).toordinal()
    for entry in ordered:
        day = date.fromisoformat(entry.position[:10]).toordinal()
        yield spelt(max(day - before, 0))
        before = max(day, before)


def _words(shape: Geometry, shard: int, ordered: list[Searchable]) -> Iterator[tuple[Name, bytes]]:
    found = _occurrences(ordered)
    signs = _signs(ordered) if shape.telling else {}
    is_newest = shard == shape.newest
    words: dict[str, dict[str, str]] = {}
    texts: dict[str, dict[str, str]] = {}
    letters: dict[str, dict[str, tuple[int, int]]] = {}
    endings: dict[str, dict[str, tuple[int, int]]] = {}
    for term in sorted(set().union(*found)):
        classes = [places.get(term, ()) for places in found]
        shown = sum(map(len, classes[:LEADING]))
        if shown:
            bucket = "new" if is_newest else shape.bucket(term)
            words.setdefault(bucket, {})[term] = _lists(classes[:LEADING])
        if any(classes[LEADING:]):
            bucket = shape.file_of_newest(term) if is_newest else shape.bucket_of_texts(term)
            behind = f"|{''.join(signs[term])}" if term in signs else ""
            texts.setdefault(bucket, {})[term] = _lists(classes[LEADING:]) + behind
        if is_newest:
            continue
        told = sum(map(len, classes)), shown
        letters.setdefault(shape.dictionary(term), {})[term] = told
        if shown and len(term) >= _LEAST:
            endings.setdefault(shape.ending(term), {})[term] = told
    for kind, parts in (("words", words), ("texts", texts), ("letters", letters), ("endings", endings)):
        for part, told_of in parts.items():
            yield (kind, part), _PACK.encode(told_of)


def _occurrences(ordered: list[Searchable]) -> list[dict[str, list[int]]]:
    """Return, for each class, the terms in it and the places of the entries that have them."""
    found: list[dict[str, list[int]]] = [{} for _ in range(CLASSES)]
    for place, entry in enumerate(ordered):
        for places, words in zip(found, entry.terms, strict=True):
            for term in words.split():
                if term in places:
                    places[term].append(place)
                else:
                    places[term] = [place]
    return found


def _signs(ordered: list[Searchable]) -> dict[str, list[str]]:
    """Return what stands behind the terms of the last class, entry by entry."""
    found: dict[str, list[str]] = {}
    for entry in ordered:
        for term, behind in zip(entry.terms[-1].split(), entry.behind.split(), strict=True):
            if term in found:
                found[term].append(behind)
            else:
                found[term] = [behind]
    return found


def _lists(classes: Sequence[Sequence[int]]) -> str:
    return "|".join(map(_counted, classes)).rstrip("|")


def _counted(places: Sequence[int]) -> str:
    return spelt(len(places)) + gaps(places) if places else ""
