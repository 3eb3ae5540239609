"""The page of a cluster: who published, excerpted, reposted, adapted and answered a text, and when.

The genealogy is drawn, and told as a list in the same order, which is the equal way in.
"""

from typing import Any, Final

from msgspec.structs import replace

from site_builder.incremental.reader import Reader
from site_builder.language.speech import Phrase, Speech
from site_builder.model import Metadata, Site, Value
from site_builder.pages import dates
from site_builder.pages.clusters import PATH as CLUSTERS
from site_builder.pages.drawing import Drawing, draw, in_time
from site_builder.pages.family import Member, family_of
from site_builder.pages.items import Item, item_of
from site_builder.pages.languages import direction
from site_builder.pages.layout import Frame, Layout, layout
from site_builder.pages.links import Anchor, absolute, cluster_path, output_file
from site_builder.pages.names import Names

_BETWEEN: Final = " · "


class Step(Value):
    """A member of the cluster: what it is, in words, and the line on it."""

    relation: Phrase
    original: bool
    item: Item


class GenealogyPage(Value):
    """A cluster; `span` says how many texts it has and from when to when, `more` is "" or says that not all are here."""

    layout: Layout
    crumbs: tuple[Anchor, ...]
    item: Item
    summary: str
    span: str
    more: str
    drawing: Drawing
    steps: tuple[Step, ...]


def path(reader: Reader, key: str) -> str:
    """Return the output file of a cluster's page."""
    return output_file(cluster_path(_original(reader, key).permalink))


def view(reader: Reader, key: str) -> GenealogyPage:
    """Return the page of the cluster whose original is the entry `key`."""
    site, original = reader.site(), _original(reader, key)
    names = Names(reader, site)
    say, family = names.speech, reader.part(family_of, key)
    ordered = in_time(family.members)
    steps = [
        Step(each.row.relation, not each.kind, item)
        for each in ordered
        if (item := reader.part(item_of, each.metadata.id))
    ]
    title = say.gettext("{title}: what followed", title=original.title)
    described = say.gettext(
        "Who published, shortened, reposted, adapted or answered this text, and when: {title}",
        title=original.title,
    )
    crumbs = (Anchor(say.gettext("Clusters"), names.link(CLUSTERS)),)
    frame = Frame(cluster_path(original.permalink), title, described, "clusters", crumbs=crumbs)
    framed = layout(reader, site, frame)
    details = [f"{each.words}{_BETWEEN}{dates.day(say, each.metadata.date)}" for each in ordered]
    return GenealogyPage(
        layout=replace(framed, data=framed.data | {"mainEntity": _list(site, ordered)}),
        crumbs=crumbs,
        item=next(step.item for step in steps if step.original),
        summary=original.summary,
        span=_span(say, ordered),
        more=say.gettext("The cluster has more texts; these are the nearest to the original.")
        if family.more
        else "",
        drawing=draw(ordered, details, mirrored=direction(site.language) == "rtl"),
        steps=tuple(steps),
    )


def _original(reader: Reader, key: str) -> Metadata:
    if metadata := reader.metadata(key):
        return metadata
    raise LookupError(f"a cluster is demanded of the entry {key}, which the site does not show")


def _span(say: Speech, ordered: list[Member]) -> str:
    first, last = (dates.day(say, each.metadata.date) for each in (ordered[0], ordered[-1]))
    if first == last:
        return say.ngettext("{n} text, {day}", "{n} texts, {day}", len(ordered), day=first)
    return say.ngettext(
        "{n} text, {first} to {last}", "{n} texts, {first} to {last}", len(ordered), first=first, last=last
    )


def _list(site: Site, ordered: list[Member]) -> dict[str, Any]:
    """Return the genealogy in the terms of schema.org: what is derived is based on its parent, what answers is about it."""
    urls = {each.metadata.id: absolute(site, each.metadata.permalink) for each in ordered}
    return {
        "@type": "ItemList",
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        "numberOfItems": len(ordered),
        "itemListElement": [
            {"@type": "ListItem", "position": place, "item": _thing(each, urls)}
            for place, each in enumerate(ordered, 1)
        ],
    }


def _thing(each: Member, urls: dict[str, str]) -> dict[str, Any]:
    url = urls[each.metadata.id]
    thing: dict[str, Any] = {
        "@type": "CreativeWork",
        "@id": url,
        "url": url,
        "name": each.metadata.title,
        "datePublished": each.metadata.date,
    }
    if each.parent:
        thing["about" if each.kind == "responds_to" else "isBasedOn"] = {"@id": urls[each.parent]}
    return thing
