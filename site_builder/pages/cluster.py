"""Cluster: an original with its excerpts, reposts, adaptations and responses, found from any of its members.

The way up follows the relations that each entry states; the way down the `followers/ID` collections. Cycles
are content faults that the checks report; here they only must not hang a build.
"""

from collections import deque
from collections.abc import Container
from typing import Final, NamedTuple

from msgspec import Struct

from site_builder.incremental.reader import Reader, member
from site_builder.language.speech import Phrase
from site_builder.language.speech import marked as _
from site_builder.model import Metadata, RelationKind
from site_builder.pages import dates
from site_builder.pages.items import SAME_WORK, in_language
from site_builder.pages.links import href
from site_builder.pages.names import Names, direction_of

LIMIT: Final = 50
_UPWARDS: Final[tuple[RelationKind, ...]] = (*SAME_WORK, "responds_to")
_RELATIONS: Final[dict[RelationKind, tuple[str, str]]] = {
    "excerpt_of": (_("Excerpt"), _("Excerpt in {language}")),
    "repost_of": (_("Repost"), _("Repost in {language}")),
    "adapts": (_("Adaptation"), _("Adaptation in {language}")),
    "responds_to": (_("Response"), ""),
}


class Row(Struct, frozen=True, gc=False):
    """One appearance: `relation` is in words; `title` is given where it differs from the original's.

    `language` is "" unless the title is in another language than the site.
    """

    date: str
    day: str
    outlet: str
    url: str
    relation: Phrase
    title: str
    language: str
    direction: str
    original: bool
    here: bool


class Cluster(Struct, frozen=True, gc=False):
    """The rows of a cluster (none when the entry stands alone), the ids of its members, and whether it has answers."""

    rows: tuple[Row, ...]
    members: tuple[str, ...]
    answered: bool


class _Member(NamedTuple):
    """An entry of a cluster, its relation in words, and whether it answers another."""

    metadata: Metadata
    relation: Phrase
    answer: bool = False


def original_of(reader: Reader, metadata: Metadata) -> Metadata:
    """Return the entry of which this one is an excerpt, repost or adaptation, at the end of the chain; or itself."""
    return _climb(reader, metadata, SAME_WORK)


def cluster(reader: Reader, names: Names, metadata: Metadata) -> Cluster:
    """Return the cluster around an entry, not many more than `LIMIT` members of it."""
    root = _climb(reader, metadata, _UPWARDS)
    found = _descend(reader, names, root)
    if metadata.id not in found and (parent := _parent(reader, metadata, _UPWARDS, ())):
        found[metadata.id] = _member(names, metadata, parent, root)
    for tie in metadata.relations:
        if tie.kind in _UPWARDS and tie.target not in found and (other := reader.metadata(tie.target)):
            answered = names.speech.gettext("Also answered by this entry")
            drawn_on = names.speech.gettext("Also an original of this entry")
            words = answered if tie.kind == "responds_to" else drawn_on
            found[other.id] = _Member(other, (("", words),))
    if len(found) == 1:
        return Cluster((), tuple(found), answered=False)
    later = sorted((m for m in found.values() if m.metadata is not root), key=_by_date)
    rows = tuple(_row(names, each, root, metadata) for each in (found[root.id], *later))
    return Cluster(rows, tuple(found), any(each.answer for each in found.values()))


def _climb(reader: Reader, metadata: Metadata, kinds: Container[RelationKind]) -> Metadata:
    seen = {metadata.id}
    while parent := _parent(reader, metadata, kinds, seen):
        metadata = parent
        seen.add(parent.id)
    return metadata


def _parent(
    reader: Reader, metadata: Metadata, kinds: Container[RelationKind], seen: Container[str]
) -> Metadata | None:
    for tie in metadata.relations:
        if tie.kind in kinds and tie.target not in seen and (parent := reader.metadata(tie.target)):
            return parent
    return None


def _descend(reader: Reader, names: Names, root: Metadata) -> dict[str, _Member]:
    found = {root.id: _Member(root, (("", names.speech.gettext("Original")),))}
    waiting = deque([root])
    while waiting and len(found) < LIMIT:
        parent = waiting.popleft()
        for position in reader.first(f"followers/{parent.id}", LIMIT - len(found)):
            metadata = reader.metadata(member(position))
            if metadata and metadata.id not in found:
                found[metadata.id] = _member(names, metadata, parent, root)
                waiting.append(metadata)
    return found


def _member(names: Names, metadata: Metadata, parent: Metadata, root: Metadata) -> _Member:
    """Say in words what an entry is to its parent; of the original when nothing else is said."""
    kind = next(tie.kind for tie in metadata.relations if tie.target == parent.id and tie.kind in _UPWARDS)
    say, (plain, translated) = names.speech, _RELATIONS[kind]
    language = in_language(names, metadata) if kind in SAME_WORK else ""
    words = say.gettext(translated, language=language) if language else say.gettext(plain)
    relation: Phrase = (("", words),)
    if parent is not root:
        outlet = names.outlet(parent).text
        if kind == "responds_to":
            relation = say.phrase(say.gettext("Response to that in {outlet}"), outlet=outlet)
        else:
            # the relation is put in first: it runs in the direction of the sentence
            pattern = say.gettext("{relation} of that in {outlet}").replace("{relation}", words)
            relation = say.phrase(pattern, outlet=outlet)
    return _Member(metadata, relation, kind == "responds_to")


def _by_date(each: _Member) -> tuple[str, str]:
    return each.metadata.date, each.metadata.id


def _row(names: Names, each: _Member, root: Metadata, here: Metadata) -> Row:
    metadata = each.metadata
    withdrawn = metadata.status == "withdrawn"
    language = names.foreign(metadata)
    behind: Phrase = (("", names.speech.gettext(", withdrawn from this digest")),) if withdrawn else ()
    return Row(
        date=metadata.date,
        day=dates.day(names.speech, metadata.date),
        outlet=names.outlet(metadata).text or metadata.title,
        url=href(names.base, metadata.permalink),
        relation=(*each.relation, *behind),
        title="" if metadata.title == root.title else metadata.title,
        language=language,
        direction=direction_of(language),
        original=metadata is root,
        here=metadata.id == here.id,
    )
