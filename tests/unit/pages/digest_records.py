"""Records of an invented digest, and the two things tests do with them: read a page, read its trace."""

from typing import Any

from site_builder.incremental.memory import MemoryIndex
from site_builder.incremental.reader import Reader
from site_builder.model import (
    Author,
    Body,
    Byline,
    Entry,
    Metadata,
    Record,
    Region,
    Relation,
    Rights,
    Site,
    Source,
    StandingPage,
    Topic,
)
from site_builder.pages import PAGE_KINDS

SITE = Site(
    "The Test Digest", "https://example.org/digest/", "example.org,2026", tagline="Read on", editor="Ed"
)
FULL, LINK = Rights("full"), Rights("link", paragraphs=0, words=0, share=0.0)
TERMS: tuple[Record, ...] = (
    SITE,
    Region("africa", "Africa", introduction="A *continent*."),
    Region("sahel", "Sahel", parent="africa"),
    Region("asia", "Asia"),
    Source("review", "The Review", home="https://review.example/", hosts=("review.example",), rights=FULL),
    Source("forum", "The Forum", hosts=("forum.example",), rights=FULL),
    Source("beispiel", "Beispiel", hosts=("beispiel.example",), language="de", rights=FULL),
    Source("closed", "Closed Quarterly", hosts=("closed.example",), rights=LINK),
    Author("ada-okoro", "Ada Okoro", role="Fellow", biography="Writes on water."),
    Topic("water", "Water", introduction="Of wells."),
    StandingPage("about", "About this digest", "How we choose", "We read. See [[2014-01-02-one]]."),
)


def entry(ident: str, **fields: Any) -> Entry:
    """Return a published commentary of that id; any field of its metadata, body or entry may be given."""
    slug, year = ident[11:] or ident, ident[:4]
    metadata = {
        "id": ident,
        "kind": "commentary",
        "title": f"Title of {slug}",
        "authors": (Byline("Ada Okoro", "ada-okoro"),),
        "date": ident[:10],
        "permalink": f"/{year}/{slug}/",
        "region": "africa",
        "source": "review",
        "source_url": f"https://review.example/{slug}",
        "topics": ("water",),
        "summary": f"What {slug} argues.",
    }
    body = {name: fields.pop(name) for name in Body.__struct_fields__ if name in fields}
    own = {
        name: fields.pop(name)
        for name in ("references", "aliases", "publish_at", "expire_at")
        if name in fields
    }
    return Entry(Metadata(**(metadata | fields)), Body(**({"text": f"Text of {slug}."} | body)), **own)


def follows(kind: str, target: str) -> tuple[Relation, ...]:
    return (Relation(kind, target),)  # type: ignore[arg-type]


def index(*entries: Record) -> MemoryIndex:
    given = {record.key for record in entries}
    return MemoryIndex([*(record for record in TERMS if record.key not in given), *entries])


def page(kind: str, key: str, *entries: Record) -> Any:
    """Return the model of a page of the digest that holds `entries`."""
    return PAGE_KINDS[kind].view(Reader(index(*entries)), key)


def trace(kind: str, key: str, *entries: Record) -> set[str]:
    """Return the names of the facts that the page reads."""
    names: dict[int, str] = {}
    reader = Reader(index(*entries), names)
    PAGE_KINDS[kind].view(reader, key)
    return {names[number] for number in reader.numbers()}


def touched(kind: str, key: str, before: list[Record], added: Entry) -> bool:
    """Tell whether adding an entry can change a page that was built before: by the facts that it read."""
    from site_builder.incremental.change import Resized, size_facts
    from site_builder.incremental.facts import joining
    from site_builder.incremental.periods import MOST, periods
    from site_builder.incremental.reader import HIGHEST
    from site_builder.incremental.shape import memberships

    reads, snapshot = trace(kind, key, *before), index(*before)
    ident = added.metadata.id
    facts = {f"metadata/{ident}", f"body/{ident}"}
    for collection, position in memberships(added):
        size = snapshot.count(collection)
        held = position in snapshot.collections.get(collection, [])
        facts |= set(size_facts(Resized(collection, "", size, size + (not held))))
        if not held:
            facts.add(joining(collection, snapshot.below(collection, position)))
            for period in periods(position):
                before_ = snapshot.number(collection, f"{period}-", f"{period}-{HIGHEST}", MOST)
                facts |= set(size_facts(Resized(collection, period, before_, before_ + 1)))
    return bool(facts & reads)
