"""Reference: what a bibliography says of a piece; and its records in RIS and CSL-JSON.

RIS lines are `TAG  - VALUE` and end in CR LF; the first is the type, the last an empty `ER`. CSL-JSON is a list of items
(CSL 1.0.2, "csl-data").
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Final

import msgspec
from msgspec import Struct

from site_builder.model import Byline, Metadata, Source, SourceKind
from site_builder.pages.links import external
from site_builder.pages.people import taken_apart

_RIS_TYPES: Final[dict[SourceKind, str]] = {"newspaper": "NEWS", "magazine": "MGZN", "blog": "BLOG"}
_CSL_TYPES: Final[dict[SourceKind, str]] = {
    "newspaper": "article-newspaper",
    "magazine": "article-magazine",
    "blog": "post-weblog",
    "forum": "post",
}
_WORD: Final = re.compile(r"[a-z0-9]+")


class Reference(Struct, frozen=True, gc=False):
    """A piece: dates are days, `accessed` is that of reading it at `url` ("" if unknown), `kind` its source's."""

    key: str
    title: str
    authors: tuple[Byline, ...]
    outlet: str
    date: str
    url: str
    language: str
    kind: SourceKind = ""
    accessed: str = ""


def reference(
    metadata: Metadata, outlet: str, url: str, source: Source | None = None, accessed: str = ""
) -> Reference:
    """Return the reference to the piece that `metadata` describes, published in `outlet` at `url`.

    `source`, if the outlet has a record, tells the language where the piece itself does not.
    """
    return Reference(
        key=_key(metadata),
        title=metadata.title,
        authors=metadata.authors,
        outlet=outlet,
        date=metadata.date[:10],
        url=external(url),
        language=metadata.language or (source.language if source else ""),
        kind=source.kind if source else "",
        accessed=accessed[:10],
    )


def ris(cited: Reference) -> str:
    """Return the RIS record of a piece."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _ris_lines(cited))


def _ris_lines(cited: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", _RIS_TYPES.get(cited.kind, "ELEC")
    yield "ID", cited.key
    yield "TI", cited.title
    for byline in cited.authors:
        family, given, suffix = taken_apart(byline)
        yield "AU", ", ".join(part for part in (family, given, suffix) if part)
    dated = (("DA", cited.date.replace("-", "/") + "/"), ("PY", cited.date[:4]))
    accessed = cited.accessed.replace("-", "/") + "/" if cited.accessed else ""
    said = (("T2", cited.outlet), *dated, ("LA", cited.language), ("UR", cited.url), ("Y2", accessed))
    yield from ((tag, value) for tag, value in said if value)
    yield "ER", ""


def csl(cited: Reference) -> str:
    """Return a list with the CSL-JSON item of a piece."""
    item: dict[str, Any] = {
        "id": cited.key,
        "type": _CSL_TYPES.get(cited.kind, "webpage"),
        "title": cited.title,
        "author": [_csl_name(byline) for byline in cited.authors],
        "container-title": cited.outlet,
        "issued": _csl_date(cited.date),
        "accessed": _csl_date(cited.accessed),
        "language": cited.language,
        "URL": cited.url,
    }
    return msgspec.json.encode([{name: value for name, value in item.items() if value}]).decode()


def _csl_name(byline: Byline) -> dict[str, str]:
    name = taken_apart(byline)
    if name.whole:
        return {"literal": byline.name}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}


def _csl_date(day: str) -> dict[str, Any]:
    return {"date-parts": [[int(part) for part in day.split("-")]]} if day else {}


def _key(metadata: Metadata) -> str:
    """Return a citation key of ASCII letters: family name, year and first long word of the title."""
    author = _words(metadata.authors[0].name)[-1:] if metadata.authors else []
    title = [word for word in _words(metadata.title) if len(word) > 3][:1]  # noqa: PLR2004 - skips articles
    return "".join([*author, metadata.date[:4], *title])


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _WORD.findall(plain)
