"""Segments: the paragraphs, headings and stray lines of a plain-text document, with what can be told of each.

Lines that `wrapping` finds to be one paragraph are one segment. Lines behind `>` are quoted, as e-mail programs and
forums do it.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Final

from msgspec import Struct

from site_builder.importing import page_feet, wrapping
from site_builder.importing.document import clean
from site_builder.importing.wrapping import Line

_SENTENCE_END: Final = re.compile(r"[.!?…。！？؟।]['\"”’»)\]]*$")  # noqa: RUF001 - the full stops of other scripts
_IDEOGRAPH: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_ITEM: Final = re.compile(r"[-*•·‣▪●]\s+(?=\S)")
_HEADING_MARK: Final = re.compile(
    r"#{1,6}\s+(?=\w)"
)  # pasted Markdown, and how some text browsers dump headings
_BROWSER_MARK: Final = re.compile(r"[+o□■☆★○◦⚬]\s+(?=\S)")
_QUOTED: Final = re.compile(r"[ \t]*(?:>[ \t]?)+")
_OMISSION: Final = re.compile(r"[\[(<{]\s*(?:\.{2,}|…|snip\w*)\s*[\])>}]|-*\s*snip\s*-*", re.IGNORECASE)
_LETTER: Final = re.compile(r"[^\W\d_]")


class Segment(Struct, frozen=True, dict=True):
    """One unit of text: `text` is clean (one line), `first` and `last` are lines of the document, from 1.

    `quoted`: its lines stood behind `>`; `indent`: the column where it begins; `gap`: how many lines that are blank
    or hold no word stand above it; `form`: a field or a button stood in it or right above.
    """

    text: str
    first: int
    last: int
    quoted: bool = False
    indent: int = 0
    gap: int = 0
    form: bool = False

    @cached_property
    def weight(self) -> int:
        """The number of words; two Chinese or Japanese characters count as one."""
        return weight(self.text)

    @cached_property
    def prose(self) -> bool:
        """Whether this reads as running text: sentences, not a label, a heading or a menu."""
        return (self.weight >= 8 and self.closed) or self.weight >= 28  # noqa: PLR2004 - words; see `closed`

    @cached_property
    def closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_SENTENCE_END.search(self.text))

    @property
    def omission(self) -> bool:
        """Whether it is nothing but the mark that something was left out: "[...]", "<snip>"."""
        return bool(_OMISSION.fullmatch(self.text))

    @cached_property
    def item(self) -> str:
        """The text of a list item without its mark, or "" when this is none."""
        match = _ITEM.match(self.text)
        return self.text[match.end() :] if match else ""


def weight(text: str) -> int:
    """Return how many words `text` has; two Chinese or Japanese characters count as one."""
    words = len(text.split())
    return words if text.isascii() else words + len(_IDEOGRAPH.findall(text)) // 2


def total(rows: Iterable[Segment]) -> int:
    """Return how many words some segments have together."""
    return sum(one.weight for one in rows)


def middle(rows: Sequence[Segment], start: int, end: int) -> int:
    """Return the index behind the first half of the words in [start, end)."""
    half, so_far = total(rows[start:end]) / 2, 0
    for index in range(start, end):
        so_far += rows[index].weight
        if so_far > half:
            return index
    return end


def split(text: str) -> list[Segment]:
    """Cut a document into its segments, in order; lines without any letter or digit are dropped."""
    raw, numbers = page_feet.without(text.split("\n"))
    divided = page_feet.divides(raw)
    quoted = _quoted(raw)
    rows = wrapping.lines(
        [_QUOTED.sub("", line, count=1) if marked else line for line, marked in zip(raw, quoted, strict=True)]
    )
    on = wrapping.joined(rows)
    if any(quoted):  # what was quoted may be wrapped though the words around it are not
        among = wrapping.joined([row if own else Line("") for row, own in zip(rows, quoted, strict=True)])
        on = [one or other for one, other in zip(on, among, strict=True)]
    forms = [0, *accumulate(row.form for row in rows)]
    found: list[Segment] = []
    start = ended = 0
    for index in range(len(rows)):
        if on[index] and quoted[index] == quoted[index + 1]:
            continue
        form = forms[index + 1] > forms[ended]
        gap = numbers[start] - 1 - (found[-1].last if found else 0)
        lines = numbers[start], numbers[index]
        one = _segment(rows[start : index + 1], lines, gap, quoted=quoted[index], form=form, divided=divided)
        if any(map(str.isalnum, one.text)) or _is_rule(one.text) or one.omission:
            found.append(one)
            ended = index + 1
        start = index + 1
    return found


def _segment(
    rows: list[Line], lines: tuple[int, int], gap: int, *, quoted: bool, form: bool, divided: bool
) -> Segment:
    """Return the segment that rows are, which stand in `lines` of the document; `divided`: words may go on in the next row."""
    text = wrapping.join([row.text for row in rows], divided=divided)
    mark = _BROWSER_MARK.match(text) if rows[0].marked else None
    text = f"• {text[mark.end() :]}" if mark else text
    text = _HEADING_MARK.sub("", clean(text))
    return Segment(text, *lines, quoted, rows[0].indent, gap, form)


def _quoted(lines: list[str]) -> list[bool]:
    """Tell of each line whether it is quoted; a lone `>` at the head of a paragraph is part of its text."""
    marked = [bool(_QUOTED.match(line)) for line in lines]
    beside = zip([False, *marked], marked, [*marked[1:], True], [*lines[1:], ""], strict=False)
    return [own and (above or below or not follows.strip()) for above, own, below, follows in beside]


def _is_rule(text: str) -> bool:
    return len(text) > 1 and not text.strip("-_*=~")


def has_letters(text: str) -> bool:
    """Tell whether `text` has any letter."""
    return bool(_LETTER.search(text))
