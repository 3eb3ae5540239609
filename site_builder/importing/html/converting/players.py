"""Players: videos, posts and charts that a page embeds from elsewhere amid its piece, and an entry cannot hold."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from site_builder.importing.html.markup.unseen import hider
from site_builder.importing.html.piece.body import Body

_FRAMES: Final = frozenset(("iframe", "video", "audio", "embed", "object", "amp-iframe", "amp-video"))
_SERVICES: Final = {
    "amp-youtube": "YouTube",
    "amp-twitter": "Twitter",
    "amp-vimeo": "Vimeo",
    "amp-instagram": "Instagram",
}
_ADDRESSES: Final = ("src", "data-src", "data-lazy-src", "data")
_TINY: Final = frozenset(("0", "1"))
_MOST_STEPS: Final = 100_000  # elements of a page


def embedded(tree: HtmlElement, piece: Body) -> tuple[str, ...]:
    """Return where the players amid the blocks of a piece come from, each once, with the number where it is not one."""
    texts = [block.place.element for block in piece.blocks if block.text]
    if not texts:
        return ()
    found = Counter(_amid(tree, texts[0], texts[-1]))
    return tuple(host if number == 1 else f"{host} ({number})" for host, number in found.items())


def _amid(tree: HtmlElement, first: HtmlElement, last: HtmlElement) -> Iterator[str]:
    """Yield the host of each player between two elements of the page, in order."""
    begun = False
    for element in islice(tree.iter(), _MOST_STEPS):
        begun = begun or element is first
        if begun and (host := _host(element)) and hider(element) is None:
            yield host
        if begun and element is last:
            return


def _host(element: HtmlElement) -> str:
    if element.tag in _SERVICES:
        return _SERVICES[element.tag]
    if element.tag not in _FRAMES or _TINY & {element.get("width"), element.get("height")}:
        return ""
    inner = next(element.iter("source"), None)
    holders = [element] if inner is None else [element, inner]
    for address in (holder.get(name) or "" for holder in holders for name in _ADDRESSES):
        try:
            host = urlsplit(address.strip()[:2_000]).hostname or ""
        except ValueError:
            continue
        if host:
            return host.removeprefix("www.")
    return ""
