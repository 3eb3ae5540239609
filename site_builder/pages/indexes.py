"""The indexes of authors, sources and topics: every term with the number of its entries, A to Z.

People are filed under the name as it is printed, since no rule tells family names in all languages; a leading
"The" counts for nothing, as in any catalogue.
"""

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from site_builder.incremental.reader import Reader
from site_builder.pages.layout import Frame, Layout, layout
from site_builder.pages.links import host
from site_builder.pages.names import Names
from site_builder.pages.term import LABELS, rights_in_words


class Line(Struct, frozen=True, gc=False):
    """A term in an index."""

    name: str
    url: str
    count: int
    note: str = ""


class Letter(Struct, frozen=True, gc=False):
    """The terms filed under one letter."""

    letter: str
    lines: tuple[Line, ...]


class IndexPage(Struct, frozen=True, gc=False):
    """All terms of a vocabulary that have entries."""

    layout: Layout
    title: str
    letters: tuple[Letter, ...]


def authors(reader: Reader, _key: str) -> IndexPage:
    """Return the index of authors."""
    return _index(reader, "author")


def sources(reader: Reader, _key: str) -> IndexPage:
    """Return the index of sources, each with its host and what the digest publishes of it."""
    return _index(reader, "source")


def topics(reader: Reader, _key: str) -> IndexPage:
    """Return the index of topics."""
    return _index(reader, "topic")


def slugs(reader: Reader, vocabulary: str) -> Iterator[str]:
    """Yield the slug of each term of a vocabulary that has entries, in order."""
    return (position.partition("|")[0] for position in reader.leaders(f"{vocabulary}s", until="|"))


def _index(reader: Reader, vocabulary: str) -> IndexPage:
    site = reader.site()
    names = Names(reader, site)
    title = f"{LABELS[vocabulary]}s"
    lines = [_line(reader, names, vocabulary, slug) for slug in slugs(reader, vocabulary)]
    lines.sort(key=lambda line: (_letter(line.name), _folded(line.name), line.url))
    letters = tuple(
        Letter(key, tuple(group)) for key, group in groupby(lines, key=lambda line: _letter(line.name))
    )
    description = f"All {vocabulary}s of the commentaries in {site.title}, from A to Z"
    frame = Frame(f"{vocabulary}s/", title, description, f"{vocabulary}s", crumbs=())
    return IndexPage(layout(reader, site, frame), title, letters)


def _line(reader: Reader, names: Names, vocabulary: str, slug: str) -> Line:
    anchor = names.term(vocabulary, slug)
    note = ""
    if vocabulary == "source" and (record := names.source(slug)):
        note = "; ".join(part for part in (host(record.home), rights_in_words(record.rights)) if part)
    return Line(anchor.text, anchor.url, reader.count(f"{vocabulary}/{slug}"), note)


def _folded(name: str) -> str:
    """Return a name for sorting: without marks, without regard to case and without a leading "The"."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().removeprefix("the "))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _letter(name: str) -> str:
    """Return the letter to file a name under; "#" for what begins with none, which sorts first."""
    first = _folded(name)[:1]
    return first.upper() if first.isalpha() else "#"
