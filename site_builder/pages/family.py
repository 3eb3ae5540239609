"""Family: an original with all that excerpt, repost, adapt or answer it, and what follows those; a part that pages share.

The way up follows the relations that each entry states; the way down the `followers/ID` collections. Cycles
are content faults that the checks report; here they only must not hang a build.
"""

from collections import deque
from collections.abc import Container, Iterator
from typing import Final, NamedTuple

from site_builder.incremental.reader import Reader, member
from site_builder.incremental.shape import follows_another
from site_builder.language.speech import Phrase
from site_builder.language.speech import marked as _
from site_builder.model import Metadata, RelationKind, Value
from site_builder.pages import dates
from site_builder.pages.items import SAME_WORK, in_language
from site_builder.pages.links import cluster_path, href
from site_builder.pages.names import Names, direction_of

LIMIT: Final = 100
"""So many members of a family are found; a page that shows it says where there are more."""

FOLLOWS: Final[tuple[RelationKind, ...]] = (*SAME_WORK, "responds_to")
_RELATIONS: Final[dict[RelationKind, tuple[str, str]]] = {
    "excerpt_of": (_("Excerpt"), _("Excerpt in {language}")),
    "repost_of": (_("Repost"), _("Repost in {language}")),
    "adapts": (_("Adaptation"), _("Adaptation in {language}")),
    "responds_to": (_("Response"), ""),
}


class Row(Value):
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


class Member(NamedTuple):
    """An entry of a family: the id of the `parent` that it was found by, what it is to that, and how it is told.

    Of the original, `kind` and `parent` are "". `words` are the relation without the parent's name; `depth` is the number
    of steps to the original.
    """

    metadata: Metadata
    parent: str
    kind: RelationKind | str
    words: str
    depth: int
    row: Row


class Family(NamedTuple):
    """The members of a family, the original first, then by generation; whether there are more; its page ("" if none)."""

    members: tuple[Member, ...]
    more: bool
    url: str


def original_of(reader: Reader, metadata: Metadata) -> Metadata:
    """Return the entry of which this one is an excerpt, repost or adaptation, at the end of the chain; or itself."""
    return climb(reader, metadata, SAME_WORK)


def climb(reader: Reader, metadata: Metadata, kinds: Container[RelationKind]) -> Metadata:
    """Return the entry at the end of the chain of relations of `kinds` that begins with this one."""
    seen = {metadata.id}
    while parent := parent_of(reader, metadata, kinds, seen):
        metadata = parent
        seen.add(parent.id)
    return metadata


def parent_of(
    reader: Reader, metadata: Metadata, kinds: Container[RelationKind], seen: Container[str]
) -> Metadata | None:
    """Return the first entry that this one names by a relation of `kinds`, that is shown and not yet `seen`."""
    for tie in metadata.relations:
        if tie.kind in kinds and tie.target not in seen and (parent := reader.metadata(tie.target)):
            return parent
    return None


def family_of(reader: Reader, original: str) -> Family:
    """Return the family of an original that the site shows; a part that pages share."""
    root = reader.metadata(original)
    if root is None:
        raise LookupError(f"a family is asked for of the entry {original}, which the site does not show")
    names = Names(reader, reader.site())
    found, more = {root.id: original_member(names, root)}, False
    waiting = deque([root])
    while waiting and not more:
        parent = waiting.popleft()
        for metadata in _followers(reader, parent, found):
            if len(found) == LIMIT:
                more = True
                break
            found[metadata.id] = member_of(names, metadata, parent, root, found[parent.id].depth + 1)
            waiting.append(metadata)
    page = root.status == "published" and not follows_another(root) and len(found) > 1
    return Family(tuple(found.values()), more, href(names.base, cluster_path(root.permalink)) if page else "")


def _followers(reader: Reader, parent: Metadata, found: Container[str]) -> Iterator[Metadata]:
    """Yield the followers of an entry that are not yet `found`, as many as a family holds and one more."""
    for position in reader.first(f"followers/{parent.id}", LIMIT + 1):
        if member(position) not in found and (metadata := reader.metadata(member(position))):
            yield metadata


def original_member(names: Names, root: Metadata) -> Member:
    """Return the member that the others follow."""
    words = names.speech.gettext("Original")
    return Member(root, "", "", words, 0, row(names, root, (("", words),), root))


def member_of(names: Names, metadata: Metadata, parent: Metadata, root: Metadata, depth: int) -> Member:
    """Say in words what an entry is to its parent; of the original when nothing else is said."""
    kind = next(tie.kind for tie in metadata.relations if tie.target == parent.id and tie.kind in FOLLOWS)
    say, (plain, translated) = names.speech, _RELATIONS[kind]
    language = in_language(names, metadata) if kind in SAME_WORK else ""
    words = say.gettext(translated, language=language) if language else say.gettext(plain)
    relation: Phrase = (("", words),)
    if parent.id != root.id:
        outlet = names.outlet(parent).text
        if kind == "responds_to":
            relation = say.phrase(say.gettext("Response to that in {outlet}"), outlet=outlet)
        else:
            # the relation is put in first: it runs in the direction of the sentence
            pattern = say.gettext("{relation} of that in {outlet}").replace("{relation}", words)
            relation = say.phrase(pattern, outlet=outlet)
    return Member(metadata, parent.id, kind, words, depth, row(names, metadata, relation, root))


def row(names: Names, metadata: Metadata, relation: Phrase, root: Metadata) -> Row:
    """Return the row of an entry in the table of its family."""
    withdrawn = metadata.status == "withdrawn"
    language = names.foreign(metadata)
    behind: Phrase = (("", names.speech.gettext(", withdrawn from this digest")),) if withdrawn else ()
    return Row(
        date=metadata.date,
        day=dates.day(names.speech, metadata.date),
        outlet=names.outlet(metadata).text or metadata.title,
        url=href(names.base, metadata.permalink),
        relation=(*relation, *behind),
        title="" if metadata.title == root.title else metadata.title,
        language=language,
        direction=direction_of(language),
        original=metadata.id == root.id,
        here=False,
    )
