"""Broken lines: a headline, or the sentence below it, that somebody has set in two lines."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from site_builder.importing.recognising import bylines, dates
from site_builder.importing.recognising.chrome import is_chrome
from site_builder.importing.segments import Segment
from site_builder.importing.text import headlines, name_lines

HEAD: Final = 12
"""Lines above the text that a short head has at most; with more of them there is a page's menu among them."""
HANGING: Final = frozenset(
    re.findall(  # words with which no line ends that is whole
        r"\w+",
        "a an the and or of in on at to for from by with as into over under after before between against through its their is are was how why what der die das "
        "den dem des ein eine und oder von vom im am für zum zur zwischen gegen bei als wie wenn le la les l un une de du d et ou en dans sur sous pour par avec "
        "sans entre vers au aux que qui el los las y o del al con por para sin sobre desde hacia il lo gli i e dei della delle di da nel nella tra fra su het "
        "een van voor met naar bij op tussen do dos no na nos nas um uma ao os",
    )
)
_LONGEST: Final = 14  # words of a line that may be half a headline
_FEW: Final = 2  # words
_WIDE: Final = 25  # characters


def mended(segments: Sequence[Segment]) -> list[Segment]:
    """Join the lines of a short head that are one headline, or one sentence below it, broken over two lines.

    A page's menus, which stand above a longer head, have many lines that stop anywhere.
    """
    text_at = next((at for at, one in enumerate(segments[: HEAD + 1]) if one.prose), 0)
    printed = Counter(one.text for one in segments)
    found: list[Segment] = []
    for at, segment in enumerate(segments):
        once = printed[segment.text] == 1
        if found and at < text_at and once and _goes_on(found[-1], segment):
            found.append(_joined(found.pop(), segment))
        else:
            found.append(segment)
    return found


def _joined(one: Segment, other: Segment) -> Segment:
    text = f"{one.text} {other.text}"
    return Segment(text, one.first, other.last, one.quoted, one.indent, one.gap, one.form)


def _goes_on(above: Segment, below: Segment) -> bool:
    """Tell whether a line stops in the middle of what the next one says, as headlines and their decks do that were broken by hand."""
    if below.gap > 1 or above.item or below.item or above.quoted != below.quoted or above.closed:
        return False
    if max(above.weight, below.weight) > _LONGEST or above.weight < _FEW or above.prose or below.prose:
        return False
    if any(is_chrome(one.text) or dates.find(one.text) or bylines.starts(one.text) for one in (above, below)):
        return False
    if names_people(above.text) or names_people(below.text) or headlines.is_kind(above.text):
        return False
    *_, last = above.text.split()
    first = below.text.split()[0]
    if last.endswith(":"):
        return above.weight > _FEW and below.weight > _FEW
    hangs = last.casefold().strip("’'") in HANGING and above.weight > _FEW
    lower = below.text[0].islower() and above.text[0].isupper() and min(above.weight, below.weight) > _FEW
    listed = last.endswith(",") and not below.text.endswith(",")
    return hangs or lower or listed or _is_broken_title(above.text, below.text, first)


def names_people(text: str) -> bool:
    """Tell whether a line names people, as far as words with capitals can be told from a headline's."""
    line = name_lines.read(text)
    return line is not None and (line.said or any(map(name_lines.is_known, line.writers)))


def _is_broken_title(above: str, below: str, first: str) -> bool:
    """Tell whether two lines with a capital on each word are one title: the upper is the longer, and the lower begins as no title does or ends it."""
    capitals = _in_title_case(above) and _in_title_case(below) and _WIDE <= len(above) <= 2 * _WIDE + 10
    return capitals and len(above) > len(below) and (first.casefold() in HANGING or ":" in above)


def _in_title_case(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", text) if len(word) > 3]  # noqa: PLR2004 - shorter ones are articles
    return len(words) > 1 and all(word[0].isupper() for word in words) and not text.isupper()
