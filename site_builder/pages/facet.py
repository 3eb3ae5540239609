"""Facets: the pages of two terms together, a region's topics and an author's regions.

A facet lives where at least `shape.COMBINED` entries have both terms. Those of the regions below its region count and are
shown too, as on a region's page.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from site_builder.incremental.reader import Reader, member
from site_builder.incremental.shape import COMBINED_WITH, LISTED, NEWEST, at_regions, region_of
from site_builder.language.speech import marked as _
from site_builder.model import Value
from site_builder.pages.items import Day, Item, days, items
from site_builder.pages.layout import Frame, Layout, layout
from site_builder.pages.links import Anchor, term_path
from site_builder.pages.names import Names
from site_builder.pages.regions import subtree

_HEADINGS: Final = {
    "topic": _("Topics here"),
    "region": _("By region"),
    "author": _("Authors here"),
}
_DESCRIPTIONS: Final = {
    "region": _("Commentary that {site} files under both {term} and {other}, newest first"),
    "author": _("Commentary by {term} that {site} files under {other}, newest first"),
}


class Crossing(Value):
    """The facets of a term and those of one vocabulary, by name."""

    heading: str
    facets: tuple[Anchor, ...]


class FacetPage(Value):
    """The entries of two terms, newest first; `more` where there are too many to list older ones, too.

    The last crumb is the first term.
    """

    layout: Layout
    crumbs: tuple[Anchor, ...]
    other: Anchor
    days: tuple[Day, ...]
    older: tuple[Item, ...]
    more: bool


def facet(reader: Reader, key: str) -> FacetPage:
    """Return the page of a combination; the key is such as `region/africa/topic/grain`."""
    vocabulary, slug, other, other_slug = key.split("/")
    site = reader.site()
    names = Names(reader, site)
    say = names.speech
    first, second = names.term(vocabulary, slug), names.term(other, other_slug)
    found = {p for each in _collections(reader, key) for p in reader.last(each, LISTED + 1)}
    positions = sorted(found, reverse=True)
    title = say.gettext("{term}: {other}", term=first.text, other=second.text)
    description = say.gettext(_DESCRIPTIONS[vocabulary], term=first.text, other=second.text, site=site.title)
    crumbs = (names.index(vocabulary), first)
    return FacetPage(
        layout=layout(
            reader, site, Frame(facet_path(key), title, description, f"{vocabulary}s", crumbs=crumbs)
        ),
        crumbs=crumbs,
        other=second,
        days=days(reader, positions[:NEWEST]),
        older=() if positions[LISTED:] else items(reader, map(member, positions[NEWEST:])),
        more=len(positions) > LISTED,
    )


def facet_path(key: str) -> str:
    """Return the path of a facet from its key: `regions/africa/topics/grain/` for `region/africa/topic/grain`."""
    vocabulary, slug, other, other_slug = key.split("/")
    return f"{term_path(vocabulary, slug)}{term_path(other, other_slug)}"


def crossings(names: Names, positions: list[str]) -> tuple[Crossing, ...]:
    """Return the facets of a term, of its places in `combined/VOCABULARY/SLUG`."""
    if not positions:
        return ()
    parted = (position.partition("|") for position in positions)
    facets = sorted((rest.partition("/"), key) for rest, _, key in parted)
    grouped = groupby(facets, key=lambda each: each[0][0])
    found = {vocabulary: sorted(_anchors(names, group), key=_filed) for vocabulary, group in grouped}
    say = names.speech
    return tuple(
        Crossing(say.gettext(_HEADINGS[vocabulary]), tuple(found[vocabulary]))
        for vocabulary in _HEADINGS
        if vocabulary in found
    )


def combined_with(reader: Reader, vocabulary: str, slug: str) -> list[str]:
    """Return the places of all combinations of a term that have pages."""
    return reader.all(f"{COMBINED_WITH}{vocabulary}/{slug}")


def _anchors(names: Names, facets: Iterator[tuple[tuple[str, str, str], str]]) -> Iterator[Anchor]:
    for (vocabulary, _slash, slug), key in facets:
        yield Anchor(names.term(vocabulary, slug).text, names.link(facet_path(key)))


def _filed(anchor: Anchor) -> tuple[str, str]:
    return anchor.text.casefold(), anchor.url


def _collections(reader: Reader, key: str) -> list[str]:
    """Return the combination itself and those of the regions below its region."""
    return at_regions(key, subtree(reader, region_of(key)))
