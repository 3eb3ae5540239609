"""Cluster: the family of an entry as a table on its page, the original first."""

from typing import Final

from msgspec.structs import replace

from site_builder.incremental.reader import Reader
from site_builder.incremental.shape import follows_another
from site_builder.model import Metadata, Value
from site_builder.pages.family import (
    FOLLOWS,
    Member,
    Row,
    climb,
    family_of,
    member_of,
    parent_of,
    row,
)
from site_builder.pages.names import Names

_ROWS: Final = 50


class Cluster(Value):
    """The rows of a cluster (none when the entry stands alone), the ids of its members, and whether it has answers.

    `url` is the cluster's own page, "" where there is none.
    """

    rows: tuple[Row, ...]
    members: tuple[str, ...]
    answered: bool
    url: str = ""


def cluster(reader: Reader, names: Names, metadata: Metadata) -> Cluster:
    """Return the cluster around an entry, not many more than `_ROWS` rows of it."""
    if not follows_another(metadata) and not reader.first(f"followers/{metadata.id}", 1):
        return Cluster((), (metadata.id,), answered=False)
    root = climb(reader, metadata, FOLLOWS)
    family = reader.part(family_of, root.id)
    members = [each.metadata.id for each in family.members]
    told = {each.metadata.id: each for each in family.members[:_ROWS]}
    if metadata.id not in told and (own := _own(reader, names, metadata, root, family.members)):
        told[metadata.id] = own
    rows = {each.metadata.id: each.row for each in told.values()}
    for tie in metadata.relations:
        if tie.kind in FOLLOWS and tie.target not in rows and (other := reader.metadata(tie.target)):
            answered = names.speech.gettext("Also answered by this entry")
            drawn_on = names.speech.gettext("Also an original of this entry")
            words = answered if tie.kind == "responds_to" else drawn_on
            rows[other.id] = row(names, other, (("", words),), root)
    if len(rows) == 1:
        return Cluster((), tuple(rows), answered=False)
    rows[metadata.id] = replace(rows[metadata.id], here=True)
    first = rows[root.id]
    later = sorted((each.date, ident, each) for ident, each in rows.items() if ident != root.id)
    return Cluster(
        (first, *(each for _, _, each in later)),
        tuple(dict.fromkeys((*members, *rows))),
        any(each.kind == "responds_to" for each in told.values()),
        family.url,
    )


def _own(
    reader: Reader, names: Names, metadata: Metadata, root: Metadata, members: tuple[Member, ...]
) -> Member | None:
    """Return an entry as a member of its own cluster, where that is too large for it to be among the first."""
    for each in members:
        if each.metadata.id == metadata.id:
            return each
    parent = parent_of(reader, metadata, FOLLOWS, ())
    return member_of(names, metadata, parent, root, 1) if parent else None
