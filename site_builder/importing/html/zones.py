"""Zones: what an element is for, told from its tag and from the words of its class, id and other attributes.

A zone is a bit, so that those of an element and of everything around it are one number.
"""

import re
from enum import IntFlag
from functools import lru_cache
from typing import Final

from lxml.html import HtmlElement


class Zone(IntFlag):
    """What a place in a page is for; one bit each."""

    TITLE = 1
    SUBTITLE = 2
    AUTHOR = 4
    DATE = 8
    UPDATED = 16
    COMMENT = 32
    RELATED = 64
    NAV = 128
    FOOTER = 256
    HEADER = 512
    LOGO = 1024
    BIO = 2048
    TAG = 4096
    CAPTION = 8192
    SHARE = 16384
    OFFER = 32768
    ARTICLE = 65536
    ROLE = 131072
    LINK = 262144
    ITEM = 524288
    BYLINE = 1048576
    AVATAR = 2097152
    HIDDEN = 4194304
    FIRST = 8388608


_WORDS: Final[dict[str, str]] = {
    "SUBTITLE": r"sub-?_?(?:title|head(?:line|ing)?)|standfirst|\bdek\b|deck|(?<![a-z])lead(?![a-z])|lede|intro|excerpt"
    r"|summary|chapo|abstract|description|vorspann|sommario|entradilla|bajada|tagline|strapline",
    "TITLE": r"title|headline|heading|(?<![a-z])hed(?![a-z])|titel|titre|t[ií]tulo|titolo|(?<![a-z])name(?![a-z])",
    "BIO": r"(?<![a-z])bio(?![a-z])|biogra|about-?_?(?:the-?_?)?author|author-?_*(?:box|info|bio|desc|card)|profile",
    "BYLINE": r"byline|by-line|(?<![a-z])by(?![a-z])|posted-?_?by|written-?_?by|entry-?meta|post-?meta|article-?_*meta|credits",
    "AUTHOR": r"author|byline|writer|contributor|autor|auteur|verfasser|user-?_?name|poster|creator|reporter|journalist"
    r"|(?<![a-z])user(?![a-z])|fn(?![a-z])|vcard|redact|columnist|forfatter|skribent",
    "DATE": r"(?<!up)date(?!d)|(?<![a-z])time(?!line|r)|timestamp|publish|datum|fecha|posted-?_?on|created|datetime|(?<![a-z])day(?![a-z])",
    "UPDATED": r"updat|modif|revis|edited|aktual",
    "COMMENT": r"comment|disqus|repl(?:y|ies)|kommentar|respon[ds]|discuss",
    "RELATED": r"relat|recommend|more-?_?(?:stories|news|from|posts)|popular|trending|latest|teaser|(?<![a-z])cards?(?![a-z])"
    r"|widget|promo|recirc|similar|sidebar|most-?_?read|read-?_?(?:more|next)|carousel|slider|outbrain|taboola|also"
    r"|(?<![a-z])(?:next|prev(?:ious)?)(?![a-z])|recent|suggest|upnext|complementary",
    "NAV": r"(?<![a-z])nav|menu|breadcrumb|toolbar|pagination|skip-",
    "FOOTER": r"foot|colophon|copyright",
    "HEADER": r"header|masthead|topbar|banner",
    "LOGO": r"logo|brand|site-?_?(?:name|title)|blog-?_?(?:name|title)",
    "TAG": r"(?<![a-z])tags?(?![a-z])|categor|topic|kicker|eyebrow|section-?name|label|rubri|overline|flag",
    "CAPTION": r"caption|credit|figure|photo|legend|copyright",
    "SHARE": r"share|social|follow",
    "OFFER": r"advert|sponsor|newsletter|subscri|cookie|consent|sign-?_?(?:up|in)|paywall|login|modal|popup|dialog",
    "ARTICLE": r"article|(?<![a-z])post|entry|story|content|thread|message|(?<![a-z])main(?![a-z])",
    "ROLE": r"(?<![a-z])role|job-?_?title|position",
    "AVATAR": r"avatar",
    "HIDDEN": r"hidden|visually|sr-only|screen-?reader|(?<![a-z])hide(?![a-z])",
}
_PATTERNS: Final = tuple((Zone[name], re.compile(words)) for name, words in _WORDS.items())
_TAGS: Final[dict[str, Zone]] = {
    "nav": Zone.NAV,
    "menu": Zone.NAV,
    "footer": Zone.FOOTER,
    "aside": Zone.RELATED,
    "header": Zone.HEADER,
    "article": Zone.ARTICLE,
    "main": Zone.ARTICLE,
    "figcaption": Zone.CAPTION,
    "figure": Zone.CAPTION,
    "time": Zone.DATE,
    "address": Zone.AUTHOR,
    "form": Zone.OFFER,
    "button": Zone.SHARE,
    "dialog": Zone.OFFER,
    "li": Zone.ITEM,
    "a": Zone.LINK,
}
_ATTRIBUTES: Final = ("class", "id", "itemprop", "rel", "role", "data-testid", "data-component", "property")
_LONGEST: Final = 300


def of(element: HtmlElement) -> int:
    """Return the zones that an element states for itself."""
    tag = element.tag
    found = int(_TAGS.get(tag, 0)) if isinstance(tag, str) else 0
    words = " ".join(value for name in _ATTRIBUTES if (value := element.get(name)))
    if words and tag not in {"body", "html"}:
        found |= _told(words[:_LONGEST])
    return found


@lru_cache(maxsize=16_384)
def _told(words: str) -> int:
    # "articleHeader" is two words, as "article-header" is.
    words = re.sub(r"([a-z])([A-Z])", r"\1-\2", words).casefold()
    found = 0
    for zone, pattern in _PATTERNS:
        if pattern.search(words):
            found |= zone
    if found & Zone.SUBTITLE:
        found &= ~Zone.TITLE
    return int(found)
