"""Items and cards: an entry as other pages show it, in one line or with its summary; and days of cards."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Final

from msgspec.structs import replace

from site_builder.incremental.reader import Reader, member
from site_builder.incremental.shape import follows_another
from site_builder.language.speech import Phrase, Speech
from site_builder.language.speech import marked as _
from site_builder.model import Byline, EntryKind, Metadata, RelationKind, Value
from site_builder.pages import dates
from site_builder.pages.languages import name, primary
from site_builder.pages.links import Anchor, cluster_path, href
from site_builder.pages.names import Names, direction_of
from site_builder.pages.speaking import in_a_row, speaking

NO_AUTHOR: Final = _("No author named")
_KINDS: Final[dict[EntryKind, str]] = {
    "excerpt": _("Excerpt"),
    "repost": _("Repost"),
    "adaptation": _("Adaptation"),
    "response": _("Response"),
    "note": _("The digest’s own note"),
}
SAME_WORK: Final[tuple[RelationKind, ...]] = ("excerpt_of", "repost_of", "adapts")
_SHORT: Final[dict[RelationKind, str]] = {
    "excerpt_of": _("shortened"),
    "repost_of": _("repost"),
    "adapts": _("adapted"),
}
_NAMED_AUTHORS: Final = 3
_KICKER_TOPICS: Final = 2
_ALSO: Final = 6


class Item(Value, cache_hash=True):
    """One line on an entry; `language` and `direction` are "" unless they differ from the site's."""

    title: str
    url: str
    authors: Phrase
    outlet: str
    date: str
    day: str
    short_day: str
    language: str = ""
    direction: str = ""


class Also(Value):
    """Another appearance of the same piece, or an answer to it, named by its outlet."""

    outlet: str
    url: str
    note: str = ""


class Card(Value, cache_hash=True):
    """An entry in a list: what it is about, the item, the digest's summary, and its kin.

    `original` names where an excerpt, repost or adaptation first appeared; `further` is the address of a page that has all
    of its kin, where there are more than stand here.
    """

    item: Item
    kicker: tuple[Anchor, ...]
    kind: str
    summary: str
    also: tuple[Also, ...] = ()
    answers: tuple[Also, ...] = ()
    original: Also | None = None
    further: str = ""


_NOTHING: Final[Mapping[str, Sequence[Also]]] = {}


class Day(Value):
    """The cards of one day, under its date."""

    date: str
    day: str
    year: str
    cards: tuple[Card, ...]


def author_names(speech: Speech, bylines: Sequence[Byline]) -> Phrase:
    """Return "A", "A and B", "A, B and C" or, of four and more, "A, B and others"; nothing for none."""
    return in_a_row(speech, [byline.name for byline in bylines], _NAMED_AUTHORS)


def kind_in_words(speech: Speech, kind: EntryKind) -> str:
    """Return what an entry is, "" for a commentary."""
    found = _KINDS.get(kind)
    return speech.gettext(found) if found else ""


def item(names: Names, metadata: Metadata) -> Item:
    """Return the line on an entry."""
    say, language = names.speech, names.foreign(metadata)
    authors = author_names(say, metadata.authors)
    if not authors and metadata.kind != "note":
        authors = (("", say.gettext(NO_AUTHOR)),)
    return Item(
        title=metadata.title,
        url=href(names.base, metadata.permalink),
        authors=authors,
        outlet=names.outlet(metadata).text,
        date=metadata.date,
        day=dates.day(say, metadata.date),
        short_day=dates.short_day(say, metadata.date),
        language=language,
        direction=direction_of(language),
    )


def items(reader: Reader, ids: Iterable[str]) -> tuple[Item, ...]:
    """Return the lines on those of the entries that the site shows, in the order given."""
    return tuple(found for entry in ids if (found := reader.part(item_of, entry)))


def item_of(reader: Reader, entry: str) -> Item | None:
    """Return the line on an entry, or None if the site does not show it; a part that pages share."""
    metadata = reader.metadata(entry)
    return item(Names(reader, reader.site()), metadata) if metadata else None


def card_of(reader: Reader, entry: str) -> Card | None:
    """Return the card of an entry, with at most six of its followers, or None; a part that pages share."""
    metadata = reader.metadata(entry)
    return _card(reader, Names(reader, reader.site()), metadata) if metadata else None


def _card(reader: Reader, names: Names, metadata: Metadata) -> Card:
    kicker = [names.term("region", metadata.region)] if metadata.region else []
    kicker += [names.term("topic", slug) for slug in metadata.topics[:_KICKER_TOPICS]]
    also: list[Also] = []
    answers: list[Also] = []
    found = reader.first(f"followers/{metadata.id}", _ALSO + 1)
    for position in found[:_ALSO]:
        follower = reader.metadata(member(position))
        if follower is None:
            continue
        kind = next(
            tie.kind for tie in follower.relations if tie.target == metadata.id and tie.kind != "cites"
        )
        (also if kind in SAME_WORK else answers).append(appearance(names, follower, kind))
    path = metadata.permalink if follows_another(metadata) else cluster_path(metadata.permalink)
    return Card(
        item=item(names, metadata),
        kicker=tuple(kicker),
        kind=kind_in_words(names.speech, metadata.kind),
        summary=metadata.summary,
        also=tuple(also),
        answers=tuple(answers),
        original=_original(reader, names, metadata),
        further=href(names.base, path) if found[_ALSO:] else "",
    )


def days(
    reader: Reader, positions: Iterable[str], under: Mapping[str, Sequence[Also]] = _NOTHING
) -> tuple[Day, ...]:
    """Return the cards of `positions`, which are in order of date, under their days.

    `under` gives, by the id of an entry, appearances that its card must name whatever else it names.
    """
    grouped: list[Day] = []
    say = speaking(reader, reader.site())
    for date, group in groupby(positions, key=lambda position: position[:10]):
        found = ((reader.part(card_of, member(position)), member(position)) for position in group)
        cards = tuple(
            _naming(card, under[entry]) if entry in under else card for card, entry in found if card
        )
        if cards:
            grouped.append(Day(date, dates.short_day(say, date), date[:4], cards))
    return tuple(grouped)


def in_language(names: Names, metadata: Metadata) -> str:
    """Return the name of an entry's language if it is not the site's, "" if it is."""
    tag = names.foreign(metadata)
    return name(names.speech, tag) if tag and primary(tag) != primary(names.language) else ""


def _naming(card: Card, appearances: Iterable[Also]) -> Card:
    known = {each.url for each in card.also}
    return replace(card, also=(*card.also, *(each for each in appearances if each.url not in known)))


def appearance(names: Names, metadata: Metadata, kind: RelationKind) -> Also:
    """Return an entry as another's card names it, that it is of this `kind` to; a translation by its language alone."""
    outlet = names.outlet(metadata).text or metadata.title
    note, language = "", in_language(names, metadata) if kind in SAME_WORK else ""
    if kind == "adapts" and language:
        note = language
    elif kind in _SHORT:
        note = names.speech.gettext(_SHORT[kind])
        if language:
            note = names.speech.pgettext(
                "note on an appearance", "{relation}, {language}", relation=note, language=language
            )
    return Also(outlet, href(names.base, metadata.permalink), note)


def _original(reader: Reader, names: Names, metadata: Metadata) -> Also | None:
    for tie in metadata.relations:
        if tie.kind in SAME_WORK and (original := reader.metadata(tie.target)):
            return appearance(names, original, "cites")
    return None
