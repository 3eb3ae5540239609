"""Entries as search knows them: what their pages say of them, to their terms, their card and their facets."""

import html
import re
import zlib
from collections.abc import Iterator
from typing import Final, NamedTuple, cast

import msgspec
from msgspec import Struct

from site_builder.incremental.reader import Reader
from site_builder.incremental.shape import position_of
from site_builder.model import EntryKind, Metadata
from site_builder.pages.items import item, kind_in_words
from site_builder.pages.names import Names
from site_builder.pages.search import kind_named
from site_builder.search.numbers import spelt, spelt_in_one, steps
from site_builder.search.words import Followed, compounds, followed, terms

FACETS: Final = ("region", "topic", "source", "author", "year", "kind")
TITLES: Final = 9
"""Classes of titles: of one term, of two and so on; of so many and more. So a title can be told of which all was typed."""
CLASSES: Final = TITLES + 4
"""Where a term stands, best first: a title; names, and the year; the summary; a text, often or not."""
LEADING: Final = TITLES + 2
"""The classes below this are of what cards show, those from here on are of texts."""
OPENING: Final = b"<!--text-->"
CLOSING: Final = b"<!--/text-->"
"""Between these marks, the template of an entry's page puts what search shall find of its text."""

_NAMES, _SUMMARY, _OFTEN, _TEXT = range(TITLES, CLASSES)
_REPEATED: Final = 3
_TAG: Final = re.compile("<[^>]*>")
_ENCODER: Final = msgspec.msgpack.Encoder()
_FAST: Final = 1


class Card(Struct, frozen=True, array_like=True):
    """What a result shows: see `pages.items.Item`; `authors` are in a row already, `kicker` names what it is about.

    `size` is a letter for the size of the entry's page (`numbers.steps`), which a reader's browser may look a phrase up in.
    """

    title: str
    url: str
    authors: str
    outlet: str
    date: str
    day: str
    language: str
    direction: str
    kicker: tuple[str, ...]
    summary: str
    size: str


class Value(NamedTuple):
    """A value of a facet: what readers call it, and the value that it is part of, "" for none: regions lie in others."""

    name: str
    above: str = ""


class Searchable(Struct, frozen=True, array_like=True):
    """An entry as search knows it: its place in time, its card, the slugs of each facet, its terms by class.

    The terms are words with spaces between, each in its best class only. For those of the last class, `behind` has the signs of
    what stands behind them (`words.followed`), with spaces between, too.
    """

    position: str
    card: Card
    facets: tuple[tuple[str, ...], ...]
    terms: tuple[str, ...]
    behind: str


_DECODER: Final = msgspec.msgpack.Decoder(Searchable)


def packed(entry: Searchable) -> bytes:
    """Return an entry as the store keeps it."""
    return zlib.compress(_ENCODER.encode(entry), _FAST)


def unpacked(data: bytes) -> Searchable:
    """Return the entry that `packed` put into the store."""
    return _DECODER.decode(zlib.decompress(data))


def searchable(reader: Reader, entry: str, page: bytes) -> Searchable | None:
    """Return an entry that `page` shows, None if it is withdrawn or gone."""
    metadata = reader.metadata(entry)
    if metadata is None or metadata.status != "published":
        return None
    names = Names(reader, reader.site())
    facets = _facets(metadata)
    region, topics, source = facets[:3]
    about = (("region", region), ("topic", topics), ("source", source))
    called = [names.term(vocabulary, slug).text for vocabulary, slugs in about for slug in slugs]
    called += [byline.name for byline in metadata.authors]
    named = " ".join([*called, names.outlet(metadata).text, metadata.date[:4]])
    by_class, behind = classes(metadata, named, text_of(page))
    return Searchable(position_of(metadata), _card(names, metadata, len(page)), facets, by_class, behind)


def value(reader: Reader, facet: str, slug: str) -> Value:
    """Return what there is to say of a value of a facet."""
    names = Names(reader, reader.site())
    if facet == "kind":
        return Value(kind_named(names.speech, cast("EntryKind", slug)))
    if facet == "year":
        return Value(slug)
    region = reader.region(slug) if facet == "region" else None
    return Value(names.term(facet, slug).text, (region and region.parent) or "")


def text_of(page: bytes) -> str:
    """Return the text that stands between the marks of a page."""
    parts = [part.partition(CLOSING)[0] for part in page.split(OPENING)[1:]]
    return html.unescape(_TAG.sub(" ", b"\n".join(parts).decode()))


def _facets(metadata: Metadata) -> tuple[tuple[str, ...], ...]:
    return (
        (metadata.region,) if metadata.region else (),
        tuple(dict.fromkeys(metadata.topics)),
        (metadata.source,) if metadata.source else (),
        tuple(dict.fromkeys(byline.slug for byline in metadata.authors)),
        (metadata.date[:4],),
        (metadata.kind,),
    )


def _card(names: Names, metadata: Metadata, size: int) -> Card:
    line = item(names, metadata)
    about = [names.term("region", metadata.region).text] if metadata.region else []
    about += [names.term("topic", slug).text for slug in metadata.topics[:2]]
    about += [kind] if (kind := kind_in_words(names.speech, metadata.kind)) else []
    return Card(
        title=line.title,
        url=line.url,
        authors="".join(name + behind for name, behind in line.authors),
        outlet=line.outlet,
        date=line.date,
        day=line.day,
        language=line.language,
        direction=line.direction,
        kicker=tuple(about),
        summary=metadata.summary,
        size=steps([size]),
    )


def classes(metadata: Metadata, named: str, text: str) -> tuple[tuple[str, ...], str]:
    """Return the terms of an entry by class, and what stands behind those of the last: see `Searchable`.

    A repost's title counts as if it were longer than its original's.
    """
    title = terms(metadata.title)
    longer = metadata.kind in {"excerpt", "repost", "adaptation"}
    place = min(len(title), TITLES - 1) + longer - 1  # the last class has copies' longest titles alone
    best = dict.fromkeys(compounds(text), _TEXT)
    behind = followed(text)
    best |= {term: _OFTEN if times >= _REPEATED else _TEXT for term, times in behind.times.items()}
    for said, class_ in ((metadata.summary, _SUMMARY), (named, _NAMES), (metadata.title, place)):
        best |= dict.fromkeys(terms(said) | compounds(said), class_)
    found: list[list[str]] = [[] for _ in range(CLASSES)]
    for term, class_ in best.items():
        found[class_].append(term)
    return tuple(" ".join(each) for each in found), " ".join(_signs(behind, found[_TEXT]))


def _signs(behind: Followed, terms_: list[str]) -> Iterator[str]:
    """Yield what stands behind terms that a text has no more than twice; nothing behind words with hyphens taken as one."""
    times, first, last = behind
    for term in terms_:
        yield spelt_in_one(first[term], last[term]) if times[term] > 1 else spelt(last.get(term, 0))
