"""Citation: how to cite the original of an entry, for people, for BibTeX and for reference managers.

The `citation_*` meta names are those of Highwire Press, which Google Scholar and Zotero read; BibTeX is the
`@online` type of biblatex with its special characters escaped.
"""

import re
import unicodedata
from typing import Final

from msgspec import Struct

from site_builder.language.speech import Phrase
from site_builder.model import Metadata
from site_builder.pages import dates
from site_builder.pages.items import author_names
from site_builder.pages.links import external
from site_builder.pages.names import Names, direction_of

_SPECIAL: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$",
        "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    }
)  # fmt: skip
_URL_SPECIAL: Final = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})
_WORD: Final = re.compile(r"[a-z0-9]+")


class Citation(Struct, frozen=True, gc=False):
    """A formatted citation in its parts, and the BibTeX record; `language` is "" unless the title is in another one."""

    heading: str
    authors: Phrase
    title: str
    language: str
    direction: str
    outlet: str
    day: str
    url: str
    bibtex: str


def citation(names: Names, metadata: Metadata, outlet: str, url: str) -> Citation:
    """Return the citation of the piece that `metadata` describes, published in `outlet` at `url`."""
    say, language = names.speech, names.foreign(metadata)
    note = metadata.kind == "note"
    return Citation(
        heading=say.gettext("Cite this note") if note else say.gettext("Cite the original"),
        authors=author_names(say, metadata.authors),
        title=metadata.title,
        language=language,
        direction=direction_of(language),
        outlet=outlet,
        day=dates.day(say, metadata.date),
        url=external(url),
        bibtex=bibtex(metadata, outlet, external(url)),
    )


def bibtex(metadata: Metadata, outlet: str, url: str) -> str:
    """Return a biblatex record; names of organisations are braced so that they are not taken apart."""
    authors = [_author(byline.name, whole=byline.organisation) for byline in metadata.authors]
    fields = {
        "author": " and ".join(authors),
        "title": "{" + metadata.title.translate(_SPECIAL) + "}",
        "organization": outlet.translate(_SPECIAL),
        "date": metadata.date[:10],
        "url": url.translate(_URL_SPECIAL),
        "langid": metadata.language,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value.strip("{}")]
    return f"@online{{{_key(metadata)},\n" + ",\n".join(lines) + "\n}"


def meta_tags(metadata: Metadata, outlet: str, url: str) -> tuple[tuple[str, str], ...]:
    """Return the `citation_*` names and contents of the piece, without those that are empty."""
    tags = [("citation_title", metadata.title)]
    tags += [("citation_author", byline.name) for byline in metadata.authors]
    tags += [
        ("citation_publication_date", metadata.date[:10].replace("-", "/")),
        ("citation_journal_title", outlet),
        ("citation_language", metadata.language),
        ("citation_public_url", external(url)),
    ]
    return tuple((name, content) for name, content in tags if content)


def _author(name: str, *, whole: bool) -> str:
    escaped = name.translate(_SPECIAL)
    return "{" + escaped + "}" if whole or " and " in name else escaped


def _key(metadata: Metadata) -> str:
    """Return a citation key of ASCII letters: family name, year and first long word of the title."""
    author = _words(metadata.authors[0].name)[-1:] if metadata.authors else []
    title = [word for word in _words(metadata.title) if len(word) > 3][:1]  # noqa: PLR2004 - skips articles
    return "".join([*author, metadata.date[:4], *title])


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _WORD.findall(plain)
