"""Turns the text of a block into HTML without a parser, where its marks can be read in one way only.

A regular expression leads from one character that may mean something to the next. Known are line breaks, pairs
of `*`, `_`, `**` and `__`, plain links, references and notes; at anything else (code, escapes, entities, pictures,
brackets of any other form, marks of emphasis that do not pair) the whole text is left to markdown-it.

Why the pairs are right (CommonMark 0.31.2, 6.2): each mark surely opens or surely closes. One closes only when the
mark opened last is the same and as long, which is then the nearest that could be meant; equal lengths of 1 or 2 are
used up and never add to a multiple of 3 (rules 9 and 10). One opens only if it cannot close, or if none of its
kind is open. When one is left open at the end, the text is not understood.
"""

import re
from typing import Final

from site_builder.content.plain_addresses import is_plain
from site_builder.content.references import REFERENCE
from site_builder.render import anchors
from site_builder.render.html_text import escape_html

_SPECIAL: Final = re.compile(r"[\n*_\[\\`<~!&]")
_BREAK: Final = re.compile(r"\n[ \t]*")
_MARK: Final = re.compile(r"\*+|_+")
_NOTE: Final = re.compile(r"\[\^([0-9A-Za-z.-]+)\](?!\()")
_LINK: Final = re.compile(r"\[([^\[\]\\`<]*+)\]\(([^\x00-\x20\x7f()<>\\]++)\)")
_ENTITY: Final = re.compile(r"&#?[0-9A-Za-z]+;")
_TAGS: Final = ("", "em", "strong")
_DEEPEST: Final = 8
_SPACE: Final = frozenset(" \n")
_PUNCTUATION: Final = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def understood(text: str, base: str) -> list[str] | None:
    """Return the HTML of a block's text in pieces, or None where it takes a parser to tell.

    Every second piece is the name of an entry or note, as written: `[[entry-id]]` or `[^label]`. Links within the
    site begin at `base`.
    """
    if not _SPECIAL.search(text):
        return [escape_html(text)]
    reading = _Reading(text, base)
    return reading.pieces() if reading.read(0, len(text)) else None


class _Reading:
    """One text and what has been understood of it; a rule returns the place behind its mark, or 0 if it is at a loss."""

    def __init__(self, text: str, base: str) -> None:
        self._text = text
        self._base = base
        self._before: list[str] = []
        self._said: list[str] = []

    def pieces(self) -> list[str]:
        """Return the HTML so far; every second piece is a name."""
        return [*self._before, "".join(self._said)]

    def read(self, place: int, end: int) -> bool:
        """Add what stands from `place` to `end` to the pieces; tell whether all of it is understood."""
        text, said = self._text, self._said
        opened: list[str] = []
        while special := _SPECIAL.search(text, place, end):
            start = special.start()
            mark = text[start]
            if mark == "\n":
                place = self._break(text[place:start], start, end)
                continue
            said.append(escape_html(text[place:start]))
            if mark == "[":
                place = self._bracket(start, end)
            elif mark in "*_":
                place = self._emphasis(start, end, opened)
            else:
                place = self._literal(start)
            if not place:
                return False
        said.append(escape_html(text[place:end]))
        return not opened

    def _break(self, line: str, start: int, end: int) -> int:
        words = line.rstrip(" ")
        self._said += (escape_html(words), "<br>\n" if len(line) - len(words) > 1 else "\n")
        match = _BREAK.match(self._text, start, end)
        return match.end() if match else start + 1

    def _literal(self, start: int) -> int:
        mark = self._text[start]
        if (
            mark in "\\`<"
            or (mark == "&" and _ENTITY.match(self._text, start))
            or (mark != "&" and self._text.startswith(("![", "~~"), start))
        ):
            return 0
        self._said.append(escape_html(mark))
        return start + 1

    def _emphasis(self, start: int, end: int, opened: list[str]) -> int:
        """Open or close emphasis; `opened` are the marks open so far. The terms are those of 6.2."""
        text = self._text
        run = _MARK.match(text, start, end)
        stop = run.end() if run else 0
        mark, star = text[start:stop], text[start] == "*"
        before = text[start - 1] if start else " "
        after = text[stop] if stop < end else " "
        if not star and before.isalnum() and after.isalnum():  # within a word, such as in snake_case
            self._said.append(mark)
            return stop
        if len(mark) >= len(_TAGS):
            return 0
        spaced = before in _SPACE
        opens = after.isalnum() and (star or spaced or before in _PUNCTUATION)
        closes = (star and before.isalnum()) or (
            not before.isspace() and (after in _SPACE or after in _PUNCTUATION)
        )
        if closes and opened and opened[-1] == mark:
            opened.pop()
            self._said.append(f"</{_TAGS[len(mark)]}>")
            return stop
        known = any(other[0] == mark[0] for other in opened)
        if len(opened) < _DEEPEST and ((opens and not known) or (spaced and not after.isspace())):
            opened.append(mark)
            self._said.append(f"<{_TAGS[len(mark)]}>")
            return stop
        return 0

    def _bracket(self, start: int, end: int) -> int:
        text = self._text
        if text.startswith("[[", start):
            name = REFERENCE.match(text, start, end)
            if name is None or not name[1].strip():
                return 0
        else:
            name = _NOTE.match(text, start, end)
            if name is None:
                return self._link(start, end)
        self._before += ("".join(self._said), name[0])
        self._said.clear()
        return name.end()

    def _link(self, start: int, end: int) -> int:
        match = _LINK.match(self._text, start, end)
        address = match and _address(match[2])
        if match is None or address is None:
            return 0
        said, self._said = self._said, []
        if not self.read(*match.span(1)):
            return 0
        html = "".join(self._said)
        said += (anchors.link_start(address, self._base, html), html, "</a>")
        self._said = said
        return match.end()


def _address(written: str) -> str | None:
    """Return the address of a link as markdown-it writes it, or None where no link may lead there."""
    if is_plain(written):
        return written
    from site_builder.content.markdown import link_address  # and with it the parser, only where one is needed

    return link_address(written)
