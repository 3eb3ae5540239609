"""Signatures: the people and bodies that a byline or an author's property names, each apart, with their roles.

Degrees and honorifics are no people and no part of a name; a role behind a name is kept as its role. Looser than
`importing/recognising/bylines.py`, which reads lines that nothing marks: here the page has said that the text is a signature.
"""

import re
from typing import Final

from site_builder.importing.recognising import bylines, dates
from site_builder.importing.recognising.bylines import Writer

_DEGREES: Final = frozenset(
    re.findall(
        r"\S+",
        "phd md ms msc ma mba mph rd rdn ldn ba bs bsc beng meng llb llm jd esq dds dmd dvm vmd do dpt dnp np"
        " pa pac pa-c rn bsn msn lpn lmft lcsw lpc psyd edd edm med mfa cfp cpa cfa cscs cpt nasm ace fand"
        " facp facs faap facog faan frcp frs obe mbe cbe kbe qc kc jr sr ii iii iv ryt ryt-200 e-ryt icf cdces"
        " cde ifncp cns csp csci dipl ing dphil mphil mlis mpp mpa msw mres mbbs mbchb frcs pharmd rph cissp"
        " pmp pe aia leed prof dr hon rev dc dacm lac bcba slp ccc-slp ccc otr ot otd pt dpm od mscn cssd lat"
        " atc",
    )
)
_HONORIFICS: Final = re.compile(
    r"^(?:(?:dr|prof|professor|mr|mrs|ms|mx|sir|dame|rev|mme|mlle|herr|frau|dipl|ing|mag|med|h\.?c|univ|pd)\b\.?(?:[-\s]+|$))+",
    re.IGNORECASE,
)
_DONE: Final = (  # "Written by", "Ein Beitrag von"
    r"article|story|post|text|words|review|written|posted|published|submitted|created|reported|recipe|contributed|edited"
    r"|report|analysis|opinion|commentary|blog|verfasst|geschrieben|ein (?:beitrag|artikel|kommentar|gastbeitrag)"
    r"|écrit|publié|scritto|escrito|publicado|a cura|geplaatst|skrevet|skriven|gepostet|veröffentlicht|rédigé"
    r"|thread starter|started|asked|answered|presented|eingestellt|interview|aufgezeichnet|protokoll|compiled|produced"
    r"|eine? (?:analyse|interview|essay|reportage|kolumne|rezension)|un (?:texte|article)|una? \w+"
)
_BY: Final = r"by|von|par|por|di|door|av|af|da|przez|yazan|oleh|penulis|tác giả|bởi|โดย|ผู้เขียน|autorius|napsala?|napisała?|írta|kirjoittanut|scris de"
_LABELS: Final = (  # "Author:", "Redaktion:", "About the author"
    r"autor(?:in|en|es|a|e)?\s*:|auteurs?\s*:|autori?\s*:|authors?\s*:|autor(?:in)?\b|authors?\b|verfasser(?:in)?\s*:"
    r"|redaktion\s*:|redakteur(?:in)?\s*:|text\s*:|texte?\s*:|words\s*:|foto und text\s*:|interview\s*:|quelle\s*:"
    r"|autorin/autor\b|autoren\b|from|thread starter|original poster|written by|posted by|about the author|über den autor"
    r"|contributors?\s*:|ditulis oleh|người viết\s*:|bài\s*:|mwandishi\s*:|imeandikwa na|автор(?:ка)?\s*:|авторы\s*:|текст\s*:|γράφει (?:ο|η)|κείμενο\s*:"  # noqa: RUF001 - Greek letters
    r"|szerző\s*:|teksti?\s*:|skribent\s*:|piše\s*:|autore\s*:|text\s*:|लेखक\s*:|लेखिका\s*:|লেখক\s*:|تحریر\s*:|نویسنده\s*:|بقلم\s*:?|كتب\s*:|الكاتب\s*:|מאת\s*:?|כתב\s*:"
)
_OPENING: Final = re.compile(
    rf"^[\W_]*(?:(?-i:[Bb][Yy](?=[A-Z][\w.]))"  # "ByJane Doe", two elements of a page without a space
    rf"|(?:(?:{_DONE})\s+)?(?:{_BY}|{_LABELS})(?:(?!\w)(?:\s*:\s*|\s+)|(?<=:)\s*))",
    re.IGNORECASE,
)
_OTHERWISE: Final = (  # "Medically reviewed", "Photos"
    r"(?:medically |fact[- ])?(?:reviewed|checked|edited|updated|translated|photograph(?:s|ed|y)?|photos?|fotos?"
    r"|illustrat(?:ed|ions?|ionen)|fotografie|symbolbild|bilder?|video|images?|produced|art)"
)
_BEHIND: Final = (  # what follows a signature on its line: a date, a button
    r"symbolbild\b|medical review|updated\b|last updated|published\b|posted on\b|veröffentlicht|aktualisiert|publié le"
    r"|mis à jour|stand:|follow\b|share\b|read more|see all|view all|more (?:from|by)"
)
_REVIEWER: Final = re.compile(
    rf"\b(?:{_OTHERWISE}(?:\s+(?:by|von|par|por|di)\b|\s*:)|{_BEHIND}).*", re.IGNORECASE | re.DOTALL
)
_TAIL: Final = re.compile(
    r"\s*(?:[|•·►»\u203a]|\s[–—-]\s"
    r"|\s(?:on|am|at|le|el|il)\s+(?=(?:\w+,?\s+)?\w*\.?\s*\d)|\b\d{1,2}[./:]\d\d|\b(?:19|20)\d\d\b"  # "on 3 May", "2019"
    r"|\b\d+\s*min|\b\d+ (?:comments?|posts|articles)"  # "4 min read"
    r"|(?<=\w)\s*@\s*\w|\son behalf of\s|https?:|www\.|\S+@\S+"
    r"|\s(?:is|was|ist|are|has|writes|covers|contributed|works|joined)\s"  # "Jane Doe writes about dykes"
    r"|\bfor\s+(?=[A-Z]|the\b)|\b(?:in|für)\s+(?=[A-Z])"  # "Jane Doe for the Courier", "in Oslo"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?\s+\d).*",
    re.IGNORECASE | re.DOTALL,
)
_SPLIT: Final = re.compile(
    r"\s*(?:;|&|\+|/|\n|•|·|\||、|\uff0c|・(?=\S+\s)|\band\b|\bund\b|\bet\b|\bwith\b|\bmit\b|(?<=\w)\s+[yeio]\s+(?=[^\W\d_a-z])|\bog\b|\boch\b|\ben\b|\bve\b|(?<=\s)(?:और|एवं|اور|এবং|και|и|та)(?=\s))\s*",
    re.IGNORECASE,
)
_BRACKETS: Final = re.compile(r"\(([^()]{0,80})\)|\[([^\[\]]{0,80})\]")
_NOBODY: Final = (  # what systems print where no name was given
    r"by|author|authors|admin(?:istrator)?|none|null|undefined|unknown|n/?a|guest|staff|editor|the editors?"
    r"|webmaster|user|default|author name"
)
_FRAME: Final = (  # words of menus, buttons and profiles
    r"read more|home|about|contact|share|follow|comments?|reply|view profile|profile|posts?|written|published|updated"
    r"|website|email|twitter|facebook|linkedin|instagram|rss|youtube|bio|advertisement|login|log in|sign in|register"
    r"|member|senior member|newbie|moderator|subscribe|menu|search|news|blog|article|articles|tags?|category|categories"
    r"|more|autor|autorin|date|datum|previous|next|contributor"
    r"|(?:all|more|latest) (?:articles?|posts|stories)|tüm yazıları|alle artikel|alle beiträge|mehr artikel|tous (?:les|ses) articles|todos (?:los artículos|os artigos)|tutti gli articoli|все (?:статьи|материалы)(?: автора)?|wszystkie artykuły"  # noqa: RUF001 - Turkish letters
)
_NOT: Final = re.compile(rf"^(?:{_NOBODY}|{_FRAME})$", re.IGNORECASE)
_IMPOSSIBLE: Final = re.compile(
    r"[<>{}=@#]|https?:|www\.|\s\S*\d{3}|^\d+$|[?!:]$|\.\.\.|^(?:\d+\s*)?(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:\s+\d+(?:st|nd|rd|th)?)?$",
    re.IGNORECASE,
)
_MARKS: Final = re.compile(r"[✉®™*†‡§]+|(?<=[^\W\d_]{2})[⁰¹²³⁴-⁹]{1,2}$|(?<=\s)([^\W\d_]{2,})\d{1,2}$")
"""Marks of notes; digits are one behind the last of several words, and part of the name where it is a single one."""
_DANGLING: Final = re.compile(r"(?:\s+(?:on|am|at|le|op|um|vom|dated)|\s*[(\[{])+$")
"""What is left behind a name where a date, an address or the rest of a bracket was cut off."""
_PARTS: Final = re.compile(r"\s*[|•·►»\u203a]+\s*|\s[–—-]\s")
_ADDRESS: Final = re.compile(r"(?:https?:|www\.)\S+|\S+@\S+")
_CAPITALS: Final = re.compile(
    r"(?P<name>[^\W\d_a-z]{2,}[^\Wa-z]*(?:[ .'’-]+[^\W\d_a-z]{2,})+)\s+(?P<agency>(?:The\s)?[^\W\d_a-z][^\W\d_A-Z].*)"
)
_APPOSED: Final = re.compile(  # "Jane Doe, secretária de Pesca": small letters behind a name, and no word of the frame
    r"(?!(?:for|in|from|at|on|to|with|by|and|the|of|special|staff|updated|published|posted|photos?|via|und|mit|von|aus|für|am|vom|em|en|no|na|de|da|do|por|para|con|pour|dans|à|le|di|a|e|y|et|i|og|och)\b)[^\W\d_A-Z][^\d@:|]*$"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d", re.ASCII)
_LONGEST: Final = 600  # characters
_EDGE: Final = " \t\n|•·,;:–—-_.\"'“”„*"
_MOST: Final = 30  # people in one signature
_WORDS: Final = 6  # of a name
_BODY_WORDS: Final = 9  # of the name of an organisation


def read(text: str, *, one: bool = False) -> tuple[Writer, ...]:
    """Read who signs; `one`: the text names one person or body, so that no "and" divides it."""
    text = _undated(text[:_LONGEST])
    text, asides = _BRACKETS.sub(" ", text), [a or b for a, b in _BRACKETS.findall(text)]
    parts = [text] if one else _PARTS.split(text)
    found = [writer for part in parts[:_MOST] for writer in _signed(part, one=one)]
    people = [writer for writer in found if bylines.is_person(writer.name)]
    if len(parts) > 1 and people:
        first = [writer for writer in _signed(parts[0], one=one) if writer in people]
        found = people if parts[0].count(" ") < _WORDS else first or people[:1]
    elif len(parts) > 1:
        found = found[:1]
    if len(found) == 1 and not found[0].role and asides and bylines.is_role(asides[0]):
        found = [Writer(found[0].name, asides[0].strip(), found[0].organisation)]
    kept = {writer.name.casefold(): writer for writer in reversed(found)}
    return tuple(writer for writer in dict.fromkeys(found) if kept[writer.name.casefold()] is writer)


def body(text: str) -> tuple[Writer, ...]:
    """Read the name of what is stated to be an organisation: as it stands, where it can be a name at all."""
    name = " ".join(_undated(text[:_LONGEST]).split()).strip(_EDGE)
    if len(name.split()) > _BODY_WORDS or not _is_plausible(" ".join(name.split()[:_WORDS])):
        return read(text, one=True)
    return (Writer(name, organisation=True),)


def opening(text: str) -> int:
    """Return where the words that open a signature ("By", "Text:") end, or 0."""
    found = _OPENING.match(text)
    return found.end() if found else 0


def _undated(text: str) -> str:
    """Return a text with bars where dates and addresses stand in it."""
    text = _ADDRESS.sub(" | ", text)
    if _YEAR.search(text):
        for found in reversed(dates.find(text)):
            text = f"{text[: found.start]} | {text[found.end :]}"
    return text.strip()


def _signed(text: str, *, one: bool) -> list[Writer]:
    text = _OPENING.sub("", _OPENING.sub("", text.strip()))
    text = _REVIEWER.sub("", text)
    if len(cut := _TAIL.sub("", text).strip(_EDGE)) > 1:
        text = cut
    pieces = [text] if one else _SPLIT.split(text)
    return [writer for piece in pieces[:_MOST] for writer in _people(piece, one=one)]


def _is_plausible(name: str) -> bool:
    """Tell whether a text can be a name at all: few words with letters, and none of the words of a page's frame."""
    bare = name.strip()
    return (
        1 < len(bare) <= 60  # noqa: PLR2004 - characters of a name
        and len(bare.split()) <= _WORDS
        and any(mark.isalpha() for mark in bare)
        and not _NOT.match(bare)
        and not _IMPOSSIBLE.search(bare)
    )


def _is_body(name: str) -> bool:
    """Tell whether a name is that of an organisation or a desk rather than a person."""
    return bool(bylines.is_outlet(name)) or (name.isupper() and " " not in name and 1 < len(name) <= 5)  # noqa: PLR2004


def _people(piece: str, *, one: bool) -> list[Writer]:
    """Read `NAME[, DEGREE…][, ROLE]`, `NAME, NAME` or `LAST, FIRST`."""
    bits = [bit for part in piece.split(",") if (bit := _bare(part))]
    bits = [_without_agency(bit) for bit in bits if not _is_degree(bit)]
    if len(bits) == 2 and all(len(bit.split()) == 1 and bit[0].isupper() for bit in bits) and one:  # noqa: PLR2004
        return [Writer(f"{bits[1]} {bits[0]}")]
    found: list[Writer] = []
    for index, bit in enumerate(bits):
        if found and not bylines.is_person(bit):
            return [*found[:-1], _with_role(found[-1], ", ".join(bits[index:]))]
        if not _is_plausible(bit) or (not found and _is_only_role(bit)):
            return found
        found.append(Writer(bylines.plain(bit), organisation=_is_body(bit)))
    return found


def _without_agency(bit: str) -> str:
    """Return a name in capitals without the agency that stands behind it in small letters: "JANE DOE Wire Press"."""
    found = _CAPITALS.fullmatch(bit)
    return (
        found["name"]
        if found and bylines.is_person(found["name"]) and bylines.is_outlet(found["agency"])
        else bit
    )


def _with_role(writer: Writer, role: str) -> Writer:
    told = bylines.is_role(role) or (_APPOSED.match(role) and len(role.split()) <= _BODY_WORDS)
    return Writer(writer.name, role if told else "", writer.organisation)


def _is_only_role(bit: str) -> bool:
    return bylines.is_role(bit) and (bit == bit.casefold() or len(bit.split()) <= 1)


def _bare(part: str) -> str:
    part = _DANGLING.sub("", _HONORIFICS.sub("", _MARKS.sub(r"\1", part).strip(_EDGE)).strip(_EDGE))
    words = part.split()
    while (
        len(words) > 1
        and _is_degree(words[-1])
        and (words[-1].isupper() or "." in words[-1] or words[-1] == "PhD")
    ):
        words.pop()
    return " ".join(words)


def _is_degree(bit: str) -> bool:
    words = bit.replace(".", "").casefold().split()
    return bool(words) and all(word.strip("()®") in _DEGREES for word in words)
