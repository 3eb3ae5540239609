"""Authors of pages as text: which names in a document are those of who wrote it, by a learnt model.

A name may stand behind "By", in a line of its own, beside a date, in a biography or in what leads to more by the same
hand. Each place where one stands, and each run of lines that are names, is a candidate.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

from site_builder.importing import bylines, dates
from site_builder.importing.chrome import is_chrome
from site_builder.importing.ensemble import ensemble
from site_builder.importing.names import fold
from site_builder.importing.segments import Segment
from site_builder.importing.text_body import Reading
from site_builder.importing.text_features import OWN, PLACE

_SEGMENTS: Final = 1500
_ABOVE: Final = 40
_BELOW: Final = 40
_LINE: Final = 45  # words of a line that signs
_CANDIDATES: Final = 100
_NAME_WORDS: Final = 6
_HEAD: Final = 6  # segments at either end of the core that may sign it at any length
_SHORT: Final = 14
_OUT: Final = re.compile(
    r"(?:^|(?<=[\s|•·,(–—:：-])|(?-i:(?<=[^\W\d_A-Z])(?=By\s[A-Z])))"
    r"(?P<cue>(?:(?:written|posted|words|reported|published|created|submitted|story|text|reviewed|edited|article|by|review|opinion|analysis|photos?)\s+)*(?:and\s+\w+\s+)?(?:by)+"
    r"|von|par|por|door|av|af|di|da|от|autor(?:in(?:/autor)?|a|es)?|auteure?|authors?|writer|(?:text|words)(?=\s*:|\s+von)"
    r"|(?:original )?(?:thread starter|poster)|themenstarter|(?:discussion )?started by|redak(?:teur|tion)|автор|yazar|testo|texto"
    r"|投稿者|作者|记者|責編|责编|责任编辑|編集|文[/●]|source(?=:)|quelle(?=:)|byline:"
    r"|a(?:rtikel)? door|skrevet av|écrit par|escrito por|veröffentlicht von|verfasst von|publié par|publicado por)"
    r"(?:(?<=[\u3040-\u9fff●/])|(?!\w))\s*[:：●]?\s*(?=\S)",
    re.IGNORECASE,
)
_MORE: Final = re.compile(
    r"(?:(?:more|all|other|see all|view all|read more|read all|latest)\s+)*(?:posts?|articles?|stories|entries|news|content)?\s*(?:by|from)\s+(?P<name>\S+(?:\s+\S+){0,4})$"
    r"|follow\s+(?P<follow>\S+(?:\s+\S+){1,3})(?:\s+on\s+.*)?$|about\s+(?P<about>\S+(?:\s+\S+){1,3})$"
    r"|view\s+(?P<view>\S+(?:\s+\S+){0,3})['’]s\s+.*$|(?:picture|photo|avatar|image|headshot|portrait)\s+of\s+(?P<of>\S+(?:\s+\S+){1,3})$"
    r"|über\s+(?P<ueber>\S+(?:\s+\S+){1,3})$",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(
    r"(?P<name>\S+(?:\s+\S+){1,4}?)\s*,?\s+(?:is|was|are|has|writes|covers|works|joined|reports|lives|loves|started|founded|holds|ist|schreibt|est|es|è)\s",
    re.IGNORECASE,
)
_CUT: Final = re.compile(
    r"\s*(?:[|•·»()\[\]\t;]|\s[–—-]\s|,?\s+(?:on|at|in|for|from|of|um|am|(?-i:le|el)|last|special to|is|was|filed under|with reporting)(?:\s|$)"
    r"|\b(?:updated|published|posted|modified|reviewed|edited|illustrat\w+|photo\w*|fact.checked|medically|veröffentlicht|aktualisiert|publié"
    r"|datum|date|share|follow|comments?|kommentare?)\b|\d|@|https?:|(?<=\w{4})\.\s|:\s).*$",
    re.IGNORECASE,
)
_AND: Final = re.compile(r"\s*(?:,|&|/|、|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bog\b|\ben\b(?=\s[A-Z])|\bwith\b)\s*", re.IGNORECASE)
_DEGREE: Final = re.compile(
    r"(?:ph\.?\s?d|m\.?d|r\.?d|r\.?n|m\.?a|m\.?s|msc|b\.?a|mba|cpa|jr|sr|esq|ii|iii|do|lmft|mph|rdn|ldn|cfp|facp|dds|ld|vmd|lvt|lcsw|dacvb|cscs|pharm\.?d)\.?", re.IGNORECASE
)
_DEGREES: Final = re.compile(rf"(?:[\s,]+{_DEGREE.pattern})+$", re.IGNORECASE)
_ROLES: Final = re.compile(
    r"(?:contribut\w+|staff|senior|chief|deputy|guest|lead|political|news|sports|founder|reporter|editor\w*|writer|author|owner|redakt\w+|tips)\b",
    re.IGNORECASE,
)
_AVATAR: Final = re.compile(
    r"(?:(?P<own>\S+(?:\s\S+){0,2}?)(?:['’]s)? (?:user )?(?:avatar|picture|profile (?:picture|photo)|photo|headshot)"
    r"|(?:picture|photo|avatar|image|headshot|benutzerbild) (?:of|von) (?P<of>\S+(?:\s\S+){0,2}))$",
    re.IGNORECASE,
)
_BESIDE: Final = 4  # words of a name of any shape
_HEADS: Final = re.compile(r"(?:about (?:the )?authors?|(?:the )?authors?|written by|by|autor(?:in)?|von|par|por|posted by|author)\s*:?", re.IGNORECASE)
KINDS: Final = ("signed", "line", "beside", "more", "about", "headed", "run", "titled", "handle", "pictured")

FEATURES: Final = (
    *OWN, *PLACE, *KINDS, "score", "to_core", "to_core_end", "from_title", "count", "name_words", "is_person", "name_capitals", "name_lower",
    "name_digits", "is_outlet", "is_role", "mentioned", "lines", "in_body", "host", "dated_at", "dated_close", "cue_below",
    "by_elsewhere", "more_elsewhere", "about_elsewhere", "line_elsewhere", "signed_elsewhere", "first", "offset",
    "rest", "rank", "known_words", "in_title", "by_before",
)  # fmt: skip


class Signed(Struct, frozen=True):
    """Names that may be those of the authors, where they stand and in which way (`KINDS`)."""

    names: tuple[str, ...]
    at: int
    kind: str
    offset: int = 0


def candidates(reading: Reading, title_at: int) -> list[Signed]:
    """Return what may name the authors: near the title and the core, in order."""
    total = len(reading.segments)
    top = max(0, min(reading.start, title_at if title_at >= 0 else reading.start) - _ABOVE)
    within = range(top, min(total, reading.end + _BELOW, _SEGMENTS))
    inner = range(reading.start + _HEAD, reading.end - _HEAD)
    found: list[Signed] = []
    for at in within:
        if at not in inner or reading.segments[at].weight <= _SHORT:
            found += _of(reading, at, title_at)
    found += _runs(found)
    return found[:_CANDIDATES]


def _of(reading: Reading, at: int, title_at: int) -> Iterator[Signed]:
    one = reading.segments[at]
    text = one.item or one.text
    if (match := _ABOUT.match(text)) and one.weight <= 2 * _LINE and bylines.is_person(match["name"]):
        yield Signed((bylines.plain(match["name"]),), at, "about")
    if one.weight > _LINE:
        return
    for match in list(_OUT.finditer(text))[:3]:
        if names := split(text[match.end() :]):
            yield Signed(names, at, "signed", match.start())
    if one.weight > _NAME_WORDS + 6:
        return
    if (match := _MORE.match(text)) and (name := next(filter(None, match.groups()))):
        yield Signed((bylines.plain(name.strip(" .,:")),), at, "more")
    if match := _AVATAR.match(text):
        yield Signed((bylines.plain(match["own"] or match["of"]),), at, "pictured")
    yield from _plain_line(reading, at, text, title_at)


def _plain_line(reading: Reading, at: int, text: str, title_at: int) -> Iterator[Signed]:
    """Yield the names that a line is, or that stand in it beside a date, an outlet or a role."""
    below_head = at > 0 and bool(_HEADS.fullmatch(reading.segments[at - 1].text))
    days = dates.find(text)
    bare = text
    for day in reversed(days):
        bare = f"{bare[: day.start]} | {bare[day.end :]}"
    bits = [bit for bit in _BITS.split(bare) if bit.strip()]
    alone = not days and len(bits) == 1
    near = at == title_at + 1 or any(row[_DATED] for row in reading.described.own[max(0, at - 1) : at + 2])
    for bit in bits[:4]:
        names = split(bit)
        if names and (all(map(bylines.is_person, names)) or (below_head and alone)):
            yield Signed(names, at, "headed" if below_head else "line" if alone else "beside", text.find(bit))
        elif titled := _titled(bit):
            yield Signed((titled,), at, "titled", text.find(bit))
        elif names and near and len(bit.split()) <= _BESIDE and not is_chrome(bit) and at != title_at:
            yield Signed(names, at, "handle", text.find(bit))


def _titled(text: str) -> str:
    """Return the name that stands before a role on the same line, without anything between them, or ""."""
    words = text.split()
    for count in (3, 2):
        name, rest = " ".join(words[:count]), " ".join(words[count:])
        if rest and (_ROLES.match(rest) or bylines.is_role(" ".join(words[count : count + 2]))):
            if bylines.is_person(name) and not _ROLES.match(words[count - 1]):
                return bylines.plain(name)
    return ""


_BITS: Final = re.compile(r"\s*[|•·»/]\s*|\s+[–—-]\s+|:\s+|\s*,\s*$")


def split(text: str) -> tuple[str, ...]:
    """Return the names that `text` begins with, without what follows them; () when it begins with none."""
    days = dates.find(text)
    bare = text[: days[0].start] if days else text
    bare = _CUT.sub("", bare.strip(_EDGE)).strip(_EDGE)
    names: list[str] = []
    for part in map(str.strip, _AND.split(bare)):
        name = _DEGREES.sub("", part).strip(" .,:")
        if not name or _DEGREE.fullmatch(name):
            continue
        if names and not bylines.is_person(name) and (bylines.is_role(name) or _ROLES.match(name) or bylines.is_outlet(name)):
            break
        name = _titled(name) or name
        if len(name.split()) > _NAME_WORDS or not any(map(str.isalpha, name)):
            break
        names.append(bylines.plain(_undouble(name)))
    return tuple(names[:6])


_EDGE: Final = " ,:–—-|•·.»\t"


def _undouble(name: str) -> str:
    """Return a name that is printed twice in a row, as beside a picture, once."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half and words[:half] == words[half:] else name


def _runs(found: Sequence[Signed]) -> list[Signed]:
    """Return what neighbouring lines that are names, or say "By" each, name together."""
    runs: list[list[Signed]] = []
    for one in found:
        if one.kind not in {"line", "signed", "headed", "beside", "titled"}:
            continue
        if runs and runs[-1][-1].at < one.at <= runs[-1][-1].at + 2:
            runs[-1].append(one)
        else:
            runs.append([one])
    told = []
    for run in runs:
        names = list(dict.fromkeys(name for one in run for name in one.names))
        if 1 < len(names) <= 6 and len(run) > 1:  # noqa: PLR2004 - more are a list of people
            told.append(Signed(tuple(names), run[0].at, "run"))
    return told


def rows(reading: Reading, title_at: int, found: Sequence[Signed]) -> list[list[float]]:
    """Return the values of `FEATURES` for each candidate."""
    folded = [f" {fold(one.text)} " for one in reading.segments[:_SEGMENTS]]
    lines = Counter(folded)
    kinds = {kind: Counter(fold(name) for one in found if one.kind == kind for name in one.names) for kind in KINDS}
    seen: set[tuple[str, ...]] = set()
    mentions: dict[str, tuple[int, int]] = {}
    told = []
    for rank, one in enumerate(found):
        key = tuple(map(fold, one.names))
        for name in key:
            if name not in mentions:
                within = [at for at, text in enumerate(folded) if name and f" {name} " in text]
                mentions[name] = (len(within), sum(reading.scores[at] > _EVEN for at in within))
        row = [*reading.described.own[one.at], *reading.described.place[one.at], *(one.kind == kind for kind in KINDS)]
        row += [reading.scores[one.at], *_steps(reading, title_at, one.at), *_shape(one.names)]
        row += [min(mentions[key[0]][0], 20), lines[f" {key[0]} "], min(mentions[key[0]][1], 9)]
        row += [_host(reading.url, one.names), *_beside(reading, one), *_elsewhere(kinds, key, one.kind)]
        row += [key not in seen, one.offset, _rest(reading, one), min(rank, 40)]
        row += [_known(reading, one), title_at >= 0 and f" {key[0]} " in folded[title_at]]
        row += [bool(one.at and _HEADS.fullmatch(reading.segments[one.at - 1].text))]
        seen.add(key)
        told.append([float(value) for value in row])
    return told


_EVEN: Final = 0.5
_DATED: Final = OWN.index("dated")
_BY: Final = OWN.index("by")


def _steps(reading: Reading, title_at: int, at: int) -> list[float]:
    title = max(-30, min(60, at - title_at)) if title_at >= 0 else -40
    return [max(-60, min(60, reading.start - at)), max(-60, min(60, reading.end - at)), title]


def _shape(names: Sequence[str]) -> list[float]:
    words = [word for name in names for word in name.split()]
    return [
        len(names),
        len(names[0].split()),
        sum(map(bylines.is_person, names)) / len(names),
        sum(word[0].isupper() for word in words) / max(1, len(words)),
        names[0].islower(),
        any(map(str.isdigit, names[0])),
        bylines.is_outlet(names[0]),
        bylines.is_role(names[0]),
    ]


def _host(url: str, names: Sequence[str]) -> bool:
    """Tell whether a name is that of the site: its letters stand in the host."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    bare = "".join(filter(str.isalnum, host.casefold()))
    return any((own := "".join(filter(str.isalnum, name.casefold()))) and own in bare for name in names)


def _beside(reading: Reading, one: Signed) -> list[float]:
    own = reading.described.own
    near = own[max(0, one.at - 2) : one.at + 3]
    below = reading.segments[one.at + 1].text if one.at + 1 < len(own) else ""
    return [bool(own[one.at][_DATED]), any(row[_DATED] for row in near), bylines.is_role(below) or is_chrome(below)]


def _elsewhere(kinds: dict[str, Counter[str]], key: Sequence[str], kind: str) -> list[float]:
    def count(other: str) -> int:
        return min(5, min((kinds[other][name] - (other == kind) for name in key), default=0))

    return [count(other) for other in ("signed", "more", "about", "line", "beside")]


def _rest(reading: Reading, one: Signed) -> int:
    """Return how many words the line has beside the names."""
    return max(-5, min(40, reading.segments[one.at].weight - sum(len(name.split()) for name in one.names)))


def _known(reading: Reading, one: Signed) -> float:
    return reading.described.own[one.at][_KNOWN]


_KNOWN: Final = OWN.index("known")


def choose(reading: Reading, title_at: int) -> tuple[Signed, float] | None:
    """Return the most likely authors and their probability, or None when nobody is named."""
    found = candidates(reading, title_at)
    model = ensemble("text-author")
    scored = [(model.probability(row), one) for row, one in zip(rows(reading, title_at, found), found, strict=True)]
    if not scored:
        return None
    probability, best = max(scored, key=lambda pair: pair[0])
    return best, probability
