"""The entries as data: a file for each month that has any, and an index of these files.

A file holds what other pages may show of its entries, oldest first, and none of their words but titles and summaries. It
follows from the entries of its month, from those that they name and from the originals of these, and the index from which months there are; so an
addition touches one file. docs/data.md describes them, docs/entries.schema.json does so for programs.
"""

from collections.abc import Iterator

from msgspec import Struct

from site_builder.incremental.reader import HIGHEST, Reader, member
from site_builder.model import EntryKind, Metadata, RelationKind, Site, Value
from site_builder.pages.family import FOLLOWS, climb
from site_builder.pages.links import absolute, external


class Signature(Struct, frozen=True, gc=False, omit_defaults=True):
    """An author as the byline has them; `slug` names their page."""

    name: str
    slug: str
    role: str = ""
    organisation: bool = False


class EntryData(Struct, frozen=True, omit_defaults=True):
    """The public fields of an entry, under the names that they have in front matter; what is not known is left out."""

    id: str
    url: str
    kind: EntryKind
    title: str
    authors: tuple[Signature, ...]
    date: str
    updated: str = ""
    region: str = ""
    source: str = ""
    source_url: str = ""
    topics: tuple[str, ...] = ()
    summary: str = ""
    language: str = ""
    excerpt_of: str = ""
    repost_of: str = ""
    adapts: str = ""
    responds_to: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    cluster: str = ""


class MonthData(Value):
    """The entries of a month."""

    month: str
    entries: tuple[EntryData, ...]


class MonthFile(Struct, frozen=True, gc=False):
    """A line of the index."""

    month: str
    url: str


class DataIndex(Value):
    """All months that have entries, the oldest first."""

    title: str
    home: str
    language: str
    months: tuple[MonthFile, ...]


def path(_reader: Reader, key: str) -> str:
    """Return the output file of a month such as 2014-06."""
    return f"entries/{key}.json"


def month(reader: Reader, key: str) -> MonthData:
    """Return the data of a month."""
    site = reader.site()
    positions = reader.between("all", f"{key}-", f"{key}-{HIGHEST}")
    found = (reader.metadata(member(position)) for position in positions)
    return MonthData(key, tuple(_entry(reader, site, metadata) for metadata in found if metadata))


def index(reader: Reader, _key: str) -> DataIndex:
    """Return the index of months. It gives no numbers, which would change with each entry."""
    site = reader.site()
    years = (position[:4] for position in reader.leaders("all"))
    months = (position[:7] for year in years for position in reader.leaders("all", f"{year}-"))
    files = (MonthFile(month, absolute(site, f"entries/{month}.json")) for month in months)
    return DataIndex(site.title, site.base_url, site.language, tuple(files))


def _entry(reader: Reader, site: Site, metadata: Metadata) -> EntryData:
    return EntryData(
        id=metadata.id,
        url=absolute(site, metadata.permalink),
        kind=metadata.kind,
        title=metadata.title,
        authors=tuple(
            Signature(byline.name, byline.slug, byline.role, byline.organisation)
            for byline in metadata.authors
        ),
        date=metadata.date,
        updated=metadata.updated,
        region=metadata.region,
        source=metadata.source,
        source_url=external(metadata.source_url),
        topics=tuple(dict.fromkeys(metadata.topics)),
        summary=metadata.summary,
        language=metadata.language,
        excerpt_of=next(_targets(reader, metadata, "excerpt_of"), ""),
        repost_of=next(_targets(reader, metadata, "repost_of"), ""),
        adapts=next(_targets(reader, metadata, "adapts"), ""),
        responds_to=tuple(_targets(reader, metadata, "responds_to")),
        cites=tuple(_targets(reader, metadata, "cites")),
        cluster=_cluster(reader, metadata),
    )


def _cluster(reader: Reader, metadata: Metadata) -> str:
    """Return the original that an entry goes back to, through however many others; "" where it follows none that is shown."""
    root = climb(reader, metadata, FOLLOWS)
    return "" if root.id == metadata.id or root.status == "withdrawn" else root.id


def _targets(reader: Reader, metadata: Metadata, kind: RelationKind) -> Iterator[str]:
    """Yield the entries that one is tied to, as far as the site shows them: a draft's name is nobody's business."""
    ties = (tie.target for tie in metadata.relations if tie.kind == kind)
    return (target for target in ties if reader.metadata(target))
