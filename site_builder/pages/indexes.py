"""The indexes of authors, sources and topics: every term with the number of its entries, A to Z.

People are filed under the name as it is printed, since no rule tells family names in all languages; a leading
article counts for nothing, as in any catalogue.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final

from site_builder.incremental.reader import Reader
from site_builder.language.speech import Speech
from site_builder.language.speech import marked as _
from site_builder.model import Value
from site_builder.pages.layout import Frame, Layout, layout
from site_builder.pages.links import host
from site_builder.pages.names import Names
from site_builder.pages.term import rights_in_words

_DESCRIPTIONS: Final = {
    "author": _("All authors of the commentaries in {site}, from A to Z"),
    "source": _("All sources of the commentaries in {site}, from A to Z"),
    "topic": _("All topics of the commentaries in {site}, from A to Z"),
}
_DIGITS: Final = "0–9"
_JOINED: Final = str.maketrans(
    {
        "œ": "oe",
        "æ": "ae",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    }
)
"""Letters that Unicode does not take apart, as an index files them."""
_NUMBER: Final = re.compile(r"\d+")
_TIES: Final = ("’", "'", "ـ")


class Line(Value):
    """A term in an index."""

    name: str
    url: str
    count: int
    note: str = ""


class Letter(Value):
    """The terms filed under one letter, "0–9" for those that begin with a digit, and its anchor on the page."""

    letter: str
    anchor: str
    lines: tuple[Line, ...]


class IndexPage(Value):
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
    say = names.speech
    title = names.index(vocabulary).text
    lines = [_line(reader, names, vocabulary, slug) for slug in slugs(reader, vocabulary)]
    articles = _articles(say)
    filed = sorted((_filed(line.name, articles), line.url, line) for line in lines)
    letters = tuple(
        Letter(letter, f"letter-{letter.casefold()}", tuple(line for *_, line in group))
        for letter, group in groupby(filed, key=lambda each: each[0][0])
    )
    description = say.gettext(_DESCRIPTIONS[vocabulary], site=site.title)
    frame = Frame(f"{vocabulary}s/", title, description, f"{vocabulary}s", crumbs=())
    return IndexPage(layout(reader, site, frame), title, letters)


def _line(reader: Reader, names: Names, vocabulary: str, slug: str) -> Line:
    anchor = names.term(vocabulary, slug)
    note = ""
    if vocabulary == "source" and (record := names.source(slug)):
        home, rights = host(record.home), rights_in_words(names.speech, record.rights)
        note = names.speech.gettext("{host}; {rights}", host=home, rights=rights) if home else rights
    return Line(anchor.text, anchor.url, reader.count(f"{vocabulary}/{slug}"), note)


@lru_cache(maxsize=8)
def _articles(speech: Speech) -> tuple[str, ...]:
    """Return how a name may begin with an article, case-folded; one that ends in an apostrophe, or a line for its word, is written together."""
    stated = _folded(speech.pgettext("articles that an index passes over", "The")).split("|")
    joined = (article.removesuffix("ـ") if article.endswith(_TIES) else f"{article} " for article in stated)
    return ("the ", *joined)


def _filed(name: str, articles: tuple[str, ...]) -> tuple[str, str]:
    """Return the letter to file a name under (what begins with a digit comes first, under "0–9"), and what to sort by.

    That is the name without marks, without regard to case and without what stands before its first letter: signs, and a
    leading article. Numbers are in the order of what they say: 2 before 10.
    """
    bare = _bare(name)
    article = next((one for one in articles if bare.startswith(one) and bare != one), "")
    sorted_by = _bare(bare.removeprefix(article))
    letter = sorted_by[:1]
    return (letter.upper() if letter.isalpha() else _DIGITS), _NUMBER.sub(_long, sorted_by)


def _long(number: re.Match[str]) -> str:
    return number[0].zfill(12)


def _bare(name: str) -> str:
    """Return a name, folded, from its first letter or digit on."""
    folded = _folded(name)
    return folded[next((place for place, sign in enumerate(folded) if sign.isalnum()), 0) :]


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold()).translate(_JOINED)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
