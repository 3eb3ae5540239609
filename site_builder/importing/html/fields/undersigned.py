"""Undersigned: the people who sign a page together below its text, each on a line with what they are.

Debate pages of newspapers print it so, and open letters; the page's data then name the paper, or nobody.
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml.html import HtmlElement

from site_builder.importing.html.fields.choice import Found
from site_builder.importing.html.fields.signals import Signals
from site_builder.importing.html.markup.folding import folded, letters
from site_builder.importing.html.markup.lines import Line
from site_builder.importing.html.markup.zones import Zone
from site_builder.importing.recognising import bylines
from site_builder.importing.recognising.bylines import Writer, plain
from site_builder.importing.text import name_lines

_ROW: Final = re.compile(r"(?P<name>[^,;:()–—]{3,50}?)\s*(?:,|:|\s[–—-]\s)\s*(?P<role>\S.{2,110}?)[\s,;.]*")
_LETTER: Final = re.compile(  # "Jane Doe. Alicante"
    r"(?P<name>[^,;:()–—.]{5,50}?)\s*(?:[.,–—-]\s*(?P<place>(?:[^\W\d_][\w’'-]*[\s,.]*){0,4}))?"
)
_SIGNATURE: Final = re.compile(
    r"\b(?:firma|signature|signed|sign-?off|unterschrift|assinatura|podpis|firmante)\b", re.IGNORECASE
)
_SIGNED: Final = "name set apart below the text"
_SURE: Final = 0.7
_OFF: Final = Zone.NAV | Zone.FOOTER | Zone.RELATED | Zone.COMMENT | Zone.OFFER | Zone.CAPTION
_PARAGRAPH: Final = 150  # characters
_FEWEST, _MOST = 2, 12  # who sign
_LONGEST: Final = 1_500  # characters of such a block
_REACH: Final = 1_000  # lines below the title
_DEEPEST: Final = 6  # elements in each other


def read(signals: Signals) -> tuple[Writer, ...]:
    """Return who signs below the text of a page, () where nobody does."""
    for rows in _blocks(signals):
        found = [match for row in rows if (match := _ROW.fullmatch(row))]
        writers = [Writer(plain(match["name"]), match["role"]) for match in found]
        if (
            len(found) == len(rows)
            and _FEWEST <= len(rows) <= _MOST
            and all(map(name_lines.is_known, writers))
            and any(name_lines.is_post(one.role) for one in writers)
            and len({letters(one.name) for one in writers}) == len(writers)
        ):
            return tuple(writers)
    return ()


def alone(signals: Signals) -> Found[tuple[Writer, ...]] | None:
    """Return who signs a letter to a paper: a name set apart in a short line below the text, maybe with where from, or None."""
    lines = signals.lines
    for at in range(signals.anchor + 2, min(len(lines), signals.anchor + _REACH)):
        line, match = lines[at], _LETTER.fullmatch(lines[at].text)
        if not match or len(lines[at - 1].text) < _PARAGRAPH or signals.zones(line) & _OFF:
            continue
        marked = [one for one in line.element.iter("b", "strong", "em", "i") if one.text]
        set_apart = any(folded(one.text or "").strip(" .,") == folded(match["name"]) for one in marked)
        writer = Writer(plain(match["name"]))
        called = _SIGNATURE.search(line.element.get("class") or "")
        known = set_apart and name_lines.is_known(writer)
        if (known or (called and bylines.is_person(writer.name))) and name_lines.is_name(writer):
            return Found((writer,), _SIGNED, _SURE)
    return None


def _blocks(signals: Signals) -> Iterator[list[str]]:
    """Yield the rows of each block below a paragraph: of one broken into lines, or of short ones below each other."""
    lines = signals.lines
    for at in range(signals.anchor + 2, min(len(lines), signals.anchor + _REACH)):
        if len(lines[at - 1].text) < _PARAGRAPH or len(lines[at].text) > _LONGEST:
            continue
        if signals.zones(lines[at]) & _OFF:
            continue
        if rows := _rows(lines[at].element):
            yield rows
        else:
            yield _below(lines[at : at + _MOST + 1])


def _below(lines: list[Line]) -> list[str]:
    rows = []
    for line in lines:
        if len(line.text) > _PARAGRAPH or not _ROW.fullmatch(line.text):
            break
        rows.append(line.text)
    return rows


def _rows(element: HtmlElement) -> list[str]:
    """Return the lines of an element that line breaks divide, [] where none do."""
    if element.find(".//br") is None:
        return []
    text = ""
    for part in _ordered(element, _DEEPEST):
        text += part
        if len(text) > _LONGEST:  # it holds more than the line that is looked at
            return []
    return [" ".join(row.split()) for row in text.split("\n") if row.strip()]


def _ordered(element: HtmlElement, depth: int) -> Iterator[str]:
    """Yield the texts of an element in their order, a line feed for each line break."""
    yield (element.text or "").replace("\n", " ")
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif isinstance(child.tag, str) and depth:
            yield from _ordered(child, depth - 1)
        yield (child.tail or "").replace("\n", " ")
