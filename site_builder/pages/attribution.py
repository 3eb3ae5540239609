"""Attribution: who wrote a piece, where it was published, and the one link that leads out to it."""

from site_builder.language.speech import Phrase
from site_builder.model import Metadata, Source, Value
from site_builder.pages.items import in_language
from site_builder.pages.links import Anchor, external, host, href, term_path
from site_builder.pages.names import Names
from site_builder.pages.speaking import in_a_row


class Author(Value):
    """One name of the byline, with the role printed at publication, and what stands before the next name."""

    name: str
    url: str
    role: str
    behind: str


class WayOut(Value):
    """The link to the piece itself: the words of the button, where it leads, and the language there if foreign."""

    label: Phrase
    place: str
    url: str
    note: str


def authors(names: Names, metadata: Metadata) -> tuple[Author, ...]:
    """Return the byline of an entry; no author named gives an empty one."""
    signed = metadata.authors
    row = in_a_row(names.speech, [byline.name for byline in signed], len(signed))
    return tuple(
        Author(name, href(names.base, term_path("author", byline.slug)), byline.role, behind)
        for byline, (name, behind) in zip(signed, row, strict=True)
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
    say, language = names.speech, in_language(names, entry)
    note = say.gettext("in {language}", language=language) if language else ""
    for source in (names.source(metadata.source), names.source(original.source)):
        if source and _speaks_for(source, host(url)):
            label = say.phrase(say.gettext("Read it at {outlet}"), outlet=source.name)
            return WayOut(label, source.name, url, note)
    label = say.phrase(say.gettext("Read it in full at {host}"), host=host(url))
    return WayOut(label, host(url), url, note)


def _speaks_for(source: Source, name: str) -> bool:
    known = {*source.hosts, host(source.home)} - {""}
    return any(name == own or name.endswith(f".{own}") for own in known)
