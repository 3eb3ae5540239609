"""Attribution: who wrote a piece, where it was published, and the one link that leads out to it."""

from msgspec import Struct

from site_builder.model import Metadata, Source
from site_builder.pages.items import in_language
from site_builder.pages.links import Anchor, external, host, href, term_path
from site_builder.pages.names import Names


class Author(Struct, frozen=True, gc=False):
    """One name of the byline, with the role printed at publication."""

    name: str
    url: str
    role: str


class WayOut(Struct, frozen=True, gc=False):
    """The link to the piece itself: the words of the button, where it leads, and the language there if foreign."""

    label: str
    place: str
    url: str
    note: str


def authors(names: Names, metadata: Metadata) -> tuple[Author, ...]:
    """Return the byline of an entry; no author named gives an empty one."""
    return tuple(
        Author(byline.name, href(names.base, term_path("author", byline.slug)), byline.role)
        for byline in metadata.authors
    )


def kicker(names: Names, metadata: Metadata) -> tuple[Anchor, ...]:
    """Return the region and all topics of an entry."""
    region = (names.term("region", metadata.region),) if metadata.region else ()
    return (*region, *(names.term("topic", slug) for slug in dict.fromkeys(metadata.topics)))


def way_out(names: Names, metadata: Metadata, original: Metadata) -> WayOut | None:
    """Return the link to the piece, or to its original if it has no address of its own; None without either.

    The place is named after the source whose host the address has: the entry's own, or the original's, to
    which excerpts often lead. No other source is guessed; then the host speaks for itself.
    """
    for entry in (metadata, original):
        if url := external(entry.source_url):
            break
    else:
        return None
    language = in_language(names, entry)
    note = f"in {language}" if language else ""
    for source in (names.source(metadata.source), names.source(original.source)):
        if source and _speaks_for(source, host(url)):
            return WayOut(f"Read it at {source.name}", source.name, url, note)
    return WayOut(f"Read it in full at {host(url)}", host(url), url, note)


def _speaks_for(source: Source, name: str) -> bool:
    known = {*source.hosts, host(source.home)} - {""}
    return any(name == own or name.endswith(f".{own}") for own in known)
