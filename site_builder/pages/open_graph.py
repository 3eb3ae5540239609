"""Open Graph (ogp.me): what a link preview says of an entry, and the locale of every page."""

from functools import cache
from typing import Final

from site_builder.model import Metadata, Site
from site_builder.pages.languages import primary
from site_builder.pages.links import author_url
from site_builder.pages.names import Names

_LIKELY: Final = {
    "ar": "EG", "bg": "BG", "bn": "BD", "cs": "CZ", "da": "DK", "de": "DE", "el": "GR", "en": "US", "es": "ES",
    "et": "EE", "fa": "IR", "fi": "FI", "fr": "FR", "he": "IL", "hi": "IN", "hr": "HR", "hu": "HU", "id": "ID",
    "it": "IT", "ja": "JP", "ka": "GE", "ko": "KR", "lt": "LT", "lv": "LV", "ms": "MY", "nb": "NO", "nl": "NL",
    "pl": "PL", "ps": "AF", "pt": "BR", "ro": "RO", "ru": "RU", "sk": "SK", "sl": "SI", "so": "SO", "sr": "RS",
    "sv": "SE", "sw": "TZ", "ta": "IN", "th": "TH", "tr": "TR", "uk": "UA", "ur": "PK", "vi": "VN", "zh": "CN",
}  # fmt: skip
"""The likely territory of a language (Unicode CLDR, "likely subtags"): the format has no locale without one."""
_TERRITORY: Final = 2


@cache
def locale(tag: str) -> str:
    """Return the `language_TERRITORY` of a language tag, "" where none is known."""
    language, *subtags = tag.split("-")
    stated = (part.upper() for part in subtags if len(part) == _TERRITORY and part.isalpha())
    territory = next(stated, "") or _LIKELY.get(primary(tag), "")
    return f"{language.lower()}_{territory}" if territory else ""


def properties(site: Site, names: Names, metadata: Metadata) -> tuple[tuple[str, str], ...]:
    """Return the `article:*` properties of an entry; authors are named by their pages, as the format wants it."""
    found = [("article:published_time", metadata.date)]
    if metadata.updated:
        found.append(("article:modified_time", metadata.updated))
    slugs = dict.fromkeys(byline.slug for byline in metadata.authors)
    found += [("article:author", author_url(site.base_url, slug)) for slug in slugs]
    if metadata.region:
        found.append(("article:section", names.term("region", metadata.region).text))
    topics = (names.term("topic", slug).text for slug in dict.fromkeys(metadata.topics))
    return (*found, *(("article:tag", topic) for topic in topics))
