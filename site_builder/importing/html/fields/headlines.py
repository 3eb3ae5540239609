"""Headlines: another title where the one that was taken says nothing of the piece.

That is what a page marks as its headline by microdata or RDFa, or the other part of what its head claims where what was
taken is the part that names the site, or the board, which is in the page's address.
"""

import re
from collections import Counter
from typing import Final

from lxml.etree import XPath

from site_builder.importing.html.fields import accounts
from site_builder.importing.html.fields.choice import Found
from site_builder.importing.html.fields.signals import Signals
from site_builder.importing.html.markup import linked_data
from site_builder.importing.html.markup.folding import folded, letters, words
from site_builder.importing.html.markup.meta import unescaped
from site_builder.importing.html.markup.zones import Zone
from site_builder.importing.text import headlines as text_headlines

_MARKED: Final = XPath(
    "//@itemprop[.='headline']/.. | //@property[.='headline' or .='schema:headline']/.."  # half as dear as `//*[…]`
)
_RULE: Final = "microdata"
_CONFIDENCE: Final = 0.8  # of a marked headline that shares no word with what seemed likelier
_CLAIMED: Final = "title of the page, without its site"
_SEPARATOR: Final = re.compile(r"\s*(?:[|»·]|\s[–—-]|:)\s+")
_FRAME: Final = re.compile(r"\s*[|»·_]\s*|\s+[–—:-]+\s+")
_HEADED: Final = "heading, without what the title of the page says beside it"
_KICKED: Final = "heading, without its kicker"
_HANDLE: Final = re.compile(
    r".{1,60}\(@[\w.]+(?:@[\w.-]+)?\)(?: on .{1,40})?|\w+: Contact @\w+|@[\w.]+(?:@[\w.-]+)?"
)  # whose messages these are, which have no title
_SAID: Final = re.compile(r".{1,60} \w+ \w+: [\"“„«]")
_SUBTITLED: Final = "heading, with its subtitle"
_SUBTITLES: Final = frozenset(":–—-|")
_TRAIL: Final = 12  # lines
_AGREED: Final = "what both claims of the page have in common"
_INITIALS: Final = 2  # letters
_DEEPEST: Final = 3  # level of a headline
_FEW: Final = 4  # words of a site's name
_LABEL: Final = 30  # characters
_SITE: Final = 0.9  # likeness
_WORDS: Final = 3  # of a title
_LENGTHS: Final = (10, 300)  # characters


def mended(title: Found[str] | None, signals: Signals) -> Found[str] | None:
    """Return the only marked headline of a page where the title taken shares no word with it; else that title.

    A title that a heading of the page says is kept. One that only names the site or the board gives way to the piece's.
    What has neither letter nor digit, as where an encoding was lost, is none.
    """
    title = (
        title if title and any(map(str.isalnum, title.value)) and not _HANDLE.fullmatch(title.value) else None
    )
    if title is not None and _SAID.match(title.value) and accounts.owner(signals):
        title = None  # "Jane Doe on Tides: “…”", as a network titles a message
    for told, rule in (
        (_as_headed, _HEADED),
        (_below_kicker, _KICKED),
        (_with_subtitle, _SUBTITLED),
        (_below_trail, _KICKED),
        (_agreed, _AGREED),
    ):
        if title is not None and (part := told(title.value, signals)):
            title = Found(part, rule, title.confidence)
    if title is not None and (other := _beside_site(title.value, signals)):
        return Found(other, _CLAIMED, title.confidence)
    if title is not None and (bare := _unlabelled(title.value, signals)) != title.value:
        title = Found(bare, title.rule, title.confidence)
    said = list(dict.fromkeys(unescaped("".join(one.itertext())) for one in _MARKED(signals.tree)[:10]))
    if len(said) != 1 or not _LENGTHS[0] <= len(said[0]) <= _LENGTHS[1]:
        return title
    taken = set(words(title.value)) if title else set()
    shown = any(line.heading and taken == set(words(line.text)) for line in signals.lines)
    if taken & set(words(said[0])) or (title is not None and shown):
        return title
    return Found(said[0], _RULE, _CONFIDENCE)


def _as_headed(title: str, signals: Signals) -> str:
    """Return the part of a claimed title that a heading says, of a page whose address nobody knows; else "".

    Nothing then tells that the other part is the site's name, so that the claim as a whole seems likelier.
    """
    if signals.site.address:
        return ""
    shown = {
        folded(line.text) for line in signals.lines if 0 < line.heading <= _DEEPEST or line.near & Zone.TITLE
    }
    twice = Counter(folded(line.text) for line in signals.lines)
    for found in _FRAME.finditer(title):
        before, behind = title[: found.start()].strip(), title[found.end() :].strip()
        if twice[folded(before)] > 1 and len(before.split()) >= _WORDS and _links_to(behind, signals):
            return before
        for part, rest in ((before, behind), (behind, before)):
            longer = len(part.split()) > len(rest.split())
            told = longer or (len(part) > len(rest) or (part is before and len(part.split()) >= _WORDS))
            if told and folded(part) in shown and (longer or folded(rest) not in shown):
                return part
    parts = _FRAME.split(title)
    longest = max(parts, key=len)
    if len(parts) > _INITIALS and len(longest.split()) >= _WORDS and folded(longest) in shown:
        return longest
    return _only_heading(title, signals)


def _links_to(name: str, signals: Signals) -> bool:
    """Tell whether a line with links above the piece begins with a name: that of the site, in its menu or its trail."""
    above = signals.lines[: signals.anchor + _TRAIL]
    return bool(name) and any(line.links and folded(line.text).startswith(folded(name)) for line in above)


def _agreed(title: str, signals: Signals) -> str:
    """Return the part of a claimed title that the page's other claim has as well, beside something else, and a line shows; else ""."""
    other = folded(unescaped(signals.meta.title))
    if folded(title) in other or folded(title) != folded(signals.meta.first("og:title")):
        return ""
    for found in _FRAME.finditer(title):
        part, rest = title[found.end() :].strip(), title[: found.start()].strip()
        told = len(part.split()) >= _WORDS and 0 < len(rest.split()) <= _FEW
        if told and other.startswith(folded(part)):
            shown = (line for line in signals.lines if line.links and _says(line.text, folded(part)))
            return part if any(shown) else ""
    return ""


def _only_heading(title: str, signals: Signals) -> str:
    """Return the only heading of the first level, where the title taken is but a number or a name of a file beside it."""
    headings = [line.text for line in signals.lines if line.heading == 1]
    if (
        len(headings) != 1
        or len(headings[0].split()) <= _WORDS
        or folded(title) != folded(signals.meta.title)
    ):
        return ""
    told = {word for word in words(title) if len(word) > _INITIALS and word.isalpha()}
    return "" if told & set(words(headings[0])) else headings[0]


def _below_kicker(title: str, signals: Signals) -> str:
    """Return what stands behind the colon of a title whose heading sets the two parts apart, as kicker and headline; else ""."""
    kicker, colon, rest = title.partition(":")
    if not colon or len(kicker.split()) > _FEW or len(rest.split()) < _WORDS:
        return ""
    for line in signals.lines:
        if line.heading in {1, 2} and letters(line.text) == letters(title):
            inner = {
                folded("".join(one.itertext()))
                for one in line.element.iterdescendants()
                if isinstance(one.tag, str)
            }
            if folded(rest) in inner and folded(kicker) in inner:
                return rest.strip()
    return ""


def _unlabelled(title: str, signals: Signals) -> str:
    """Return a title without the kind of piece in front of it."""
    article = signals.pieces or signals.meta.first("og:type").casefold() == "article"
    bare = text_headlines.without_label(title) if article else title  # a poster's words stay
    return bare if len(bare.split()) >= _WORDS else title


def _with_subtitle(title: str, signals: Signals) -> str:
    """Return the title with its subtitle, where a heading and what the page states for machines both say it so; else ""."""
    stated = {
        folded(linked_data.text(item.says.get(name)))
        for item in signals.pieces[:2]
        for name in ("headline", "name")
    }
    stated |= {folded(one) for one in signals.meta.all("citation_title", "dc.title", "item:headline")}
    for line in signals.lines:
        text = line.text
        if line.heading in {1, 2} and folded(text) in stated and text.startswith(title):
            rest = text[len(title) :]
            if rest.lstrip()[:1] in _SUBTITLES and len(rest.split()) >= _WORDS:
                return text
    return ""


def _below_trail(title: str, signals: Signals) -> str:
    """Return a title without its first part, where that is a link of the trail above the heading that says both; else ""."""
    for found in _FRAME.finditer(title):
        part, rest = title[: found.start()], title[found.end() :]
        at = next((at for at, line in enumerate(signals.lines) if folded(line.text) == folded(title)), -1)
        above = signals.lines[max(0, at - _TRAIL) : at] if at > 0 and signals.lines[at].heading else []
        if len(rest.split()) >= _WORDS and any(
            line.links and folded(line.text) == folded(part) for line in above
        ):
            return rest
        return ""
    return ""


def _says(line: str, title: str) -> bool:
    """Tell whether a line is a title, with little more than a label behind it."""
    return len(line) <= len(title) + _LABEL and folded(line).startswith(title)


def _beside_site(title: str, signals: Signals) -> str:
    """Return what the page's head claims beside a title that is its site's or its board's name, where the page shows it; else ""."""
    if folded(signals.meta.first("og:title")) == folded(title):
        return ""
    claim, frame = unescaped(signals.meta.title), letters(signals.site.address.rstrip("/").rpartition("/")[0])
    for found in _SEPARATOR.finditer(claim):
        parts = claim[: found.start()], claim[found.end() :]
        for name, other in (parts, parts[::-1]):
            if (
                folded(name) != folded(title)
                or len(other.split()) < _WORDS
                or not 0 < len(name.split()) <= _FEW
            ):
                continue
            named = letters(name) in frame or folded(name) == folded(signals.meta.first("og:site_name"))
            if (
                named
                and signals.site.likeness(other) < _SITE
                and any(_says(line.text, folded(other)) for line in signals.lines)
            ):
                return other
    return ""
