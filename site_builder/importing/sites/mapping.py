"""Mapping: the fields of a post in another generator's front matter as the fields of an entry. Pure.

The table is in docs/migrating.md. What has no place in an entry is kept, as a comment of its front matter.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final

from msgspec import Struct

from site_builder.content.addresses import is_reserved, normal_path, path_fault, url_fault
from site_builder.content.slugs import slugify
from site_builder.importing.document import clean
from site_builder.importing.recognising.names import Names
from site_builder.importing.sites.front_matter import Value
from site_builder.importing.writing.emit import Value as Emitted

_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")
_WHEN: Final = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?(?:\s+UTC)?"
)
_SPLIT: Final = re.compile(r"\s*[,;]\s*")

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("title",),
    "date": ("date", "publishdate", "publish_date"),
    "authors": ("authors", "author"),
    "summary": ("summary", "description", "excerpt"),
    "standfirst": ("standfirst", "subtitle", "lead"),
    "topics": ("topics", "tags", "tag", "categories", "category", "keywords"),
    "language": ("language", "lang", "locale"),
    "region": ("region", "regions"),
    "source": ("source", "publication", "publisher"),
    "source_url": (
        "source_url",
        "canonical_url",
        "canonicalurl",
        "canonical",
        "original_url",
        "external_url",
        "externalurl",
    ),
    "via": ("via",),
    "aliases": ("aliases", "alias", "redirect_from"),
    "expire_at": ("expire_at", "expirydate", "expires"),
    "slug": ("slug",),
    "draft": ("draft", "published", "status"),
}
"""Field of an entry → the names that other generators have for it, the first one first."""

_PLACES: Final = frozenset({"permalink", "url", "save_as"})  # used for the address, and so for an alias
_DRAFTS: Final = {
    "draft": {"true", "yes"},
    "published": {"false", "no"},
    "status": {"draft", "hidden", "private"},
}


class Mapped(Struct, frozen=True):
    """The fields of an entry in the order of its front matter, and what has no place there: name and value as text."""

    fields: dict[str, Emitted]
    day: str
    slug: str
    is_draft: bool
    kept: tuple[tuple[str, str], ...]


class _Fields:
    """The fields of a post; what is never taken is kept."""

    def __init__(self, fields: Mapping[str, Value]) -> None:
        self._fields = fields
        self._taken: set[str] = set()

    def first(self, field: str, read: Callable[[Value], str]) -> str:
        """Return what `read` makes of the first name of `field` that gives anything."""
        for name in NAMES[field]:
            if name in self._fields and (found := read(self._fields[name])):
                self._taken.add(name)
                return found
        return ""

    def all(self, field: str, read: Callable[[Value], Iterable[str]]) -> list[str]:
        """Return what `read` makes of all names of `field` together, each once."""
        found: list[str] = []
        for name in NAMES[field]:
            if name in self._fields:
                values = list(read(self._fields[name]))
                found += values
                if values or not self._fields[name]:
                    self._taken.add(name)
        return list(dict.fromkeys(found))

    def says_draft(self) -> bool:
        """Tell whether any field says that the post is not to be shown."""
        found = [
            name for name, words in _DRAFTS.items() if _text(self._fields.get(name, "")).casefold() in words
        ]
        self._taken |= {name for name in ("draft", "published") if _text(self._fields.get(name, ""))}
        if _text(self._fields.get("status", "")).casefold() in {"draft", "published", ""}:
            self._taken.add("status")
        return bool(found)

    def left(self) -> tuple[tuple[str, str], ...]:
        """Return the fields that were not taken, with their values as JSON or plain text."""
        left = {
            name: value for name, value in self._fields.items() if name not in self._taken | _PLACES and value
        }
        return tuple((clean(name), _shown(value)) for name, value in left.items())


def mapped(fields: Mapping[str, Value], day: str, slug: str, names: Names) -> Mapped:
    """Return the fields of an entry; `day` and `slug` are what the file's name states."""
    found = _Fields(fields)
    stated = _when(found, "date")
    day = stated[:10] or day
    slug = slugify(found.first("slug", _text)) or slugify(slug)
    draft = found.says_draft()
    link = found.first("source_url", _address)
    source = found.first("source", lambda value: names.source(_text(value)))
    region = found.first("region", lambda value: names.region(next(iter(_list(value)), "")))
    title = found.first("title", _text)
    made: dict[str, Emitted] = {
        "kind": "commentary" if link or source else "note",
        "title": title or None,
        **_signed(found.all("authors", _people)),
        "date": (stated or day) or None,
        "region": region or None,
    }
    optional: dict[str, Emitted] = {
        "source": source,
        "source_url": link,
        "topics": found.all("topics", lambda value: filter(None, map(slugify, _list(value)))),
        "summary": found.first("summary", _text),
        "standfirst": found.first("standfirst", _text),
        "language": found.first("language", _language),
        "via": found.first("via", _text),
        "aliases": [path for path in found.all("aliases", _list_of_paths) if path],
        "expire_at": _when(found, "expire_at"),
    }
    made |= {name: value for name, value in optional.items() if value}
    return Mapped(made, day, slug, draft, (*_time_left_out(fields, stated), *found.left()))


def _time_left_out(fields: Mapping[str, Value], stated: str) -> list[tuple[str, str]]:
    """Return the date as written where its time could not be taken, since it has no zone."""
    written = _text(fields.get("date", ""))
    return [("date", written)] if ":" in written and "T" not in stated else []


def alias(address: str) -> str:
    """Return the path of an old address as an alias, or "" where it cannot be one; `/a.html` becomes `/a.html/`."""
    path = normal_path(address.partition("?")[0].partition("#")[0].strip())
    path = path.removesuffix("index.html")
    path = f"/{path.strip('/')}/" if path.strip("/") else ""
    return "" if not path or path_fault(path) or is_reserved(path) else path


def _list_of_paths(value: Value) -> list[str]:
    found = [alias(one) for one in _list(value, split=False)]
    return found if all(found) else []


def _text(value: Value) -> str:
    return clean(value) if isinstance(value, str) else ""


def _list(value: Value, *, split: bool = True) -> list[str]:
    """Return a value as texts: the items of a list, or what commas divide."""
    if isinstance(value, list):
        return [clean(one) for one in value if isinstance(one, str) and one.strip()]
    text = _text(value)
    return [one for one in (_SPLIT.split(text) if split else [text]) if one]


def _people(value: Value) -> list[str]:
    """Return the names in a text, a list, or mappings that have a `name`; in a text `;` divides before `,` does."""
    if isinstance(value, dict):
        return _people(value.get("name", ""))
    if isinstance(value, list):
        return [
            name for one in value for name in ([clean(one)] if isinstance(one, str) else _people(one)) if name
        ]
    return [name for name in re.split(r"\s*;\s*" if ";" in value else r"\s*,\s*", clean(value)) if name]


def _signed(authors: list[str]) -> dict[str, Emitted]:
    if len(authors) > 1:
        return {"authors": [{"name": name} for name in authors]}
    return {"author": authors[0] if authors else None}


def _address(value: Value) -> str:
    text = _text(value)
    return text if text and not url_fault(text) else ""


def _language(value: Value) -> str:
    primary, mark, rest = _text(value).replace("_", "-").partition("-")
    tag = primary.lower() + mark + (rest.upper() if len(rest) == 2 else rest)  # noqa: PLR2004 - a country
    return tag if _LANGUAGE.fullmatch(tag) else ""


def _when(found: _Fields, field: str) -> str:
    """Return a day, or a date-time with its zone; a time without a zone says no more than the day."""

    def read(value: Value) -> str:
        match = _WHEN.fullmatch(_text(value))
        if not match:
            return ""
        try:
            day = date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        except ValueError:
            return ""
        if not match[4] or not match[5]:
            return day
        zone = match[5] if match[5] == "Z" or ":" in match[5] else f"{match[5][:3]}:{match[5][3:]}"
        return f"{day}T{match[4].zfill(5)}{zone}"

    return found.first(field, read)


def _shown(value: Value) -> str:
    text = clean(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return clean(text)
