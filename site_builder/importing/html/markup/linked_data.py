"""Linked data: what a page says of itself in JSON-LD, broken or not, as flat items.

JSON-LD of the wild has trailing commas, HTML entities, raw line ends in strings, several values one after another
and comments around them. What can be read is read; what cannot is passed over.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from msgspec import Struct

from site_builder.importing.html.markup.meta import unescaped

_MOST_TEXT: Final = 1_000_000  # characters of a script
_MOST_ITEMS: Final = 2_000
_DECODER: Final = json.JSONDecoder(strict=False)
_WRAPPING: Final = re.compile(
    r"^(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.{0,80}?\*/)|(?:-->|//[ \t]{0,9}\]\]>|\]\]>)\s{0,9};?$"
)
_TRAILING: Final = re.compile(r",\s*(?=[}\]])")
_ARTICLE: Final = re.compile(
    r"(?:article|posting|report|review|recipe|creativework|analysis|howto|qapage|question|techarticle|book|thesis)$",
    re.IGNORECASE,
)


class Item(Struct, frozen=True, eq=False):
    """One thing that the page describes: its types, its properties, and how deep it stands in another."""

    types: frozenset[str]
    says: dict[str, Any]
    depth: int

    @property
    def is_piece(self) -> bool:
        """Whether it is something that somebody wrote."""
        return any(_ARTICLE.search(kind) for kind in self.types)

    @property
    def is_page(self) -> bool:
        """Whether it is a page of a site."""
        return any(kind.endswith("Page") for kind in self.types)


def read(texts: Iterable[str]) -> list[Item]:
    """Return the items of the page's scripts of linked data, in order, those of a graph and nested ones too."""
    found: list[Item] = []
    for text in texts:
        for value in _values(text[:_MOST_TEXT]):
            found += _items(value, _MOST_ITEMS - len(found))
    return found


def text(value: Any) -> str:
    """Return the text of a property: a string, the first of a list, or an object's name; "" if there is none."""
    for _ in range(4):  # lists in lists and values in objects, as deep as they are met
        if isinstance(value, list):
            value = value[0] if value else ""
        elif isinstance(value, dict):
            value = value.get("@value") or value.get("name") or ""
    if not isinstance(value, str):
        return ""
    return unescaped(value)


def each(value: Any) -> list[Any]:
    """Return the values of a property as a list."""
    if isinstance(value, list):
        return [one for some in value[:100] for one in (some if isinstance(some, list) else [some])]
    return [] if value in (None, "") else [value]


def by_id(items: Iterable[Item]) -> dict[str, Item]:
    """Return the items by their `@id`, the fullest one where several have the same."""
    found: dict[str, Item] = {}
    for item in items:
        name = item.says.get("@id")
        if isinstance(name, str) and (name not in found or len(found[name].says) < len(item.says)):
            found[name] = item
    return found


def _values(source: str) -> Iterator[Any]:
    source = _WRAPPING.sub("", source.strip())
    for attempt in (source, _TRAILING.sub("", source), _TRAILING.sub("", html.unescape(source))):
        values = list(_in_a_row(attempt))
        if values:
            yield from values
            return


def _in_a_row(source: str) -> Iterator[Any]:
    """Yield the JSON values that stand one after another, up to the first that is broken."""
    place = 0
    while (place := _start(source, place)) >= 0:
        try:
            value, place = _DECODER.raw_decode(source, place)
        except (ValueError, RecursionError):
            return
        yield value


def _start(source: str, place: int) -> int:
    found = re.compile(r"[{\[]").search(source, place)
    return found.start() if found else -1


def _items(value: Any, most: int) -> list[Item]:
    found: list[Item] = []
    waiting: list[tuple[Any, int]] = [(value, 0)]
    while waiting and len(found) < most:
        one, depth = waiting.pop()
        if isinstance(one, list):
            waiting += [(each, depth) for each in reversed(one)]
        elif isinstance(one, dict):
            if "@type" in one or depth == 0:
                found.append(Item(_types(one.get("@type")), one, depth))
            inner = [
                (each, depth + (key != "@graph"))
                for key, each in one.items()
                if isinstance(each, dict | list)
            ]
            waiting += reversed(inner)
    return found


def _types(value: Any) -> frozenset[str]:
    return frozenset(one.rpartition("/")[2].rpartition(":")[2] for one in each(value) if isinstance(one, str))
