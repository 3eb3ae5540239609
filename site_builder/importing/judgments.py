"""Judgments: what the head of a court's decision says of it: the judge who gave it, and the day on which it was given.

Models that have learnt from articles take counsel or a hearing for these. The head of a judgment is alike all over the
common law, so that plain rules read it, once a document is surely one.
"""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Any, Final

from msgspec.structs import replace

from site_builder.importing.document import clean
from site_builder.importing.draft import Draft, Evidence
from site_builder.importing.recognising import dates, judges
from site_builder.importing.recognising.bylines import Writer

_CITATION: Final = re.compile(
    r"[\[(](?:19|20)\d\d[\])]\s+(?:\d+\s+)?[A-Z]{2,}[A-Za-z]*\s+(?:\([A-Za-z]+\)\s+|[A-Z][a-z]+\s+)?\d+"
    r"|(?<=, )(?:19|20)\d\d\s+[A-Z]{2,}[A-Za-z]*\s+\d+\b"
)
_COURT: Final = re.compile(
    r"\b(?:courts?|tribunal|high court of justice|privy council|court of session)\b", re.IGNORECASE
)
_NUMBERED: Final = re.compile(
    r"\b(?:case|claim|appeal|docket|file|action|suit|application|petition|matter)s?\s*(?:no|nos|number|numbers|ref)?\b\.?\s*:|^nos?\.\s*\S*\d|\b(?:case|docket|civil action|appeal) nos?\.?\s*\S*\d",
    re.IGNORECASE,
)
_VERSUS: Final = re.compile(r"\S\s+(?:v|vs|versus)\.?\s+\S|^(?:re|in re|ex parte)\b")
_PARTIES: Final = re.compile(r"[^\W\d_]\s+(?:v|vs)\.?\s+[^\W\d_]")
_LABELLED: Final = re.compile(r"\W*(?:neutral )?citation\b|\W*[\[(]\d{4}", re.IGNORECASE)
_BENCH: Final = re.compile(
    r"(?:b\s?e\s?f\s?o\s?r\s?e|coram|present|bench|judges?|presiding(?: judge)?|(?:reasons for )?judgment (?:of|by|delivered by)|judgment of the court delivered by|reasons (?:of|by)|opinion (?:of the court )?by|per)\s*(?P<colon>:?)\s*(?P<judges>.*)",
    re.IGNORECASE,
)
_LETTERED: Final = re.compile(r"\w\s+(?:A?CJ|L?JJA?|JA|LJ|J)[,.]?$")
_SPEAKS: Final = re.compile(
    r"(?:\[?1\]?\.?\s+)?(?P<judge>.{3,70}?)\s*(?::\s*(?:\((?:with|dissenting|agreeing|giving).*)?|\.)",
    re.IGNORECASE,
)
_DELIVERED: Final = re.compile(
    r"(?P<judges>.{3,80}?),?\s+(?:delivered|gave|wrote|announced) the (?:opinion|judgment|leading judgment|judgment and opinion|reasons)\b.*",
    re.IGNORECASE,
)
_GIVEN: Final = re.compile(
    r"(?:handed down|judgment (?:date|day)|date (?:of (?:the )?)?(?:judgment|decision|delivery|hand(?:ing)?[ -]down)|(?:judgment )?(?:given|delivered|pronounced|rendered|released|issued|filed|decided)(?: on| at .{0,30}? on)?|judgment (?:handed down|of)|decision date|dated?)\b[\s:,–—-]*",
    re.IGNORECASE,
)
_HEARD: Final = re.compile(r"\b(?:hearings?|heard|argued|submitted|argument)\b", re.IGNORECASE)
_MONTH_FIRST: Final = re.compile(r"united states|\bu\.\s?s\.|(?:circuit|district) judge\b", re.IGNORECASE)
_HEAD, _FOOT = 70, 30  # lines in which they stand
_LINE: Final = 22  # words of a line of the head
_NEXT: Final = 6  # lines below "Before:"
_SIGNS: Final = 2
_SURE: Final = 0.9
_WORD: Final = "by the head of the judgment"


def completed(draft: Draft, lines: Sequence[str]) -> Draft:
    """Return the draft of a court's judgment with its judges as authors and its own day; any other draft as it is.

    `lines` are those of the document.
    """
    lines = [text for line in lines if (text := clean(line))]
    head = [line for line in lines[:_HEAD] if len(line.split()) <= _LINE]
    if draft.frame or not _is_judgment(head):
        return draft
    changes: dict[str, Any] = {}
    if found := _judges(lines):
        changes["authors"] = found
    if day := _day([*head, *(line for line in lines[-_FOOT:] if len(line.split()) <= _LINE)]):
        changes["date"] = day
    if (title := _title(draft.title, head)) != draft.title:
        changes["title"] = title
    said = {"authors": "author"}
    told = [Evidence(said.get(field, field), 0, _WORD, _SURE) for field, value in changes.items() if value]
    named = {said.get(field, field) for field in changes}
    kept = [one for one in draft.evidence if one.field not in named]
    doubts = tuple(one for one in draft.doubts if one.field not in named)
    return replace(draft, **changes, evidence=(*kept, *told), doubts=doubts)


def _is_judgment(head: Sequence[str]) -> bool:
    """Tell whether the head of a document has two signs of a judgment: a court, its citation or number, its parties."""
    signs = (_COURT, _CITATION, _NUMBERED, _VERSUS)
    found = [any(sign.search(line) for line in head) for sign in signs]
    return sum(found) > _SIGNS or (sum(found) == _SIGNS and (found[1] or found[2]))


def _judges(lines: Sequence[str]) -> tuple[Writer, ...]:
    """Return the one who delivered the judgment, or under whose name it begins, else those before whom it was heard."""
    for line in lines[:_HEAD]:
        if (match := _DELIVERED.fullmatch(line)) and (one := judges.read(match["judges"])):
            return one
    bench = next(filter(None, (_bench(lines, at) for at in range(min(_HEAD, len(lines))))), ())
    return _who_speaks(bench, lines) or bench


def _bench(lines: Sequence[str], at: int) -> tuple[Writer, ...]:
    """Return the judges whom a line and those below it name, behind "Before:" or with the letters of their office; else ()."""
    match = _BENCH.fullmatch(lines[at])
    said = match["judges"] if match else lines[at] if _LETTERED.search(lines[at]) else None
    named = judges.read(said) if said else ()
    if said is None or (said and not named):
        return ()
    below = takewhile(lambda text: _is_and(text) or judges.read(text), lines[at + 1 : at + 1 + _NEXT])
    more = (
        one for line in below if not _is_and(line) and not line.endswith(":") for one in judges.read(line)
    )
    return tuple(dict.fromkeys((*named, *more)))


def _is_and(text: str) -> bool:
    return text.strip(" -–—:()").casefold() in {"and", "&", ""}


def _who_speaks(bench: Sequence[Writer], lines: Sequence[str]) -> tuple[Writer, ...]:
    """Return the judge whose name opens the reasons: "Lord Justice Bean:"; of several on the bench that is one of them."""
    names = {one.name for one in bench}
    for line in lines:
        match = _SPEAKS.fullmatch(line)
        found = judges.read(match["judge"]) if match else ()
        if len(found) == 1 and (not names or found[0].name in names):
            known = (one for one in bench if one.name == found[0].name and not found[0].role)
            return (next(known, found[0]),)
    return ()


def _day(lines: Sequence[str]) -> str:
    """Return the day on which a judgment was given, as the lines around it say; "" where none or two say so."""
    month_first = any(_MONTH_FIRST.search(line) for line in lines)
    for at, line in enumerate(lines):
        match = next(
            (
                one
                for one in _GIVEN.finditer(line)
                if not line[: one.start()].strip(" -–—|") or _splits(line, one)
            ),
            None,
        )
        if match is None:
            continue
        rest = line[match.end() :] or (lines[at + 1] if at + 1 < len(lines) else "")
        found = dates.find(rest)
        if found and found[0].start <= 1 + len(rest) // 2 and not _HEARD.search(rest[: found[0].start]):
            return found[0].other if found[0].ambiguous and month_first else found[0].value
    return ""


def _splits(line: str, match: "re.Match[str]") -> bool:
    """Tell whether what stands before says another day, as "Argued 4 March 2019 - Decided 14 June 2019" does."""
    return bool(dates.find(line[: match.start()]))


def _title(title: str, head: Sequence[str]) -> str:
    """Return the title without citation and day behind it, where the document prints the rest by itself, too.

    What names no parties gives way to the one line that does; a citation alone is no title.
    """
    match = _CITATION.search(title)
    bare = title[: match.start()].rstrip(" ,–—-(") if match else title
    if bare and (bare in head or _PARTIES.search(bare)):
        title = bare
    parties = [line for line in head if _PARTIES.search(line) and not _CITATION.search(line)]
    if len(parties) == 1 and (not _PARTIES.search(title) or title.endswith(f" {parties[0]}")):
        return parties[0]
    return "" if match and _LABELLED.match(title) else title
