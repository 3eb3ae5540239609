"""Alternatives: patterns of many words, arranged so that a text without any of them is passed over fast.

Where each alternative begins with a plain letter, `re` looks for those letters alone, and only where there is one does it
try the alternatives. So what an alternative asks of the place before it is asked behind its first letter, and those
of one letter stand together. What is found stays the same. Ignoring case would undo all this; texts are
put into small letters instead.
"""

import re
from collections.abc import Iterator
from typing import Final

_BEFORE: Final = re.compile(r"\\b|\(\?<!([^()]*)\)")
_PLAIN: Final = re.compile(r"[^\\()\[\].^$?*+{|](?![?*+{])")


def small(text: str) -> str:
    """Return a text in small letters: what a pattern of small ones finds in it is what it finds in `text` ignoring case."""
    if not text.isascii():  # to `re`, these three are an "i", too, and an "s"
        text = text.replace("\u0130", "i").replace("\u0131", "i").replace("\u017f", "s")
    return text.lower()


def pattern(alternatives: str, *, whole: bool = False) -> re.Pattern[str]:
    r"""Return the pattern of alternatives with bars between, in small letters, for texts in small letters.

    Each begins with a plain character, be it in a group that begins it, or behind `\b` and `(?<!…)`. None has groups
    that capture. `whole`: each is to stand as whole words.
    """
    alternatives = rf"\b(?:{alternatives})\b" if whole else alternatives
    return re.compile(arranged(alternatives))


def arranged(alternatives: str) -> str:
    """Return alternatives as `pattern` puts them."""
    of_first: dict[str, list[str]] = {}
    for one in _split(alternatives):
        for asked, said in _spread(one):
            if not _PLAIN.match(said):
                raise ValueError(f"an alternative begins with no plain character: {one}")
            first = re.escape(said[0])
            before = [rf"(?<=\b{first})" if not each else f"(?<!{each}{first})" for each in asked]
            of_first.setdefault(first, []).append("".join(before) + said[1:])
    return "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in of_first.items())


def _spread(one: str) -> Iterator[tuple[list[str], str]]:
    r"""Yield what an alternative asks of the place before it ("" for `\b`) and what it says, for each way to begin."""
    asked = []
    while before := _BEFORE.match(one):
        asked.append(before[1] or "")
        one = one[before.end() :]
    if not one.startswith("(?:"):
        yield asked, one
        return
    end = _closed(one)
    begun, rest = [*_split(one[len("(?:") : end])], one[end + 1 :]
    if rest[:1] in {"*", "+", "{"}:
        raise ValueError(f"an alternative begins with a group that is repeated: {one}")
    if rest.startswith("?"):
        begun, rest = [*begun, ""], rest[1:]
    for start in begun:
        for more, said in _spread(start + rest):
            yield asked + more, said


def _closed(text: str) -> int:
    """Return where the group ends with which a text begins."""
    depth = 0
    for at, mark in enumerate(text):
        depth += (mark == "(") - (mark == ")")
        if not depth:
            return at
    raise ValueError(f"a group is not closed: {text}")


def _split(alternatives: str) -> Iterator[str]:
    """Yield what stands between the bars that are in no group."""
    depth = start = 0
    for at, mark in enumerate(alternatives):
        depth += (mark == "(") - (mark == ")")
        if mark == "|" and not depth:
            yield alternatives[start:at]
            start = at + 1
    yield alternatives[start:]
