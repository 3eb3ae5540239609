"""Bylines: who signs a piece, in which role, as printed."""

import re
from functools import lru_cache
from itertools import takewhile
from typing import Final

from msgspec import Struct

from site_builder.importing.recognising.alternatives import pattern, small

_PARTICLES: Final = "al|af|av|bin|ibn|da|de|del|della|den|der|di|dos|du|el|la|le|ten|ter|van|von|y|zu"
_MARKS: Final = (
    "\u05b0-\u05c7\u064b-\u065f\u0900-\u0963\u0980-\u0dff\u0e31-\u0e4e"  # of vowels, which are no letters
)
_WORD: Final = rf"(?:[^\W\d_a-z][\w{_MARKS}’'.-]*|(?:al|el|d|l)[-’'][^\W\d_]\w*|(?:{_PARTICLES})\b)"
_PERSON: Final = re.compile(rf"{_WORD}(?:\s+{_WORD}){{1,4}}")
_TITLES: Final = re.compile(
    r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame|Lord|Lady|Rev|Mme|Herr|Frau)\.?\s+)+"
)
_FORMS: Final = re.compile(r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Rev|Mme|Herr|Frau)\.?\s+)+(?=\S+\s+\S)")
_OUR: Final = re.compile(
    r"^(?:our|unser[em]*|notre)\s+(?:[^\W\d_A-Z]\w*\s+){1,3}(?=[^\W\d_a-z]\S*\s+[^\W\d_a-z])"
)
_ROLE: Final = pattern(  # "Senior Research Fellow", "Chefredakteur"
    r"fellow|director|editor|professor|lecturer|correspondent|analyst|researcher|reporter|minister|head|chief"
    r"|chair(?:man|woman)?|president|secretary|writer|columnist|advis[eo]r|board|ambassador|founder|scholar|expert"
    r"|economist|historian|journalist|strategist|consultant|officer|manager|associate|assistant|candidate|student"
    r"|visiting|senior|junior|emerit(?:us|a)|reader|curator|keeper|envoy|specialist|executive|dean|rector|critic"
    r"|teacher|engineer|barrister|judge|broadcaster|commentator|author|colonel|admiral|partner|member|coordinator"
    r"|counsel|lawyer|physician|scientist|phd|ph\.d|md"
    r"|redakteur(?:in)?|direct(?:eur|rice)|chercheu(?:r|se)|profesora?|director[ae]?|freelance|staff writer",
    whole=True,
)
_BODY: Final = pattern(  # an institution, "Institute for Peace", or a periodical, "The Fenland Courier"
    r"board|staff|institute|institut|team|editors|desk|agency|council|cent(?:re|er)|group|foundation|committee"
    r"|network|university|association|society|ministry|office|bureau|redaktion|rédaction|collective|project|press"
    r"|international|house|times|post|news|review|magazine|journal|herald|tribune|gazette|daily|weekly|media|union"
    r"|alliance|forum|observatory|secretariat",
    whole=True,
)
_BY: Final = re.compile(
    r"(?:^|(?<=[\s|•·,]))(?:(?:written|posted|words|reported|published|a column|commentary|analysis)\s+)?"
    r"(?:by|von|par|por|door|av|autor(?:in|a)?:|authors?:|autores:|auteur(?:e|s|es)?\s?:|written by:?|بقلم|oleh|penulis:|tác giả:|โดย|ผู้เขียน:|mwandishi:|imeandikwa na|автор:|текст:|szerző:|írta:|napsala?:|piše:|लेखक:|লেখক:|تحریر:|نویسنده:|מאת:?)(?!\w)(?:\s*:\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_AND: Final = re.compile(
    r"\s*(?:;|&|\band\b|\bund\b|\bet\b|\by\b|\bwith\b|(?<=\s)(?:और|एवं|اور|এবং|και|ve|и|та)(?=\s))\s*",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(  # who did something else is named behind it
    r"(?:photo|pictur|illustrat|translat|edit|video|design|foto|bild|übersetz|traduit|traduc)\w*\b.*\b(?:by|von|par|por)\b",
    re.IGNORECASE,
)
_HANGING: Final = re.compile(
    r"\s+(?:on|at|am|in|le|el|updated|published)$", re.IGNORECASE
)  # a date was cut off here
_NEVER: Final = frozenset(
    re.findall(  # words of headings, which are capitalised too
        r"\w+",
        "a about all and are at best by for from how in is it my more new no not now of on or our please read so than"
        " that the these this to top us we what when where which who why will with you your und das mit für wie",
    )
)
_INITIALS: Final = 4  # letters, fewer of which stand for words
_EDGE: Final = " \t|•·,;:–—-"


def _capitalised(word: str, dotless: bool) -> str:  # noqa: FBT001 - of one name
    """Return a word in capitals as names are written; short ones are initials."""
    if not word.isupper() or len(word) < _INITIALS or "." in word:
        return word
    return "-".join(
        part[:1] + (part[1:].replace("I", "ı") if dotless else part[1:]).lower()  # noqa: RUF001
        for part in word.split("-")
    )


def plain(name: str) -> str:
    """Return a name as a digest lists it: without "Dr" or "Prof", and capitals only where letters begin.

    "MC…" and "MAC…" stay in capitals, since those do not say which letters are capital.
    """
    name = _FORMS.sub("", _OUR.sub("", name))
    if " " not in name or re.search(r"\bMA?C", name):
        return name
    if not name.isupper():  # "Jane MILLER", as French and Turkish papers print a family name
        given = any(word[1:].islower() and word[:1].isupper() for word in name.split())
        dotless = bool(set("ğĞşŞıİ") & set(name))
        return " ".join(_capitalised(word, dotless) for word in name.split(" ")) if given else name
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), name)


class Writer(Struct, frozen=True):
    """One who signs: the name and the role as printed ("" when none is)."""

    name: str
    role: str = ""
    organisation: bool = False


def starts(text: str) -> tuple[int, int] | None:
    """Return where the words that open a byline ("By", "Von", "Author:") begin and end, or None."""
    match = _BY.search(text)
    return (match.start(), match.end()) if match else None


@lru_cache(maxsize=4096)  # the same names are asked about by each reader of a document
def is_person(text: str) -> bool:
    """Tell whether `text` is written as a person's name is: two to five capitalised words and particles."""
    bare = _TITLES.sub("", text.strip(), count=1)
    low = small(bare)
    if _ROLE.search(low) or _BODY.search(low) or _NEVER & set(bare.casefold().split()):
        return False
    return bool(_PERSON.fullmatch(bare))


def is_outlet(text: str) -> bool:
    """Tell whether `text` reads as the name of an institution or a periodical."""
    return _is_short(text) and not text[:1].islower() and bool(_BODY.search(small(text)))


def is_role(text: str) -> bool:
    """Tell whether `text` reads as what somebody is rather than who."""
    return bool(_ROLE.search(small(text)))


def writers(text: str, *, stated: bool = True) -> tuple[Writer, ...]:
    """Read the names behind "By", each with its role; () when any part can be neither name nor role.

    `stated`: a word such as "By" stands before `text`, so that an organisation or a single name may sign.
    """
    text = _HANGING.sub("", text.strip(_EDGE))
    parts = [part for piece in _AND.split(text) if (part := piece.strip(_EDGE))]
    if stated and (whole := _body_that_signs(text, parts)):
        return (whole,)
    found: list[Writer] = []
    for part in parts:
        if named := _names(part, alone=stated and len(parts) == 1):
            found += named
        elif found and found[-1].role:  # "Head of Security and Trade"
            found[-1] = Writer(found[-1].name, f"{found[-1].role} and {part}", found[-1].organisation)
        else:
            return ()
    return tuple(found)


def _body_that_signs(text: str, parts: list[str]) -> Writer | None:
    """Return the organisation that `text` as a whole names ("Institute for Peace and Security")."""
    if any(map(is_person, parts)) or "," in text or not _is_short(text) or not _BODY.search(small(text)):
        return None
    return Writer(re.sub(r"^the\s+", "", text, flags=re.IGNORECASE), organisation=True)


def _is_short(text: str) -> bool:
    return len(text.split()) <= 7 and not text.endswith(".")  # noqa: PLR2004 - words of a name


def _names(part: str, *, alone: bool) -> list[Writer]:
    """Read `NAME[, NAME…][, ROLE]`, where what follows the first word of a role belongs to the role.

    `alone`: nobody else signs, so that a single name, such as an agency's, is one.
    """
    pieces = [piece.strip(_EDGE) for piece in part.split(",")]
    if alone and re.fullmatch(r"[^\W\d_a-z][\w.-]+", pieces[0]) and not is_role(pieces[0]):
        return [Writer(pieces[0], ", ".join(pieces[1:]))]
    found: list[Writer] = []
    for index, piece in enumerate(pieces):
        if is_person(piece):
            found.append(Writer(plain(piece)))
        elif found:
            role = takewhile(lambda piece: not _OTHERS.match(piece), pieces[index:])
            return [*found[:-1], Writer(found[-1].name, ", ".join(role))]
        else:
            return []
    return found
