"""Cluster: an original with its excerpts, reposts, adaptations and responses, found from any of its members.

The way up follows the relations that each entry states; the way down the `followers/ID` collections. Cycles
are content faults that the checks report; here they only must not hang a build.
"""

from collections.abc import Container
from typing import Final, NamedTuple

from msgspec import Struct

from site_builder.incremental.reader import Reader, member
from site_builder.model import Metadata, RelationKind
from site_builder.pages import dates
from site_builder.pages.items import SAME_WORK, in_language
from site_builder.pages.links import href
from site_builder.pages.names import Names

LIMIT: Final = 50
_UPWARDS: Final[tuple[RelationKind, ...]] = (*SAME_WORK, "responds_to")
_WORDS: Final[dict[RelationKind, tuple[str, str]]] = {
    "excerpt_of": ("Excerpt", "of"),
    "repost_of": ("Repost", "of"),
    "adapts": ("Adaptation", "of"),
    "responds_to": ("Response", "to"),
}


class Row(Struct, frozen=True, gc=False):
    """One appearance: `relation` is in words; `title` is given where it differs from the original's."""

    date: str
    day: str
    outlet: str
    url: str
    relation: str
    title: str
    original: bool
    here: bool


class Cluster(Struct, frozen=True):
    """The rows of a cluster (none when the entry stands alone), the ids of its members, and whether it has answers."""

    rows: tuple[Row, ...]
    members: frozenset[str]
    answered: bool


class _Member(NamedTuple):
    metadata: Metadata
    relation: RelationKind | None
    parent: Metadata | None


def original_of(reader: Reader, metadata: Metadata) -> Metadata:
    """Return the entry of which this one is an excerpt, repost or adaptation, at the end of the chain; or itself."""
    return _climb(reader, metadata, SAME_WORK)


def cluster(reader: Reader, names: Names, metadata: Metadata) -> Cluster:
    """Return the cluster around an entry, at most `LIMIT` members of it."""
    root = _climb(reader, metadata, _UPWARDS)
    found = _descend(reader, root)
    if metadata.id not in found:
        found[metadata.id] = _Member(metadata, *_tie(reader, metadata))
    for tie in metadata.relations:
        if tie.kind != "cites" and tie.target not in found and (other := reader.metadata(tie.target)):
            found[other.id] = _Member(other, None, None)
    if len(found) == 1:
        return Cluster((), frozenset(found), answered=False)
    later = sorted(
        (m for m in found.values() if m.metadata is not root), key=lambda m: (m.metadata.date, m.metadata.id)
    )
    rows = tuple(_row(names, m, root, metadata) for m in (found[root.id], *later))
    answered = any(m.relation == "responds_to" for m in found.values())
    return Cluster(rows, frozenset(found), answered)


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


def _tie(reader: Reader, metadata: Metadata) -> tuple[RelationKind | None, Metadata | None]:
    for tie in metadata.relations:
        if tie.kind != "cites" and (parent := reader.metadata(tie.target)):
            return tie.kind, parent
    return None, None


def _descend(reader: Reader, root: Metadata) -> dict[str, _Member]:
    found = {root.id: _Member(root, None, None)}
    waiting = [root]
    while waiting and len(found) < LIMIT:
        parent = waiting.pop(0)
        for position in reader.first(f"followers/{parent.id}", LIMIT - len(found)):
            entry = member(position)
            if entry in found or (metadata := reader.metadata(entry)) is None:
                continue
            kind = next(
                tie.kind for tie in metadata.relations if tie.target == parent.id and tie.kind != "cites"
            )
            found[entry] = _Member(metadata, kind, parent)
            waiting.append(metadata)
    return found


def _row(names: Names, member_: _Member, root: Metadata, here: Metadata) -> Row:
    metadata = member_.metadata
    return Row(
        date=metadata.date,
        day=dates.day(metadata.date),
        outlet=names.outlet(metadata).text or metadata.title,
        url=href(names.base, metadata.permalink),
        relation=_relation(names, member_, root),
        title="" if metadata.title == root.title or metadata is root else metadata.title,
        original=metadata is root,
        here=metadata.id == here.id,
    )


def _relation(names: Names, member_: _Member, root: Metadata) -> str:
    """Say in words what a member is: of the original when nothing else is said."""
    metadata, kind, parent = member_
    withdrawn = ", withdrawn from this digest" if metadata.status == "withdrawn" else ""
    if metadata is root:
        return f"Original{withdrawn}"
    if kind is None or parent is None:
        return f"Also answered by this entry{withdrawn}"
    word, joint = _WORDS[kind]
    if kind in SAME_WORK and (language := in_language(names, metadata)):
        word = f"{word} in {language}"
    if parent is root:
        return f"{word}{withdrawn}"
    return f"{word} {joint} that in {names.outlet(parent).text}{withdrawn}"
