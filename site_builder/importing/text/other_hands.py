"""Other hands: people whom a head names and who have not written the piece.

They translated it, paid for it or answer the press; they wrote the book that it reviews or a piece that is listed beside
it; it is about them, or they are quoted. To name them as authors is the worst that can be said of a piece.
"""

import re
from collections.abc import Sequence
from typing import Final

from site_builder.importing.recognising.chrome import is_end, is_list
from site_builder.importing.recognising.names import fold
from site_builder.importing.segments import Segment

_WORK: Final = re.compile(  # "Media contact:", "Translated by", "Photos: "
    r"\W*(?:(?:(?:media |press |presse)?(?:contact|kontakt)|ansprechpartner|rückfragen|contatt|persvoorlicht)"
    r"|translat|illustrat|photo|picture|edited|editing|hosted|presented|sponsor|supported|brought to you|in partnership"
    r"|paid for|powered|gesponsert|patrocinado|sponsorisé|data(?=\s*:|\s+by)|notes(?= taken| by)|fact.check|graphic|ترجمة|تحرير|تصوير"
    r"|video|moderat|chair|übersetz|aus dem \w+(?= von)|traduit|traduc|traduzione|vertaald|foto|bild|zeichnung|dessin)"
    r"\w*\b.{0,40}?(?:\b(?:by|von|par|por|di|da|door)\b|:)",
    re.IGNORECASE,
)
_TRANSLATION: Final = re.compile(
    r"\W*(?:translat|übersetz|aus dem \w+ (?:übersetzt |übertragen )?von|traduit|traduc|traduzione|vertaald|ترجمة)",
    re.IGNORECASE,
)
_PANEL: Final = re.compile(
    r"(?:speakers?|panel(?:l?ists?)?|participants|attendees|guests|discussants|witnesses|moderators?|intervenants?|referent(?:en|innen)|podium|ponentes|participantes)\s*:?",
    re.IGNORECASE,
)
_CONTACT: Final = re.compile(  # headings under which stands who answers the press
    r"(?:(?:media|press|presse)[\s-]*(?:contacts?|enquiries|inquiries|kontakt\w*)"
    r"|(?:contacts?|kontakt|contatt[oi]|contactos?|contato|контакты?)\s*:|ansprechpartner(?:in)?|rückfragen.{0,30}"
    r"|contacts? presse|contactos? (?:para|de|con) (?:los )?(?:medios|prensa|comunicación)"
    r"|contatt[oi] (?:per la )?stampa|contacto de imprensa|perscontact|контакты для (?:прессы|сми))\s*:?",
    re.IGNORECASE,
)
_OF_A_WORK: Final = re.compile(  # “Iron and Brick” by Jane Doe: who wrote the book, or what a letter answers
    r"\W{0,2}(?:(?:re|to|in response to|a review of|review of|on)\b:?\s*)?[‘“\"«„](?P<work>[^“”\"«»„]{3,120}?)[’”\"»“]\s*,?\s*(?:by|von|par|por|di|de)\b",
    re.IGNORECASE,
)
_PART: Final = re.compile(  # of an institution, which publishes and does not write
    r".*\b(?:programmes?|programs?|initiative|division|series|abteilung|forschungsgruppe|programa|afdeling)",
    re.IGNORECASE,
)
_LIFE: Final = re.compile(r"\W*(?:born\s+)?(?:\*\s*)?1[5-9]\d\d\s*[-–—]\s*(?:†\s*)?(?:1[5-9]|20)\d\d\W*")
_ABOUT_SOMEBODY: Final = re.compile(
    r"\b(?:q\s?&\s?a|interview(?:ing)?|in conversation|a conversation with|questions (?:for|to|with|à)|fragen an|preguntas a|domande a|entrevista|entretien|intervista|gespräch|obituary|nachruf|in memoriam|remembering|necrológica|nécrologie)\b",
    re.IGNORECASE,
)
_WITH: Final = re.compile(r"(?:with|mit|avec|con)\s", re.IGNORECASE)  # guests, where nobody stands above
_LIST: Final = re.compile(  # headings of lists of other pieces, as they stand in other languages
    r"(?:(?:à )?lire aussi|à lire (?:également|aussi)|sur le même (?:sujet|thème)|te puede interesar|lee también|ver también|más sobre .*|leia também|leia mais|veja também"
    r"|leggi anche|lees ook|lesen sie auch|auch interessant|das könnte sie auch interessieren|اقرأ أيضا)\W*",
    re.IGNORECASE,
)
_SAID_BY: Final = re.compile(r"\s*[-–—]\s*\S")
_QUOTE: Final = re.compile(r"[“\"«„‘].+[”\"»“’]", re.DOTALL)
_REACH: Final = 4  # lines below the heading of a panel
_LISTED: Final = 8  # lines below the heading of a list of other pieces
_HEADING_WORDS: Final = 3  # of the heading of a panel


def did_otherwise(
    segments: Sequence[Segment],
    at: int,
    title_at: int,
    names: Sequence[str] = (),
    listed_from: int | None = None,
) -> bool:
    """Tell whether a line, or those of `names` who stand in it, names somebody who did something else than write the piece.

    `listed_from`: from there on, all below the heading of a list of pieces stands in that list.
    """
    text = segments[at].text
    if _WORK.match(text) or _is_of_other_work(segments, at, title_at) or _is_quoted(segments, at):
        return True
    heads = [one.text for one in segments[max(0, at - _REACH) : at] if one.weight <= _HEADING_WORDS + 1]
    if any(_PANEL.fullmatch(one) or _CONTACT.fullmatch(one) for one in heads) or _is_listed(
        segments, at, title_at
    ):
        return True
    below = segments[listed_from:at] if listed_from is not None else ()
    if any(is_list(one.text) and is_end(one.text) for one in below):
        return True
    title = segments[title_at].text if title_at >= 0 else ""
    return any(
        _has_died(segments, at, name) or _is_asked(title, name) or is_mere_role(name) or _PART.fullmatch(name)
        for name in names
    )


def is_work(text: str) -> bool:
    """Tell whether a line says who translated, illustrated, edited or paid for a piece, and no sentence of it follows."""
    return bool(_WORK.match(text)) and not text.rstrip().endswith((".", "!", "?"))


def is_translation(text: str) -> bool:
    """Tell whether a line says who translated a piece."""
    return is_work(text) and bool(_TRANSLATION.match(text))


def is_guest(text: str) -> bool:
    """Tell whether a line says with whom a piece was made, which where nobody stands above it is who was asked."""
    return bool(_WITH.match(text))


def _is_of_other_work(segments: Sequence[Segment], at: int, title_at: int) -> bool:
    """Tell whether a line says who wrote a work that it names, and that is not the piece itself."""
    match = _OF_A_WORK.match(segments[at].text)
    if match is None:
        return False
    return at == title_at or title_at < 0 or fold(match["work"]) != fold(segments[title_at].text)


def _is_quoted(segments: Sequence[Segment], at: int) -> bool:
    """Tell whether a line says who has said what stands in quotation marks above it."""
    return bool(at and _SAID_BY.match(segments[at].text) and _QUOTE.fullmatch(segments[at - 1].text.strip()))


def _is_listed(segments: Sequence[Segment], at: int, title_at: int) -> bool:
    """Tell whether a line below the title stands in a list of other pieces, with no running text between."""
    for above in range(at - 1, max(title_at, at - _LISTED - 1, -1), -1):
        if title_at < 0 or segments[above].prose:
            return False
        text = segments[above].text
        if (is_list(text) and is_end(text)) or _LIST.fullmatch(text):
            return True
    return False


def _has_died(segments: Sequence[Segment], at: int, name: str) -> bool:
    """Tell whether the years of somebody's life stand behind the name or on the line below it."""
    text = segments[at].text
    place = fold(text).find(fold(name))
    if place != 0:
        return False
    rest = text[len(name) :]
    below = segments[at + 1].text if at + 1 < len(segments) else ""
    return bool(_LIFE.fullmatch(rest) or (not rest.strip() and _LIFE.fullmatch(below)))


def _is_asked(title: str, name: str) -> bool:
    """Tell whether the title says that the piece is about somebody, or an interview with them."""
    return bool(_ABOUT_SOMEBODY.search(title)) and f" {fold(name)} " in f" {fold(title)} "


def is_mere_role(name: str) -> bool:
    """Tell whether each word of a name in a script without capitals says what somebody is: "writer and scholar"."""
    words = name.split()
    return not name.isascii() and all(_ROLE_ARABIC.fullmatch(word) for word in words)


_ROLE_ARABIC: Final = re.compile(
    r"و?(?:ال)?(?:باحث|كاتب|أستاذ|صحفي|صحافي|مدير|محلل|خبير|أكاديمي|محرر|مراسل)(?:ة)?"
)
