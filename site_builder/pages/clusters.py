"""The index of clusters, newest movement first, and what it has of each year.

What moves a cluster is a text that follows another: a **tie**. The index looks at the newest ties only, as many as the page
of a term lists entries; where there are more, each year has a page with its own. So a new tie touches the index, or one
year, however many clusters there are. "Most discussed" are those of the clusters shown that have most texts.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from msgspec.structs import replace

from site_builder.incremental.reader import HIGHEST, Reader, member
from site_builder.incremental.shape import LISTED
from site_builder.language.speech import Phrase
from site_builder.model import Metadata, Value
from site_builder.pages import dates
from site_builder.pages.family import FOLLOWS, climb, family_of
from site_builder.pages.items import Item, item_of
from site_builder.pages.layout import Frame, Layout, layout
from site_builder.pages.links import Anchor
from site_builder.pages.names import Names

PATH: Final = "clusters/"
_MOST: Final = 5
_DISCUSSED_FROM: Final = 3
"""At most so many clusters are called much discussed, and only if they have so many texts."""


class Line(Value):
    """A cluster: the line on its original, which leads to the cluster's page; how many texts, and which was the last.

    `count` is `size` in words.
    """

    item: Item
    size: int
    count: str
    note: Phrase


class Month(Value):
    """The clusters that last moved in one month."""

    date: str
    name: str
    lines: tuple[Line, ...]


class ClustersPage(Value):
    """The index of clusters, or a year of it (`year`); `years` are those that have a page of their own."""

    layout: Layout
    crumbs: tuple[Anchor, ...]
    year: str
    months: tuple[Month, ...]
    most: tuple[Line, ...]
    years: tuple[Anchor, ...]


def index(reader: Reader, _key: str) -> ClustersPage:
    """Return the index of clusters."""
    site = reader.site()
    names = Names(reader, site)
    say = names.speech
    described = say.gettext(
        "Texts in {site} that others shortened, reposted, adapted or answered", site=site.title
    )
    frame = Frame(PATH, say.gettext("Clusters"), described, "clusters", crumbs=())
    years = sorted((p[:4] for p in reader.leaders("ties")), reverse=True) if reader.overflows("ties") else ()
    months = _months(reader, names, reader.last("ties", LISTED))
    return ClustersPage(
        layout=layout(reader, site, frame),
        crumbs=(),
        year="",
        months=months,
        most=_most(months),
        years=tuple(Anchor(year, names.link(year_path(year))) for year in years),
    )


def year(reader: Reader, key: str) -> ClustersPage:
    """Return the clusters that moved in a year such as 2014."""
    site = reader.site()
    names = Names(reader, site)
    say = names.speech
    crumbs = (Anchor(say.gettext("Clusters"), names.link(PATH)),)
    described = say.gettext(
        "Texts in {site} that others shortened, reposted, adapted or answered in {year}",
        site=site.title,
        year=key,
    )
    frame = Frame(
        year_path(key), say.gettext("Clusters, {year}", year=key), described, "clusters", crumbs=crumbs
    )
    months = _months(reader, names, reversed(reader.between("ties", f"{key}-", f"{key}-{HIGHEST}")))
    return ClustersPage(
        layout=layout(reader, site, frame),
        crumbs=crumbs,
        year=key,
        months=months,
        most=_most(months),
        years=(),
    )


def year_path(key: str) -> str:
    """Return the path of a year of clusters."""
    return f"{PATH}{key}/"


def line_of(reader: Reader, original: str) -> Line | None:
    """Return the line on a cluster, or None if it has no page; a part that pages share."""
    family, item = reader.part(family_of, original), reader.part(item_of, original)
    if not family.url or item is None:
        return None
    say, size = Names(reader, reader.site()).speech, len(family.members)
    last = max(family.members[1:], key=lambda each: (each.metadata.date, each.metadata.id)).row
    pattern = say.ngettext(
        "{n} text, the last in {outlet}, {day}", "{n} texts, the last in {outlet}, {day}",
        size, outlet="{outlet}", day=last.day,
    )  # fmt: skip
    count = say.ngettext("{n} text", "{n} texts", size)
    return Line(replace(item, url=family.url), size, count, say.phrase(pattern, outlet=last.outlet))


def _months(reader: Reader, names: Names, newest: Iterable[str]) -> tuple[Month, ...]:
    """Return the clusters to which ties belong, under the month of the newest of these ties; ties come newest first."""
    moved: dict[str, str] = {}
    for position in newest:
        if metadata := reader.metadata(member(position)):
            for root in _originals(reader, metadata):
                moved.setdefault(root, position[:7])
    return tuple(
        Month(month, dates.month(names.speech, month), lines)
        for month, roots in groupby(moved, key=moved.__getitem__)
        if (lines := tuple(line for root in roots if (line := reader.part(line_of, root))))
    )


def _originals(reader: Reader, metadata: Metadata) -> Iterator[str]:
    """Yield the originals of the clusters to which a tie belongs: several, where it follows several entries."""
    for relation in metadata.relations:
        if relation.kind in FOLLOWS and (parent := reader.metadata(relation.target)):
            yield climb(reader, parent, FOLLOWS).id


def _most(months: Iterable[Month]) -> tuple[Line, ...]:
    lines = [line for month in months for line in month.lines if line.size >= _DISCUSSED_FROM]
    return tuple(sorted(lines, key=lambda line: -line.size)[:_MOST])
