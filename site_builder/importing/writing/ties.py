"""Ties: a new entry's original among the entries there are, and the copies that were waiting for this one."""

from collections.abc import Iterable

from msgspec import Struct

from site_builder.content.parse import parse
from site_builder.diagnostics import has_errors
from site_builder.importing.copies import pointers
from site_builder.importing.copies.originals import SURE
from site_builder.importing.copies.pointers import Pointer
from site_builder.importing.copies.relate import LEAST_SHARED, Piece, Tie, is_agency_story, same_story, tie
from site_builder.importing.copies.shelf import Shelf
from site_builder.importing.draft import Draft
from site_builder.importing.recognising import outlets
from site_builder.importing.recognising.bylines import Writer
from site_builder.importing.report import Offer
from site_builder.importing.writing.complete import complete, settled
from site_builder.importing.writing.emit import flow_list, scalar
from site_builder.importing.writing.entries import Relation, guessed_kind, signed_lines
from site_builder.importing.writing.save import Write
from site_builder.integrity.captures import Capture
from site_builder.integrity.shingles import shingles
from site_builder.model import Entry

_COPIES = frozenset({"excerpt", "repost"})


class Ties(Struct):
    """What ties a new entry to others: its original, notes for the editor, and the entries to complete.

    `offers` are addresses for originals; `address` is the one that the new entry itself may take without asking, and why.
    """

    relation: Relation | None = None
    notes: list[str] = []
    completed: dict[str, Write] = {}
    offers: list[Offer] = []
    address: tuple[str, str] = ("", "")


def find(entry: str, path: str, draft: Draft, known: Draft, capture: Capture, shelf: Shelf) -> Ties:
    """Return what ties the new entry, whose file will stand at `path`, to those there are.

    `draft` is what the document states; `known` has the subjects too that were inferred for it, which copies take over.
    """
    new = Piece(
        entry,
        draft.title,
        draft.date,
        draft.link,
        bool(draft.frame),
        shingles(capture.body_text),
        is_agency_story(capture.body_text),
    )
    ties = Ties()
    for candidate in shelf.prints.near(capture.body_text):
        other = shelf.entry(candidate)
        if other is None:
            continue
        found = tie(new, _piece(other, shelf))
        if found is None:
            ties.notes += _shared(new, _piece(other, shelf))
        elif found.copy == entry and ties.relation is None:
            ties.relation = _relation(f"{found.kind}_of", other, draft)
            ties.notes.append(f"{_words(found)} of {candidate}")
            _point_back(ties, found, other, pointers.of_draft(draft), shelf)
        elif found.original == entry:
            completed, write = _complete(found, other, known, shelf)
            ties.completed |= {completed: write} if write else {}
            ties.notes.append(
                f"{candidate} is {_words(found)} of this entry" + ("" if write else "; nothing to complete")
            )
            if not draft.link and (pointer := pointers.of_copy(other, shelf.prints.capture(candidate))):
                _take_or_offer(ties, found, pointer, draft.title, path)
    if ties.relation is None and not ties.notes:
        ties.notes = _unseen(capture, shelf)
    if ties.relation is None and draft.frame and (stated := shelf.entry_at(draft.link)):
        kind = guessed_kind(draft)
        ties.relation = _relation(f"{kind}_of", stated, draft)
        ties.notes.append(
            f"{kind} of {stated.metadata.id}, whose address the document gives as that of the whole piece"
        )
    return ties


def _take_or_offer(ties: Ties, found: Tie, pointer: Pointer, title: str, path: str) -> None:
    """Take the address that a copy gives for the new entry, or offer it; where two copies differ, offer both."""
    why = pointers.words(pointer, found)
    if pointers.unmistakable(pointer, found, title) and ties.address[0] in {"", pointer.url}:
        ties.address = (pointer.url, why)
    elif pointer.url not in {one.value for one in ties.offers}:
        ties.offers.append(Offer(path, "source_url", pointer.url, why))


def _point_back(ties: Ties, found: Tie, original: Entry, pointer: Pointer | None, shelf: Shelf) -> None:
    """Give an original without an address the one that its new copy states, or offer it."""
    metadata = original.metadata
    if pointer is None or metadata.source_url:
        return
    path, why = shelf.path_of(found.original), pointers.words(pointer, found)
    if pointers.unmistakable(pointer, found, metadata.title):
        before = shelf.read(path) or b""
        additions = {"source_url": scalar(pointer.url)}
        if not metadata.source and (slug := outlets.of_link(pointer.url, shelf.names)):
            additions["source"] = slug
        after = settled(path, complete(before, additions))
        if after != before and not has_errors(parse(path, after).diagnostics):
            ties.completed[path] = Write(after, before)
            ties.notes.append(f"{found.original} now has its address, {pointer.url}: {why}")
            return
    ties.offers.append(Offer(path, "source_url", pointer.url, why))


def _piece(entry: Entry, shelf: Shelf) -> Piece:
    metadata = entry.metadata
    capture = shelf.prints.capture(metadata.id)
    return Piece(
        metadata.id,
        metadata.title,
        metadata.date,
        metadata.source_url,
        metadata.kind in _COPIES,
        shelf.prints.of(metadata.id),
        bool(capture and is_agency_story(capture.body_text)),
    )


def _words(found: Tie) -> str:
    article = "an excerpt" if found.kind == "excerpt" else "a repost"
    return f"{article} ({found.contained:.0%} of it stands there, {found.covered:.0%} of the original here)"


def _shared(new: Piece, other: Piece) -> list[str]:
    shared = len(new.prints & other.prints)
    if shared < 2 * LEAST_SHARED:
        return []
    if same_story(new, other):
        return [
            f"prints the same agency's story as {other.entry}; neither is the original, so they are not tied"
        ]
    advice = "if one quotes or answers the other, say so with `responds_to:` or `cites:`"
    return [f"shares {shared} runs of eight words with {other.entry} but was not tied to it; {advice}"]


def _unseen(capture: Capture, shelf: Shelf) -> list[str]:
    """Name an entry whose text the document has although the piece that was taken from it shares too little."""
    found = shelf.prints.original(capture.text)
    if found is None or found.confidence < SURE or not shelf.path_of(found.entry):
        return []
    advice = "if it is a copy, say so with `excerpt_of:` or `repost_of:`"
    return [f"the document has {found.words} words of {found.entry} but was not tied to it; {advice}"]


def _relation(key: str, original: Entry, draft: Draft) -> Relation:
    return Relation(
        key=key,
        original=original.metadata.id,
        authors=()
        if draft.authors
        else tuple(Writer(one.name, one.role, one.organisation) for one in original.metadata.authors),
        region="" if draft.region else original.metadata.region,
        topics=() if draft.topics else original.metadata.topics,
    )


def _complete(found: Tie, copy: Entry, draft: Draft, shelf: Shelf) -> tuple[str, Write | None]:
    """Add to a copy's file what it can now say; None when there is nothing to add or no safe way to."""
    path = shelf.path_of(found.copy)
    before = shelf.read(path) or b""
    if any(relation.kind in {"excerpt_of", "repost_of"} for relation in copy.metadata.relations):
        return path, None
    capture = shelf.prints.capture(found.copy)
    guessed = capture.guessed if capture else ""
    kind = found.kind if guessed == copy.metadata.kind else copy.metadata.kind
    relation_key = f"{kind}_of" if kind in _COPIES else f"{found.kind}_of"
    additions = {relation_key: scalar(found.original)}
    revise: dict[str, tuple[str, str]] = {}
    inherited: list[str] = []
    inferred = capture.inferred if capture else ()
    if (
        draft.authors
        and not copy.metadata.authors
        and b"author:" in before.partition(b"\n---")[0].splitlines()
    ):
        revise["author"] = ("author:", signed_lines(draft.authors))
        inherited.append("author")
    for field, known, value in (
        ("region", copy.metadata.region, scalar(draft.region) if draft.region else ""),
        ("topics", copy.metadata.topics, flow_list(draft.topics) if draft.topics else ""),
    ):
        if value and not known:
            additions[field] = value
        elif value and (line := _untouched(before, field, inferred)):
            revise[field] = (line, f"{field}: {value}")
        else:
            continue
        inherited.append(field)
    if inherited:
        additions["provenance.inherited"] = flow_list(inherited)
    if guessed and kind == found.kind:
        revise["kind"] = (f"kind: {guessed}", f"kind: {found.kind}")
    after = settled(path, complete(before, additions, revise=revise))
    return path, Write(after, before) if after != before and not has_errors(
        parse(path, after).diagnostics
    ) else None


def _untouched(entry: bytes, field: str, inferred: Iterable[str]) -> str:
    """Return the line of a field that was inferred, if it still stands so in the entry's file; else ""."""
    lines = entry.splitlines()
    return next((one for one in inferred if one.startswith(f"{field}:") and one.encode() in lines), "")
