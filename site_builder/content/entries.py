"""Front matter and body to an Entry."""

from collections.abc import Iterator
from typing import Final

from site_builder.content import decode
from site_builder.content.bylines import bylines
from site_builder.content.dates import date, instant, local_date
from site_builder.content.decode import Decoder, Fields
from site_builder.content.faults import Faults
from site_builder.content.mentions import Mention, mention
from site_builder.content.nodes import Mapping, Node
from site_builder.content.references import Reference, references
from site_builder.content.slugs import without_date
from site_builder.content.text import Parts
from site_builder.diagnostics import Location
from site_builder.model import (
    ENTRY_KINDS,
    RELATION_KINDS,
    STATUSES,
    Body,
    Correction,
    Entry,
    EntryKind,
    Metadata,
    Provenance,
    Relation,
    Status,
)

ENTRY_FIELDS: Final = (
    "id", "kind", "title", "author", "authors", "date", "region", "source", "source_url", "topics", "summary",
    "standfirst", "language", *RELATION_KINDS, "via", "aliases", "status", "reason", "publish_at", "expire_at",
    "corrections", "provenance",
)  # fmt: skip
CORRECTION_FIELDS: Final = ("date", "was", "now")
PROVENANCE_FIELDS: Final = ("poster", "posted", "inherited", "capture", "accessed")
_SEVERAL: Final = frozenset({"responds_to", "cites"})  # the relations that may have more than one target

_status: Final[Decoder[Status]] = decode.choice(STATUSES)
_kind: Final[Decoder[EntryKind]] = decode.choice(ENTRY_KINDS)
_field: Final[Decoder[str]] = decode.choice(ENTRY_FIELDS)


def entry(faults: Faults, mapping: Mapping, parts: Parts) -> tuple[Entry, list[Mention]]:
    """Return the entry and the records it names; where a field is wrong, `faults` says so.

    An empty field never stops a draft: it is a warning, and "" in the entry. Only `id` is always needed.
    """
    fields = Fields(faults, mapping, ENTRY_FIELDS, "an entry")
    status: Status = fields.one("status", _status, "published")
    fields.lenient = status == "draft"
    relations = list(_relations(fields))
    corrections = _corrections(fields)
    metadata = _metadata(fields, status, relations, corrections)
    named = references(parts.body, parts.body_line)
    publish_at, expire_at = _window(fields)
    made = Entry(
        metadata=metadata,
        body=_body(fields, status, corrections, parts.body),
        references=tuple(dict.fromkeys(reference.target for reference in named)),
        aliases=_aliases(fields, metadata.permalink),
        publish_at=publish_at,
        expire_at=expire_at,
    )
    mentions = [
        *_terms(fields, metadata),
        *_targets(faults, relations),
        *(_named(faults, one) for one in named),
    ]
    return made, mentions


def _metadata(
    fields: Fields,
    status: Status,
    relations: list[tuple[Relation, Node]],
    corrections: tuple[Correction, ...],
) -> Metadata:
    entry_id = fields.needed("id", decode.entry_id, always=True)
    kind: EntryKind = fields.one("kind", _kind, "commentary")
    stated = fields.needed("date", date)
    if kind != "note" and not (fields.node("source") or fields.node("source_url")):
        fields.missing("source", "an entry needs `source` or `source_url`", hint="only a `note` has neither")
    return Metadata(
        id=entry_id,
        kind=kind,
        title=fields.needed("title", decode.text),
        authors=bylines(fields),
        date=stated,
        permalink=_permalink(fields, entry_id, stated),
        region=fields.needed("region", decode.slug),
        source=fields.one("source", decode.slug, ""),
        source_url=fields.one("source_url", decode.url, ""),
        topics=fields.many("topics", decode.slug),
        summary=fields.one("summary", decode.text, ""),
        language=fields.one("language", decode.language, ""),
        relations=tuple(dict.fromkeys(relation for relation, _ in relations)),
        status=status,
        updated=max((correction.date for correction in corrections), default=""),
    )


def _permalink(fields: Fields, entry_id: str, stated: str) -> str:
    """Return `/YYYY/slug/`; "" while the id or the date is missing."""
    slug = without_date(entry_id)
    if not entry_id or not stated:
        return ""
    if len(slug) == 2 and slug.isdigit():  # noqa: PLR2004 - /2014/06/ is the page of a month
        message = f"`/{stated[:4]}/{slug}/` would be the page of a month"
        fields.faults.error("reserved-permalink", message, fields.node("id") or Node(1, 1, 1))
    return f"/{stated[:4]}/{slug}/"


def _body(fields: Fields, status: Status, corrections: tuple[Correction, ...], text: str) -> Body:
    if status == "withdrawn" and fields.node("reason") is None:
        fields.missing("reason", "a withdrawn entry needs `reason`", at=fields.node("status"))
    return Body(
        text=text.strip("\n"),
        standfirst=fields.one("standfirst", decode.text, ""),
        via=fields.one("via", decode.text, ""),
        reason=fields.one("reason", decode.text, ""),
        corrections=corrections,
        provenance=next(
            map(_provenance, fields.within("provenance", PROVENANCE_FIELDS, "`provenance`")), Provenance()
        ),
    )


def _corrections(fields: Fields) -> tuple[Correction, ...]:
    return tuple(
        Correction(
            date=one.needed("date", date, always=True),
            was=one.needed("was", decode.text, always=True),
            now=one.needed("now", decode.text, always=True),
        )
        for one in fields.within("corrections", CORRECTION_FIELDS, "a correction")
    )


def _provenance(fields: Fields) -> Provenance:
    return Provenance(
        poster=fields.one("poster", decode.text, ""),
        posted=fields.one("posted", local_date, ""),
        inherited=fields.many("inherited", _field),
        capture=fields.one("capture", decode.text, ""),
        accessed=fields.one("accessed", date, ""),
    )


def _relations(fields: Fields) -> Iterator[tuple[Relation, Node]]:
    for kind in RELATION_KINDS:
        targets = fields.many_at(kind, decode.entry_id)
        if len(targets) > 1 and kind not in _SEVERAL:
            fields.faults.error("wrong-type", f"`{kind}` names one entry only", targets[1][1])
        for target, node in targets:
            yield Relation(kind, target), node


def _terms(fields: Fields, metadata: Metadata) -> Iterator[Mention]:
    for vocabulary, slug in (("region", metadata.region), ("source", metadata.source)):
        if slug and (node := fields.node(vocabulary)):
            yield mention(fields.faults, f"{vocabulary}/{slug}", vocabulary, node)


def _targets(faults: Faults, relations: list[tuple[Relation, Node]]) -> Iterator[Mention]:
    for relation, node in relations:
        yield mention(faults, f"entry/{relation.target}", relation.kind, node)


def _named(faults: Faults, found: Reference) -> Mention:
    location = Location(faults.path, found.line, found.column)
    return Mention(f"entry/{found.target}", location, "", faults.line(found.line), found.length)


def _window(fields: Fields) -> tuple[str, str]:
    """Return `publish_at` and `expire_at`."""
    start, end = fields.one("publish_at", instant, ""), fields.one("expire_at", instant, "")
    node = fields.node("expire_at")
    if node is not None and start and end and end <= start:
        message = "`expire_at` is not after `publish_at`, so that the entry would never be shown"
        fields.faults.error("bad-window", message, node)
    return start, end


def _aliases(fields: Fields, permalink: str) -> tuple[str, ...]:
    aliases = fields.many_at("aliases", decode.alias)
    for path, node in aliases:
        if path.casefold() == permalink.casefold():
            fields.faults.error("bad-alias", f"`{path}` is where the entry stands now", node, "delete it")
    return tuple(dict.fromkeys(path for path, _ in aliases))
