"""Names: what the records of terms are called and where their pages stand, looked up once in a view."""

from typing import Final

from site_builder.incremental.reader import Reader, member
from site_builder.language.speech import marked as _
from site_builder.model import Byline, Metadata, Region, Site, Source, Topic
from site_builder.pages.languages import direction
from site_builder.pages.links import Anchor, host, href, term_path
from site_builder.pages.speaking import speaking

_INDEXES: Final = {
    "region": _("Regions"),
    "author": _("Authors"),
    "source": _("Sources"),
    "topic": _("Topics"),
}


class Names:
    """The names of one view's terms; reads through the view's Reader and asks for each term once."""

    __slots__ = ("_reader", "_sources", "_terms", "base", "language", "speech")

    def __init__(self, reader: Reader, site: Site) -> None:
        self._reader = reader
        self._sources: dict[str, Source | None] = {}
        self._terms: dict[tuple[str, str], Anchor] = {}
        self.base = site.base_path
        self.language = site.language
        self.speech = speaking(reader, site)

    def term(self, vocabulary: str, slug: str) -> Anchor:
        """Return the name and page of a term; one without a record of its own is named by its slug."""
        found = self._terms.get((vocabulary, slug))
        if found is None:
            found = self._terms[vocabulary, slug] = self._reader.part(_anchor, f"{vocabulary}/{slug}")
        return found

    def index(self, vocabulary: str) -> Anchor:
        """Return what a vocabulary is called, and the index of its terms."""
        return Anchor(self.speech.gettext(_INDEXES[vocabulary]), self.link(f"{vocabulary}s/"))

    def source(self, slug: str) -> Source | None:
        """Return the record of a source, or None ("" is no source)."""
        if slug not in self._sources:
            self._sources[slug] = self._reader.source(slug) if slug else None
        return self._sources[slug]

    def outlet(self, metadata: Metadata) -> Anchor:
        """Return where an entry was published: its source, else the host of its address, else nothing."""
        return self.term("source", metadata.source) if metadata.source else Anchor(host(metadata.source_url))

    def foreign(self, metadata: Metadata) -> str:
        """Return the language tag of an entry if it is not the site's, else ""."""
        tag = metadata.language
        if not tag and (record := self.source(metadata.source)):
            tag = record.language
        return "" if tag == self.language else tag

    def language_of(self, metadata: Metadata) -> str:
        """Return the language tag of an entry: its own, its source's, or the site's."""
        return self.foreign(metadata) or self.language

    def metadata(self, entry: str) -> Metadata | None:
        """Return the metadata of an entry that the site shows, or None."""
        return self._reader.metadata(entry)

    def link(self, path: str) -> str:
        """Return the link to a page of the site."""
        return href(self.base, path)


def _anchor(reader: Reader, key: str) -> Anchor:
    vocabulary, slug = key.split("/", 1)
    path = term_path(vocabulary, slug)
    return Anchor(_name(reader, vocabulary, slug) or _words(slug), href(reader.site().base_path, path))


def _name(reader: Reader, vocabulary: str, slug: str) -> str:
    record: Region | Source | Topic | None = None
    match vocabulary:
        case "region":
            record = reader.region(slug)
        case "source":
            record = reader.source(slug)
        case "topic":
            record = reader.topic(slug)
        case "author":
            return _author(reader, slug)
    return record.name if record else ""


def _author(reader: Reader, slug: str) -> str:
    """Return an author's name: from the record, else as the newest byline prints it."""
    if record := reader.author(slug):
        return record.name
    byline = _newest_byline(reader, slug)
    return byline.name if byline else ""


def _newest_byline(reader: Reader, slug: str) -> Byline | None:
    for position in reader.last(f"author/{slug}", 1):
        if metadata := reader.metadata(member(position)):
            return next((byline for byline in metadata.authors if byline.slug == slug), None)
    return None


def signs_as_body(reader: Reader, slug: str) -> bool:
    """Tell whether an author who has no record is an organisation, as the newest byline has it."""
    byline = _newest_byline(reader, slug)
    return byline is not None and byline.organisation


def _words(slug: str) -> str:
    words = slug.replace("-", " ")
    return words[:1].upper() + words[1:]


def direction_of(tag: str) -> str:
    """Return the value of a `dir` attribute beside `lang=tag`, "" for no tag."""
    return direction(tag) if tag else ""
