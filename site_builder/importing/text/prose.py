"""Prose: where in a document the piece itself stands, and the blocks of its body."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from site_builder.importing.draft import Block
from site_builder.importing.recognising import dates
from site_builder.importing.recognising.chrome import is_chrome, is_end, is_list
from site_builder.importing.segments import Segment
from site_builder.integrity.shingles import words

_PARAGRAPH_CAP: Final = 80  # words that a paragraph counts for, at most
_ITEM_CAP: Final = 20  # words that an item of a list does
_CLOSES: Final = 60  # words that must follow to make up for the end of a piece
_LIST: Final = 30  # words that must follow the heading of a box of other pieces
_BOX: Final = 30  # words that one box costs, at most
_HEADING_WORDS: Final = 14
_REPEATED_WORDS: Final = 8  # of a line that is left out where it stands again
_PULLED_WORDS: Final = 5  # of a quotation that is set apart
_REACH: Final = 12  # segments between a pulled quotation and its sentence
_NUMBERED: Final = re.compile(r"(?:\d{1,2}|[IVX]{1,5})[.):]\s+\w")
_OFFER: Final = re.compile(r"\b(?:sign up|subscribe|newsletters?|e-?mail address|inbox)\b", re.IGNORECASE)
_SECTION: Final = re.compile(
    r"(?:executive )?summary|introduction|background|abstract|overview|key (?:points|findings|takeaways)|einleitung"
    r"|zusammenfassung|introducci[oó]n|resumen|résumé",
    re.IGNORECASE,
)


def run(segments: Sequence[Segment]) -> tuple[int, int]:
    """Return the bounds [start, end) of the run of segments that is most of all running text.

    The run with the greatest sum of worths: prose is worth its words, a short line costs a little, chrome much
    and the opening of a comments section so much that hardly anything makes up for it; but a box in the middle
    of a piece costs no more than a short paragraph. (0, 0) when nothing is prose.
    """
    best, bounds, total, start, box = 0.0, (0, 0), 0.0, 0, 0.0
    for index, segment in enumerate(segments):
        if total <= 0:
            total, start, box = 0.0, index, 0.0
        worth = _worth(segment)
        if -_CLOSES < worth < 0:
            worth = -min(-worth, _BOX - box)
            box -= worth
        elif worth > 0:
            box = 0.0
        total += worth
        if total > best and segment.prose:
            best, bounds = total, (start, index + 1)
    start, end = bounds
    while start < end and not segments[start].prose:
        start += 1
    return start, _with_items(segments, end)


def _worth(segment: Segment) -> float:
    if is_end(segment.text):
        return -_LIST if is_list(segment.text) else -_CLOSES
    if is_chrome(segment.text):
        return -20
    if segment.prose:
        return min(segment.weight, _PARAGRAPH_CAP)
    if segment.item:
        return min(segment.weight, _ITEM_CAP) / 2
    return 2 if segment.closed else -5


def _with_items(segments: Sequence[Segment], end: int) -> int:
    """Let a list, or short closing sentences, that end a piece belong to it."""
    while 0 < end < len(segments) and (segments[end].item or _short_sentence(segments[end])):
        end += 1
    return end


def _short_sentence(segment: Segment) -> bool:
    return segment.closed and segment.weight >= 3 and not is_chrome(segment.text)  # noqa: PLR2004 - words


def blocks(segments: Sequence[Segment], *, heading_last: bool = False) -> tuple[Block, ...]:
    """Return the blocks of a body: paragraphs, list items, and headings for short lines that open prose.

    What is printed twice counts once, and chrome between paragraphs is left out. A short line with nothing
    under it is a paragraph, unless `heading_last`. Quoted lines are quotations, unless all lines are.
    """
    rows = _without_offers(_without_asides(without_repeats(segments)))
    kept = [one for one in rows if not is_chrome(one.text)]
    kept = [one for one in kept if one.omission or any(map(str.isalnum, one.text))]
    within = not all(one.quoted for one in kept)
    found: list[Block] = []
    for index, segment in enumerate(kept):
        follows = kept[index + 1] if index + 1 < len(kept) else None
        if segment.item:
            found.append(Block("item", segment.item))
        elif segment.quoted and within:
            found.append(Block("quote", segment.text))
        elif _is_heading(segment) and (_has_section(segment, follows) if follows else heading_last):
            found.append(Block("heading", segment.text))
        elif found and _is_listed(segment.text, found[-1]):
            found.append(Block("item", segment.text))
        else:
            found.append(Block("paragraph", segment.text))
    return tuple(found)


def opens_section(segment: Segment) -> bool:
    """Tell whether a line is certainly a heading: numbered, or named as first sections are."""
    numbered = _NUMBERED.match(segment.text) and not dates.find(segment.text)  # "7. Mai 2019"
    return _is_heading(segment) and bool(numbered or _SECTION.fullmatch(segment.text))


def _is_heading(segment: Segment) -> bool:
    text = segment.text
    if segment.weight > _HEADING_WORDS or text[0].islower() or text.endswith((".", ",", ";", "…")):
        return False
    # What opens so is a quotation or an aside.
    return not segment.omission and not text.startswith(("“", "”", '"', "‘", "«", "—", "("))


def _has_section(heading: Segment, follows: Segment) -> bool:
    return follows.prose or bool(follows.item) or opens_section(heading)


def _is_listed(text: str, before: Block) -> bool:
    """Tell whether a line is an item of a list that lost its marks: in lower case, below a colon or an item."""
    opened = before.kind == "item" or (before.kind == "paragraph" and before.text.endswith(":"))
    return opened and text[0].islower() and not text.endswith(":")


def _without_asides(segments: Sequence[Segment]) -> list[Segment]:
    """Leave out lists of other pieces: the lines right below a "Related" or "Recommended"."""
    kept: list[Segment] = []
    last = 0  # the line on which such a list ends so far
    for segment in segments:
        listed = last and segment.first == last + 1 and not segment.closed and not segment.prose
        if listed or is_end(segment.text):
            last = segment.last
        else:
            last = 0
            kept.append(segment)
    return kept


def _without_offers(segments: Sequence[Segment]) -> list[Segment]:
    """Leave out what stands in a box that asks readers to sign up: the short lines between its own lines."""
    kept: list[Segment] = []
    for prose, group in groupby(segments, key=lambda one: one.prose and not is_chrome(one.text)):
        rows = list(group)
        chrome = [index for index, one in enumerate(rows) if is_chrome(one.text)]
        if prose or not any(_OFFER.search(rows[index].text) for index in chrome):
            kept += rows
        else:
            within = range(chrome[0], chrome[-1] + 1)
            kept += [one for index, one in enumerate(rows) if index not in within or one.item or one.quoted]
    return kept


def without_repeats(segments: Sequence[Segment]) -> list[Segment]:
    """Leave out each segment of eight words or more that has stood before, and each pulled quotation."""
    told = [f" {' '.join(words(segment.text))} " for segment in segments]
    seen: set[str] = set()
    kept = []
    for index, segment in enumerate(segments):
        own = told[index]
        length = own.count(" ") - 1
        near = told[max(0, index - _REACH) : index + _REACH]
        if (length < _REPEATED_WORDS or own not in seen) and not (
            _may_be_pulled(segment, length) and _stands_in(own, near)
        ):
            kept.append(segment)
        seen.add(own)
    return kept


def _may_be_pulled(segment: Segment, length: int) -> bool:
    """Tell whether a segment looks like a sentence of the text set apart to catch the eye."""
    return length >= _PULLED_WORDS and not segment.quoted and (segment.closed or not _is_heading(segment))


def _stands_in(own: str, told: Sequence[str]) -> bool:
    return any(own in other for other in told if len(other) > len(own))
