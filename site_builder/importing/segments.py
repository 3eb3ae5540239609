"""Segments: the paragraphs, headings and stray lines of a plain-text document, with what can be told of each.

A dump has one paragraph a line, or wraps its lines at a fixed width. In the second case a line goes on in the
next one exactly when the next one's first word would not have fitted. Lines behind `>` are quoted, as e-mail
programs and forums do it.
"""

import re
from itertools import pairwise
from typing import Final

from msgspec import Struct

from site_builder.importing.document import clean

_WRAP_LIMIT: Final = 120
_SLACK: Final = 4  # columns by which hands and e-mail programs wrap too early
_SENTENCE_END: Final = re.compile(r"[.!?…。！？؟।]['\"”’»)\]]*$")  # noqa: RUF001 - the full stops of other scripts
_IDEOGRAPH: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_ITEM: Final = re.compile(r"[-*•·‣▪●]\s+(?=\S)")
_HEADING_MARK: Final = re.compile(
    r"#{1,6}\s+(?=\w)"
)  # pasted Markdown, and how some text browsers dump headings
_QUOTED: Final = re.compile(r"[ \t]*(?:>[ \t]?)+")
_OMISSION: Final = re.compile(r"[\[(<{]\s*(?:\.{2,}|…|snip\w*)\s*[\])>}]|-*\s*snip\s*-*", re.IGNORECASE)
_LETTER: Final = re.compile(r"[^\W\d_]")


class Segment(Struct, frozen=True):
    """One unit of text: `text` is clean (one line), `first` and `last` are lines of the document, from 1.

    `quoted`: its lines stood behind `>`.
    """

    text: str
    first: int
    last: int
    quoted: bool = False

    @property
    def weight(self) -> int:
        """The number of words; two Chinese or Japanese characters count as one."""
        return weight(self.text)

    @property
    def prose(self) -> bool:
        """Whether this reads as running text: sentences, not a label, a heading or a menu."""
        return (self.weight >= 8 and self.closed) or self.weight >= 28  # noqa: PLR2004 - words; see `closed`

    @property
    def closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_SENTENCE_END.search(self.text))

    @property
    def omission(self) -> bool:
        """Whether it is nothing but the mark that something was left out: "[...]", "<snip>"."""
        return bool(_OMISSION.fullmatch(self.text))

    @property
    def item(self) -> str:
        """The text of a list item without its mark, or "" when this is none."""
        match = _ITEM.match(self.text)
        return self.text[match.end() :] if match else ""


def weight(text: str) -> int:
    """Return how many words `text` has; two Chinese or Japanese characters count as one."""
    return len(text.split()) + len(_IDEOGRAPH.findall(text)) // 2


def split(text: str) -> list[Segment]:
    """Cut a document into its segments, in order; lines without any letter or digit are dropped."""
    raw = text.split("\n")
    quoted = _quoted(raw)
    lines = [
        _QUOTED.sub("", line, count=1) if marked else line for line, marked in zip(raw, quoted, strict=True)
    ]
    width = _width(lines)
    found: list[Segment] = []
    start = 0
    for index, line in enumerate(lines):
        same = index + 1 < len(lines) and quoted[index] == quoted[index + 1]
        follows = lines[index + 1] if same else ""
        if _is_continued(line, follows) or (width and _goes_on(line, follows, width)):
            continue
        one = Segment(
            _HEADING_MARK.sub("", clean(" ".join(lines[start : index + 1]))),
            start + 1,
            index + 1,
            quoted[index],
        )
        if any(map(str.isalnum, one.text)) or _is_rule(one.text) or one.omission:
            found.append(one)
        start = index + 1
    return found


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


def _width(lines: list[str]) -> int:
    """Return the width that the lines are wrapped at, or 0 when each line is whole."""
    running = [len(line.rstrip()) for line in lines if len(line.split()) > 4]  # noqa: PLR2004 - not a menu
    width = max(running, default=0)
    if width > _WRAP_LIMIT:
        return 0
    joins = sum(_goes_on(line, after, width) for line, after in pairwise(lines))
    return width if joins >= 3 else 0  # noqa: PLR2004 - fewer may be chance


def _is_continued(line: str, follows: str) -> bool:
    """Tell whether `follows` is the rest of a list item: it hangs below the item's text."""
    bullet = _ITEM.match(line.strip())
    hangs = len(follows) - len(follows.lstrip()) > len(line) - len(line.lstrip())
    return bool(bullet and follows.strip() and hangs and not _ITEM.match(follows.strip()))


def _goes_on(line: str, follows: str, width: int) -> bool:
    if not line.strip() or not follows.strip() or _ITEM.match(follows.strip()):
        return False
    return len(line.rstrip()) + 1 + len(follows.split(maxsplit=1)[0]) > width - _SLACK
