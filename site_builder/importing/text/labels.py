"""Labels: the lines of a document's head that state facts: kind, date, byline, region, outlet.

Such a line is cut at its separators, and every bit must be understood as one of those, or it is left over.
"""

import re
from typing import Final

from msgspec import Struct

from site_builder.importing.recognising import bylines, dates
from site_builder.importing.recognising.bylines import Writer
from site_builder.importing.recognising.names import Names

_LONGEST: Final = 28  # words of a label
_OUTLET: Final = 7  # words before "By": outlet, kind and date
_KIND: Final = re.compile(  # "Commentary", "Policy brief no. 12"
    r"(?:(?:expert |guest |news )?(?:commentary|comment|analysis|opinions?|op-?ed|essay|column|perspectives?|viewpoint"
    r"|editorial|blog(?: post)?|explainer|interview|briefing|feature|report|article|review|(?:news|press) release"
    r"|dispatch(?:es)?|(?:policy|research|working|issue) (?:brief|paper|note)(?: no\.? ?\d+)?|long read|q ?& ?a"
    r"|kommentar|meinung|analyse|gastbeitrag|tribune|chronique|opinión|análisis|opinione|editoriale))",
    re.IGNORECASE,
)
_FILLER: Final = re.compile(  # what stands around a date and says nothing more: "Published on", "11:30 am GMT", "5 min read"
    r"(?:(?:first |originally |last )?(?:published|posted|updated|modified|issued|date|created|on|at|in|am|pm"
    r"|veröffentlicht|aktualisiert|uhr|mis à jour|actualizado|à|\d+ (?:years?|months?|days?) ago|publié|publicado"
    r"|pubblicato|stand|le|am|vom|el)\b:?\s*)+"
    r"|(?:[ap]\.?m\.?\s*)?(?:gmt|utc|[ap]\.?m\.?|[ecmp][sd]?t|bst|ist|ce?st|cest|eest)(?:\s*[+-]\d{1,2})?"
    r"|(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]*\s+\d{4}|\d+[\s-]*min(?:ute)?s?(?: read)?|(?:mon|diens|mitt|donners|frei|sams|sonn)(?:tag|woch)"
    r"|[\d:.\s]+|\W*",
    re.IGNORECASE,
)
_REVISED: Final = re.compile(
    r"\b(?:updated|modified|revised|edited|aktualisiert|mis à jour|actualizado)\b", re.IGNORECASE
)
_CHANGED: Final = re.compile(  # the words before the day of a change
    r"(?:\b(?:(?:last |page )?(?:updated|modified|revised)|aktualisiert|zuletzt geändert|mis(?:e)? à jour|actualizado|actualización|aggiornat[oa]|atualizad[oa]|bijgewerkt|gewijzigd"
    r"|oppdatert|uppdaterad|opdateret|zaktualizowano|aktualizacja|обновлено|оновлено|güncelle\w+|diperbarui|cập nhật|ενημερώθηκε|actualizat)|更新|수정|تحديث|به‌روز\w*|עודכן|अपडेट)\b[^\d|;•]{0,40}$",
    re.IGNORECASE,
)
_SEPARATOR: Final = re.compile(r"\s*[|•·,;»/]\s*|\s+[–—-]\s+|\s{2,}|:\s+")
_IN: Final = re.compile(r"\s+(?:writing )?(?:in|for) (?=[Tt]he |[A-Z])")  # "Jane Doe in The Courier"


class Label(Struct, frozen=True):
    """What one line states. `revised`: its date is that of a change. `rest`: the bits nothing understood."""

    kind: str = ""
    date: str = ""
    time: str = ""
    ambiguous: bool = False
    revised: bool = False
    writers: tuple[Writer, ...] = ()
    signed: bool = False
    regions: tuple[str, ...] = ()
    source: str = ""
    rest: tuple[str, ...] = ()

    @property
    def bare(self) -> bool:
        """Whether the line states nothing at all."""
        return not (self.kind or self.date or self.writers or self.regions or self.source)

    @property
    def whole(self) -> bool:
        """Whether the line states facts and nothing else."""
        return not self.bare and not self.rest


def read(text: str, names: Names) -> Label:
    """Read one line; a line too long to be a label states nothing."""
    if len(text.split()) > _LONGEST:
        return Label()
    found = dates.find(text)
    published = [day for day in found if not _REVISED.search(text[max(0, day.start - 24) : day.start])]
    chosen = (published or found)[:1]
    remains = text
    for day in reversed(found):
        remains = f"{remains[: day.start]} | {remains[day.end :]}"
    remains, writers, signed = _byline(remains)
    bits = [bit for bit in _SEPARATOR.split(remains) if bit and not _FILLER.fullmatch(bit)]
    label = _classify(_join_label(bits, remains, names), names)
    if not writers and chosen and (name := _name_beside(label.rest)):
        writers, label = (Writer(bylines.plain(name)),), _without_rest(label)
    date = chosen[0] if chosen else None
    return Label(
        kind=label.kind,
        date=date.value if date else "",
        time=date.time if date else "",
        ambiguous=bool(date and date.ambiguous),
        revised=bool(chosen and not published),
        writers=writers,
        signed=signed,
        regions=label.regions,
        source=label.source,
        rest=label.rest,
    )


def changed(text: str) -> str:
    """Return the day that a line gives as that of a change, behind a word for it; "" for none, or one of two readings."""
    if len(text.split()) > _LONGEST:
        return ""
    days = dates.find(text)
    before = [0, *(day.end for day in days)]
    told = (day for day, start in zip(days, before, strict=False) if _CHANGED.search(text[start : day.start]))
    return next((day.value for day in told if not day.ambiguous), "")


def is_filler(bit: str) -> bool:
    """Tell whether a bit of a line says what kind of piece it heads, or nothing by itself, as the words around a date."""
    return bool(_FILLER.fullmatch(bit) or _KIND.fullmatch(bit))


def _name_beside(rest: tuple[str, ...]) -> str:
    """Return the one name among the bits beside a date, where the others name outlets."""
    if len(rest) == 1:
        rest = tuple(_IN.split(rest[0])[:1])
    people = [bit for bit in rest if bylines.is_person(bit)]
    known = all(bit in people or bylines.is_outlet(bit) for bit in rest)
    return people[0] if len(people) == 1 and known else ""


def _byline(text: str) -> tuple[str, tuple[Writer, ...], bool]:
    """Cut the byline out of `text`: what remains, who signs, and whether a word such as "By" says so."""
    span = bylines.starts(text)
    if span is None:
        return text, (), False
    head, tail = text[: span[0]], text[span[1] :]
    signed, bar, after = tail.partition("|")
    writers = bylines.writers(signed)
    if len(head.split()) > _OUTLET or (head.strip() and writers and " " not in writers[0].name):
        return text, (), False  # a sentence with "by" in it
    return (f"{head} | {after}" if bar else head, writers, True) if writers else (text, (), False)


def _join_label(bits: list[str], remains: str, names: Names) -> list[str]:
    """Keep a name with a comma in it ("Asia, Central") whole when the digest knows it so."""
    whole = remains.strip(" |,")
    return [whole] if names.region(whole) or names.source(whole) else bits


def _classify(bits: list[str], names: Names) -> Label:
    kind = source = ""
    regions: list[str] = []
    rest: list[str] = []
    for bit in bits:
        opening = _KIND.search(bit)
        if opening and opening[0] == bit:
            kind = bit
        elif slug := names.region(bit):
            regions.append(slug)
        elif slug := names.source(bit):
            source = slug
        elif opening and opening.end() == len(bit) and (slug := names.source(bit[: opening.start()])):
            kind, source = opening[0], slug
        else:
            rest.append(bit)
    return Label(kind=kind, regions=tuple(regions), source=source, rest=tuple(rest))


def _without_rest(label: Label) -> Label:
    return Label(kind=label.kind, regions=label.regions, source=label.source)
