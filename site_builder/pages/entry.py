"""The page of an entry: who said what where, the way out to it, and the evidence for where it appeared."""

from typing import Any, Final

from site_builder.incremental.reader import Reader, member
from site_builder.incremental.shape import position_of
from site_builder.model import Body, Correction, Metadata, Site, Value
from site_builder.pages import dates
from site_builder.pages.attribution import Author, WayOut, authors, kicker, way_out
from site_builder.pages.citation import Citation, citation, meta_tags
from site_builder.pages.cluster import Cluster, cluster
from site_builder.pages.family import original_of
from site_builder.pages.items import Item, item, item_of, items, kind_in_words
from site_builder.pages.layout import Frame, Layout, layout
from site_builder.pages.linked_data import is_post, linked_data
from site_builder.pages.links import Anchor, absolute, output_file
from site_builder.pages.names import Names
from site_builder.pages.open_graph import properties
from site_builder.pages.provenance import Fact, provenance
from site_builder.pages.reference import reference
from site_builder.pages.related import Related, related
from site_builder.pages.rights import rights_of
from site_builder.pages.texts import text_of, words_of
from site_builder.render.text import Text

_BACKLINKS: Final = 50


class Corrected(Value):
    """A correction, with its day in words."""

    date: str
    day: str
    was: str
    now: str


class Around(Value):
    """The entries around one: its kin, what it cites and what names it, like ones, its neighbours in time."""

    kin: Cluster
    cites: tuple[Item, ...]
    mentioned: tuple[Item, ...]
    related: tuple[Related, ...]
    earlier: tuple[Item, ...]
    later: tuple[Item, ...]


class Machine(Value):
    """What an entry's page says to machines: meta names and properties with their contents, and JSON-LD."""

    meta: tuple[tuple[str, str], ...]
    properties: tuple[tuple[str, str], ...]
    data: dict[str, Any]


class EntryPage(Value):
    """An entry with all that belongs to it.

    `note` marks the digest's own words. `text` and `standfirst` are left out where the rights of its sources allow no more than a link. Of a
    withdrawn entry nothing remains but its item and the reason; everything else is empty.
    """

    layout: Layout
    item: Item
    kind: str
    note: bool
    withdrawn: bool = False
    reason: str = ""
    kicker: tuple[Anchor, ...] = ()
    authors: tuple[Author, ...] = ()
    outlet: Anchor = Anchor("")
    summary: str = ""
    standfirst: str = ""
    way_out: WayOut | None = None
    text: Text | None = None
    corrections: tuple[Corrected, ...] = ()
    provenance: tuple[Fact, ...] = ()
    around: Around | None = None
    citation: Citation | None = None
    machine: Machine | None = None


def path(reader: Reader, key: str) -> str:
    """Return the output file of an entry's page."""
    return output_file(_metadata(reader, key).permalink)


def view(reader: Reader, key: str) -> EntryPage:
    """Return the page of the entry `key`."""
    site, metadata, body = reader.site(), _metadata(reader, key), reader.body(key) or Body()
    names = Names(reader, site)
    if metadata.status == "withdrawn":
        return _tombstone(reader, site, metadata, body)
    note = metadata.kind == "note"
    original = metadata if note else original_of(reader, metadata)
    rights = rights_of(names, metadata, original)
    link_only = rights is not None and rights.policy == "link"
    url = absolute(site, metadata.permalink)
    outlet, address = (site.title, url) if note else (names.outlet(original).text, original.source_url)
    accessed = body.provenance.accessed if original is metadata else ""
    cited = reference(original, outlet, address, names.source(original.source), accessed)
    around = _around(reader, names, metadata)
    shown = text_of(names, metadata, body, rights)
    source = names.source(metadata.source)
    words = words_of(shown) if shown and is_post(source) else ""
    return EntryPage(
        layout=layout(reader, site, Frame(metadata.permalink, metadata.title, metadata.summary)),
        item=reader.part(item_of, key) or item(names, metadata),
        kind=kind_in_words(names.speech, metadata.kind),
        note=note,
        kicker=kicker(names, metadata),
        authors=authors(names, metadata),
        outlet=names.outlet(metadata),
        summary=metadata.summary,
        standfirst="" if link_only else body.standfirst,
        way_out=way_out(names, metadata, original),
        text=shown,
        corrections=tuple(_corrected(names, correction) for correction in body.corrections),
        provenance=provenance(names.speech, metadata, body),
        around=around,
        citation=citation(names, original, cited),
        machine=Machine(
            meta_tags(original, cited),
            properties(site, names, metadata),
            linked_data(site, metadata, url, source, original.source_url, around.cites, words),
        ),
    )


def _metadata(reader: Reader, key: str) -> Metadata:
    if metadata := reader.metadata(key):
        return metadata
    raise LookupError(f"a page is demanded for the entry {key}, which the site does not show")


def _around(reader: Reader, names: Names, metadata: Metadata) -> Around:
    kin = cluster(reader, names, metadata)
    earlier, later = reader.around("all", position_of(metadata), 1)
    mentioned = reader.last(f"references/{metadata.id}", _BACKLINKS)
    return Around(
        kin=kin,
        cites=items(reader, (tie.target for tie in metadata.relations if tie.kind == "cites")),
        mentioned=items(reader, map(member, mentioned)),
        related=related(reader, names, metadata, kin.members),
        earlier=items(reader, map(member, earlier)),
        later=items(reader, map(member, later)),
    )


def _corrected(names: Names, correction: Correction) -> Corrected:
    return Corrected(
        correction.date, dates.day(names.speech, correction.date), correction.was, correction.now
    )


def _tombstone(reader: Reader, site: Site, metadata: Metadata, body: Body) -> EntryPage:
    names = Names(reader, site)
    described = names.speech.gettext("Withdrawn: {reason}", reason=body.reason)
    frame = Frame(metadata.permalink, metadata.title, described, index=False)
    return EntryPage(
        layout=layout(reader, site, frame),
        item=item(names, metadata),
        kind=kind_in_words(names.speech, metadata.kind),
        note=metadata.kind == "note",
        withdrawn=True,
        reason=body.reason,
    )
