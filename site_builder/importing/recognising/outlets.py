"""Outlets: which source of the digest a document comes from, when its own lines say so."""

import re
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urlsplit

from site_builder.importing.draft import Doubt, Evidence
from site_builder.importing.recognising.bylines import is_outlet, is_person
from site_builder.importing.recognising.chrome import is_chrome
from site_builder.importing.recognising.given_names import is_given
from site_builder.importing.recognising.links import Link
from site_builder.importing.recognising.names import Names, fold
from site_builder.importing.segments import Segment

_LINE: Final = 14  # words of a line beside the text
_NAME: Final = 7  # words of the name of a publisher
_RIGHTS: Final = re.compile(
    r"(?:(?:©|\(c\)|copyright)[\s,:]*)+(?:(?:19|20)\d\d(?:\s?[-–—,]\s?(?:19|20)\d\d)?)?[\s,]*(?:by\s+)?(?P<name>[^\d|•·]+?)(?:\.\s|$|[\d|•·])",
    re.IGNORECASE,
)
_TERMS: Final = re.compile(r"\b(?:all rights|alle rechte|tous droits|todos los derechos)\b.*$", re.IGNORECASE)
_SAYS: Final = re.compile(r"\b(?:rights?|notice|policy|terms|author|photo|is|may|of this)\b", re.IGNORECASE)


def of_link(url: str, names: Names) -> str:
    """Return the slug of the source at whose site `url` stands, or ""."""
    return names.source_at(urlsplit(url).hostname or "") if url else ""


def own_address(links: Iterable[Link], edges: Sequence[Segment]) -> Link | None:
    """Return the address that a page states for itself: a line of its own at either end of the document."""
    lines = {segment.first for segment in edges}
    return next((link for link in links if link.url and not link.first and link.line in lines), None)


def named(lines: Iterable[Segment], names: Names) -> tuple[str, list[Evidence], list[Doubt]]:
    """Return the one source that short lines around a piece name; a doubt when they name several."""
    found: dict[str, int] = {}
    for segment in lines:
        if segment.weight <= _LINE:
            for slug in names.sources_in(segment.text):
                found.setdefault(slug, segment.first)
    if len(found) == 1:
        ((slug, line),) = found.items()
        return slug, [Evidence("source", line, "the only known source that the page's own lines name")], []
    message = f"the lines around the text name more than one: {', '.join(sorted(found))}"
    return "", [], [Doubt("source", min(found.values()), message)] if found else []


def publisher(lines: Sequence[Segment], people: Iterable[str]) -> tuple[str, str] | None:
    """Return whose page the short lines around a piece seem to be, and why, or None; `people` are not it.

    Somebody claims the rights, or the name of an institution or a periodical is a line of its own and stands in another
    one as well. Where two different ones do, nobody knows.
    """
    known = {*map(fold, people)}
    short = [one for one in lines if one.weight <= _LINE]
    claimed = {name: one.first for one in short if (name := _owner(one.text))}
    found = {fold(name): (name, f"claims the rights, line {line}") for name, line in claimed.items()}
    if not found:
        texts = [f" {fold(one.text)} " for one in short]
        for one, folded in zip(short, texts, strict=True):
            if (
                1 < len(one.text.split()) <= _NAME
                and one.text[0].isalnum()
                and is_outlet(one.text)
                and not is_chrome(one.text)
                and (again := sum(folded in text for text in texts)) > 1
            ):
                found.setdefault(
                    fold(one.text), (one.text, f"named {again} times around the text, line {one.first}")
                )
    found = {key: one for key, one in found.items() if key not in known}
    return next(iter(found.values())) if len(found) == 1 else None


def _owner(text: str) -> str:
    """Return the institution, firm or periodical that a line claims rights for; people and mere words of law are none."""
    match = _RIGHTS.match(text)
    name = _TERMS.sub("", match["name"]).strip(" .,;:|–—-") if match else ""
    words = name.split()
    if not words or len(words) > _NAME or not words[0][:1].isupper() or _SAYS.search(name):
        return ""
    person = is_person(name) and is_given(name)
    return "" if person else name
