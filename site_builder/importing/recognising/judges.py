"""Judges: who has given a judgment, as the head of it names them: "Lord Justice Bean", "GLEESON J", "DOE, Circuit Judge"."""

import re
from typing import Final

from site_builder.importing.recognising.bylines import Writer

_STYLES: Final = re.compile(
    r"(?:(?:the )?(?:rt\.?|right)? ?hon(?:ou?rable|\.|ble)?\b\.?\s*|his honou?r\s+(?=judge)|her honou?r\s+(?=judge))+",
    re.IGNORECASE,
)
_OFFICE: Final = (
    r"(?:(?:mr|mrs|ms|miss|madam|lord|lady|chief|associate|acting|senior|presiding|deputy|district|circuit|magistrate|high court"
    r"|upper tribunal|tribunal|employment|immigration|insolvency(?: and companies court)?|family|county|regional|federal"
    r"|first-tier tribunal|costs|his honou?r|her honou?r|president|vice)\.?\s+)*"
    r"(?:justice|judge|master|registrar|recorder|coroner|magistrate|chancellor)"
)
_NAME: Final = (
    r"[^\W\d_a-z][\w’'.-]*(?:\s+(?:(?:de|del|van|von|der|da|la|le|of)\s+)?[^\W\d_a-z][\w’'.-]*){0,3}"
)
_ONE: Final = re.compile(_NAME)
_BEFORE_NAME: Final = re.compile(rf"(?P<office>(?i:{_OFFICE}))\s+(?P<name>{_NAME})")
_PEER: Final = re.compile(
    rf"(?P<name>(?:(?i:lord|lady|baroness)|[Ss]ir|SIR|[Dd]ame|DAME)\s+{_NAME})(?:,\s+(?P<office>(?i:(?:deputy |vice[- ])?president|chief justice|master of the rolls)))?"
)
_SEVERAL: Final = re.compile(  # "KIRBY AND HAYNE JJ", "SMITH, JONES, and DOE, Circuit Judges"
    r"(?P<names>.+?),?\s+(?P<office>L?JJA?|(?i:(?:(?:chief|senior|circuit|district|appellate|associate)\s+)*(?:judge|justice)s))\.?"
)
_LETTERS: Final = re.compile(
    rf"(?P<name>{_NAME}?)\s*,?\s+(?P<office>(?:A?C)?JJ?\.?A?\.?|C\.\s?J\.|J\.\s?A\.|L\.?J\.?|A\.?J\.?A\.?|V?P\.?)"
)
_BEHIND: Final = re.compile(
    rf"(?P<name>{_NAME}),\s+(?P<office>(?i:(?:(?:chief|senior|united states|u\.\s?s\.|circuit|district|magistrate|bankruptcy|administrative law|associate|presiding)\s+)*(?:judge|justice)))"
)
_HONOURS: Final = re.compile(r"(?:[\s,]+(?:[DCOM]BE|[QK]C|PC|GBS|SC|CVO|GBM|\(?retired\)?))+$")
_APART: Final = re.compile(
    r"\s*(?:;|&|\n|^-?\s*and\s*-?$|\band\b)\s*|,\s*(?=(?:the|lord|lady|mr|mrs|ms|madam|chief|sir|dame|justice|judge|senior|associate)\b)",
    re.IGNORECASE,
)
_MORE: Final = re.compile(r"\s*[(\[].*|\s*(?:sitting|with whom)\b.*", re.IGNORECASE)
_WORDS: Final = 14


def read(text: str) -> tuple[Writer, ...]:
    """Return the judges whom a text names and says nothing else, each with the office as printed; () where it says more."""
    if several := _several(text.strip(" .:,-–—")):
        return several
    found: list[Writer] = []
    for part in _APART.split(text.strip(" .:,-–—")):
        if part and part.strip(" ,.-–—"):
            one = _judge(part)
            if one is None:
                return ()
            found.append(one)
    return tuple(dict.fromkeys(found))


def _several(text: str) -> tuple[Writer, ...]:
    """Return the judges whose common office stands behind their names, each with it."""
    match = _SEVERAL.fullmatch(text)
    names = (
        [one for one in re.split(r"\s*(?:,|&|\band\b)\s*", match["names"], flags=re.IGNORECASE) if one]
        if match
        else []
    )
    if match is None or len(names) < 2 or not all(_ONE.fullmatch(name) for name in names):  # noqa: PLR2004 - several
        return ()
    office = match["office"].replace("JJ", "J").removesuffix("s")
    return tuple(Writer(_cased(name), office) for name in names)


def _judge(text: str) -> Writer | None:
    bare = _HONOURS.sub("", _MORE.sub("", _STYLES.sub("", text.strip(" ,.:-–—"), count=1))).strip(" ,")
    if len(bare.split()) > _WORDS:
        return None
    for shape in (_BEFORE_NAME, _PEER, _BEHIND, _LETTERS):
        if match := shape.fullmatch(bare):
            office = match.groupdict().get("office") or ""
            return Writer(
                _cased(_HONOURS.sub("", match["name"])), office if shape is _LETTERS else _cased(office)
            )
    return None


def _cased(text: str) -> str:
    """Return a name or an office that is printed in capitals in the usual case."""
    if not text.isupper():
        return text
    text = re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), text)
    return re.sub(r"\bMc([a-z])", lambda match: f"Mc{match[1].upper()}", text)
