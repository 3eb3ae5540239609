"""Descriptions: the standfirst of a piece: what its head claims, or what stands between title and text."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from lxml.etree import XPath

from site_builder.importing.html.fields import description_features
from site_builder.importing.html.fields.choice import Candidate, offered
from site_builder.importing.html.fields.signals import Said, Signals
from site_builder.importing.html.markup import linked_data
from site_builder.importing.html.markup.folding import folded, letters, words
from site_builder.importing.html.markup.lines import Line
from site_builder.importing.html.markup.meta import unescaped
from site_builder.importing.html.markup.zones import Zone
from site_builder.importing.recognising import dates
from site_builder.importing.text import announced

_RULES: Final = {
    "meta": "meta description",
    "og": "Open Graph",
    "twitter": "Twitter card",
    "ld": "JSON-LD",
    "ld_second": "JSON-LD",
    "ld_page": "JSON-LD",
    "scholar": "Dublin Core or a publishing system's meta",
    "item": "microdata",
    "stood": "line marked as the standfirst",
    "heading": "heading near the title",
    "between": "line below the title",
    "listed": "list below the title",
    "below1": "paragraph below the title",
    "below2": "paragraph below the title",
    "below3": "paragraph below the title",
    "below4": "paragraph below the title",
    "p": "first paragraph",
}
_NAMES: Final = (
    "dc.description", "dc:description", "dcterms.description", "dcterms.abstract", "citation_abstract", "sailthru.description", "excerpt", "lead",
    "abstract", "summary", "subtitle", "article:description", "parsely-description", "search-description", "cxenseparse:description",
)  # fmt: skip
_MARKUP: Final = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|\\[nrt]")
_STATED: Final = frozenset({"meta", "og", "ld"})
_FRAME: Final = re.compile(
    r"[\d.,]+k?\s+(?:votes?|points?|likes?|upvotes?)\b.{0,20}\b[\d.,]+k?\s+(?:comments?|replies|answers?)\b"
    r"|(?:post\b\W*)?(?:by|von|par|por)\s\S.{0,60}\s»\s.{0,10}\b\w{3,10}\.? \d"
    r"|(?:topic|thread|thema|sujet|tema)\s*:\s.*\((?:read|gelesen|lu|leído)\b.{0,20}\)$"
    r"|posted by\s\S{1,40}\W+[\d.,]+k?\s+(?:votes?|points?|comments?)\b"
    r"|(?:please )?(?:turn on|enable|activate|allow) javascript\b|javascript (?:is|must be|has to be)\b|(?:bitte )?(?:aktivieren sie )?javascript\b.{0,40}aktivier|veuillez activer javascript",
    re.IGNORECASE,
)
_HIDDEN: Final = XPath(
    "(//body//*[self::div or self::span or self::p or self::td][contains(translate(@style, ' ', ''), 'display:none')])[position() < 4]"
)
_QUOTED: Final = re.compile(r"(?:>\s)+")  # as messages mark what they quote
_BROKEN_OFF: Final = re.compile(r"(?:…|\.{3}|&hellip;)\s*\]?\s*$")
_SAYS: Final = 7  # words of a line that says something of the piece
_SUMMARY: Final = 60  # words; more are the text itself
_TELLS: Final = 4  # letters
_PREVIEWED: Final = 4  # lines
_CUT: Final = " .…"
_SAME: Final = 0.8  # of the words of two texts that say the same
_SHORTEST: Final = 25  # characters of what nothing states to be a description
_LONGEST: Final = 2_000  # characters
_SENTENCE: Final = 40  # characters
_NEAR: Final = 25  # lines below the title
_LINES: Final = 8  # below a title: deck, byline, date
_MOST_SAID: Final = 3  # values of one name
_SECTION: Final = 4  # words
_BYLINED: Final = re.compile(r"\W*(?i:by|von|par|por|di|door)\s+[^\W\d_a-z]")
_HEAD: Final = 160  # characters
_DATED: Final = 8  # words beside the days of a line that says when a page was published and changed


def is_frame(text: str) -> bool:
    """Tell whether a text is what software prints around a post: its count of votes and answers, or "by … » date", or when it was published."""
    return bool(_FRAME.match(text)) or _is_dating(text) or announced.is_of_guest(text)


def repeats(text: str, title: str) -> bool:
    """Tell whether a text is the title with the section behind it, as boards claim it, or opens as a byline and is cut off."""
    said, called = folded(text), folded(title)
    behind = said[len(called) :].split() if called and said.startswith(called) else []
    if 0 < len(behind) <= _SECTION and not text.endswith((".", "!")):
        return True
    dated = _BYLINED.match(text) and dates.find(text[:_HEAD])
    return bool(dated and _BROKEN_OFF.search(text))


def _is_dating(text: str) -> bool:
    rest = text
    for one in reversed(days := dates.find(text)):
        rest = f"{rest[: one.start]} {rest[one.end :]}"
    return bool(days) and len(rest.split()) <= _DATED


def is_motto(text: str, title: str, signals: Signals) -> bool:
    """Tell whether a text is the motto of the site: nobody claims it for the page, and it stands well above the title."""
    said = folded(text)
    claims = signals.meta.all("description", "og:description", "twitter:description")
    if any(folded(one) == said for one in claims):
        return False
    places = [at for at, line in enumerate(signals.lines) if folded(line.text) == said]
    titled = [at for at, line in enumerate(signals.lines) if folded(line.text) == folded(title)]
    return bool(places and titled) and max(places) < min(titled) - 1


def previewed(signals: Signals) -> str:
    """Return the line below the title that a mail program shows beside the subject, as newsletters hide it at their top; "" for none."""
    if signals.meta.first("description", "og:description"):
        return ""
    hidden = [words(" ".join(one.itertext())) for one in _HIDDEN(signals.tree)]
    first = signals.anchor + 1
    near = (line.text for line in signals.lines[first : first + _PREVIEWED] if line.text)
    return next((text for text in near if words(text) in hidden and len(words(text)) > _MOST_SAID), "")


def mended(text: str, title: str, signals: Signals) -> str:
    """Return a standfirst as the head claims it, where what was taken has a label before it or is but a beginning cut off."""
    text = _QUOTED.sub("", text)
    text = _as_printed(text, signals)
    claims = [*signals.meta.all("description", "og:description", "twitter:description")]
    claims += [linked_data.text(item.says.get("description")) for item in signals.pieces[:2]]
    claims = [unescaped(_MARKUP.sub(" ", one)) if "<" in one else one for one in claims]
    near = {
        folded(line.text) for line in signals.lines[max(0, signals.anchor - 1) : signals.anchor + _PREVIEWED]
    }
    if folded(text) not in map(folded, claims):
        for one in claims:
            if len(one.split()) >= _SAYS and folded(one) in near:
                return one
    claims = [
        one for one in claims if _MOST_SAID < len(one.split()) <= _SUMMARY and not _BROKEN_OFF.search(one)
    ]
    if _BROKEN_OFF.search(text):
        told, named = _telling(text), _telling(title)
        return next((one for one in claims if _telling(one) & named or len(_telling(one) & told) > 1), text)
    for one in claims:
        before = len(text.split()) - len(one.split())
        if 0 < before <= _MOST_SAID and folded(text).endswith(folded(one)):
            return one
    return text


def _as_printed(text: str, signals: Signals) -> str:
    """Return a standfirst as a line near the title prints it: with its last stop, and without the label that a claim puts before it."""
    said = letters(text)
    for line in signals.lines[signals.anchor + 1 : signals.anchor + 1 + _PREVIEWED]:
        shown = letters(line.text)
        before = len(text.split()) - len(line.text.split())
        labelled = 0 < before <= _MOST_SAID and said.endswith(shown) and len(shown) >= _SENTENCE
        stopped = shown == said and line.text[:-1] == text and line.text.endswith((".", "!", "?"))
        if stopped or labelled:
            return line.text
    return text


def _telling(text: str) -> set[str]:
    """Return the words of a text that say something: what a whole site says of itself shares none with its pieces."""
    return {word for word in words(text) if len(word) > _TELLS}


def alike(one: str, other: str) -> bool:
    """Tell whether two texts say the same: one is how the other begins, or they share nearly all of their words."""
    (short, mine), (long, theirs) = sorted((_told(one), _told(other)), key=lambda told: len(told[0]))
    if short == long or (len(short) >= _SENTENCE and long.startswith(short)):
        return True
    total = mine.total() + theirs.total()
    most = 2 * min(mine.total(), theirs.total())
    return most >= _SAME * total and 2 * (mine & theirs).total() >= _SAME * total


@lru_cache(maxsize=256)  # each candidate of a page is compared with all others
def _told(text: str) -> tuple[str, Counter[str]]:
    bare = folded(text).rstrip(_CUT)
    return bare, Counter(words(bare))


def candidates(signals: Signals) -> list[Candidate[str]]:
    """Return the texts that may be the description of a page, described."""
    found: dict[str, Candidate[str]] = {}
    lines: dict[str, Line] = {}
    for said in _said(signals):
        text = said.text
        if said.line is None and ("<" in text or "\\" in text):
            text = unescaped(_MARKUP.sub(" ", text))
        key = folded(text).rstrip(_CUT)
        short = len(text) < _SHORTEST and said.signal not in _STATED
        if short or not key or len(text) > _LONGEST:
            continue
        offered(found, key, text, said.signal, _RULES[said.signal])
        if said.line is not None:
            lines.setdefault(key, said.line)
    every = list(found.values())
    description_features.describe(every, lines, tuple(_RULES), signals)
    return every


def _said(signals: Signals) -> Iterator[Said]:
    meta = signals.meta
    for signal, name in (
        ("meta", "description"),
        ("og", "og:description"),
        ("twitter", "twitter:description"),
    ):
        for value in meta.all(name)[:_MOST_SAID]:
            yield Said(signal, value)
    for item in signals.pieces[:3]:
        yield Said("ld", linked_data.text(item.says.get("description")))
        for name in ("alternativeHeadline", "abstract"):
            yield Said("ld_second", linked_data.text(item.says.get(name)))
    for item in signals.items[:50]:
        if item.is_page and not item.is_piece:
            yield Said("ld_page", linked_data.text(item.says.get("description")))
    for value in meta.all(*_NAMES)[:_MOST_SAID]:
        yield Said("scholar", value)
    for value in meta.all("item:description", "item:abstract", "item:alternativeheadline")[:_MOST_SAID]:
        yield Said("item", value)
    yield from _shown(signals)


def _shown(signals: Signals) -> Iterator[Said]:
    """Yield what stands around the title, and the first paragraphs."""
    anchor = signals.anchor
    for line in signals.lines[max(0, anchor - 4) : anchor]:
        if line.near & Zone.SUBTITLE:
            yield Said("stood", line.text, line)
        elif line.heading:
            yield Said("heading", line.text, line)
    for distance, line in enumerate(signals.lines[anchor + 1 : anchor + _NEAR], 1):
        if line.near & Zone.SUBTITLE:
            yield Said("stood", line.text, line)
        elif line.heading:
            yield Said("heading", line.text, line)
        elif line.tag == "li" and not signals.zones(line) & (Zone.NAV | Zone.RELATED):
            yield Said("listed", line.text, line)
        elif distance <= _LINES:
            yield Said("between", line.text, line)
    yield from _first_paragraphs(signals)


def _first_paragraphs(signals: Signals) -> Iterator[Said]:
    """Yield the first paragraphs below the title, and the first of the page, which pages without a title have."""
    long = [
        line
        for line in signals.lines
        if len(line.text) > _SENTENCE and (line.tag == "p" or len(line.text) > 2 * _SENTENCE)
    ]
    below = [line for line in long if line.place > signals.lines[signals.anchor].place]
    for number, line in enumerate(below[:4], 1):
        yield Said(f"below{number}", line.text, line)
    for line in [line for line in long if line.tag == "p"][:2]:
        yield Said("p", line.text, line)
