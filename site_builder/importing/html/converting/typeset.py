"""Typeset: what a page says by its form alone, said in characters.

Browsers put marks around `q`, raise and lower figures, and print the reading of a word above it. Taken as mere text,
10⁶ would be 106, and a quotation the author's own words. A formula is said once, in TeX where the page has that.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from lxml.html import HtmlElement

from site_builder.importing.html.markup.blocks import Run

_QUOTES: Final = (("“", "”"), ("‘", "’"))
_BRACKETS: Final = ("(", ")")
_RAISED: Final = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")  # noqa: RUF001 - a real minus
_LOWERED: Final = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")  # noqa: RUF001 - likewise
_TABLES: Final = {"sup": _RAISED, "sub": _LOWERED, "msup": _RAISED, "msub": _LOWERED}
_LONGEST: Final = 12  # characters of what is raised or lowered
_LONGEST_FORMULA: Final = 2_000  # characters
_TEX: Final = frozenset(("application/x-tex", "tex", "latex", "application/x-latex"))


def typeset(runs: Sequence[Run], edge: HtmlElement) -> list[Run]:
    """Return the runs of a block that stands in `edge`, with what its form says in their text."""
    found: list[Run] = []
    before: list[HtmlElement] = []
    formulas: set[HtmlElement] = set()
    for text, holder in runs:
        chain = list(_chain(holder, edge))
        formula = next((element for element in chain if element.tag == "math"), None)
        if any(map(_shows_formula_again, chain)) or formula in formulas:
            continue
        marked = [element for element in reversed(chain) if _marks(element)]
        stays = len(list(takewhile(lambda pair: pair[0] is pair[1], zip(before, marked, strict=False))))
        _close(found, before, stays)
        if formula is not None and (tex := _tex(formula)):
            formulas.add(formula)
            found.append((tex, formula))
        else:
            text = _shifted(text, chain)  # noqa: PLW2901
            marked = marked if text.strip() else marked[:stays]
            found += [(_pair(marked, place)[0], marked[place]) for place in range(stays, len(marked))]
            found.append((text, holder))
        before = marked
    _close(found, before, 0)
    return found


def _chain(holder: HtmlElement, edge: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements around a run, from the innermost to that before the block's own."""
    step: HtmlElement | None = holder
    while step is not None and step is not edge:
        yield step
        step = step.getparent()


def _close(found: list[Run], marked: Sequence[HtmlElement], stays: int) -> None:
    """Write behind the last text what ends all marked elements but the first `stays`."""
    closing = [(_pair(marked, place)[1], marked[place]) for place in range(len(marked) - 1, stays - 1, -1)]
    if closing:
        place = next(place for place in range(len(found) - 1, -1, -1) if found[place][0].strip())
        text, holder = found[place]
        bare = text.rstrip()
        found[place : place + 1] = [(bare, holder), *closing, (text[len(bare) :], holder)]


def _marks(element: HtmlElement) -> bool:
    ruby = element.getparent() if element.tag == "rt" else None
    return element.tag == "q" or (ruby is not None and next(ruby.iter("rp"), None) is None)


def _pair(marked: Sequence[HtmlElement], place: int) -> tuple[str, str]:
    if marked[place].tag == "rt":
        return _BRACKETS
    return _QUOTES[sum(one.tag == "q" for one in marked[:place]) % 2]


def _shifted(text: str, chain: Sequence[HtmlElement]) -> str:
    for element in chain:
        parent = element.getparent()
        shift = element if element.tag in {"sup", "sub"} else parent
        if shift is None or shift.tag not in _TABLES or (shift is parent and element.getprevious() is None):
            continue
        table = _TABLES[shift.tag]
        whole = "".join(element.itertext()).strip()[: _LONGEST + 1]
        if len(whole) <= _LONGEST and all(ord(mark) in table for mark in whole):
            return text.translate(table)
        return text
    return text


def _tex(formula: HtmlElement) -> str:
    """Return a formula as TeX, "" where the page does not have it so."""
    for note in formula.iter("annotation"):
        if (note.get("encoding") or "").lower() in _TEX:
            return " ".join("".join(note.itertext()).split())[:_LONGEST_FORMULA]
    return ""


def _shows_formula_again(element: HtmlElement) -> bool:
    """Tell whether an element prints, for eyes only, the formula that the element before it holds."""
    if element.get("aria-hidden") != "true":
        return False
    before = element.getprevious()
    return before is not None and next(before.iter("math"), None) is not None
