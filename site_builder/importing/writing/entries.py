"""Entries: a draft as the text of an entry's file, with its id and path, and the files that come with it."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from msgspec import Struct

from site_builder.content.slugs import slugify
from site_builder.importing import markdown
from site_builder.importing.draft import Biography, Draft
from site_builder.importing.recognising.bylines import Writer
from site_builder.importing.writing.emit import DRAFT_NOTE, Value, flow_list, front_matter, scalar
from site_builder.integrity.shingles import words

_SLUG: Final = 80  # characters
_SLUG_BYTES: Final = 140  # with date and suffix, within the 255 that file systems allow
_SOURCE: Final = 24  # characters of a source in the id of a copy
_MAIN_WORDS: Final = 3  # fewer before a colon are a kicker
_SHORT_STANDFIRST: Final = 6  # words: a deck may be a phrase
_LONGEST_STANDFIRST: Final = 60  # words: a longer one that the text has too is its paragraph
_DECK: Final = re.compile(r"#{2,6} [^\n]+|(\*{1,3})[^*\n]+\1")
_SENTENCE_END: Final = re.compile(r"(?<!\.\.)[.!?。؟][\"”’»)\]]*\s*$")
_ZONE: Final = re.compile(r"T.*(?:Z|[+-]\d\d:\d\d)$")


class Relation(Struct, frozen=True):
    """What an entry owes to its original: the relation, and the fields that were taken over from it."""

    key: str
    original: str
    authors: tuple[Writer, ...] = ()
    region: str = ""
    topics: tuple[str, ...] = ()

    @property
    def inherited(self) -> tuple[str, ...]:
        """The names of the fields that were taken over."""
        taken = (("author", self.authors), ("region", self.region), ("topics", self.topics))
        return tuple(name for name, value in taken if value)


def _slug_of_title(title: str) -> str:
    """Return the slug of a title's main part (before a colon or dash, when that has three words)."""
    for mark in (": ", " – ", " — ", " | "):
        main = title.partition(mark)[0]
        if main != title and len(main.split()) >= _MAIN_WORDS:
            title = main
    slug = slugify(title)
    while len(slug) > _SLUG or len(slug.encode()) > _SLUG_BYTES:
        slug = slug.rpartition("-")[0] if "-" in slug else slug[:-1]
    return slug.strip("-")


def entry_id(draft: Draft, stem: str, taken: Callable[[str], bool]) -> str:
    """Return `YYYY-MM-DD-SLUG`; a copy gets `-at-SOURCE`, so that the order of imports does not matter.

    Without a title the document's name gives the slug. An id that is `taken` gets the first free number.
    """
    slug = with_letters(_slug_of_title(draft.title) or _slug_of_title(stem) or "untitled")
    base = f"{draft.date[:10]}-{slug}" if draft.date else f"undated-{slug}"
    if draft.frame:
        source = (draft.source or slugify(draft.new_source))[:_SOURCE].strip("-")
        base += f"-at-{source}" if source else "-copy"
    return free(base, taken)


def with_letters(slug: str) -> str:
    """Return a slug that no file's name or id can take for a number."""
    return f"entry-{slug}" if slug.isdigit() else slug


def free(base: str, taken: Callable[[str], bool]) -> str:
    """Return an id as it is, or with the first number with which it is not `taken`."""
    number, found = 1, base
    while taken(found):
        number += 1
        found = f"{base}-{number}"
    return found


def entry_path(entry: str, date: str) -> str:
    """Return the path of an entry's file."""
    folder, prefix = (date[:4], date[:10]) if date else ("undated", "undated")
    return f"content/entries/{folder}/{entry.removeprefix(f'{prefix}-')}.md"


def guessed_kind(draft: Draft) -> str:
    """Return the kind that the document alone suggests: what says that there is more elsewhere is an excerpt."""
    if not draft.frame:
        return "commentary"
    return "excerpt" if draft.partial else "repost"


def missing(draft: Draft, relation: Relation | None) -> list[str]:
    """Return the required fields that stay empty, in the order of the front matter."""
    region = draft.region or (relation.region if relation else "")
    stated = {
        "title": draft.title,
        "author": draft.authors or (relation.authors if relation else ()),
        "date": draft.date,
        "region": region,
        "source": draft.source or draft.new_source or draft.link,
    }
    return [name for name, value in stated.items() if not value]


def entry_text(entry: str, draft: Draft, relation: Relation | None, accessed: str = "") -> bytes:
    """Return the content of an entry's file; `accessed` is the day on which the piece was read at its address."""
    empty = missing(draft, relation)
    standfirst, body = _standfirst_and_body(draft)
    region = draft.region or (relation.region if relation else "")
    topics = draft.topics or (relation.topics if relation else ())
    kind = relation.key.removesuffix("_of") if relation else guessed_kind(draft)
    fields: dict[str, Value] = {
        "id": entry,
        "kind": kind,
        "title": draft.title or None,
        **_signed(draft.authors or (relation.authors if relation else ())),
    }
    fields |= {"date": _dated(draft.date) or None, "region": region or None}
    fields["source"] = draft.source or slugify(draft.new_source) or None
    optional: dict[str, Value] = {
        "source_url": draft.link,
        "topics": topics,
        "standfirst": standfirst,
        "language": draft.language,
    }
    fields |= {name: value for name, value in optional.items() if value}
    if relation:
        fields[relation.key] = relation.original
    if empty:
        fields["status"] = "draft"
    fields["provenance"] = _provenance(entry, draft, relation, accessed)
    comments = {"status": DRAFT_NOTE}
    return f"{front_matter(fields, comments)}{body}".encode()


def _standfirst_and_body(draft: Draft) -> tuple[str, str]:
    """Return standfirst and text so that nothing stands in both: what opens the text as the standfirst is left out there."""
    body = draft.markdown or markdown.body(draft.blocks)
    if words(draft.standfirst) == words(draft.title):
        return "", body
    rest = _without_deck(body, draft.standfirst)
    if rest != body:
        return draft.standfirst, rest
    return "" if _is_repeated(draft) else draft.standfirst, body


def _without_deck(body: str, standfirst: str) -> str:
    """Return a text without its first block, if that is the standfirst: a heading, emphasised, or as short as one is.

    A picture may stand above it.
    """
    first, _, rest = body.partition("\n\n")
    if rest and first.startswith(("![", "[![")):
        return f"{first}\n\n{_without_deck(rest, standfirst)}"
    said = words(standfirst)
    short = len(said) <= _LONGEST_STANDFIRST
    return rest if rest and said and words(first) == said and (short or _DECK.fullmatch(first)) else body


def _is_repeated(draft: Draft) -> bool:
    """Tell whether the standfirst is nothing but the text again: a long paragraph of it, or its beginning, cut off.

    Heads of pages claim such beginnings, cut within a sentence or within a word.
    """
    said = words(draft.standfirst)
    text = f" {' '.join(words(draft.plain or draft.markdown or markdown.body(draft.blocks)))} "
    if not _SENTENCE_END.search(draft.standfirst):
        return len(said) > _SHORT_STANDFIRST and text.startswith(f" {' '.join(said)}")
    return len(said) > _LONGEST_STANDFIRST and f" {' '.join(said)} " in text


def inferred_lines(stated: Draft, known: Draft) -> tuple[str, ...]:
    """Return the lines of the front matter for what is `known` of a document that does not state it."""
    lines = []
    if known.region and not stated.region:
        lines.append(f"region: {scalar(known.region)}")
    if known.topics and not stated.topics:
        lines.append(f"topics: {flow_list(known.topics)}")
    return tuple(lines)


def _dated(date: str) -> str:
    """Return a day, or a date-time with its zone; a time without one says no more than the day."""
    return date if _ZONE.search(date) else date[:10]


def _provenance(entry: str, draft: Draft, relation: Relation | None, accessed: str) -> Mapping[str, Value]:
    stated: dict[str, Value] = {
        "poster": draft.poster,
        "posted": draft.posted,
        "inherited": relation.inherited if relation else (),
        "capture": entry,
        "accessed": accessed,
    }
    return {name: value for name, value in stated.items() if value}


def _signed(authors: tuple[Writer, ...]) -> dict[str, Value]:
    if not authors:
        return {"author": None}
    if len(authors) > 1:
        return {"authors": [_writer(author) for author in authors]}
    (author,) = authors
    return {"author": _writer(author) if author.role or author.organisation else author.name}


def signed_lines(authors: tuple[Writer, ...]) -> str:
    """Return who signs as the lines of front matter that say so."""
    return "\n".join(front_matter(_signed(authors)).split("\n")[1:-2])


def _writer(author: Writer) -> Mapping[str, Value]:
    stated: dict[str, Value] = {"role": author.role, "organisation": author.organisation}
    return {"name": author.name, **{name: value for name, value in stated.items() if value}}


def author_file(biography: Biography) -> tuple[str, bytes]:
    """Return path and content of an author's file: name, role, and the biography as printed."""
    fields: dict[str, Value] = {"name": biography.name}
    if biography.role:
        fields["role"] = biography.role
    text = f"{front_matter(fields)}{markdown.escape(biography.text)}\n"
    return f"content/authors/{slugify(biography.name)}.md", text.encode()


def source_path(name: str) -> str:
    """Return the path of the file of the source that is called so."""
    return f"content/sources/{slugify(name)}.md"


def source_file(name: str, host: str = "") -> tuple[str, bytes]:
    """Return path and content of a proposed source: its name and host as the document states them, and nothing else."""
    stated: dict[str, Value] = {"name": name, **({"hosts": (host,)} if host else {})}
    return source_path(name), front_matter(stated).encode()
