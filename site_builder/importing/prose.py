"""Prose: where in a document the piece itself stands, and the blocks of its body."""

from collections.abc import Sequence
from typing import Final

from site_builder.importing.chrome import is_chrome, is_end
from site_builder.importing.draft import Block
from site_builder.importing.segments import Segment
from site_builder.integrity.shingles import words

_PARAGRAPH_CAP: Final = 80
_ITEM_CAP: Final = 20
_HEADING_WORDS: Final = 14
_REPEATED_WORDS: Final = 8


def run(segments: Sequence[Segment]) -> tuple[int, int]:
    """Return the bounds [start, end) of the run of segments that is most of all running text.

    The run with the greatest sum of worths: prose is worth its words, a short line costs a little, chrome much
    and the opening of a comments or related section so much that hardly anything makes up for it. (0, 0) when
    nothing is prose.
    """
    best, bounds, total, start = 0.0, (0, 0), 0.0, 0
    for index, segment in enumerate(segments):
        if total <= 0:
            total, start = 0.0, index
        total += _worth(segment)
        if total > best and segment.prose:
            best, bounds = total, (start, index + 1)
    start, end = bounds
    while start < end and not segments[start].prose:
        start += 1
    return start, _with_items(segments, end)


def _worth(segment: Segment) -> float:
    if is_end(segment.text):
        return -60
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
    under it is a paragraph, unless `heading_last`.
    """
    kept = [segment for segment in without_repeats(segments) if not is_chrome(segment.text)]
    kept = [segment for segment in kept if any(map(str.isalnum, segment.text))]
    found: list[Block] = []
    for index, segment in enumerate(kept):
        follows = kept[index + 1] if index + 1 < len(kept) else None
        if segment.item:
            found.append(Block("item", segment.item))
        elif _is_heading(segment) and (follows.prose or bool(follows.item) if follows else heading_last):
            found.append(Block("heading", segment.text))
        else:
            found.append(Block("paragraph", segment.text))
    return tuple(found)


def _is_heading(segment: Segment) -> bool:
    text = segment.text
    if segment.weight > _HEADING_WORDS or text[0].islower() or text.endswith((".", ",", ";", "…")):
        return False
    return not text.startswith(("“", "”", '"', "‘", "«", "—", "("))  # a quotation or an aside


def without_repeats(segments: Sequence[Segment]) -> list[Segment]:
    """Leave out each segment of eight words or more that has stood before."""
    seen: set[tuple[str, ...]] = set()
    kept = []
    for segment in segments:
        key = tuple(words(segment.text))
        if len(key) >= _REPEATED_WORDS and key in seen:
            continue
        seen.add(key)
        kept.append(segment)
    return kept
