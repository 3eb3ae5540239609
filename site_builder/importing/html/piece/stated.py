"""Stated text: the text of the piece as the page gives it to machines, in JSON-LD."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from lxml.html import HtmlElement

_KEYS: Final = ("articleBody", "reviewBody", "text")
_MOST: Final = 3_000_000  # characters of one script
_DEEPEST: Final = 12  # values in each other
_LETTERS: Final = re.compile(r"[\W_]+")
_TAG: Final = re.compile(r"<[^<>]{1,400}>")


def stated_text(tree: HtmlElement) -> str:
    """Return the longest text that the page's JSON-LD gives as that of the piece, or ""."""
    best = ""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        text = script.text or ""
        if len(text) > _MOST or not any(f'"{key}"' in text for key in _KEYS):
            continue
        best = max(best, *_bodies(loaded(text), 0), "", key=len)
    return best


def letters(text: str) -> str:
    """Return nothing but the letters and digits of a text, in lower case: what stays the same however it is set."""
    return _LETTERS.sub("", _TAG.sub("", text)).lower()


def loaded(text: str) -> Any:
    """Return what a text says as JSON, or None where it is none."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _bodies(found: Any, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(found, list):
        for item in found[:500]:
            yield from _bodies(item, depth + 1)
    elif isinstance(found, dict):
        for key, value in found.items():
            if isinstance(value, str):
                if key in _KEYS:
                    yield value
            else:
                yield from _bodies(value, depth + 1)
