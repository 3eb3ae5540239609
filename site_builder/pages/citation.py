"""Citation: how to cite the original of an entry, for people and for reference managers.

The `citation_*` meta names are those of Highwire Press, which Google Scholar and Zotero read.
"""

from msgspec import Struct

from site_builder.model import Metadata
from site_builder.pages import dates
from site_builder.pages.bibtex import bibtex
from site_builder.pages.items import author_names
from site_builder.pages.reference import Reference, csl, ris


class Citation(Struct, frozen=True, gc=False):
    """A formatted citation in its parts, and its records; `key` names the piece in them, and their files."""

    heading: str
    authors: str
    title: str
    outlet: str
    day: str
    url: str
    key: str
    bibtex: str
    ris: str
    csl: str


def citation(metadata: Metadata, cited: Reference) -> Citation:
    """Return the citation of the piece that `metadata` describes."""
    return Citation(
        heading="Cite this note" if metadata.kind == "note" else "Cite the original",
        authors=author_names(metadata.authors),
        title=metadata.title,
        outlet=cited.outlet,
        day=dates.day(metadata.date),
        url=cited.url,
        key=cited.key,
        bibtex=bibtex(cited),
        ris=ris(cited),
        csl=csl(cited),
    )


def meta_tags(metadata: Metadata, cited: Reference) -> tuple[tuple[str, str], ...]:
    """Return the `citation_*` names and contents of the piece, without those that are empty."""
    tags = [("citation_title", metadata.title)]
    tags += [("citation_author", byline.name) for byline in metadata.authors]
    tags += [
        ("citation_publication_date", cited.date.replace("-", "/")),
        ("citation_journal_title", cited.outlet),
        ("citation_language", cited.language),
        ("citation_public_url", cited.url),
        ("citation_abstract", metadata.summary),
    ]
    return tuple((name, content) for name, content in tags if content)
