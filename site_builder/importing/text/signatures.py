"""Signatures: the names in a line that says, in one of many ways, who wrote a piece.

More generous than `bylines`: it finds what may be names, for something else to choose among.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from site_builder.importing import segments
from site_builder.importing.recognising import bylines, dates, given_names
from site_builder.importing.recognising.chrome import is_chrome

_LINE: Final = 45  # words of a line that signs
_LENGTH: Final = 1000  # characters, where a line has no spaces
_NAME_WORDS: Final = 6  # of a name
_CUE: Final = (  # "Written by", "Thread starter", "作者"
    r"(?:(?:written|posted|words|reported|published|created|submitted|story|text|reviewed|edited|authored|submitted"
    r"|article|by|review|opinion|analysis|photos?)\s+)*(?:and\s+\w+\s+)?(?:by)+"
    r"|von|par|por|door|av|af|di|da|от|autor(?:in(?:/autor)?|a|es|en|i)?|auteure?|authors?|writer"
    r"|(?:text|words)(?=\s*:|\s+von)|(?:original )?(?:thread starter|poster)|themenstarter|(?:discussion )?started by"
    r"|redak(?:teur|tion)|автор|yazar|testo|texto"
    r"|投稿者|作者|记者|責編|责编|责任编辑|編集|文[/●]|source(?=:)|quelle(?=:)|byline:"
    r"|a(?:rtikel)? door|skrevet av|écrit par|escrito por|veröffentlicht von|verfasst von|publié par|publicado por"
)
_OUT: Final = re.compile(
    r"(?:^|(?<=[\s|•·,(–—:\uff1a-])|(?-i:(?<=[^\W\d_A-Z])(?=By\s[A-Z])))"
    rf"(?P<cue>{_CUE})(?:(?<=[\u3040-\u9fff●/])|(?!\w))\s*[:\uff1a●]?\s*(?=\S)",
    re.IGNORECASE,
)
_MORE: Final = re.compile(
    r"(?:(?:more|all|other|see all|view all|read more|read all|latest)\s+)*"  # "More articles by Jane Doe"
    r"(?:posts?|articles?|stories|entries|news|content)?\s*(?:by|from)\s+(?P<name>\S+(?:\s+\S+){0,4})$"
    r"|follow\s+(?P<follow>\S+(?:\s+\S+){1,3})(?:\s+on\s+.*)?$|about\s+(?P<about>\S+(?:\s+\S+){1,3})$"
    r"|view\s+(?P<view>\S+(?:\s+\S+){0,3})['’]s\s+.*$"
    r"|(?:picture|photo|avatar|image|headshot|portrait)\s+of\s+(?P<of>\S+(?:\s+\S+){1,3})$"
    r"|über\s+(?P<ueber>\S+(?:\s+\S+){1,3})$",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(
    r"(?P<name>\S+(?:\s+\S+){1,4}?)\s*(?:\([^)]*\))?,?\s+(?:[–—-]|is|was|are|has|writes|covers|works|joined|reports|lives|loves|started|founded|holds|ist|schreibt|est|es|è)\s",
    re.IGNORECASE,
)
_SPEAKING: Final = re.compile(
    r"\b(?:I['’]m|I am|my name is|ich bin|mein name ist|je suis|je m['’]appelle|me llamo|ik ben|mi chiamo)\s+"
    r"(?P<name>(?-i:[^\W\d_a-z])\w+(?:\s(?-i:[^\W\d_a-z])[\w.’-]+){0,2})",
    re.IGNORECASE,
)
_OWNER: Final = re.compile(
    r"(?:©|copyright(?:\s*\(c\))?|\(c\))[\W\d]*(?:(?:by|von)\s+)?(?P<name>[^\W\d].{2,60})", re.IGNORECASE
)
_LEADING: Final = re.compile(
    r"(?:(?:written|posted|submitted|words|story|text|published)\s+)?(?:by|von|par|por|av|door|auteure?|autor(?:in)?|author|avatar)(?:\s*:\s*|\s+|(?-i:(?=[A-Z])))(?=\S+)",
    re.IGNORECASE,
)
_GLUED: Final = re.compile(
    r"(?<=[a-z])(?:Updated|Published|Posted|Contributor|Author|Editor|Writer|Staff|Reporter)\b.*$"
)
_ASIDE: Final = re.compile(r"\s*\([^)]*\)|^\[[^\]]*\]\s*")
_FRAME: Final = (  # what follows a signature on its line: "updated", "5 min read", "All rights reserved"
    r"updated|published|posted|modified|reviewed|edit(?:ed|ing)|illustrat\w+|photo\w*|fact.checked|medically"
    r"|veröffentlicht|aktualisiert|publié|datum|date|share|follow|(?:no |keine )?(?:comments?|kommentare?|views?)"
    r"|schreibe einen|leave a|add a|kategorien?|categor(?:y|ies)|all rights|headshot|(?:thread|discussion|topic) starter"
    r"|member|registered|joined|lesezeit|min read|cover|tags?|alle rechte|theme|powered|impressum|privacy"
)
_CUT: Final = re.compile(
    r"\s*(?:[|•·»()\[\]\t]|\s[–—-]\s"
    r"|,?\s+(?:on|at|in|for|from|of|um|am|mit|(?-i:le|el)|last|special to|is|was|filed under|with reporting)(?:\s|$)"
    rf"|\b(?:{_FRAME})\b|(?<!\w)\d|@|https?:|(?<=\w{{4}})\.\s|:\s).*$",
    re.IGNORECASE,
)
_STAYING: Final = re.compile(  # "By A in Lower Quay and B in Upper Quay"
    r"\s+in\s+(?-i:[^\W\d_a-z][\w.’'-]*(?:\s[^\W\d_a-z][\w.’'-]*){0,2})"
    r"(?=(?:,\s|\s+(?:and|&)\s)(?-i:[^\W\d_a-z])\S*(?:\s\S+){1,3}?\s+in\s)",
    re.IGNORECASE,
)
_JOINED: Final = re.compile(
    r"^(?:and|und|et|y|&)\s+(?=[^\W\d_a-z])"
)  # goes on with the names of the line above
_AND: Final = re.compile(
    r"\s*(?:,|;|&|/|、|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bog\b|\ben\b(?=\s[A-Z])|\bwith\b)\s*",
    re.IGNORECASE,
)
_DEGREE: Final = re.compile(
    r"(?:ph\.?\s?d|m\.?d|r\.?d|r\.?n|m\.?a|m\.?s|msc|b\.?a|mba|cpa|jr|sr|esq|ii|iii|do|lmft|mph|rdn|ldn|cfp|facp|dds|ld|vmd|lvt|lcsw|dacvb|cscs|pharm\.?d|(?-i:(?:[A-Z]\.){2,4}[A-Z]?))\.?",
    re.IGNORECASE,
)
_DEGREES: Final = re.compile(rf"(?:[\s,]+{_DEGREE.pattern})+$", re.IGNORECASE)
_ROLES: Final = re.compile(
    r"(?:contribut\w+|staff|senior|chief|deputy|guest|lead|political|news|sports|founder|reporter|editor\w*|writer|author|owner|redakt\w+|tips)\b",
    re.IGNORECASE,
)
_AVATAR: Final = re.compile(
    r"(?:(?P<own>\S+(?:\s\S+){0,2}?)(?:['’]s)? (?:user )?(?:avatar|picture|profile (?:picture|photo)|photo|headshot)"
    r"|(?:\S+ ){0,2}(?:picture|photo|avatar|image|account|headshot|benutzerbild) (?:of|von|representing) (?P<of>\S+(?:\s\S+){0,2}))$",
    re.IGNORECASE,
)
_AGENCIES: Final = frozenset(
    re.findall(r"\w+", "AFP AP DPA APA SID EFE ANSA PTI IANS ANI PA BBC CNN NPR KNA EPD UPI RTR TASS")
)
_INITIALS: Final = 7  # letters of a degree, in capitals
_OPENING: Final = 9  # words of a line that may open with a name
_BESIDE: Final = 4  # words of a name of any shape
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_HEADS: Final = re.compile(
    r"(?:about (?:the )?authors?|(?:the )?authors?|written by|by|autor(?:in)?|von|par|por|posted by|author)\s*:?",
    re.IGNORECASE,
)
_BITS: Final = re.compile(r"\s*[|•·»/]\s*|\s+[–—-]\s+|:\s+|\s*,\s*$")
_ARTICLE: Final = re.compile(r"^the\s+", re.IGNORECASE)
_EDGE: Final = " ,:–—-|•·.»\t"


class Named(Struct, frozen=True):
    """The names in a line, in which way they stand there (see `authors.KINDS`), and where they begin."""

    names: tuple[str, ...]
    kind: str
    start: int = 0


def heads(text: str) -> bool:
    """Tell whether a line announces an author: "Written by", "About the author"."""
    return bool(_HEADS.fullmatch(text))


def read(text: str, *, headed: bool, near: bool) -> Iterator[Named]:
    """Yield the names in a line.

    `headed`: the line above announces an author. `near`: the line is one where a name of any shape may stand, such as
    that of somebody who posts under another name.
    """
    weight = segments.weight(text)
    if weight > 2 * _LINE or len(text) > _LENGTH:
        return
    if (match := _ABOUT.match(text)) and bylines.is_person(match["name"]):
        yield Named((bylines.plain(match["name"]),), "about")
    if match := _SPEAKING.search(text):
        yield Named((bylines.plain(match["name"]),), "speaking", match.start())
    if weight > _LINE:
        return
    if (match := _OWNER.search(text)) and (names := split(match["name"])):
        yield Named(names, "owner", match.start())
    for match in list(_OUT.finditer(text))[:3]:
        if names := split(text[match.end() :]):
            yield Named(names, "signed", match.start())
            if (shorter := tuple(map(_shorter, names))) != names:
                yield Named(shorter, "trimmed", match.start())
    if weight <= 2 * _NAME_WORDS:
        yield from _led_to(text)
        yield from _plain_line(text, headed=headed, near=near)


def _led_to(text: str) -> Iterator[Named]:
    """Yield the name in a line that leads to more of somebody, or describes a portrait."""
    if (match := _MORE.match(text)) and (name := next(filter(None, match.groups()))):
        yield Named((bylines.plain(name.strip(" .,:")),), "more")
    if match := _AVATAR.match(text):
        yield Named((bylines.plain(_POSSESSIVE.sub("", match["own"] or match["of"])),), "pictured")


def _plain_line(text: str, *, headed: bool, near: bool) -> Iterator[Named]:
    """Yield the names that a line is, or that stand in it beside a date, an outlet or a role."""
    days = dates.find(text)
    bare = text
    for day in reversed(days):
        bare = f"{bare[: day.start]} | {bare[day.end :]}"
    bits = [_ASIDE.sub("", bit.strip()) for bit in _BITS.split(bare) if bit.strip()]
    alone = not days and len(bits) == 1
    people = [name for bit in bits[:6] for name in split(bit)] if len(bits) > 1 else []
    if len(people) > 1 and all(map(bylines.is_person, people)):
        yield Named(tuple(dict.fromkeys(people)), "beside")
    for bit in bits[:4]:
        names = split(bit)
        if names and (all(map(bylines.is_person, names)) or (headed and alone)):
            yield Named(names, "headed" if headed else "line" if alone else "beside", text.find(bit))
        elif titled := _titled(bit):
            yield from (
                Named((name,), "titled", text.find(bit)) for name in dict.fromkeys((titled, _shorter(titled)))
            )
        elif names and near and len(bit.split()) <= _BESIDE and not is_chrome(bit):
            yield Named(names, "handle", text.find(bit))
        opening = _shorter(names[0]) if names and near and len(bit.split()) <= _OPENING else ""
        if opening and (opening,) != names and bylines.is_person(opening):
            yield Named((opening,), "opens", text.find(bit))


def _shorter(name: str) -> str:
    """Return the first two words of a name, more where one is an initial or a particle: the rest may be no name."""
    words = name.split()
    count = 2
    while count < len(words) and (words[count - 1].islower() or words[count - 1].endswith(".")):
        count += 1
    return " ".join(words[:count])


def _titled(text: str) -> str:
    """Return the name that stands before a role on the same line, without anything between them, or ""."""
    words = text.split()
    for count in (3, 2):
        name, rest = " ".join(words[:count]), " ".join(words[count:])
        role = rest and (_ROLES.match(rest) or bylines.is_role(" ".join(words[count : count + 2])))
        if role and bylines.is_person(name) and not _ROLES.match(words[count - 1]):
            return bylines.plain(name)
    return ""


def split(text: str) -> tuple[str, ...]:
    """Return the names that `text` begins with, without what follows them; () when it begins with none."""
    days = dates.find(text)
    bare = _ASIDE.sub("", text[: days[0].start] if days else text)
    bare = _STAYING.sub("", _JOINED.sub("", _LEADING.sub("", bare.strip(_EDGE), count=1), count=1))
    bare = _CUT.sub("", _GLUED.sub("", bare)).strip(_EDGE)
    return tuple(_listed(map(str.strip, _AND.split(bare)))[:6])


def _listed(parts: Iterable[str]) -> list[str]:
    """Return the names among the parts of a line: up to the first role or outlet, and behind it those that are surely names."""
    names: list[str] = []
    behind = False
    for part in parts:
        name = _DEGREES.sub("", part).strip(" .,:")
        if not name or _DEGREE.fullmatch(name) or (names and _is_degree(name)):
            continue
        known = bylines.is_role(name) or bylines.is_outlet(name)
        if names and (_ROLES.match(name) or (known and not bylines.is_person(name))):
            behind = True
            continue
        name = _titled(name) or name
        if len(name.split()) > _NAME_WORDS or not any(map(str.isalpha, name)):
            break
        if not behind or (bylines.is_person(name) and given_names.is_given(name)):
            names.append(bylines.plain(_undouble(_ARTICLE.sub("", name))))
    return names


def _is_degree(word: str) -> bool:
    """Tell whether what stands behind a name is a degree that isn't widely known: a word in capitals."""
    return len(word) < _INITIALS and word.isupper() and " " not in word and word not in _AGENCIES


def _undouble(name: str) -> str:
    """Return a name that is printed twice in a row, as beside a picture, once."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half and words[:half] == words[half:] else name
