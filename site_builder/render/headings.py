"""The levels of a body's headings: they begin below the heading that the body stands under, and none is skipped (WCAG 2.2, G141)."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it.token import Token

_LOWEST: Final = 6


class Outline:
    """The headings of one body seen so far, in order; the highest have the level `highest`."""

    def __init__(self, highest: int) -> None:
        self._above = highest - 1
        self._open: list[str] = []

    def level(self, tag: str) -> str:
        """Return the tag for the next heading, written at the level of `tag` (h1 to h6)."""
        while self._open and self._open[-1] >= tag:
            self._open.pop()
        self._open.append(tag)
        return f"h{min(self._above + len(self._open), _LOWEST)}"

    def fitted(self, tokens: "list[Token]") -> "list[Token]":
        """Give each heading its level, and drop headings that say nothing."""
        dropped: set[int] = set()
        for index, token in enumerate(tokens):
            if token.type != "heading_open":
                continue
            if tokens[index + 1].children:
                token.tag = tokens[index + 2].tag = self.level(token.tag)
            else:
                dropped.update(range(index, index + 3))
        if not dropped:
            return tokens
        return [token for index, token in enumerate(tokens) if index not in dropped]
