"""Fields: what a page is called, who wrote it and when, and what else its head, its data and its lines state.

Each field's candidates are gathered from all signals (`titles`, `authors`, `days`, `descriptions`, `site_names`) and a
model that was learnt from pages of many sites takes one of them, or none: below its threshold a field stays empty,
and what was seen is a doubt. Whether a page names its authors at all, a second model tells (`presence`).
"""

from collections.abc import Callable, Iterable
from typing import Final, Literal, TypeVar

from lxml.html import HtmlElement
from msgspec import Struct, structs

from site_builder.importing.draft import Doubt, Image
from site_builder.importing.ensemble import ensemble
from site_builder.importing.html.fields import (
    accounts,
    addresses,
    authors,
    cosigners,
    days,
    descriptions,
    headlines,
    languages,
    presence,
    roles,
    site_names,
    titles,
    undersigned,
)
from site_builder.importing.html.fields.choice import Candidate, Found, best, graded, likeliest
from site_builder.importing.html.fields.signals import Signals
from site_builder.importing.recognising import bylines
from site_builder.importing.recognising.bylines import Writer
from site_builder.importing.recognising.names import Names, fold

Kind = Literal["article", "forum", "list", "page"]
T = TypeVar("T")

_FALSE: Final = frozenset(("false", "http://schema.org/false", "https://schema.org/false"))
_THRESHOLDS: Final = {
    "title": 0.15,
    "author": 0.84,
    "date": 0.32,
    "description": 0.15,
    "sitename": 0.2,
    "address": 0.5,
}
_SIGNED: Final = 0.4  # the threshold of an author who signs just below the title of a bare page
_POSTED: Final = 0.25  # share of the candidates
_PREVIEW: Final = "line below the title, and what mail programs show of the message"
_SURE: Final = 0.9  # the page says what it is
_LIKELY: Final = 0.7  # it says so in passing
_POSSIBLE: Final = 0.5  # nothing says otherwise
_LISTS: Final = frozenset({"CollectionPage", "SearchResultsPage", "ItemList", "Blog"})


class Fields(Struct, frozen=True):
    """What a page states of itself; None is what it does not state, or not surely enough.

    `published` and `updated` are days or date-times with the zone that the page states. `doubts` are values that were
    seen and not taken, for an editor to decide. `poster` is who seems to have opened a discussion that nobody signs.
    """

    title: Found[str] | None = None
    authors: Found[tuple[Writer, ...]] | None = None
    published: Found[str] | None = None
    updated: Found[str] | None = None
    description: Found[str] | None = None
    site_name: Found[str] | None = None
    language: Found[str] | None = None
    canonical: Found[str] | None = None
    image: Found[Image] | None = None
    kind: Found[Kind] | None = None
    paid: bool = False
    poster: str = ""
    doubts: tuple[Doubt, ...] = ()


def read(tree: HtmlElement, url: str, names: Names) -> Fields:
    """Return the fields of a page from its tree; `url` is where it was found ("" if unknown).

    `names` are the digest's vocabularies: an organisation that they know is one.
    """
    signals = Signals(tree, url)
    doubts: list[Doubt] = []
    signed, poster = _authors(signals, doubts)
    title = headlines.mended(_taken("title", titles.candidates(signals), doubts), signals)
    published = days.labelled(_taken("date", days.candidates(signals), doubts), signals)
    return Fields(
        title=title,
        authors=_known(signed, names),
        published=published,
        updated=days.changed(signals, published.value) if published else None,
        description=_standfirst(signals, doubts, title.value if title else ""),
        site_name=_site_name(signals, doubts),
        language=languages.language(signals),
        canonical=_sure(addresses.canonical(signals)),
        image=_sure(addresses.image(signals)),
        kind=_kind(signals),
        paid=any(_is_false(item.says.get("isAccessibleForFree")) for item in signals.pieces[:3]),
        poster=poster,
        doubts=tuple(doubts),
    )


def _taken(
    field: str,
    candidates: Iterable[Candidate[T]],
    doubts: list[Doubt],
    alike: Callable[[T, T], bool] | None = None,
) -> Found[T] | None:
    """Return the likeliest candidate; one that is likelier than chance and still too unsure becomes a doubt."""
    threshold = _THRESHOLDS[field]
    found = best(candidates, ensemble(f"fields-{field}"), threshold / 3, alike)
    if found is None or found.confidence >= threshold:
        return found
    doubts.append(_doubt(field, found))
    return None


def _site_name(signals: Signals, doubts: list[Doubt]) -> Found[str] | None:
    every = site_names.candidates(signals)
    return site_names.fuller(_taken("sitename", every, doubts), every, signals)


def _standfirst(signals: Signals, doubts: list[Doubt], title: str) -> Found[str] | None:
    found = _taken("description", descriptions.candidates(signals), doubts, descriptions.alike)
    if preview := descriptions.previewed(signals):
        return Found(preview, _PREVIEW, _SURE)
    if (
        found is None
        or descriptions.is_frame(found.value)
        or descriptions.repeats(found.value, title)
        or descriptions.is_motto(found.value, title, signals)
    ):
        return None
    return structs.replace(found, value=descriptions.mended(found.value, title, signals))


def _authors(signals: Signals, doubts: list[Doubt]) -> tuple[Found[tuple[Writer, ...]] | None, str]:
    """Return who signs, as far as the page as a whole looks as if somebody did, and else who has posted it.

    Whoever is likeliest to sign and not taken becomes a doubt.
    """
    candidates = authors.candidates(signals)
    grades = graded(candidates, ensemble("fields-author"))
    likely = likeliest(candidates, grades)
    sure = threshold = 0.0
    if likely is not None:
        page, seen = ensemble("fields-author-presence"), presence.described(candidates, grades)
        sure = page.probability([seen[name] for name in page.features])
        threshold = _SIGNED if presence.is_signed(candidates) else _THRESHOLDS["author"]
    found = cosigners.joined(likely if sure >= threshold else None, likely, candidates, signals)
    found = roles.told(found, signals) or accounts.owner(signals) or undersigned.alone(signals)
    if found is None and (likely is None or not any(bylines.is_person(one.name) for one in likely.value)):
        found = accounts.keeper(signals)
    if said := roles.translation(signals):
        doubts.append(Doubt("author", 0, f"“{said[:120]}” names nobody who wrote the piece"))
    if found is None and likely is not None and sure >= threshold / 3:
        doubts.append(_doubt("author", likely))
    posted = found is None and likely is not None and signals.is_forum and len(likely.value) == 1
    return found, likely.value[0].name if likely and posted and likely.confidence >= _POSTED else ""


def _doubt(field: str, found: Found[T]) -> Doubt:
    value = found.value if isinstance(found.value, str) else _listed(found.value)
    return Doubt(field, 0, f"“{value[:120]}” ({found.rule}) is not sure enough")


def _listed(value: object) -> str:
    return (
        ", ".join(one.name for one in value if isinstance(one, Writer))
        if isinstance(value, tuple)
        else str(value)
    )


def _known(found: Found[tuple[Writer, ...]] | None, names: Names) -> Found[tuple[Writer, ...]] | None:
    """Mark the authors that the digest lists as organisations."""
    if found is None:
        return None
    listed = tuple(
        structs.replace(one, organisation=one.organisation or fold(one.name) in names.organisations)
        for one in found.value
    )
    return structs.replace(found, value=listed)


def _sure(found: Found[T] | None) -> Found[T] | None:
    return found if found is not None and found.confidence >= _THRESHOLDS["address"] else None


def _is_false(value: object) -> bool:
    return value is False or (isinstance(value, str) and value.strip().casefold() in _FALSE)


def _kind(signals: Signals) -> Found[Kind]:
    """Return what kind of page it is, by what it says and by its address."""
    types = {kind for item in signals.items for kind in item.types if item.depth <= 1}
    if types & {"DiscussionForumPosting", "QAPage"}:
        return Found("forum", "JSON-LD", _SURE)
    if signals.pieces:
        return Found("article", "JSON-LD", _SURE)
    if signals.is_forum:
        return Found("forum", "address", _POSSIBLE)
    if signals.meta.first("og:type").casefold() == "article":
        return Found("article", "Open Graph", _LIKELY)
    if types & _LISTS:
        return Found("list", "JSON-LD", _LIKELY)
    return Found("page", "no kind stated", _POSSIBLE)
