"""Languages: what language a page says it is in, as a BCP 47 tag."""

import re
from collections import Counter
from typing import Final

from lxml.html import HtmlElement

from site_builder.importing.html.fields.choice import Found
from site_builder.importing.html.fields.signals import Signals

_TAG: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?![A-Za-z])")
_SURE: Final = 0.95  # several say so
_ALONE: Final = 0.8  # one does
_DISPUTED: Final = 0.5  # others say something else


def language(signals: Signals) -> Found[str] | None:
    """Return the language that the page states; what more of its signals say wins, and dissent costs confidence."""
    stated = _stated(signals)
    if not stated:
        return None
    votes = Counter(tag.partition("-")[0] for _, tag in stated)
    rule, tag = next(one for one in stated if votes[one[1].partition("-")[0]] == max(votes.values()))
    sure = _DISPUTED if len(votes) > 1 else _SURE if len(stated) > 1 else _ALONE
    return Found(tag, rule, sure)


def _tag(text: str) -> str:
    """Return a language tag in its usual case ("de-AT", "zh-Hant-TW"), or "" for what is none."""
    found = _TAG.match(text.strip())
    if not found or found[1].casefold() in {"und", "mul", "zxx"}:
        return ""
    parts = [found[1].lower(), (found[2] or "").title(), (found[3] or "").upper()]
    return "-".join(part for part in parts if part)


def _lang(element: HtmlElement) -> str:
    return element.get("lang") or element.get("xml:lang") or ""


def _stated(signals: Signals) -> list[tuple[str, str]]:
    tree, meta = signals.tree, signals.meta
    said = [
        ("lang of the page", _lang(tree) or next(map(_lang, tree.iterchildren("body")), "")),
        (
            "JSON-LD",
            next((one for item in signals.pieces if isinstance(one := item.says.get("inLanguage"), str)), ""),
        ),
        ("Open Graph", meta.first("og:locale")),
        (
            "meta",
            meta.first("content-language", "language", "dc.language", "dcterms.language", "item:inlanguage"),
        ),
    ]
    return [(rule, found) for rule, text in said if (found := _tag(text))]
