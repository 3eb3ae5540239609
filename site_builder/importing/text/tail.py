"""Tails: what stands below a body: who the authors are, tags, labelled regions."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from site_builder.content.slugs import slugify
from site_builder.importing.draft import Biography
from site_builder.importing.recognising import bylines
from site_builder.importing.recognising.bylines import Writer, is_role
from site_builder.importing.recognising.chrome import cut_off, is_chrome
from site_builder.importing.recognising.names import fold
from site_builder.importing.segments import Segment

_VERB: Final = re.compile(
    r"(?:,[^,.]{2,60},)?\W*(?:is|was|are|were|has|holds|writes|works|serves|served|teaches|leads|covers|directs|heads|joined|reports"
    r"|lives|edits|ist|war|arbeitet|schreibt|lehrt|lebt|berichtet|leitet|forscht|est|travaille|enseigne|dirige|es|trabaja|escribe|enseña|è|scrive|insegna"
    r"|é|leciona|vive|werkt|woont|schrijft|är|arbetar|skriver|er|arbejder|jobber|jest|pracuje|mieszka|pisze|wykłada|je|žije|píše|este|scrie|είναι|ζει|γράφει|εργάζεται"
    r"|является|работает|живёт|живет|пишет|преподаёт|преподает|є|працює|мешкає|живе|пише|викладає|(?:(?:هو|هي)\s+)?(?:ال)?(?:كاتب|باحث|أستاذ|صحفي|صحافي|مدير|محلل|خبير|أكاديمي|محرر|مراسل|رئيس|زميل|وزير)ة?|adalah|bekerja|tinggal|là|hiện là|sống|ni|anaishi)\b",
    re.IGNORECASE,
)
_FORM: Final = r"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Rev)\.?\s+"
_OPENINGS: Final = frozenset("dpmroail*\t ")  # what a form, an article or a mark may begin with
_ARTICLE: Final = r"(?:Ο|Η|ο|η|O|A|La|Il|Die|Der)\s+"  # noqa: RUF001 - Greek letters
_TAGS: Final = re.compile(
    r"(?:tags?|topics?|keywords?|filed under|themen|schlagwörter|temas)\s*:\s*(.+)", re.IGNORECASE
)
_LABELLED: Final = re.compile(r"regions?\s*:\s*(.+)", re.IGNORECASE)
_TAG_WORDS: Final = 4  # of more, a line glues several together, and nothing tells where one ends
_ROLE_LINES: Final = 2  # between a name and what is said of its bearer
_ROLE_WORDS: Final = 14  # of such a line
_SIGNATURE_WORDS: Final = 60  # of the last line that a signature may be part of


class Found(Struct, frozen=True):
    """A biography and where its block begins; `line` is the line of the name."""

    biography: Biography
    index: int
    line: int


def biographies(segments: Sequence[Segment], start: int, authors: Sequence[Writer]) -> list[Found]:
    """Return the biography blocks from index `start` on.

    A block is a line with a name, at most two lines with a role, and a paragraph that begins with the name and
    says what its bearer is or does. Without a line of its own the name must be that of one of `authors`.
    """
    known = {fold(author.name) for author in authors}
    found: list[Found] = []
    for index in range(start, len(segments)):
        text = segments[index].text
        if bylines.is_person(text) or fold(text) in known:
            found += _headed(segments, index)
        elif (name := _signed(text, authors)) and all(
            fold(name) != fold(one.biography.name) for one in found
        ):
            found.append(Found(Biography(name, "", cut_off(text)), index, segments[index].first))
    return found


def _headed(segments: Sequence[Segment], index: int) -> list[Found]:
    name = segments[index].text
    for below in range(index + 1, min(index + 2 + _ROLE_LINES, len(segments))):
        text = segments[below].text
        if is_about(text, name):
            role = ", ".join(segment.text for segment in segments[index + 1 : below])
            biography = Biography(name, role, cut_off(text))
            return [Found(biography, index, segments[index].first)]
        if segments[below].prose or segments[below].weight > _ROLE_WORDS or is_chrome(text):
            break
    return []


def is_about(text: str, name: str) -> bool:
    """Tell whether `text` begins with a name, or with "Dr" and its last word, and says who its bearer is."""
    first, own = text[:1].lower(), name[:1].lower()
    if first.isascii() and own.isascii() and first != own and first not in _OPENINGS:
        return False  # before a pattern is made
    *_, last = name.split()
    whole = r"\s+".join(map(re.escape, name.split()))
    pattern = rf"[*•\s]*(?:{_ARTICLE})?(?:(?:{_FORM})?{whole}|{_FORM}{re.escape(last)}\b)"
    match = re.match(pattern, text, re.IGNORECASE)
    return bool(match and _VERB.match(text, match.end()))


def _signed(text: str, authors: Sequence[Writer]) -> str:
    return next((author.name for author in authors if is_about(text, author.name)), "")


def topics(segments: Sequence[Segment]) -> tuple[tuple[str, ...], int]:
    """Return the slugs that a line of tags names, in order, and that line (0 when there is none)."""
    for segment in segments:
        if match := _TAGS.fullmatch(segment.text):
            tags = re.split(r"\s*[,;|•·#]\s*", match[1])
            slugs = [slugify(tag) for tag in tags if len(tag.split()) <= _TAG_WORDS]
            return tuple(dict.fromkeys(filter(None, slugs)))[:20], segment.first
    return (), 0


def labelled_region(segments: Sequence[Segment]) -> tuple[str, int]:
    """Return what a line "Region: …" names, and that line."""
    found = (
        (match[1], segment.first) for segment in segments if (match := _LABELLED.fullmatch(segment.text))
    )
    return next(found, ("", 0))


def closing_signature(segments: Sequence[Segment], start: int, end: int) -> list[Found]:
    """Return the biography that the last paragraph in [start, end) is, of somebody not named before.

    The way many pieces are signed: "Jane Doe is a fellow at …" under the text.
    """
    for index in range(end - 1, max(start, end - 3), -1):
        if name := introduced(segments[index]):
            before = " ".join(fold(segment.text) for segment in segments[start:index])
            if fold(name.split()[-1]) in before.split():
                return []
            return [_found(name, segments[index], index)]
    return []


def opening_signature(segments: Sequence[Segment], start: int, end: int) -> list[Found]:
    """Return the biography that a line in [start, end), above a text, is: it says who somebody is."""
    found = ((index, introduced(segments[index])) for index in range(start, end))
    return [_found(name, segments[at], at) for at, name in found if name and is_role(segments[at].text)][:1]


def closing_byline(segments: Sequence[Segment], end: int) -> tuple[tuple[Writer, ...], int]:
    """Return who signs in a line right below a text, "Jane Doe, Researcher, …", and that line (0: nobody)."""
    for segment in segments[end : end + _ROLE_LINES]:
        signed = bylines.writers(segment.text, stated=False) if segment.weight <= _ROLE_WORDS else ()
        if signed and all(one.role and is_role(one.role) for one in signed):
            return signed, segment.first
    return (), 0


def _found(name: str, segment: Segment, index: int) -> Found:
    return Found(Biography(bylines.plain(name), "", cut_off(segment.text)), index, segment.first)


def introduced(segment: Segment) -> str:
    """Return the name of the person whom a short paragraph introduces, or ""."""
    run = segment.text.split() if segment.weight <= _SIGNATURE_WORDS else []
    names = (" ".join(run[:length]) for length in range(min(5, len(run)), 1, -1))
    return next((name for name in names if bylines.is_person(name) and is_about(segment.text, name)), "")
