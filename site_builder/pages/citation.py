"""Citation: how to cite the original of an entry, for people and for reference managers.

The `citation_*` meta names are those of Highwire Press, which Google Scholar and Zotero read.
"""

from site_builder.language.speech import Phrase
from site_builder.model import Byline, Metadata, Value
from site_builder.pages import dates
from site_builder.pages.bibtex import bibtex
from site_builder.pages.items import author_names
from site_builder.pages.names import Names, direction_of
from site_builder.pages.people import taken_apart
from site_builder.pages.reference import Reference, csl, ris


class Citation(Value):
    """A formatted citation in its parts, and its records; `key` names the piece in them, and their files.

    `language` and `direction` are "" unless the title is in another language than the site.
    """

    heading: str
    authors: Phrase
    title: str
    language: str
    direction: str
    outlet: str
    day: str
    url: str
    key: str
    bibtex: str
    ris: str
    csl: str


def citation(names: Names, metadata: Metadata, cited: Reference) -> Citation:
    """Return the citation of the piece that `metadata` describes."""
    say, language = names.speech, names.foreign(metadata)
    note = metadata.kind == "note"
    return Citation(
        heading=say.gettext("Cite this note") if note else say.gettext("Cite the original"),
        authors=author_names(say, metadata.authors),
        title=metadata.title,
        language=language,
        direction=direction_of(language),
        outlet=cited.outlet,
        day=dates.day(say, metadata.date),
        url=cited.url,
        key=cited.key,
        bibtex=bibtex(cited),
        ris=ris(cited),
        csl=csl(cited),
    )


def meta_tags(metadata: Metadata, cited: Reference) -> tuple[tuple[str, str], ...]:
    """Return the `citation_*` names and contents of the piece, without those that are empty."""
    tags = [("citation_title", metadata.title)]
    tags += [("citation_author", _signed(byline)) for byline in metadata.authors]
    tags += [
        ("citation_publication_date", cited.date.replace("-", "/")),
        ("citation_journal_title", cited.outlet),
        ("citation_language", cited.language),
        ("citation_public_url", cited.url),
        ("citation_abstract", metadata.summary),
    ]
    return tuple((name, content) for name, content in tags if content)


def _signed(byline: Byline) -> str:
    """Return a name as printed, unless more than its last word is the family name, which is all that readers of the tag look for."""
    family, given, suffix = taken_apart(byline)
    return f"{family}, {given}" if given and " " in family and not suffix else byline.name
