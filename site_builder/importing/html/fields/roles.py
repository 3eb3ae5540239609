"""Roles: what the only author of a page is, as an element right below the name says.

`cards` reads the roles of several people; of one, nothing is built alike, and the likeness of a text to a role, or how its
element is called, must tell.
"""

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Final

from lxml.html import HtmlElement
from msgspec import structs

from site_builder.importing.html.fields import signatures
from site_builder.importing.html.fields.choice import Found
from site_builder.importing.html.fields.signals import Signals
from site_builder.importing.html.markup.folding import folded
from site_builder.importing.html.markup.lines import Line
from site_builder.importing.recognising import bylines, dates, far_names, given_names
from site_builder.importing.recognising.bylines import Writer
from site_builder.importing.text import announced, name_lines, other_hands

_CALLED: Final = re.compile(
    r"(?:job|author|autor|person|profile|byline)[\w-]*(?:title|role|position|function|subtitle|secondary|desc)|(?:^|[\W_])role(?:$|[\W_])|position|funktion|fonction|cargo|job-?title|designation|occupation",
    re.IGNORECASE,
)
_LONGEST: Final = 100  # characters
_MOST_WORDS: Final = 12
_NO_ROLE: Final = re.compile(
    r"\d{2}|^[@#+]|^(?:follow|share|published|posted|updated|by)\b|[.!?:]$|\||^\d", re.IGNORECASE
)
_PARTS: Final = 20  # elements of a line
_LONGEST_LABEL: Final = 20  # characters
_FIRST: Final = 8  # lines from the title on
_ANNOUNCED: Final = 160  # characters
_ABOVE, _BELOW = 8, 14  # lines around the title
_FOOT: Final = 60  # lines at the end of the page
_OF_WRITER: Final = re.compile(
    r"(?:author|auteur|autor|byline|writer)[\w-]*(?:title|role|position|function|desc)", re.IGNORECASE
)
_CARD: Final = 3  # elements up from the name
_WRITES: Final = re.compile(r"auth?or|contributor|writer|byline|autor|auteur|verfasser", re.IGNORECASE)
_CARDED: Final = "card of who writes, near the title"
_LABEL: Final = "byline behind a label"
_SURE: Final = 0.8


def told(found: Found[tuple[Writer, ...]] | None, signals: Signals) -> Found[tuple[Writer, ...]] | None:
    """Return who signs with what they are; where nobody was found, whom a line behind a word for the author names."""
    found = _unmarked(signals) if found is None else found
    if found is None:
        return None
    writers = _without_mere_roles(tuple(map(far_names.told_apart, found.value)), signals)
    writers = _above_role(writers, signals) or writers
    if len(writers) == 1 and not writers[0].organisation:
        shown = _beside(writers[0].name, signals)
        if shown.startswith(writers[0].role):  # which the page's data may state in short
            writers = (structs.replace(writers[0], role=shown),)
    return structs.replace(found, value=writers)


def translation(signals: Signals) -> str:
    """Return the line near the title that says who translated the piece, which no author is ("" if none says so)."""
    told = (line.text for line in _near(signals) if other_hands.is_translation(line.text))
    return next((text for text in told if not dates.find(text)), "")  # a day is that of the translation


def _unmarked(signals: Signals) -> Found[tuple[Writer, ...]] | None:
    """Return who signs a page of which the models are unsure: behind a word for the author or on a card."""
    names = dict.fromkeys(filter(None, (far_names.labelled(line.text) for line in _near(signals))))
    if len(names) == 1:
        return Found((Writer(next(iter(names))),), _LABEL, _SURE)
    if writers := _below_label(signals) or _announced(signals):
        return Found(writers, _LABEL, _SURE)
    cards = [
        Writer(line.text, role)
        for line in _near(signals)
        if name_lines.is_name(Writer(line.text)) and not given_names.is_firm(line.text) and _is_card(line)
        if (role := _beside(line.text, signals))
        and (given_names.is_known(line.text) or bylines.is_role(role))
    ]
    return Found(tuple(cards), _CARDED, _SURE) if len(cards) == 1 else None


def _below_label(signals: Signals) -> tuple[Writer, ...]:
    """Return whom the line below one names that says nothing but "Written by", near the title."""
    for line, after in pairwise(_near(signals)):
        label, name = line.text.strip(" :"), Writer(after.text)
        if len(label) <= _LONGEST_LABEL and signatures.opening(f"{label}: ") >= len(label):
            known = given_names.is_known(name.name) and not given_names.is_firm(name.name)
            if known and name_lines.is_name(name):
                return (name,)
    return ()


def _announced(signals: Signals) -> tuple[Writer, ...]:
    """Return whom the title, or one of the first lines below it, announces as a guest, as who asked, or who spoke."""
    lines = signals.lines[signals.anchor : signals.anchor + _FIRST]
    return next(filter(None, (announced.in_line(line.text[:_ANNOUNCED]) for line in lines)), ())


def _is_card(line: Line) -> bool:
    """Tell whether a line stands in an element that is called after those who write."""
    return any(
        _WRITES.search(f"{one.get('class') or ''} {one.get('id') or ''}") for one in _around(line.element)
    )


def _without_mere_roles(writers: tuple[Writer, ...], signals: Signals) -> tuple[Writer, ...]:
    """Return people, where a name that only says what somebody is has become the role of the one before."""
    if len(writers) == 2 and (  # noqa: PLR2004 - a name and a role
        other_hands.is_mere_role(writers[1].name) or _is_called_role(writers[1].name, signals)
    ):
        return (structs.replace(writers[0], role=writers[0].role or writers[1].name),)
    return writers


def _above_role(writers: tuple[Writer, ...], signals: Signals) -> tuple[Writer, ...]:
    """Return who stands right above the line near the title that was taken for a name and says what somebody is, () for nobody."""
    if len(writers) != 1 or not name_lines.is_post(writers[0].name):
        return ()
    for line, after in pairwise(_near(signals)):
        above = Writer(line.text)
        if (
            folded(after.text) == folded(writers[0].name)
            and after.place - line.place == 1
            and name_lines.is_name(above)
            and not name_lines.is_post(line.text)
            and not given_names.is_firm(line.text)
        ):
            return (Writer(line.text, after.text),)
    return ()


def _is_called_role(text: str, signals: Signals) -> bool:
    """Tell whether all elements near the title that hold nothing but a text are called after what somebody is."""
    held = (one for line in _near(signals) for one in islice(line.element.iter(), _PARTS))
    said = [
        one
        for one in held
        if isinstance(one.tag, str) and folded((one.text or "")[:_LONGEST]) == folded(text)
    ]
    return bool(said) and all(_CALLED.search(one.get("class") or "") for one in said)


def _near(signals: Signals) -> list[Line]:
    return [
        line
        for line in signals.lines[max(0, signals.anchor - _ABOVE) : signals.anchor + _BELOW]
        if len(line.text) <= _LONGEST
    ]


def _beside(name: str, signals: Signals) -> str:
    """Return what the line below a name, in the same card, says that its bearer is; "" if it says nothing of the kind."""
    lines = _near(signals)
    title = signals.lines[signals.anchor].element if signals.lines else None
    for line, after in pairwise(lines):
        if (
            folded(line.text) != folded(name)
            or after.place - line.place > 1
            or not _may_be_role(after.text, name)
        ):
            continue
        if _OF_WRITER.search(after.element.get("class") or ""):
            return after.text
        cards = [one for one in _around(line.element) if title is None or one not in title.iterancestors()]
        if any(one in after.element.iterancestors() for one in cards):
            called = f"{after.element.get('class') or ''} {after.element.get('itemprop') or ''}"
            above = after.element.getparent()
            called += f" {above.get('class') or ''}" if above is not None else ""
            if bylines.is_role(after.text) or name_lines.is_post(after.text) or _CALLED.search(called):
                return after.text
    return _below(name, signals)


def _below(name: str, signals: Signals) -> str:
    """Return what the card of the author below the text says, or "": the name on a line, and right below it what its bearer is."""
    for line, after in pairwise(signals.lines[signals.anchor + _BELOW :][-_FOOT:]):
        named = folded(line.text) == folded(name) and after.place - line.place == 1 and _is_card(line)
        if named and _may_be_role(after.text, name) and bylines.is_role(after.text):
            return after.text
    return ""


def _around(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from (one for one, _ in zip(element.iterancestors(), range(_CARD), strict=False))


def _may_be_role(text: str, name: str) -> bool:
    words = len(text.split())
    return (
        words <= _MOST_WORDS
        and not _NO_ROLE.search(text)
        and folded(name) not in folded(text)
        and not dates.find(text)
    )
