"""Surroundings: what the tags, classes, ids and roles around a piece of text say that it is.

Authors of pages name the parts of a page in words that are much the same everywhere: `article-body`, `sidebar`,
`related`, `newsletter`. Each such word speaks for one **sign**; a sign counts by how near it stands.
"""

import re
from functools import lru_cache
from typing import Final

from lxml.html import HtmlElement

from site_builder.importing.recognising.alternatives import pattern

_WORDS: Final = {
    "body": r"(?:article|story|post|entry|page|main|blog|news|single)[-_]*(?:main[-_]*)?(?:body|content|text|copy|detail)s?"
    r"|rich[-_]*text|\bprose\b|wysiwyg|\bmarkdown|bodytext|body[-_]*(?:text|copy|content)|textbody|\bcooked\b|bbwrapper",
    "article": r"article|story|\bpost\b|\bpost[-_]|\bentry|blog|\bnews",
    "content": r"content|\bmain\b|\btext(?:$|-(?:block|body|box|col|component|container|content|copy|group|inner|module|section|wrap))|paragraph",
    "comment": r"comment|disqus|discussion|respon[ds]|livefyre|talkback|kommentar|coment",
    "thread": r"message|\bmsg|\bthread(?!-(?:even|odd|alt))|question|answer|\bpost-?text|postbody|post_body|\brepl(?:y|ies)|conversation",
    "user": r"user|avatar|profile|member|poster|signature|\bsig\b|karma|reputation|badge",
    "author": r"author|byline|\bbio\b|\bbio[-_]|contributor|writer|autor|\bvcard",
    "date": r"date|\btime|publish|posted|updated|\bmeta|timestamp|info\b",
    "share": r"shar(?:e|ing)|social|\bsns|facebook|twitter|whatsapp|tweet|follow|linkedin|addthis",
    "related": r"relat(?:ed|ion)|recommend|similar|read-?(?:more|next|also)|\bmore[-_]|see-?also|teaser|\bcards?\b|trending|popular"
    r"|\bmost[-_]|latest|outbrain|taboola|zergnet|\bnext|\bprev|siblings|suggest|recirc|further|headlines|feed\b",
    "nav": r"\bnav|navi|menu|breadcrumb|crumb|paginat|pager|\btoc\b|table-of-contents|\bskip|\btabs?\b|sitemap|toolbar|jump",
    "side": r"side(?:bar)?\b|sidebar|\baside|widget|\brail|complementary|secondary|right[-_]*(?:col|bar)|\bmodule",
    "foot": r"foot|\bbottom(?!-(?:\d|auto|full|px))|colophon|contentinfo|copyright|legal|disclaimer",
    "head": r"\bhead(?:er)?\b|header|masthead|\btop(?:$|-(?!\d|auto|full|px))|\bhero|logo|\bbrand",
    "ad": r"\bads?\b|\bads?[-_]|advert|sponsor|promo|banner|\bdfp|\bgpt|adslot|anzeige|publicid|commercial|affiliate|\bdeal",
    "offer": r"newsletter|subscri|sign-?up|log-?in|\bregister|registration|paywall|piano|\bcta\b|donat|\bmodal|pop-?up|overlay"
    r"|\bform\b|inscri|membership|call-?to-?action|\bapp-",
    "consent": r"cookie|consent|gdpr|ccpa|privacy|onetrust|\bot-|\bcmp\b|didomi|usercentrics|truste",
    "caption": r"caption|figure|image|photo|credit|\bmedia|gallery|video|embed|player|\bimg|picture|slide|carousel",
    "tag": r"\btag|categor|topic|keyword|label|taxonomy|\bterms",
    "quote": r"quot",
    "unseen": r"(?<!overflow-)(?<!overflow-[xy]-)hid(?:e\b|den)|sr-only|screen-?reader|visually|invisible|offscreen|no-?print|collapse|accordion",
    "lead": r"\blead|intro|standfirst|summary|\bdek\b|subtitle|sub-?title|excerpt|\bdeck|description|abstract|subhead|chapo|sommario",
    "title": r"title|headline|\bheading|titulo|titre",
    "note": r"footnote|reference|\bnotes?\b|citation|endnote|bibliograph|sources?\b",
    "control": r"button|\bbtn|\btool|action|control|\bvot(?:e|ing)|\blike|rating|\bstat|count|score|\bicon|badge|dropdown|search",
    "box": r"infobox|\bbox|call-?out|key-?(?:points|takeaways)|highlight|at-a-glance|faq|\bpanel|inset|factbox",
}
_TAGS: Final = {
    "article": "in_article",
    "main": "in_main",
    "nav": "in_nav",
    "aside": "in_aside",
    "footer": "in_footer",
    "header": "in_header",
    "form": "in_form",
    "figure": "in_figure",
    "figcaption": "in_figure",
    "table": "in_table",
    "ul": "in_list",
    "ol": "in_list",
    "dl": "in_list",
    "blockquote": "in_quotation",
    "button": "in_control",
    "section": "in_section",
    "p": "in_paragraph",
    "pre": "in_code",
    "a": "in_link",
    "details": "in_details",
    "dialog": "in_dialog",
    "noscript": "in_noscript",
}
_ROLES: Final = {
    "main": "in_main",
    "article": "in_article",
    "navigation": "in_nav",
    "complementary": "in_aside",
    "contentinfo": "in_footer",
    "banner": "in_header",
    "dialog": "in_dialog",
    "button": "in_control",
    "search": "in_form",
    "form": "in_form",
}
SIGNS: Final = (*_WORDS, *dict.fromkeys(_TAGS.values()), "hidden")
FAR: Final = 9
"""The distance of a sign that stands nowhere above, or further away."""

_PLACE_OF: Final = {sign: place for place, sign in enumerate(SIGNS)}
_MAIN: Final = frozenset(("body", "article", "content"))
_ASIDE: Final = frozenset(("comment", "share", "related", "nav", "side", "foot", "ad", "offer", "consent"))
_ONE: Final = {sign: pattern(words) for sign, words in _WORDS.items()}
_ANY: Final = pattern("|".join(_WORDS.values()))
_LONGEST: Final = 300  # characters of a class
_BEARS: Final = re.compile(r"(?:has|no|with|without|is-not)-")  # of a page with a sidebar, not of the sidebar
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_UNSEEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


def signs_of(element: HtmlElement, tag: str) -> tuple[int, ...]:
    """Return the numbers in `SIGNS` of the signs that an element itself bears."""
    get = element.get
    found: tuple[int, ...] = ()
    for named in (get("class"), get("id"), get("itemprop")):
        if named:
            for word in named[:_LONGEST].split():
                found += _signs(word)
    of_tag = _TAGS.get(tag) or _ROLES.get(get("role") or "")
    if of_tag:
        found = (*found, _PLACE_OF[of_tag])
    if _is_hidden(element):
        found = (*found, _PLACE_OF["hidden"])
    return found


@lru_cache(maxsize=32_768)
def _signs(word: str) -> tuple[int, ...]:
    low = _CAMEL.sub("-", word).lower().replace("_", "-")
    if _BEARS.match(low) or _ANY.search(low) is None:
        return ()
    found = [sign for sign, words in _ONE.items() if words.search(low)]
    if not _ASIDE.isdisjoint(found):  # "comment-content" speaks of comments only
        found = [sign for sign in found if sign not in _MAIN]
    return tuple(_PLACE_OF[sign] for sign in found)


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style")
    if style and _UNSEEN.search(style[:_LONGEST]):
        return True
    return element.get("hidden") is not None or element.get("aria-hidden") == "true"
