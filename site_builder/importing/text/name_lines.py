"""Name lines: lines that name people, maybe with their roles, and say nothing else."""

import re
from typing import Final

from msgspec import Struct

from site_builder.importing.recognising import bylines, dates, given_names
from site_builder.importing.recognising.bylines import Writer
from site_builder.importing.text import labels

_WORDS: Final = 40  # of a line that signs
_NAME_WORDS: Final = 3  # capitalised ones, of somebody who signs on a line without anything else
_EMPHASIS: Final = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")
_BITS: Final = re.compile(r"\s*[|•·]\s*|\s+/\s+")
_DASH: Final = re.compile(r"\s+[–—-]\s+")
_ASIDE: Final = re.compile(r"\s*\([^)]*\)")
_WORK: Final = re.compile(
    r"(?:an?\s+)?(?:interview|essay|opinion|story|text|words|conversation|briefing|report|(?:testo|texte?|texto|tekst|words|parole)(?: (?:e|und|et|y|and|en) (?:fotos?|photos|pictures|photographs|foto.s))?|essai|propos recueillis|entretien|entrevista)\s+(?=(?:by|von|par|por|di|de|door|van)\s)",
    re.IGNORECASE,
)
_POST: Final = re.compile(  # what somebody is, in languages that `bylines` does not read
    r"\b(?:mitarbeiter(?:in)?|leiter(?:in)?|referent(?:in)?|direktor(?:in)?|korrespondent(?:in)?|professorin"
    r"|chefredakteur(?:in)?|vorsitzende[rn]?"
    r"|chercheuse|chargée?|professeure?|journaliste|présidente?|ambassad(?:eur|rice)|responsable|correspondante?"
    r"|rédact(?:eur|rice)|maître"
    r"|investigadora?|periodista|catedrátic[oa]|analista|presidenta|editora|corresponsal"
    r"|ricercat(?:ore|rice)|giornalista|dirett(?:ore|rice)|professore(?:ssa)?|onderzoeker|hoogleraar|forskare|forsker"
    r"|pesquisador[ae]?|jornalista"
    r"|(?:förbunds)?ordförande|riksdagsledamot|kommunalråd|generalsekreterare|docent|lektor|rektor|formand|direktør|generalsekretær"
    r"|stortingsrepresentant|førsteamanuensis|puheenjohtaja|tutkija|prezes|dyrektor(?:ka)?|redaktor(?:ka)?|publicyst(?:a|ka)|dziennikar(?:z|ka)"
    r"|governor|deputy|commissioner|mayor|spokes(?:man|woman|person)|chancellor|poet|novelist|essayist|philosopher"
    r"|sociologist|anthropologist|activist|diplomat|premier|rapporteur|prosecutor|attorney)\b"
    r"|باحثة?|كاتبة?|أستاذة?|صحفية?|مديرة?",
    re.IGNORECASE,
)
_ITALIAN_BY: Final = re.compile(r"di\s+(?=[^\W\d_a-z])")  # opens a line only where it is "By"
_PLACE: Final = re.compile(  # where somebody writes from, behind the name
    r"(?<=\w)\s+(?:in|à|en|aus|da|desde|uit) [^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+)?(?=$|\s*,)"
)
_AND: Final = re.compile(
    r"\s(?:en|e|og|och)\s(?=[^\W\d_a-z])|,?\s(?:avec|mit|con|met|com)\s(?=[^\W\d_a-z])"
)  # where bylines do not look for it
_JOINED: Final = re.compile(r"(?:and|und|et|y|e|en|og|och|&|with|mit|avec|con)\s+(?=[^\W\d_a-z])")
_GOES_ON: Final = re.compile(r"(?:\s(?:and|und|et|y|e|en|og|och)|[,;&])$")


class Line(Struct):
    """One line that names people: whom, and whether "By", "and" or something beside each name says that they sign."""

    writers: list[Writer]
    said: bool = False
    joined: bool = False
    goes_on: bool = False
    told: bool = False


def read(text: str) -> Line | None:
    """Read a line that names people and says nothing else that is not a date, a role, an outlet or the kind of piece."""
    text = _EMPHASIS.sub("", text).strip()
    if len(text.split()) > _WORDS:
        return None
    for day in reversed(dates.find(text)):
        text = f"{text[: day.start]} | {text[day.end :]}"
    text = text.strip(" |,•·–—-")
    found = Line([], goes_on=bool(_GOES_ON.search(text)))
    if match := _JOINED.match(text):
        found.joined, text = True, text[match.end() :]
    for bit in filter(None, map(str.strip, _BITS.split(text))):
        if not _take(found, bit):
            return found if found.said and found.writers else None
    return found if found.writers else None


def _take(found: Line, bit: str) -> bool:
    """Take in a bit of a line; tells whether it was understood."""
    bit = _WORK.sub("", bit.strip(" ,;:"), count=1)
    if not bit or labels.is_filler(bit):
        return True
    bit = f"by {bit[match.end() :]}" if (match := _ITALIAN_BY.match(bit)) else bit
    span = bylines.starts(bit)
    said = span is not None and span[0] == 0
    name, dash, role = _DASH.sub("\n", bit[span[1] :] if span and said else bit, count=1).partition("\n")
    bare = _AND.sub(" and ", _PLACE.sub("", _ASIDE.sub("", name).strip()))
    writers = () if _POST.search(bare) and "," not in bare else bylines.writers(bare, stated=said)
    if writers and all(bylines.is_person(one.name) or one.organisation for one in writers):
        if found.writers and not said and not all(map(is_known, writers)):
            return False
        if dash and not is_post(role):
            return False
        if said and not found.said:
            found.writers.clear()  # what stands before "By" is an outlet or a section
        found.said = found.said or said
        found.told = found.told or bool(_ASIDE.search(name))
        found.writers += writers
        return not role or _give_role(found, role)
    if found.writers and is_post(bit):
        return _give_role(found, bit)
    return bylines.is_outlet(bit) and not bylines.is_person(bit)


def _give_role(found: Line, role: str) -> bool:
    last = found.writers[-1]
    found.writers[-1] = Writer(last.name, last.role or role, last.organisation)
    found.told = True
    return True


def is_post(text: str) -> bool:
    """Tell whether a text says what somebody is, in any of the languages that pieces come in."""
    return bylines.is_role(text) or bool(_POST.search(text))


def is_name(one: Writer) -> bool:
    """Tell whether behind "By" somebody's name stands, with no word twice, as beside a picture, and none too many."""
    words = one.name.casefold().split()
    return bylines.is_person(one.name) and len(words) == len({*words}) and len(words) <= _NAME_WORDS + 1


def is_known(one: Writer) -> bool:
    """Tell whether a name begins as people's do, is no longer than one person's and has no word of firms or labels."""
    if given_names.is_firm(one.name) or given_names.is_section(one.name):
        return False
    words = [word for word in one.name.split() if not word.endswith(".") and not word.islower()]
    return len(words) <= _NAME_WORDS and given_names.is_known(one.name)
