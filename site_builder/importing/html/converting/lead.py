"""Lead: the picture that stands above the text of a piece, where no words of the piece stand above it.

It is the piece's as much as those between its paragraphs: what is a figure below the title, or the file that the page
states as its picture. Portraits of who wrote it and signs of the site are no pictures of the piece.
"""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from site_builder.importing.html.markup import picture_files, zones
from site_builder.importing.html.markup.blocks import Block
from site_builder.importing.html.markup.elements import PICTURES
from site_builder.importing.html.markup.folding import folded
from site_builder.importing.html.markup.zones import Zone

_REACH: Final = 24  # blocks above the text
_UP: Final = 6  # elements up to the frame of the page, or to a figure
_CAPTION: Final = 100  # words
_FEW: Final = 3  # elements that may stand between a picture and the text's own
_SMALL: Final = 120  # pixels
_PIXELS: Final = re.compile(r"\d{1,5}")
_NAME: Final = 5  # letters of a file's own name
_OFF: Final = (
    Zone.AVATAR
    | Zone.BIO
    | Zone.LOGO
    | Zone.NAV
    | Zone.RELATED
    | Zone.COMMENT
    | Zone.OFFER
    | Zone.FOOTER
    | Zone.AUTHOR
)


def pictures(
    page: Sequence[Block], first: Block, title: str, stated: str, names: Sequence[str]
) -> list[Block]:
    """Return the block of the picture that leads the piece which begins with `first`, or none; at most one.

    `page` are all blocks of the page; `stated` is the address of the picture that it states for itself; `names` sign it.
    """
    end = next((place for place, block in enumerate(page) if block is first), 0)
    above = page[max(0, end - _REACH) : end]
    below_title = 0
    for place, block in enumerate(above):
        if block.text and (block.text == title or block.place.heading == 1):
            below_title = place
    for place in range(len(above) - 1, -1, -1):
        block = above[place]
        if block.text or not (images := [run[1] for run in block.runs if run[1].tag in PICTURES]):
            continue
        named = any(_shows(image, stated) for image in images)
        set_out = place >= below_title and (_is_figure(block) or _is_beside(block, first))
        if (named or set_out) and not _is_off(images[0], names):
            return [block]
    return []


def _is_figure(block: Block) -> bool:
    figure = next((one for one in block.place.upwards(_UP) if one.tag == "figure"), None)
    return figure is not None and figure.words <= _CAPTION


def _is_beside(block: Block, first: Block) -> bool:
    """Tell whether a picture stands in the same element as the text, with nothing around it but a few elements."""
    homes = (first.place, first.place.parent)
    for place in block.place.upwards(_FEW):
        if place.tag in {"body", "header"}:
            return False
        if place in homes:
            return True
    return False


def _is_off(image: HtmlElement, names: Sequence[str]) -> bool:
    """Tell whether an image is small, shows somebody who signs, or stands in the frame of the page."""
    sizes = [int(found[0]) for side in ("width", "height") if (found := _PIXELS.match(image.get(side) or ""))]
    if any(size < _SMALL for size in sizes) or zones.of(image) & (Zone.AVATAR | Zone.LOGO | Zone.AUTHOR):
        return True
    if any(folded(name) in folded(image.get("alt") or "") for name in names):
        return True
    own = 0
    for one in islice(image.iterancestors(), _UP):
        if one.tag in {"article", "main", "body"}:
            break
        own |= zones.of(one)
    return bool(own & _OFF)


def _shows(image: HtmlElement, stated: str) -> bool:
    """Tell whether an image shows the file of an address, in whatever size."""
    file = picture_files.name_of(stated)
    name = named if len(named := picture_files.without_size(file)) >= _NAME else file
    return len(name) >= _NAME and any(
        name in (value or "") for key, value in image.items() if key.endswith(("src", "srcset"))
    )
