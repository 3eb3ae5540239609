"""Meta: what the head of a page says in `meta`, `link` and `title`, by name."""

import html
from collections.abc import Iterator
from itertools import islice
from typing import Final

from lxml.html import HtmlElement
from msgspec import Struct

_MOST: Final = 2_000  # elements of a head
_LONGEST: Final = 5_000  # characters of a value


class Meta(Struct, frozen=True, eq=False):
    """The values of `meta` by folded name or property, of `link` by relation, and the text of `title`."""

    values: dict[str, list[str]]
    links: dict[str, list[str]]
    title: str

    def first(self, *names: str) -> str:
        """Return the first value that any of the names has, or ""."""
        return next((value for name in names for value in self.values.get(name, ())), "")

    def all(self, *names: str) -> list[str]:
        """Return the values of the names in their order."""
        return [value for name in names for value in self.values.get(name, ())]


def read(tree: HtmlElement) -> Meta:
    """Return what a page's head says, wherever in the tree it stands."""
    values: dict[str, list[str]] = {}
    for name, value in _stated(tree):
        held = values.setdefault(name, [])
        if value not in held:
            held.append(value)
    links: dict[str, list[str]] = {}
    for element in islice(tree.iter("link"), _MOST):
        for relation in (element.get("rel") or "").casefold().split():
            links.setdefault(relation, []).append((element.get("href") or "").strip())
    return Meta(values, links, _title(tree))


def _stated(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for element in islice(tree.iter("meta"), _MOST):
        value = unescaped((element.get("content") or element.get("value") or "")[:_LONGEST])
        if not value:
            continue
        for attribute in ("name", "property", "itemprop", "http-equiv"):
            for name in (element.get(attribute) or "").casefold().split():
                yield ("item:" + name if attribute == "itemprop" else name), value


def _title(tree: HtmlElement) -> str:
    """Return the text of the page's title: the first `title` that isn't an image's."""
    for element in tree.iter("title"):
        parent = element.getparent()
        if parent is not None and parent.tag in {"head", "html", "body"}:
            return unescaped("".join(element.itertext())[:_LONGEST])
    return ""


def unescaped(text: str) -> str:
    """Return a text with its entities read, even where they were escaped twice, and single spaces."""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    return " ".join(text.split())
