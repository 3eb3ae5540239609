"""Cut the tokens of a body to what its rights allow; whole blocks where they fit, else the first one's start.

A block is a paragraph, list, quotation, table or code block; headings and rules are no blocks, but their words
count. A body that is cut loses its notes: they belong to the whole. Pictures carry rights of their own and no
fraction of them can be taken, so an excerpt shows the text that stands for a picture instead.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from markdown_it.token import Token

from site_builder.integrity.policies import allowance, count_words, word_ends
from site_builder.model import Rights
from site_builder.render.text import Link
from site_builder.render.whole_blocks import whole_blocks

_UNCOUNTED: Final = frozenset({"heading_open", "hr"})
_SHORTENED: Final = frozenset({"paragraph_open", "blockquote_open", "bullet_list_open", "ordered_list_open"})
_CODE: Final = frozenset({"fence", "code_block"})

Links = Mapping[str, Link]


class Excerpt(NamedTuple):
    """What may be published of a body, and whether that is less than the body says."""

    tokens: list[Token]
    cut: bool


class _Block(NamedTuple):
    tokens: list[Token]
    words: int

    @property
    def counted(self) -> bool:
        return self.tokens[0].type not in _UNCOUNTED


def excerpt(tokens: list[Token], rights: Rights, links: Links) -> Excerpt:
    """Return what `rights` allow of a body's tokens; `links` give the words that its references show.

    No more than `rights.paragraphs` blocks, `rights.words` words and `rights.share` of the words of the body
    without its notes.
    """
    if rights.policy == "full" or not tokens:
        return Excerpt(tokens, cut=False)
    if rights.policy == "link":
        return Excerpt([], cut=True)
    pictures = _replace_pictures(tokens)
    blocks = [_Block(group, _words(group, links)) for group in _groups(tokens)]
    notes = blocks.pop().words if blocks and blocks[-1].tokens[0].type == "footnote_block_open" else 0
    words = sum(block.words for block in blocks)
    allowed = allowance(rights, words)
    kept = whole_blocks(blocks, allowed.blocks, allowed.words)
    if blocks and len(kept) == len(blocks) and words + notes <= allowance(rights, words + notes).words:
        return Excerpt(tokens, cut=pictures)
    if not any(block.counted for block in kept) and allowed.blocks:
        kept = _first_shortened(blocks, allowed.words, links)
    while kept and not kept[-1].counted:
        kept.pop()
    return Excerpt(_without_notes(token for block in kept for token in block.tokens), cut=True)


def _groups(tokens: list[Token]) -> Iterator[list[Token]]:
    depth = start = 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tokens[start : index + 1]
            start = index + 1


def _first_shortened(blocks: list[_Block], words: int, links: Links) -> list[_Block]:
    """Return the headings before the first block, as far as words allow, and the start of that block."""
    kept: list[_Block] = []
    for block in blocks:
        if block.counted:
            start = _start_of(block.tokens, words, links) if words else []
            return [*kept, _Block(start, words)] if start else []
        words -= block.words
        if words <= 0:
            return []
        kept.append(block)
    return []


def _start_of(tokens: list[Token], words: int, links: Links) -> list[Token]:
    """Return the first `words` words of a paragraph, quotation or list, with everything opened closed again.

    A table or code block is not divided; what stands before one inside of a quotation or list is kept.
    """
    if tokens[0].type not in _SHORTENED:
        return []
    start: list[Token] = []
    opened: list[Token] = []
    said = False
    for token in tokens:
        size = _words((token,), links)
        if token.type == "table_open" or (token.type in _CODE and size > words):
            break
        if token.type == "inline" and size > words:
            start.append(_shortened(token, words, links))
            said = True
            break
        start.append(token)
        _track(opened, token)
        words -= size
        said = said or size > 0
    return start + _closing(opened) if said else []


def _shortened(inline: Token, words: int, links: Links) -> Token:
    children = inline.children or []
    text = "".join(_visible(child, links) for child in children)
    end = next((end for number, end in enumerate(word_ends(text), 1) if number == words), 0)
    kept: list[Token] = []
    opened: list[Token] = []
    for child in children:
        size = len(_visible(child, links))
        if size >= end and child.type in ("text", "code_inline"):
            kept.append(child.copy(content=child.content[:end]))
            break
        if size > end or end <= 0:
            break
        kept.append(child)
        _track(opened, child)
        end -= size
    mark = Token("text", "", 0, content=" …")
    return inline.copy(children=[*kept, *_closing(opened), mark])


def _track(opened: list[Token], token: Token) -> None:
    if token.nesting == 1:
        opened.append(token)
    elif token.nesting == -1:
        opened.pop()


def _closing(opened: list[Token]) -> list[Token]:
    return [
        token.copy(type=token.type.removesuffix("_open") + "_close", nesting=-1, attrs={}, map=None)
        for token in reversed(opened)
    ]


def _without_notes(tokens: Iterable[Token]) -> list[Token]:
    return [
        token.copy(children=[child for child in token.children if child.type != "footnote_ref"])
        if token.children and any(child.type == "footnote_ref" for child in token.children)
        else token
        for token in tokens
    ]


def _words(tokens: Iterable[Token], links: Links) -> int:
    words = 0
    for token in tokens:
        if token.type == "inline":
            words += count_words("".join(_visible(child, links) for child in token.children or ()))
        elif token.type in _CODE:
            words += count_words(token.content)
    return words


def _visible(child: Token, links: Links) -> str:
    match child.type:
        case "softbreak" | "hardbreak":
            return "\n"
        case "reference":
            link = links.get(child.meta["target"])
            return link.title if link else child.markup
        case _:
            return child.content


def _replace_pictures(tokens: list[Token]) -> bool:
    """Put the text that stands for a picture in its place; tell whether there was any picture."""
    found = False
    for token in tokens:
        if token.children and any(child.type == "image" for child in token.children):
            found = True
            token.children = [_caption(child) if child.type == "image" else child for child in token.children]
    return found


def _caption(image: Token) -> Token:
    return Token("text", "", 0, content=alternative(image))


def alternative(image: Token) -> str:
    """Return the text that stands for a picture, on one line and without markup."""
    return " ".join("".join(_spoken(child) for child in image.children or ()).split())


def _spoken(child: Token) -> str:
    return alternative(child) if child.type == "image" else _visible(child, {})
