"""Unseen: what of a page its readers do not see, since the page hides it.

Hidden text may be a note for machines, or an order to them; it is no part of what was published for readers.
"""

import re
from collections.abc import Sequence
from typing import Final

from lxml.etree import XPath
from lxml.html import HtmlElement

from site_builder.importing.html.markup.blocks import Block, Run
from site_builder.importing.html.markup.folding import weight

_STYLE: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|(?<![\w-])opacity\s*:\s*0?\.?0+\s*(?:;|!|$)"
    r"|font-size\s*:\s*[01](?:\.\d+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)"
    r"|(?:text-indent|left|top|margin-left)\s*:\s*-\d{3,}(?:px|em|rem|%)"  # moved off the screen
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]|clip-path\s*:\s*inset\(\s*(?:50|100)%",  # cut to nothing
    re.IGNORECASE,
)
_LONGEST: Final = 600  # characters of a style or a class
_DEEPEST: Final = 200  # elements up
_PANEL: Final = re.compile(
    r"accordion|collaps|expand|toggle|tab(?:s|-?(?:pane|panel|content))?\b|panel|more|answer|faq|spoiler|drawer|slide",
    re.IGNORECASE,
)
_OPENERS: Final = XPath(
    "boolean(//*[@aria-controls=$name or @href=$link or @data-target=$link or @data-bs-target=$link or @for=$name])"
)
_PART: Final = 4  # times what is hidden, a piece has that hides it from readers


def hides(element: HtmlElement) -> bool:
    """Tell whether an element hides what it holds, by `hidden` or by its own style."""
    style = element.get("style")
    if style and _STYLE.search(style[:_LONGEST]):
        return True
    hidden = element.get("hidden")
    return hidden is not None and hidden.strip().lower() != "until-found"


def hider(element: HtmlElement) -> HtmlElement | None:
    """Return the nearest element around and including `element` that hides it, or None."""
    step: HtmlElement | None = element
    for _ in range(_DEEPEST):
        if step is None or step.tag == "body":
            return None
        if hides(step):
            return step
        step = step.getparent()
    return None


def _openable(element: HtmlElement) -> bool:
    """Tell whether readers can bring to light what an element hides: a panel, a tab, or what something on the page names."""
    if _PANEL.search(" ".join(element.get(name) or "" for name in ("class", "id", "role"))[:_LONGEST]):
        return True
    name = element.get("id")
    if not name:
        return False
    root = element.getroottree().getroot()
    return bool(_OPENERS(root, name=name, link=f"#{name}"))


def shown(blocks: Sequence[Block]) -> tuple[list[Block], str]:
    """Return the blocks of a piece without what is hidden in them from readers, and what that was.

    A block that is hidden in part is shortened where it stands. Where most of a piece is hidden, scripts show it, and
    all of it is returned.
    """
    words = sum(weight(block.text) for block in blocks)
    unseen = _Unseen()
    hidden = [text for block in blocks if (text := _text([run for run in block.runs if unseen.is_in(run)]))]
    if not hidden or weight(" ".join(hidden)) * _PART > words:
        return list(blocks), ""
    for block in blocks:
        runs = [run for run in block.runs if not unseen.is_in(run)]
        if len(runs) < len(block.runs):
            block.runs, block.text = runs, _text(runs)
    return [
        block for block in blocks if block.text or any(run[1].tag == "img" for run in block.runs)
    ], " ".join(hidden)


class _Unseen:
    """Which runs of a page are hidden and stay so."""

    def __init__(self) -> None:
        self._known: dict[HtmlElement, bool] = {}
        self._hiders: dict[HtmlElement, bool] = {}

    def is_in(self, run: Run) -> bool:
        element = run[1]
        if element not in self._known:
            found = hider(element)
            if found is not None and found not in self._hiders:
                self._hiders[found] = not _openable(found)
            self._known[element] = found is not None and self._hiders[found]
        return self._known[element]


def _text(runs: Sequence[Run]) -> str:
    return " ".join("".join([text for text, _ in runs]).split())
