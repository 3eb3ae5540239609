"""Names: what the digest's own vocabularies call things, looked up in the words of a document."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from msgspec import Struct

from site_builder.importing.recognising.geography import Atlas
from site_builder.model import Author, Record, Region, Source, Topic

_SPACE: Final = re.compile(r"\W+")
_KEPT: Final = 200  # characters of the longest text whose folded form is kept


class Names(Struct, frozen=True):
    """Regions, sources and topics by folded name, alias or slug; sources by host too; authors by folded name.

    `atlas` has the regions by their countries.
    """

    regions: Mapping[str, str] = {}
    sources: Mapping[str, str] = {}
    hosts: Mapping[str, str] = {}
    authors: Mapping[str, str] = {}
    organisations: frozenset[str] = frozenset()
    topics: Mapping[str, str] = {}
    atlas: Atlas = Atlas({}, {})

    def region(self, label: str) -> str:
        """Return the slug of the region that `label` as a whole names, or ""."""
        return self.regions.get(fold(label), "")

    def source(self, label: str) -> str:
        """Return the slug of the source that `label` as a whole names, or ""."""
        return self.sources.get(fold(label), "")

    def sources_in(self, text: str) -> frozenset[str]:
        """Return the slugs of the sources that `text` names in whole words."""
        folded = f" {fold(text)} "
        return frozenset(slug for name, slug in self.sources.items() if f" {name} " in folded)

    def source_at(self, host: str) -> str:
        """Return the slug of the source whose site stands at `host`, or ""."""
        bare = host.casefold().removeprefix("www.")
        while bare and bare not in self.hosts:
            bare = bare.partition(".")[2]
        return self.hosts.get(bare, "")


def fold(text: str) -> str:
    """Return `text` as names are compared: case-folded words with single spaces."""
    return _kept(text) if len(text) <= _KEPT else _folded(text)


@lru_cache(maxsize=2_048)  # the readers of a document compare the same names and lines
def _kept(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    return _SPACE.sub(" ", text.casefold()).strip()


def gather(records: Iterable[Record]) -> Names:
    """Make the look-up of the vocabularies in `records`; a name that two terms claim is nobody's."""
    regions: dict[str, set[str]] = {}
    sources: dict[str, set[str]] = {}
    hosts: dict[str, set[str]] = {}
    authors: dict[str, set[str]] = {}
    topics: dict[str, set[str]] = {}
    organisations: set[str] = set()
    countries: dict[str, set[str]] = {}
    above: dict[str, str] = {}
    for record in records:
        match record:
            case Region():
                _claim(regions, (record.name, record.slug, *record.aliases), record.slug)
                above[record.slug] = record.parent
                for code in record.countries:
                    countries.setdefault(code, set()).add(record.slug)
            case Topic():
                _claim(topics, (record.name, record.slug, *record.aliases), record.slug)
            case Source():
                _claim(sources, (record.name, record.slug, *record.aliases), record.slug)
                for host in record.hosts:
                    hosts.setdefault(host.casefold().removeprefix("www."), set()).add(record.slug)
            case Author():
                _claim(authors, (record.name, *record.aliases), record.slug)
                if record.organisation:
                    organisations.add(fold(record.name))
    return Names(
        _sole(regions),
        _sole(sources),
        _sole(hosts),
        _sole(authors),
        frozenset(organisations),
        _sole(topics),
        Atlas(_sole(countries), above),
    )


def _claim(claims: dict[str, set[str]], names: Iterable[str], slug: str) -> None:
    for name in filter(None, map(fold, names)):
        claims.setdefault(name, set()).add(slug)


def _sole(claims: dict[str, set[str]]) -> dict[str, str]:
    return {name: slugs.copy().pop() for name, slugs in claims.items() if len(slugs) == 1}
