"""Pictures: those of a piece as Markdown, each once, with the text that stands for it and its caption.

Many pages load a picture only when it comes into view: `src` is then a stand-in, or empty, and other attributes or
a copy for those who run no scripts say where the picture is. A caption that is no part of the piece becomes the
picture's title, so that its credit is not lost.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from site_builder.importing.document import clean
from site_builder.importing.html.converting.targets import absolute, destination
from site_builder.importing.html.markup.blocks import Block
from site_builder.importing.html.markup.unseen import hides
from site_builder.importing.markdown import escape

_LAZY: Final = ("data-src", "data-lazy-src", "data-original", "data-lazy", "data-srcset", "data-lazy-srcset")
_STAND_IN: Final = re.compile(
    r"(?<![a-z])(?:placeholder|blank|spacer|transparent|pixel|grey|loading|lazy(?:load)?)(?![a-z])[^/]*$",
    re.IGNORECASE,
)
_STANDS_FOR: Final = frozenset(("placeholder", "fallback"))  # until, or where, a player is not there
_FIGURE: Final = re.compile(
    r"(?<![\w-])wp-caption(?![\w-])|(?<![a-z])(?:figure|image-?with-?caption)(?![a-z])"
)
_CAPTION: Final = re.compile(r"(?<![a-z])caption(?![a-z])", re.IGNORECASE)
_TINY: Final = 32  # pixels: what is no larger is a mark or a counter
_PIXELS: Final = re.compile(r"\s*(\d{1,5})(?:px)?\s*$")
_OFFERED: Final = re.compile(r"(\S*[^\s,])(?:\s+([\d.]{1,8})[wx])?\s*(?:,|$)")
_LONGEST_SET: Final = 8_000  # characters of a `srcset`
_LONGEST: Final = 500  # characters of an alternative text, a caption or a class
_UP: Final = 6  # elements up to the figure
_MOST_SOURCES: Final = 20  # of one picture


class Pictures:
    """The pictures of one page's piece, whose blocks are `kept`; `url` is what its addresses are relative to."""

    def __init__(self, url: str, kept: Iterable[Block]) -> None:
        self._url = url
        self._captions = {block.place.element for block in kept if block.text}
        self._written: set[str] = set()

    def written(self, image: HtmlElement) -> str:
        """Return an `<img>` as Markdown; "" for a mark, a counter, and what was written before."""
        address = self._address(image)
        if not address or address in self._written:
            return ""
        self._written.add(address)
        alt = escape(clean(image.get("alt") or "")[:_LONGEST])
        alt = "\\" + alt if alt.startswith("^") else alt
        caption = self._caption(image).replace("\\", "\\\\").replace('"', '\\"')
        title = f' "{re.sub(r"&(?=[#a-zA-Z])", lambda _: "&amp;", caption)}"' if caption else ""
        return f"![{alt}]({destination(address)}{title})"

    def _address(self, image: HtmlElement) -> str:
        if hides(image) or (image.tag != "img" and _STANDS_FOR & set(image.keys())):
            return ""
        for side in ("width", "height"):
            size = _PIXELS.match(image.get(side) or "")
            if size and int(size[1]) <= _TINY:
                return ""
        for stated in _stated(image):
            found = absolute(stated, self._url)
            if found.startswith("http") and not _STAND_IN.search(urlsplit(found).path):
                return found
        return ""

    def _caption(self, image: HtmlElement) -> str:
        """Return the caption of the figure that holds nothing but one picture, unless the piece has it as text."""
        around = (one for one in islice(image.iterancestors(), _UP))
        figure = next((one for one in around if one.tag == "figure" or _has(one, _FIGURE)), None)
        captions = [] if figure is None else list(figure.iter("figcaption"))
        if figure is not None and not captions:
            captions = [
                one for one in figure.iter("p", "div", "span") if one is not figure and _has(one, _CAPTION)
            ][:2]
        if len(captions) != 1 or any(one in self._captions for one in captions[0].iter()):
            return ""
        return clean("".join(captions[0].itertext())[: 4 * _LONGEST])[:_LONGEST]


def _has(element: HtmlElement, words: re.Pattern[str]) -> bool:
    return bool(words.search((element.get("class") or "")[:_LONGEST]))


def _stated(image: HtmlElement) -> Iterator[str]:
    """Yield the addresses that an image states, the likeliest first."""
    for name in _LAZY:
        if value := image.get(name):
            yield _largest(value) if name.endswith("srcset") else value
    yield image.get("src") or ""
    yield _largest(image.get("srcset") or "")
    # The parser takes `source` for an element with content: the image may stand in the last of several.
    around = islice(image.iterancestors("source", "picture"), _MOST_SOURCES)
    picture = next((one for one in around if one.tag == "picture"), None)
    for source in () if picture is None else picture.iter("source"):
        yield _largest(source.get("srcset") or source.get("data-srcset") or "")


def _largest(offers: str) -> str:
    """Return the address of the largest picture that a `srcset` offers; "" if none."""
    found = [
        (float(size or 1) if _is_number(size) else 0.0, address)
        for address, size in _OFFERED.findall(offers[:_LONGEST_SET])
    ]
    return max(found, key=lambda one: one[0], default=(0.0, ""))[1]


def _is_number(size: str) -> bool:
    return size.count(".") < 2 and size != "."  # noqa: PLR2004 - one point
