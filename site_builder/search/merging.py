"""Merging: the pieces of one name, one from each shard that has any, to the bytes of one file of the index.

Files are JSON, since hosts compress that; `templates/assets/search-index.js` reads them.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import msgspec

from site_builder.search.entries import Value
from site_builder.search.geometry import CARDS, FILES_OF_NEWEST, Geometry
from site_builder.search.numbers import spelt, steps
from site_builder.search.pieces import DAYS, Name

Pieces = Sequence[tuple[int, bytes]]
"""(shard, piece), ascending."""
ValueOf = Callable[[str, str], Value]
"""(facet, slug) -> what there is to say of it."""
FOLDERS: Final = {
    "words": "w", "texts": "t", "values": "v", "letters": "l", "endings": "e", "facets": "f", "rows": "r", "cards": "c",
}  # fmt: skip
_BEHIND: Final = 2
"""What follows two classes of texts."""
_JSON: Final = msgspec.json.Encoder()
_Told = dict[str, tuple[int, int]]
_words: Final = msgspec.msgpack.Decoder(dict[str, str])
_told: Final = msgspec.msgpack.Decoder(_Told)
_slugs: Final = msgspec.msgpack.Decoder(dict[str, list[tuple[str, ...]]])


def path_of(name: Name) -> str:
    """Return where a file stands in the folder of the index."""
    return f"{FOLDERS[name[0]]}/{name[1]}.json"


def merged(shape: Geometry, name: Name, found: Pieces, value_of: ValueOf) -> bytes:
    """Return the bytes of a file; b"" where there is nothing for it."""
    if not found:
        return b""
    match name[0]:
        case "words" | "texts" | "values":
            return _merged_words(found, shape.telling if name[0] == "texts" else 0)
        case "letters" | "endings":
            return _merged_terms(shape, found)
        case "facets" if name == DAYS:
            return _merged_days(shape, found)
        case "facets" | "rows":
            return _merged_facets(shape, name[0], found, value_of)
    return found[0][1]


def manifest(shape: Geometry, shards: Sequence[int], sizes: Callable[[str], dict[str, int]]) -> bytes:
    """Return the file that a reader's browser reads first; `sizes` tells the size of each file of a kind.

    It has the form of the index, whether dictionaries have all words, the size of each shard, which dictionaries there are, and
    the size of every file, as a letter each where there are many (`numbers.steps`): so a script knows what a query costs before it
    fetches anything.
    """
    texts = sizes("texts")
    newest = [sizes("words").get("new", 0), *(texts.get(f"new-{n}", 0) for n in range(FILES_OF_NEWEST))]
    buckets = {"words": shape.words, "texts": shape.texts, "values": 0 if shape.together else shape.values}
    dictionaries = {kind: sizes(kind) for kind in ("letters", "endings")}
    files = {
        FOLDERS[kind]: steps(found.get(f"{bucket:x}", 0) for bucket in range(buckets[kind]))
        for kind, found in ((kind, sizes(kind)) for kind in buckets)
    }
    return _JSON.encode(
        {
            "entries": shape.entries,
            "shards": shards,
            "newest": newest if shape.newest >= 0 else [],
            "letters": shape.letters,
            "endings": shape.endings,
            "complete": shape.rare == 1,
            "cards": [CARDS, max(sizes("cards").values(), default=0)],
            "facets": sizes("facets"),
            "rows": sizes("rows"),
            "buckets": files,
            "dictionaries": {
                FOLDERS[kind]: [" ".join(found), steps(found.values())]
                for kind, found in dictionaries.items()
            },
        }
    )


def _merged_words(found: Pieces, telling: int) -> bytes:
    """Return `{term: classes}`; a class is a row of shards, each by its distance from the last and the places in it.

    What stands behind terms of texts is kept for those that no more than so many entries have: it would not be `telling`, and long.
    """
    lists: dict[str, dict[int, list[str]]] = {}
    last: dict[tuple[str, int], int] = {}
    for shard, piece in found:
        for term, classes in _words.decode(piece).items():
            rows = lists.setdefault(term, {})
            for number, places in enumerate(classes.split("|")):
                if number == _BEHIND and telling:
                    rows.setdefault(number, []).append(places)
                elif places:
                    key = term, number
                    rows.setdefault(number, []).append(spelt(shard - last.get(key, -1)) + places)
                    last[key] = shard
    return _JSON.encode({term: "|".join(_in_order(lists[term], telling)) for term in sorted(lists)})


def _in_order(rows: dict[int, list[str]], telling: int) -> Iterator[str]:
    if telling and sum(map(len, rows.get(_BEHIND, ()))) > telling:
        del rows[_BEHIND]
    for number in range(max(rows) + 1):
        yield "".join(rows.get(number, ()))


def _merged_terms(shape: Geometry, found: Pieces) -> bytes:
    """Return `[terms, how often, how often shown]`: words with spaces between, and for each the bit lengths of two numbers.

    They are of the entries that have it, and of those whose cards show it.
    """
    counts: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for _, piece in found:
        for term, (count, on_cards) in _told.decode(piece).items():
            counts[term] += count
            shown[term] += on_cards
    kept = sorted(term for term, count in counts.items() if count >= shape.rare or shown[term])
    lengths = ("".join(spelt(number[term].bit_length()) for term in kept) for number in (counts, shown))
    return _JSON.encode([" ".join(kept), *lengths])


def _merged_facets(shape: Geometry, kind: str, found: Pieces, value_of: ValueOf) -> bytes:
    """Return the values of one facet, or the `rows` that say which of them each entry has; where facets are together, facet → both."""
    rows: dict[str, list[tuple[str, ...]]] = {}
    for _, piece in found:
        for facet, told in _slugs.decode(piece).items():
            rows.setdefault(facet, []).extend(told)
    made = {facet: _facet(facet, told, value_of) for facet, told in rows.items()}
    if shape.together:
        return _JSON.encode(made)
    one = next(iter(made.values()))
    rows_of = {name: one.pop(name) for name in ("single", "entries")}
    return _JSON.encode(rows_of if kind == "rows" else one)


def _facet(facet: str, rows: Sequence[tuple[str, ...]], value_of: ValueOf) -> dict[str, Any]:
    """Return `{values, entries}`: [slug, name] of each value, the commonest first, and the values of each entry.

    Where any entry has not just one, each has their number first. A value that is part of another has the place of that behind
    its name; what an entry is part of is a value, too, if no entry has it itself.
    """
    counts = Counter(slug for slugs in rows for slug in slugs)
    for slug in list(counts):
        above = value_of(facet, slug).above
        while above and above not in counts:
            counts[above] = 0
            above = value_of(facet, above).above
    values = sorted(counts, key=lambda slug: (-counts[slug], slug))
    places = {slug: place for place, slug in enumerate(values)}
    told_of = ((slug, value_of(facet, slug)) for slug in values)
    number = {slug: spelt(place) for slug, place in places.items()}
    single = all(len(slugs) == 1 for slugs in rows)
    told = (
        ("" if single else spelt(len(slugs))) + "".join(sorted(number[slug] for slug in slugs))
        for slugs in rows
    )
    return {
        "single": single,
        "values": [(slug, name, places[above]) if above else (slug, name) for slug, (name, above) in told_of],
        "entries": "".join(told),
    }


def _merged_days(shape: Geometry, found: Pieces) -> bytes:
    days = {shard: piece.decode() for shard, piece in found}
    return _JSON.encode([days.get(shard, "") for shard in range(shape.all_shards)])
