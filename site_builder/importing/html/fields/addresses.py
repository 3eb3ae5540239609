"""Addresses: where a page says that it stands, and the picture that it leads with.

Only addresses of the web leave this module (`http`, `https`), resolved against the page's own.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml.html import HtmlElement

from site_builder.importing.draft import Image
from site_builder.importing.html.fields.choice import Found
from site_builder.importing.html.fields.signals import Signals
from site_builder.importing.html.fields.site import host_of
from site_builder.importing.html.markup import linked_data, picture_files
from site_builder.importing.html.markup.meta import unescaped

_NO_PICTURE: Final = re.compile(
    r"logo|placeholder|default|(?<![a-z])icons?(?![a-z])|sprite|avatar|gravatar|favicon|blank|spacer|pixel|fallback|share-?image|og-?image\.",
    re.IGNORECASE,
)
_CREDIT: Final = re.compile(
    r"(?:photo(?:graph)?(?:s)?(?: by| credit)?|foto(?:s)?|image(?: credit)?|bild|picture|crédit|credit|quelle|source|illustration)\s*[:/]\s*(?P<by>[^|()]{2,80})|©\s*(?P<owner>[^|()]{2,80})",
    re.IGNORECASE,
)
_MOST_IMAGES: Final = 300  # of a page
_LONGEST: Final = 2_000  # characters of an address
_SURE: Final = 0.97  # several signals agree, or the page bears it out
_ALONE: Final = 0.85  # one signal says so
_DOUBTFUL: Final = 0.4  # something speaks against it


def canonical(signals: Signals) -> Found[str] | None:
    """Return the address that the page gives as its own; one of the site's front page for a deeper page is doubted."""
    stated = [
        (rule, address)
        for rule, text in _canonicals(signals)
        if (address := _resolved(text, signals.site.address))
    ]
    if not stated:
        return None
    rule, address = stated[0]
    agreed = sum(_bare(other) == _bare(address) for _, other in stated)
    if not signals.url:  # of a file, nothing else is known that could speak against it
        sure = _DOUBTFUL if _is_front(address) else _SURE if agreed > 1 else _ALONE
    elif (_is_front(address) and not _is_front(signals.site.address)) or host_of(
        address
    ) != signals.site.host:
        sure = _DOUBTFUL if agreed == 1 or _is_front(address) else _ALONE
    else:
        sure = _SURE if agreed > 1 or _bare(address) == _bare(signals.site.address) else _ALONE
    return Found(address, rule, sure)


def image(signals: Signals) -> Found[Image] | None:
    """Return the picture that leads the piece, with its alternative text and its credit where the page has them."""
    stated = [
        (rule, address)
        for rule, text in _images(signals)
        if (address := _resolved(text, signals.site.address))
    ]
    if not stated:
        return None
    rule, address = next((one for one in stated if not _NO_PICTURE.search(_path(one[1]))), stated[0])
    shown = _shown(address, signals)
    alt = unescaped(
        (shown.get("alt") if shown is not None else "")
        or signals.meta.first("og:image:alt", "twitter:image:alt")
    )
    agreed = sum(_file(other) == _file(address) for _, other in stated)
    sure = (
        _DOUBTFUL
        if _NO_PICTURE.search(_path(address))
        else _SURE
        if agreed > 1 or shown is not None
        else _ALONE
    )
    return Found(Image(address, alt[:500], _credit(shown)), rule, sure)


def _resolved(text: str, base: str) -> str:
    """Return an address of the web without its fragment, or "" for anything else (`javascript:`, `data:`)."""
    text = text.strip()
    if not text or len(text) > _LONGEST or any(mark.isspace() or ord(mark) < 32 for mark in text):  # noqa: PLR2004 - control characters
        return ""
    try:
        address = urldefrag(urljoin(base, text)).url
        parts = urlsplit(address)
    except ValueError:
        return ""
    if inner := re.search(r"/\d{14}[a-z_]*/(https?://.+)$", address):
        return inner[1]
    return address if parts.scheme in {"http", "https"} and parts.hostname else ""


def _canonicals(signals: Signals) -> Iterator[tuple[str, str]]:
    for address in signals.meta.links.get("canonical", [])[:3]:
        yield "link rel=canonical", address
    yield "Open Graph", signals.meta.first("og:url")
    for item in signals.pieces[:2]:
        page = item.says.get("mainEntityOfPage")
        said = page.get("@id") if isinstance(page, dict) else page
        for one in (said, item.says.get("url")):
            if isinstance(one, str):
                yield "JSON-LD", one


def _images(signals: Signals) -> Iterator[tuple[str, str]]:
    yield "Open Graph", signals.meta.first("og:image:secure_url", "og:image", "og:image:url")
    for item in signals.pieces[:3]:
        for one in linked_data.each(item.says.get("image"))[:2]:
            yield "JSON-LD", _address_of(one, signals)
    yield "Twitter card", signals.meta.first("twitter:image", "twitter:image:src")
    yield (
        "microdata",
        signals.meta.first("item:image", "thumbnail", "sailthru.image.full", "parsely-image-url"),
    )
    yield "link rel=image_src", next(iter(signals.meta.links.get("image_src", [])), "")


def _address_of(value: Any, signals: Signals) -> str:
    if isinstance(value, dict):
        known = signals.by_id.get(name) if isinstance(name := value.get("@id"), str) else None
        value = value.get("url") or value.get("contentUrl") or (known.says.get("url") if known else "") or ""
    return value if isinstance(value, str) else ""


def _shown(address: str, signals: Signals) -> HtmlElement | None:
    """Return the `img` that shows the file of an address, or None."""
    name = _file(address)
    if len(name) < 5:  # noqa: PLR2004 - too short to be the picture's own name
        return None
    for element in islice(signals.tree.iter("img", "amp-img"), _MOST_IMAGES):
        for attribute in ("src", "data-src", "srcset", "data-srcset"):
            if name in (element.get(attribute) or ""):
                return element
    return None


def _credit(shown: HtmlElement | None) -> str:
    """Return whom the caption of a picture credits, or ""."""
    for around in islice(shown.iterancestors() if shown is not None else (), 4):
        marked = around.xpath(".//*[contains(@class, 'credit') or contains(@class, 'copyright')]")
        if marked and (text := unescaped("".join(marked[0].itertext())[:300])):
            found = _CREDIT.search(text)
            return ((found["by"] or found["owner"]) if found else text).strip(" .-–—")[:120]
        for caption in around.iter("figcaption"):
            if found := _CREDIT.search(unescaped("".join(caption.itertext())[:1_000])):
                return (found["by"] or found["owner"]).strip(" .-–—")
    return ""


def _path(address: str) -> str:
    return urlsplit(address).path


def _file(address: str) -> str:
    """Return what the file of an address is called, in whatever size."""
    return picture_files.without_size(picture_files.name_of(address))


def _bare(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|[?#].*$|/$", "", address.casefold())


def _is_front(address: str) -> bool:
    return _path(address).strip("/") == ""
