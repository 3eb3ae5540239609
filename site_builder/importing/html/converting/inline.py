"""Inline: the runs of a block as one line, or a few, of Markdown.

What is emphasised, code or a link on the page is so in Markdown where CommonMark can say it at that place, and
else is plain text: words are never lost to a mark. Everything else is escaped.
"""

import re
import string
import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Final

from lxml.html import HtmlElement
from msgspec import Struct
from msgspec.structs import replace

from site_builder.importing.document import clean
from site_builder.importing.html.converting.targets import absolute, destination, shows_itself, untracked
from site_builder.importing.html.converting.typeset import typeset
from site_builder.importing.html.markup.blocks import Block
from site_builder.importing.html.markup.elements import PICTURES
from site_builder.importing.markdown import escape

_MARKS: Final = {
    "b": "strong", "strong": "strong", "em": "em", "i": "em", "cite": "em", "dfn": "em", "var": "em",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code", "math": "code", "del": "del", "s": "del", "strike": "del",
}  # fmt: skip
_DELIMITERS: Final = (("strong", "**"), ("em", "*"), ("del", "~~"))
_TICKS: Final = re.compile("`+")
_TERMS: Final = frozenset(("dt", "summary"))
_BRACKETS: Final = ("[]", "()")
_DEEPEST: Final = 60  # elements around a run


class Piece(Struct, frozen=True):
    """A stretch of text with the marks that it bears; `raw` is Markdown as it is to stand, such as a picture."""

    text: str
    marks: frozenset[str] = frozenset()
    link: str = ""
    raw: str = ""


class Setting(Struct, frozen=True):
    """What of the page a line's Markdown depends on.

    `noted` tells of a link how its note is written: `[^1]`; "" for a link that is none; a space for one to leave out.
    `pictured` gives a picture, "" for one to leave out. `url` is what addresses are relative to.
    """

    url: str
    noted: Callable[[HtmlElement], str]
    pictured: Callable[[HtmlElement], str]


def line(block: Block, setting: Setting, *, plain: bool = False) -> str:
    """Return a block's runs as Markdown; `plain`: without pictures, line breaks and bold, as in headings and cells."""
    pieces = _spaced(_unbracketed(list(_pieces(block, setting, plain=plain))))
    kept = _merged(_possible(pieces))
    written = ""
    noted = False
    for address, group in groupby(_written(kept), lambda one: one[0].link):
        within = list(group)
        part = _linked("".join(text for _, text in within), address)
        if written.endswith("!") and part.startswith("["):
            written = written[:-1] + "\\!"
        written += "\\" + part if noted and part.startswith(":") else part
        noted = within[-1][0].raw.startswith("[^")
    return "  \n".join(found for part in written.split("\n") if (found := part.strip(" ")))


def _written(pieces: Iterable[Piece]) -> Iterable[tuple[Piece, str]]:
    """Yield each piece with its Markdown, by whether it opens a line."""
    opens = True
    for piece in pieces:
        yield piece, _marked(piece, opens=opens)
        opens = piece.raw == "\n" or (opens and not piece.raw and not piece.text.strip())


def _pieces(block: Block, setting: Setting, *, plain: bool) -> Iterable[Piece]:
    edge = block.place.element
    done: set[HtmlElement] = set()
    of_all = frozenset(("strong",)) if edge.tag in _TERMS else frozenset()
    for text, holder in typeset(block.runs, edge):
        marks, address, note = _around(holder, edge, setting)
        if note is not None:
            if note not in done:
                done.add(note)
                yield Piece("", raw=setting.noted(note).strip() or "\0")
            continue
        if holder.tag in PICTURES and not text:
            if not plain and (picture := setting.pictured(holder)):
                yield Piece("", link="" if shows_itself(address, setting.url) else address, raw=picture)
        elif holder.tag == "br":
            yield Piece(" ") if plain else Piece("", raw="\n")
        else:
            yield Piece(text, marks - {"strong"} if plain else marks | of_all, address)


def _unbracketed(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces without the brackets that a page sets around the marks of notes, and around the ways back to them."""
    for place in range(1, len(pieces) - 1):
        before, mark, after = pieces[place - 1 : place + 2]
        if not mark.raw.startswith(("[^", "\0")) or not before.text.rstrip() or not after.text.lstrip():
            continue
        ends = before.text.rstrip()[-1] + after.text.lstrip()[0]
        if ends in _BRACKETS:
            pieces[place - 1] = replace(before, text=before.text.rstrip()[:-1])
            pieces[place + 1] = replace(after, text=after.text.lstrip()[1:])
    return pieces


def _around(
    holder: HtmlElement, edge: HtmlElement, setting: Setting
) -> tuple[frozenset[str], str, HtmlElement | None]:
    """Return the marks that an element's text bears, the address it leads to, and the link of its note."""
    marks = set()
    address = ""
    at: HtmlElement | None = holder
    for _ in range(_DEEPEST):
        if at is None:
            break
        if at.tag in _MARKS:
            marks.add(_MARKS[at.tag])
        elif at.tag == "a" and (href := at.get("href")):
            if href.startswith("#") and setting.noted(at):
                return frozenset(), "", at
            address = address or ("" if href.startswith("#") else untracked(absolute(href, setting.url)))
        if at is edge and at.tag != "a":
            break
        at = at.getparent()
    return frozenset(("code",) if "code" in marks else marks), address, None


def _spaced(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces with white space as browsers show it: one space, between words, outside of marks."""
    found: list[Piece] = []
    gap = False
    for piece in pieces:
        if piece.raw == "\0":
            continue
        if piece.raw:
            gap = gap and piece.raw != "\n"
            found += [Piece(" ")] * (gap and bool(found)) + [piece]
            gap = False
            continue
        text = clean(piece.text)
        if not text:
            gap = gap or any(map(str.isspace, piece.text))
            continue
        gap = gap or piece.text[0].isspace()
        if gap and found and found[-1].raw != "\n":
            found.append(_joint(found[-1], piece))
        found.append(replace(piece, text=text))
        gap = piece.text[-1].isspace()
    return found


def _joint(before: Piece, after: Piece) -> Piece:
    """Return the space between two pieces, with what both of them bear."""
    same = before.link == after.link and not before.raw
    return Piece(" ", before.marks & after.marks if same else frozenset(), before.link if same else "")


def _possible(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces without the marks that CommonMark would not read as such where they stand (6.2)."""
    merged = _merged(pieces)
    found = []
    for place, piece in enumerate(merged):
        before = merged[place - 1] if place else None
        after = merged[place + 1] if place + 1 < len(merged) else None
        kept = piece.raw or not piece.marks or piece.marks == {"code"} or _flanks(before, piece, after)
        found.append(piece if kept else replace(piece, marks=frozenset()))
    return found


def _flanks(before: Piece | None, piece: Piece, after: Piece | None) -> bool:
    text = piece.text
    if not text.strip() or text[0].isspace() or text[-1].isspace():
        return False
    if not (_may_meet(text[0], before, piece, -1) and _may_meet(text[-1], after, piece, 0)):
        return False
    return all(
        side is None or bool(side.raw) or side.link != piece.link or not side.marks
        for side in (before, after)
    )


def _may_meet(edge: str, beside: Piece | None, piece: Piece, at: int) -> bool:
    """Tell whether a mark may stand at `edge` of a piece: where that is no letter, none may stand on its other side."""
    if not _is_punctuation(edge) or beside is None or beside.raw or beside.link != piece.link:
        return True
    other = beside.text[at : at + 1 or None]
    return not other or other.isspace() or _is_punctuation(other)


def _is_punctuation(mark: str) -> bool:
    return mark in string.punctuation or unicodedata.category(mark).startswith("P")


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with neighbours that bear the same made one."""
    found: list[Piece] = []
    for (raw, marks, link), group in groupby(pieces, lambda piece: (piece.raw, piece.marks, piece.link)):
        within = list(group)
        found += within if raw else [Piece("".join(piece.text for piece in within), marks, link)]
    return found


def _linked(text: str, address: str) -> str:
    inner = text.strip(" ")
    if not inner or not address:
        return text
    lead = " " * (text[0] == " ")
    trail = " " * (text[-1] == " ")
    return f"{lead}[{_label(inner)}]({destination(address)}){trail}"


def _label(text: str) -> str:
    """Return the text of a link so that its first character makes no note of it."""
    return "\\" + text if text.startswith("^") else text


def _marked(piece: Piece, *, opens: bool) -> str:
    if piece.raw:
        return piece.raw
    if piece.marks == {"code"}:
        return _code(piece.text)
    text = escape(piece.text, opens=opens)
    for mark, delimiter in _DELIMITERS:
        if mark in piece.marks:
            text = f"{delimiter}{text}{delimiter}"
    return text


def _code(text: str) -> str:
    inner = text.strip(" ")
    if not inner:
        return text
    ticks = "`" * (max(map(len, _TICKS.findall(inner)), default=0) + 1)
    pad = " " if inner[0] == "`" or inner[-1] == "`" else ""
    return f"{' ' * (text[0] == ' ')}{ticks}{pad}{inner}{pad}{ticks}{' ' * (text[-1] == ' ')}"
