"""Given names: the commonest first names of people, and the words by which firms and sections are called.

Nothing but a list tells "Rose Miller" from "Rose Dental". The names are those that are met most in English, German,
French, Spanish, Italian, Portuguese, Dutch, Scandinavian, Slavic, Arabic, Indian and Chinese bylines; a name that isn't
listed may well be one.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

_FORMS: Final = r"inc|llc|ltd|gmbh|ag|pc|pllc|llp|corp\w*|co|plc|company|firma|verlag|verein"
_TRADES: Final = (  # "Rose Dental"
    r"solutions?|services?|group|health\w*|dental|dentistry|bank(?:ing|haus)?|clinic|law|legal|store|shop|tech\w*|software"
    r"|studios?|agency|agentur|marketing|interactive|labs?|systems?|digital|global|international|insurance|financial"
    r"|finance|capital|partners|consulting|productions?|network|fitness|energy|security|performance|wellness|nutrition"
)
_OFFICES: Final = (  # "Fen University", "Redaktion"
    r"official|media|university|universität|school|schule|college|hospital|academy|institute?|cent(?:er|re)|foundation"
    r"|association|council|ministry|department|redaktion\w*|newsroom|desk|team|staff|editors?|editorial|club|community"
    r"|church|museum|library|project|research|education"
)
_SITES: Final = r"world|life|living|design|music|travel|food|kitchen|home|brand|blog|podcast|online|web|app"
_FIRM: Final = re.compile(
    rf"\b(?:{_FORMS}|{_TRADES}|{_OFFICES}|{_SITES})\b|\.(?:com|org|net|de|io)\b", re.IGNORECASE
)
_SECTION: Final = re.compile(  # "Categories", "Posted by guest"
    r"\b(?:categor(?:y|ies|ie|ia)|kategorie\w*|tags?|topics?|posted|filed|comments?|reply"
    r"|author|authors|autor|guest|anonymous|unknown|admin\w*|user|member"
    r"|home|news|views?|minutes?|read|share|follow|photos?|video|source|press release)\b",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_ACCENTS: Final = str.maketrans("áàâäãåçéèêëíìîïñóòôöõøúùûüýšžčřł", "aaaaaaceeeeiiiinoooooouuuuyszcrl")


@lru_cache(maxsize=4096)
def is_given(name: str) -> bool:
    """Tell whether the first word of a name is a common given name."""
    first = _WORD.match(name.strip())
    return first is not None and first[0].casefold().translate(_ACCENTS) in _given()


@lru_cache(maxsize=4096)
def is_known(name: str) -> bool:
    """Tell whether the first word of a name is a given name anywhere in the world, commonest or not.

    The models have learnt with the shorter list and know how much to make of it; this is for what is said in rules.
    """
    first = _WORD.match(name.strip())
    return is_given(name) or (first is not None and first[0].casefold().translate(_ACCENTS) in _wider())


@lru_cache(maxsize=4096)
def is_firm(name: str) -> bool:
    """Tell whether a word stands in a name by which firms, offices and sites are called, not people."""
    return bool(_FIRM.search(name))


@lru_cache(maxsize=4096)
def is_section(name: str) -> bool:
    """Tell whether a word stands in a name that labels a part of a page."""
    return bool(_SECTION.search(name))


@cache
def _given() -> frozenset[str]:
    return _listed("given-names.txt")


@cache
def _wider() -> frozenset[str]:
    return _listed("given-names-wider.txt")


def _listed(file: str) -> frozenset[str]:
    return frozenset((files("site_builder.importing.recognising") / file).read_text(encoding="utf-8").split())
