"""Cuts a body that has been taken apart to what its rights allow, where whole blocks fit; by words, without tokens."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from site_builder.integrity.policies import allowance, count_words
from site_builder.model import Rights
from site_builder.render.plain_blocks import Block, Heading, Note, Other, Rule, texts
from site_builder.render.plain_body import PlainBody
from site_builder.render.whole_blocks import whole_blocks

_TAG: Final = re.compile(r"<[^>]*>")


class PlainExcerpt(NamedTuple):
    """The blocks that may be published, and whether that is less than the body says."""

    blocks: Sequence[Block]
    cut: bool


class _Counted(NamedTuple):
    block: Block
    words: int

    @property
    def counted(self) -> bool:
        return not isinstance(self.block, Heading | Rule)


def plain_excerpt(body: PlainBody, rights: Rights) -> PlainExcerpt | None:
    """Return what `excerpt` keeps of the body, or None where it takes tokens to count words or to cut a block."""
    if rights.policy == "full":
        return PlainExcerpt(body.blocks, cut=False)
    shown = [block for block in body.blocks if not isinstance(block, Note)]
    if not shown or any(isinstance(block, Other) for block in shown):
        return None
    if rights.policy == "link":
        return PlainExcerpt([], cut=True)
    words: dict[str, int] = {}
    names: set[str] = set()
    for text in texts(body.blocks):
        pieces = body.pieces(text)
        if pieces is None:
            return None
        plain = len(pieces) == 1 and "<" not in pieces[0]
        words[text] = count_words(pieces[0] if plain else "".join(_shown(body, pieces)))
        names.update(pieces[1::2])
    blocks = [_Counted(block, sum(words[text] for text in texts([block]))) for block in shown]
    notes = {block.label: words[block.text] for block in body.blocks if isinstance(block, Note)}
    return _kept(body, rights, blocks, sum(notes[label] for label in notes if f"[^{label}]" in names))


def _kept(body: PlainBody, rights: Rights, blocks: list[_Counted], noted: int) -> PlainExcerpt | None:
    words = sum(block.words for block in blocks)
    allowed = allowance(rights, words)
    kept = whole_blocks(blocks, allowed.blocks, allowed.words)
    if len(kept) == len(blocks) and words + noted <= allowance(rights, words + noted).words:
        return PlainExcerpt(body.blocks, cut=False)
    if not any(block.counted for block in kept):
        return None
    while kept and not kept[-1].counted:
        kept.pop()
    return PlainExcerpt([block.block for block in kept], cut=True)


def _shown(body: PlainBody, pieces: list[str]) -> Iterator[str]:
    """Yield what a reader sees of a text; what is escaped counts as many words as what it stands for."""
    for place, piece in enumerate(pieces):
        if place % 2 == 0:
            yield _TAG.sub("", piece) if "<" in piece else piece
        elif piece.startswith("[["):
            link = body.link(piece)
            yield link.title if link else piece
        elif piece[2:-1] not in body.labels:
            yield piece
