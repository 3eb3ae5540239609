"""Embedded text: the piece where a page carries it as data for its scripts, and shows nothing of it by itself.

Such pages hold JSON, in a script or in an attribute, some strings of which are HTML. Those under the key that has
most of it are the piece, in order; what they are called differs from page to page.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from lxml.html import HtmlElement

from site_builder.importing.html.piece.stated import loaded

_PARAGRAPH: Final = re.compile(r"<(?:p|br|li|h[1-6]|blockquote)\b[^<>]{0,300}>", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]{1,2000}>")
_SHORTEST: Final = 80  # characters
_MOST: Final = 5_000_000  # characters of JSON
_DEEPEST: Final = 40  # values in each other
_MOST_STRINGS: Final = 50_000  # of one script
_JSON: Final = re.compile(r"\s*[\[{]")


def embedded_markup(tree: HtmlElement) -> str:
    """Return the HTML that a page's data holds most of under one key, or ""."""
    by_key: dict[str, dict[str, None]] = {}
    for source in _sources(tree):
        for key, text in _strings(source):
            if len(text) >= _SHORTEST and _PARAGRAPH.search(text):
                by_key.setdefault(key, {})[text] = None
    if not by_key:
        return ""
    return "\n".join(max(by_key.values(), key=_size))


def _size(texts: Iterable[str]) -> int:
    return sum(len(_TAG.sub("", text)) for text in texts)


def _sources(tree: HtmlElement) -> Iterator[Any]:
    """Return the JSON of a page's scripts and attributes, parsed."""
    room = _MOST
    for element in tree.iter("script", "div", "main", "section", "meta"):
        texts = [element.text or ""] if element.tag == "script" else _values(element)
        for text in texts:
            if len(text) > _SHORTEST and _JSON.match(text) and len(text) <= room:
                room -= len(text)
                yield loaded(text)


def _values(element: HtmlElement) -> list[str]:
    return [str(value) for name, value in element.items() if str(name).startswith("data-")]


def _strings(found: Any) -> Iterator[tuple[str, str]]:
    """Return the strings of JSON with their keys, in order; JSON within a string is opened."""
    stack = [("", found, 0)]
    for _ in range(_MOST_STRINGS):
        if not stack:
            return
        key, value, depth = stack.pop()
        if isinstance(value, str):
            if depth < _DEEPEST and len(value) > _SHORTEST and _JSON.match(value):
                stack.append((key, loaded(value), depth + 1))
            else:
                yield key, value
        elif depth < _DEEPEST and isinstance(value, dict):
            stack += [(str(name), inner, depth + 1) for name, inner in reversed(value.items())]
        elif depth < _DEEPEST and isinstance(value, list):
            stack += [(key, inner, depth + 1) for inner in reversed(value)]
