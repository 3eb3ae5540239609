"""Cards: names that stand near a title in elements built alike, each with what the page says that person is.

Institutes print their authors as a row of cards, each part in an element of its own: a portrait, the name, a position,
a department. Nothing but the likeness of the elements tells the names from what stands between them.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from lxml.html import HtmlElement
from msgspec import Struct

from site_builder.importing.document import clean
from site_builder.importing.html.fields import signatures
from site_builder.importing.html.fields.signals import Signals
from site_builder.importing.html.fields.signed_lines import ADDRESS
from site_builder.importing.html.markup import zones
from site_builder.importing.html.markup.blocks import called
from site_builder.importing.html.markup.elements import INLINE, LEVELS
from site_builder.importing.html.markup.folding import letters
from site_builder.importing.html.markup.lines import Line
from site_builder.importing.html.markup.zones import Zone
from site_builder.importing.recognising import bylines, given_names
from site_builder.importing.recognising.bylines import Writer

_ABOVE: Final = 8  # lines
_BELOW: Final = 40  # lines
_PARAGRAPH: Final = 200  # characters
_PARAGRAPHS: Final = 2  # of which the first may be a standfirst
_LONGEST_NAME: Final = 70  # characters
_LONGEST_ROLE: Final = 120  # characters
_MOST_PIECES: Final = 200  # stretches of text around a title
_MOST_WORDS: Final = 8  # of a name with its degrees
_MOST_PEOPLE: Final = 12  # who sign one piece
_MOST_NAMES: Final = 24  # of one build; more are a list of something else
_LABEL: Final = re.compile(
    r"(?::|\w(?:ed|t|en|é|do)\s+(?:by|von|par|por|door))$", re.IGNORECASE
)  # "Researched by"
_AUTHORS: Final = re.compile(
    r"(?:(?:auth?or|auteur|verfass|writer|автор|text|words)\w*(?:\W*\w{1,4})?\s*:|\b(?:written|posted|published|submitted|verfasst|geschrieben|écrit|escrito)\s+(?:by|von|par|por))$",
    re.IGNORECASE,
)
_DEGREE: Final = re.compile(r"(?:\s+(?:[A-Z][A-Za-z]{0,2}[A-Z]|[A-Z]\.?[a-z]?\.?[A-Z]\.))+$|[\W\d]+$")
_REACH: Final = 3  # stretches of text between a name and a role
_OFF: Final = Zone.NAV | Zone.FOOTER | Zone.RELATED | Zone.COMMENT | Zone.OFFER | Zone.TAG
_PEOPLE: Final = re.compile(
    r"person|people|expert|author|autor|auteur|scholar|fellow|staff|contributor|member|profile|byline|writer|vcard",
    re.IGNORECASE,
)
_EDGE: Final = re.compile(r"^[\s,;|/·•–—&+-]+|[\s,;|/·•–—&+(-]+$")
_AND: Final = re.compile(r"^(?:and|und|et|y|e|en|og|och|i|и|with|mit|avec|con)(?:\s+|$)", re.IGNORECASE)
_OTHERWISE: Final = re.compile(
    r"translat|tradu[cz]|traduit|übersetz|vertal|photo|foto|illustr|edit(?:ed|ing|or)|review|fact-?check|produce|moderat|interviewee|speaker|guest|lektor|relect",
    re.IGNORECASE,
)
_ROLE: Final = re.compile(  # what somebody is, in languages that `bylines` doesn't read
    r"(?:profes(?:sor|or)|prof\.|econom|politolog"
    r"|abogad|advoga|avvocat|avocat|hoogler|docent|onderzoek|investig|ricercat|histori|storic|sociolog"
    r"|periodist|jornalist|giornalist|journalist|chercheu|maître|député|doctorant|enseign|wissenschaft"
    r"|leiter|direkt|geschäfts|referent|mitarbeit|co[oö]rdin|analist|analyst|filosof|philosoph|écriva|escrit|scrit)",
    re.IGNORECASE,
)
_NO_ROLE: Final = re.compile(
    r"\d{2}|^[@#]|^(?:follow|share|twitter|x|linkedin|e?-?mail|facebook|website|bio|contact|more|view|read|see|by|von|par|por)\b|[.!?:]$",
    re.IGNORECASE,
)


class Piece(Struct, frozen=True, eq=False):
    """A stretch of text with the innermost element around it, and the line that it is part of."""

    text: str
    holder: HtmlElement
    line: Line


def read(signals: Signals) -> Iterator[tuple[Writer, ...]]:
    """Yield the people whom elements built alike name near the title, where these are two or more; their roles, too."""
    pieces = [piece for line in _near(signals) for piece in _pieces(line)][:_MOST_PIECES]
    named = [(at, name) for at, piece in enumerate(pieces) if (name := _name(piece))]
    groups: dict[tuple[str, ...], list[tuple[int, str]]] = {}
    for at, name in named:
        groups.setdefault(_build(pieces[at].holder), []).append((at, name))
    for some in groups.values():
        if len(some) <= _MOST_NAMES and len({letters(name) for _, name in some}) > 1:
            yield from _cards(some, pieces, signals)


def _near(signals: Signals) -> Iterator[Line]:
    """Yield the lines around the title, up to the first paragraphs."""
    seen = 0
    first = max(0, signals.anchor - _ABOVE)
    for index, line in enumerate(signals.lines[first : signals.anchor + _BELOW], first):
        if index != signals.anchor:
            yield line
        seen += index > signals.anchor and len(line.text) > _PARAGRAPH
        if seen >= _PARAGRAPHS:
            return


def _pieces(line: Line) -> Iterator[Piece]:
    """Yield the stretches of text of a line, each by itself, without what other lines hold."""
    left = [(line.element, True)]
    for _ in range(_MOST_PIECES):
        if not left:
            return
        element, within = left.pop()
        if not within:
            parent = element.getparent()
            if parent is not None and (text := clean(element.tail or "")):
                yield Piece(text, parent, line)
            continue
        if text := clean(element.text or ""):
            yield Piece(text, element, line)
        for child in reversed(element):
            left.append((child, False))
            if child.tag in INLINE:
                left.append((child, True))


def _name(piece: Piece) -> str:
    """Return the name of a person that a stretch of text is, without degrees and the words around; "" if it is none."""
    text = _AND.sub("", _EDGE.sub("", piece.text))
    if not 1 < len(text.split()) <= _MOST_WORDS or len(text) > _LONGEST_NAME:
        return ""
    if not _may_be_name(text):
        text = text[signatures.opening(text) :]
        if not _may_be_name(text):
            return ""
    found = signatures.read(text, one=True)
    name = found[0].name if len(found) == 1 else ""
    odd = given_names.is_firm(name) or given_names.is_section(name)
    return name if bylines.is_person(name) and not odd else ""


def _may_be_name(text: str) -> bool:
    """Tell whether a text begins with a name, as far as a quick look shows."""
    first, comma, _ = text.partition(",")
    return bylines.is_person(_DEGREE.sub("", first)) or bool(comma and " " not in first)


def _build(holder: HtmlElement) -> tuple[str, ...]:
    """Return what tells elements that are built alike: their tags and classes, and the tags around them."""
    while holder.tag in INLINE and (above := holder.getparent()) is not None and _fills(holder, above):
        holder = above  # a name is linked in one card and not in the next
    around = [str(one.tag) for one in islice(holder.iterancestors(), 2)]
    return (called(str(holder.tag), holder.get("class") or ""), *around)


def _fills(holder: HtmlElement, above: HtmlElement) -> bool:
    """Tell whether an element without a class is all that the one around it holds, and that has one."""
    beside = clean(above.text or "") or clean(holder.tail or "") or len(above) > 1
    return bool(not beside and not holder.get("class") and above.get("class"))


def _cards(
    named: Sequence[tuple[int, str]], pieces: Sequence[Piece], signals: Signals
) -> Iterator[tuple[Writer, ...]]:
    """Yield the people of cards of one build, with their roles; nothing where fewer than two are left."""
    frame = _frame([pieces[at].holder for at, _ in named])
    found: dict[str, Writer] = {}
    before = -1
    for (at, name), end in zip(named, [*(at for at, _ in named[1:]), len(pieces)], strict=True):
        item = _within(pieces[at].holder, frame)
        if _is_signed(pieces[at], (*item, frame), signals) and not _is_otherwise(
            pieces[before + 1 : at], pieces[at], item
        ):
            found.setdefault(letters(name), Writer(name, _role(pieces[at + 1 : end], item)))
        before = at
    if 1 < len(found) <= _MOST_PEOPLE:
        yield tuple(found.values())


def _frame(holders: Sequence[HtmlElement]) -> HtmlElement:
    """Return the innermost element around all of several."""
    chains = [[*reversed([*holder.iterancestors()]), holder] for holder in holders]
    shared = chains[0][0]
    for level in zip(*chains, strict=False):
        if any(one is not level[0] for one in level):
            break
        shared = level[0]
    return shared


def _within(holder: HtmlElement, frame: HtmlElement) -> tuple[HtmlElement, ...]:
    """Return the elements from a holder up to the card that it stands in, just below the frame of all cards."""
    chain = [holder]
    for one in holder.iterancestors():
        if one is frame:
            break
        chain.append(one)
    return tuple(chain)


def _is_signed(piece: Piece, around: Sequence[HtmlElement], signals: Signals) -> bool:
    """Tell whether a card is marked as an author's and stands among no teasers, tags, comments or menus."""
    own = 0
    for one in around[:-1]:
        own |= zones.of(one)
    people = any(_PEOPLE.search(f"{one.get('class') or ''} {one.get('id') or ''}") for one in around)
    if (signals.zones(piece.line) | own) & (_OFF & ~Zone.RELATED if people else _OFF):
        return False
    if _is_teaser(piece.holder, around[:-1]):
        return False
    signed = (own | zones.of(around[-1])) & (Zone.AUTHOR | Zone.BYLINE)
    linked = any(one.tag == "a" and ADDRESS.search(one.get("href") or "") for one in around[:-1])
    return bool(signed or linked or people or signatures.opening(piece.line.text))


def _is_teaser(holder: HtmlElement, item: Sequence[HtmlElement]) -> bool:
    """Tell whether a card has a heading that is not the name: it is then of another piece."""
    return any(one not in item and holder not in one.iterancestors() for one in item[-1].iter(*LEVELS))


def _is_otherwise(before: Sequence[Piece], piece: Piece, item: Sequence[HtmlElement]) -> bool:
    """Tell whether a card says that somebody did something else than write: translated, or took the pictures."""
    if any(_OTHERWISE.search(f"{one.get('class') or ''} {one.get('itemprop') or ''}") for one in item):
        return True
    near = [
        one
        for one in before
        if one.line is piece.line or item[-1] in one.holder.iterancestors() or one.holder in item
    ]
    told = " ".join(one.text for one in near)[-_LONGEST_ROLE:].strip()
    return bool(told and (_OTHERWISE.search(told) or _LABEL.search(told)) and not _AUTHORS.search(told))


def _role(behind: Sequence[Piece], item: Sequence[HtmlElement]) -> str:
    """Return what the first words behind a name, in its card or else on its line, say that somebody is; "" if nothing."""
    card = item[-1]
    for piece in behind[:_REACH]:
        inside = card is piece.holder or card in piece.holder.iterancestors()
        text = _EDGE.sub("", piece.text)
        if not text or _AND.fullmatch(f"{text} "):
            continue
        if (not inside and len(item) > 1) or len(text) > _LONGEST_ROLE or _NO_ROLE.search(text):
            return ""
        marked = inside and (zones.of(piece.holder) & (Zone.ROLE | Zone.TITLE) or text[0].islower())
        apposed = len(item) == 1 and piece.text.startswith(",") and len(text.split()) <= _MOST_WORDS
        other = (bylines.is_person(text) and given_names.is_known(text)) or bylines.is_outlet(text)
        return text if marked or (apposed and not other) or bylines.is_role(text) or _ROLE.match(text) else ""
    return ""
