"""The nouns of a digest, as frozen values; imports nothing of ours.

A **Record** is what one file of `content/` (or one theme asset) says: the site's settings, a term of a
vocabulary, a standing page, an asset, or an **Entry**: one commentary, split into `Metadata` (what other
pages may show of it) and `Body` (what only its own page shows). The split is what keeps an edit of a body
from touching any other page.

Dates are the strings the document states, `2014-06-17` or `2014-06-17T14:52+01:00`; a date stays a date.
"""

from typing import Final, Literal, dataclass_transform, get_args

from msgspec import Struct

EntryKind = Literal["commentary", "excerpt", "repost", "adaptation", "response", "note"]
Status = Literal["published", "withdrawn", "draft"]
RelationKind = Literal["excerpt_of", "repost_of", "adapts", "responds_to", "cites"]
Vocabulary = Literal["region", "author", "source", "topic"]
SourceKind = Literal["", "newspaper", "magazine", "blog", "forum"]

ENTRY_KINDS: Final[tuple[EntryKind, ...]] = get_args(EntryKind)
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
RELATION_KINDS: Final[tuple[RelationKind, ...]] = get_args(RelationKind)
VOCABULARIES: Final[tuple[Vocabulary, ...]] = get_args(Vocabulary)
SOURCE_KINDS: Final[tuple[SourceKind, ...]] = get_args(SourceKind)


@dataclass_transform(frozen_default=True)
class Value(Struct, frozen=True, gc=False, array_like=True):
    """What there are many of: entries and their parts, what pages show.

    Never changed, encoded without the names of fields, and part of no cycle, so that the collector need not look at it.
    """


class Byline(Value):
    """One author as the byline names them.

    `slug` names the author's page; `role` is the role printed at publication ("" if none);
    `organisation` marks a body that signs as author.
    """

    name: str
    slug: str
    role: str = ""
    organisation: bool = False


class Relation(Value):
    """A directed tie to another entry of this digest: this entry `kind` the entry `target`."""

    kind: RelationKind
    target: str


class Metadata(Value):
    """What other pages may show of an entry.

    `permalink` is the site-absolute path `/YYYY/slug/`, without the base path of the site's address.
    `authors` is empty when the source names none. `source`, `source_url`, `summary`, `language` and
    `updated` are "" when not given; `updated` is the date of the last correction.
    """

    id: str
    kind: EntryKind
    title: str
    authors: tuple[Byline, ...]
    date: str
    permalink: str
    region: str
    source: str = ""
    source_url: str = ""
    topics: tuple[str, ...] = ()
    summary: str = ""
    language: str = ""
    relations: tuple[Relation, ...] = ()
    status: Status = "published"
    updated: str = ""


class Correction(Value):
    """What the digest said, what it says now, and since when."""

    date: str
    was: str
    now: str


class Provenance(Value):
    """Where an imported entry's facts come from, as the document states them.

    `posted` is the post's own local date-time with no zone invented; `inherited` names the fields taken over
    from the original entry; `capture` is the capture's identifier ("" when the entry was written by hand);
    `accessed` is the date on which the piece was read at its address ("" if unknown).
    """

    poster: str = ""
    posted: str = ""
    inherited: tuple[str, ...] = ()
    capture: str = ""
    accessed: str = ""


class Body(Value):
    """What only the entry's own page shows; `text` is Markdown, the rest are front-matter fields."""

    text: str = ""
    standfirst: str = ""
    via: str = ""
    reason: str = ""
    corrections: tuple[Correction, ...] = ()
    provenance: Provenance = Provenance()


class Entry(Value):
    """One commentary.

    `references` are the ids that the body names with `[[id]]`, in order, each once. `publish_at` and
    `expire_at` are UTC instants `YYYY-MM-DDTHH:MM:SSZ` or "". `aliases` are site-absolute paths.
    """

    metadata: Metadata
    body: Body
    references: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    publish_at: str = ""
    expire_at: str = ""

    @property
    def key(self) -> str:
        """The record key, `entry/ID`."""
        return f"entry/{self.metadata.id}"


class Region(Struct, frozen=True):
    """A region of the site's own controlled tree; `introduction` is Markdown, `countries` ISO 3166 alpha-2."""

    slug: str
    name: str
    parent: str = ""
    countries: tuple[str, ...] = ()
    m49: str = ""
    aliases: tuple[str, ...] = ()
    introduction: str = ""

    @property
    def key(self) -> str:
        """The record key, `region/SLUG`."""
        return f"region/{self.slug}"


class Rights(Struct, frozen=True, gc=False):
    """How much of a body the digest may publish: all, an excerpt within three bounds, or nothing but a link.

    `share` is the fraction (0 to 1) of the body's words; `feed` tells whether feeds may hold what a page shows.
    """

    policy: Literal["full", "excerpt", "link"] = "excerpt"
    paragraphs: int = 4
    words: int = 400
    share: float = 0.35
    feed: bool = True


class Source(Struct, frozen=True):
    """A publisher. `hosts` are host names without `www.`; `aliases` other names it prints for itself.

    `kind` says what its pieces are cited as, "" where nobody said.
    """

    slug: str
    name: str
    home: str = ""
    hosts: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    rights: Rights = Rights()
    language: str = ""
    feed: str = ""
    introduction: str = ""
    kind: SourceKind = ""

    @property
    def key(self) -> str:
        """The record key, `source/SLUG`."""
        return f"source/{self.slug}"


class Author(Struct, frozen=True):
    """A person or organisation that writes; `biography` is Markdown and the author's, never an entry's body."""

    slug: str
    name: str
    role: str = ""
    organisation: bool = False
    aliases: tuple[str, ...] = ()
    home: str = ""
    biography: str = ""

    @property
    def key(self) -> str:
        """The record key, `author/SLUG`."""
        return f"author/{self.slug}"


class Topic(Struct, frozen=True):
    """A topic that has a file of its own; topics without one are named by their slug."""

    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    introduction: str = ""

    @property
    def key(self) -> str:
        """The record key, `topic/SLUG`."""
        return f"topic/{self.slug}"


class StandingPage(Struct, frozen=True):
    """A page of `content/pages/` that stands outside the stream, such as *About*; `text` is Markdown."""

    slug: str
    title: str
    description: str = ""
    text: str = ""

    @property
    def key(self) -> str:
        """The record key, `standing/SLUG`."""
        return f"standing/{self.slug}"


class Site(Struct, frozen=True):
    """`content/site.yaml`: the settings that every page may read.

    `base_url` ends in "/" and may have a path; `identity` is the tag-URI authority of the feeds
    ("example.org,2026", RFC 4151), which must never change. `feed_text` tells whether feeds hold texts, as far as
    their rights allow; `websub` is the hub that tells subscribers of news ("" for none); `search` whether there is a search.
    """

    title: str
    base_url: str
    identity: str
    tagline: str = ""
    description: str = ""
    language: str = "en"
    timezone: str = "UTC"
    editor: str = ""
    home_entries: int = 24
    feed_entries: int = 20
    feed_text: bool = False
    websub: str = ""
    search: bool = False

    @property
    def key(self) -> str:
        """The record key; there is one site."""
        return "site/"

    @property
    def base_path(self) -> str:
        """The path of `base_url`, "/" or "/digest/": every link of the site starts with it."""
        return "/" + self.base_url.partition("://")[2].partition("/")[2]


class Asset(Struct, frozen=True, gc=False):
    """A file of the theme's or project's `assets/` folder, copied as it is; `digest` is its SHA-256 in hex."""

    path: str
    digest: str
    size: int

    @property
    def key(self) -> str:
        """The record key, `asset/PATH`."""
        return f"asset/{self.path}"


class Catalogue(Struct, frozen=True):
    """The project's own wording for a language: `templates/locale/LANG.po`.

    `language` is in lower case; `messages` are pairs of a message (its context and U+0004 before it, as in MO files)
    and its forms; `plural` is the C expression that chooses one. `digest` is that of plural and messages.
    """

    language: str
    digest: str
    plural: str = ""
    messages: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def key(self) -> str:
        """The record key, `catalogue/LANG`."""
        return f"catalogue/{self.language}"


Record = Site | Region | Author | Source | Topic | StandingPage | Asset | Catalogue | Entry
