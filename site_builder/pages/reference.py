"""Reference: what a bibliography says of a piece; and its records in RIS and CSL-JSON.

RIS lines are `TAG  - VALUE` and end in CR LF; the first is the type, the last an empty `ER`. CSL-JSON is a list of items
(CSL 1.0.2, "csl-data").
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

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
_JSON: Final = msgspec.json.Encoder()
_WORD: Final = re.compile(r"[a-z0-9]+")
_LONG_WORD: Final = re.compile(r"[a-z0-9]{4,}")  # no article


class _CslName(Struct, frozen=True, gc=False, omit_defaults=True):
    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""


class _CslDate(Struct, frozen=True, gc=False, rename="kebab"):
    date_parts: list[tuple[int, int, int]]


class _CslItem(Struct, frozen=True, gc=False, omit_defaults=True, rename={"container": "container-title"}):
    id: str
    type: str
    title: str
    author: list[_CslName] = []
    container: str = ""
    issued: _CslDate | None = None
    accessed: _CslDate | None = None
    language: str = ""
    URL: str = ""


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
    item = _CslItem(
        cited.key,
        _CSL_TYPES.get(cited.kind, "webpage"),
        cited.title,
        [_csl_name(byline) for byline in cited.authors],
        cited.outlet,
        _csl_date(cited.date),
        _csl_date(cited.accessed),
        cited.language,
        cited.url,
    )
    return _JSON.encode([item]).decode()


def _csl_name(byline: Byline) -> _CslName:
    name = taken_apart(byline)
    if name.whole:
        return _CslName(literal=byline.name)
    return _CslName(name.family, name.given, name.suffix)


def _csl_date(day: str) -> _CslDate | None:
    return _CslDate([(int(day[:4]), int(day[5:7]), int(day[8:10]))]) if day else None


def _key(metadata: Metadata) -> str:
    """Return a citation key of ASCII letters: family name, year and first long word of the title."""
    author = _WORD.findall(_plain(taken_apart(metadata.authors[0]).family))[-1:] if metadata.authors else []
    title = _LONG_WORD.search(_plain(metadata.title))
    return "".join([*author, metadata.date[:4], title[0] if title else ""])


def _plain(text: str) -> str:
    """Return a text in small letters of ASCII."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return text.lower()
