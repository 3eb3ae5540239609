"""Videos: pages that hold a player and hardly a text, of which menus, teasers and consent would pass for the piece."""

from typing import Final

from lxml.etree import XPath
from lxml.html import HtmlElement
from msgspec.structs import replace

from site_builder.importing.document import clean
from site_builder.importing.html.markup.folding import folded, weight
from site_builder.importing.html.piece.body import Body

_TYPE: Final = XPath("string(//meta[@property='og:type']/@content)")
_DATA: Final = XPath("//script[contains(@type, 'ld+json')]/text()")
_LONG: Final = 250  # words: a piece of more is one, with a video beside it
_MOST: Final = 100_000  # characters


def without_frame(tree: HtmlElement, piece: Body, title: str, *, article: bool) -> Body:
    """Return the short piece of a page that says it is a video without what stands elsewhere than right below the title.

    `article`: the page says that it is an article, too.
    """
    if article or weight(piece.text) > _LONG or not _is_video(tree):
        return piece
    places = [at for at, block in enumerate(piece.page) if folded(block.text) == folded(title) and block.text]
    if not places:
        return piece
    below = piece.page[places[0] + 1 :]
    end = next((at for at, block in enumerate(below) if block.text and block.place.heading), len(below))
    own = {id(block) for block in below[:end]}
    blocks = tuple(block for block in piece.blocks if id(block) in own)
    return replace(
        piece, blocks=blocks, text="\n\n".join(said for one in blocks if (said := clean(one.text)))
    )


def _is_video(tree: HtmlElement) -> bool:
    if str(_TYPE(tree)).casefold().startswith("video"):
        return True
    return any('"VideoObject"' in str(text)[:_MOST] for text in _DATA(tree)[:10])
