"""Zones: what an element is for, told from its tag and from the words of its class, id and other attributes.

A zone is a bit, so that those of an element and of everything around it are one number.
"""

import re
from functools import lru_cache
from typing import Final

from lxml.html import HtmlElement

from site_builder.importing.recognising.alternatives import pattern


class Zone:
    """What a place in a page is for; one bit each."""

    TITLE: Final = 1 << 0
    SUBTITLE: Final = 1 << 1
    AUTHOR: Final = 1 << 2
    DATE: Final = 1 << 3
    UPDATED: Final = 1 << 4
    COMMENT: Final = 1 << 5
    RELATED: Final = 1 << 6
    NAV: Final = 1 << 7
    FOOTER: Final = 1 << 8
    HEADER: Final = 1 << 9
    LOGO: Final = 1 << 10
    BIO: Final = 1 << 11
    TAG: Final = 1 << 12
    CAPTION: Final = 1 << 13
    SHARE: Final = 1 << 14
    OFFER: Final = 1 << 15
    ARTICLE: Final = 1 << 16
    ROLE: Final = 1 << 17
    LINK: Final = 1 << 18
    ITEM: Final = 1 << 19
    BYLINE: Final = 1 << 20
    AVATAR: Final = 1 << 21


BITS: Final[dict[str, int]] = {name: bit for name, bit in vars(Zone).items() if name.isupper()}
"""The zones by name."""

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
}
_PATTERNS: Final = tuple((BITS[name], pattern(words)) for name, words in _WORDS.items())
_TAGS: Final[dict[str, int]] = {
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
_LONGEST: Final = 300  # characters


def of(element: HtmlElement) -> int:
    """Return the zones that an element states for itself."""
    tag = element.tag
    found = _TAGS.get(tag, 0) if isinstance(tag, str) else 0
    words = " ".join([value for name in _ATTRIBUTES if (value := element.get(name))])
    if words and tag not in {"body", "html"}:
        found |= _told(words[:_LONGEST])
    return found


@lru_cache(maxsize=16_384)
def _told(words: str) -> int:
    # "articleHeader" is two words, as "article-header" is.
    words = re.sub(r"([a-z])([A-Z])", r"\1-\2", words).casefold()
    found = 0
    for zone, named in _PATTERNS:
        if named.search(words):
            found |= zone
    if found & Zone.SUBTITLE:
        found &= ~Zone.TITLE
    return found
