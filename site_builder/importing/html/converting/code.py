"""Code: the preformatted text of a page as a fenced block, with its language where the page names it."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from site_builder.importing.document import clean
from site_builder.importing.html.markup.blocks import Block

_FENCE: Final = re.compile("`{3,}")
_UNFIT: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_NAMED: Final = re.compile(
    r"(?:^|\s)(?:lang(?:uage)?-|highlight-(?:source-|text-)?|brush:\s*|sourceCode\s+)([a-z][a-z0-9+#.-]{0,20})(?=[\s;]|$)",
    re.IGNORECASE,
)
_STATED: Final = ("data-lang", "data-language")
_LANGUAGE: Final = re.compile(r"[a-z][a-z0-9+#.-]{0,20}", re.IGNORECASE)
_NO_LANGUAGE: Final = frozenset(
    ("none", "text", "plain", "plaintext", "txt", "default", "notranslate", "nohighlight", "undefined")
)
_UP: Final = 2  # elements around the code that may name its language


def fenced(block: Block) -> str:
    """Return a block of preformatted text, "" where there is none."""
    raw = "".join(text for text, _ in block.runs).replace("\r\n", "\n").replace("\r", "\n")
    lines = _UNFIT.sub("", raw).replace("\u2028", "\n").replace("\u2029", "\n").strip("\n").split("\n")
    text = "\n".join(line.rstrip() for line in lines)
    if not clean(text):
        return ""
    fence = "`" * max(3, *(len(found) + 1 for found in _FENCE.findall(text)), 3)
    return f"{fence}{_language(block.place.element)}\n{text}\n{fence}"


def _language(pre: HtmlElement) -> str:
    for element in _around(pre):
        if found := _NAMED.search((element.get("class") or "")[:300]):
            name = found[1].lower()
            return "" if name in _NO_LANGUAGE else name
        if element.tag in {"pre", "code"}:
            for attribute in _STATED:
                name = (element.get(attribute) or "").lower()
                if _LANGUAGE.fullmatch(name):
                    return "" if name in _NO_LANGUAGE else name
    return ""


def _around(pre: HtmlElement) -> Iterator[HtmlElement]:
    """Yield what may name the language: the code in it, itself, and what stands around it."""
    yield from pre.iterchildren("code")
    yield pre
    yield from islice(pre.iterancestors(), _UP)
