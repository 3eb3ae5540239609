"""Body: which blocks of a page are the piece.

A learnt model judges every block by its wording, its place and its neighbours (`judging`). Those more likely to
belong than not are the piece. Where that leaves next to nothing, the text that the page holds as data for machines stands in.
"""

import re
from collections.abc import Iterable
from html import escape, unescape
from typing import Final

from lxml.html import HtmlElement
from msgspec import Struct

from site_builder.importing.document import clean
from site_builder.importing.ensemble import chance
from site_builder.importing.html.markup import unseen
from site_builder.importing.html.markup.blocks import Block, Place, blocks_of
from site_builder.importing.html.markup.folding import weight
from site_builder.importing.html.markup.parsing import parsed
from site_builder.importing.html.piece import missed
from site_builder.importing.html.piece.block_features import features
from site_builder.importing.html.piece.embedded import embedded_markup
from site_builder.importing.html.piece.judging import THRESHOLD, judged
from site_builder.importing.html.piece.page_counts import Page
from site_builder.importing.html.piece.page_signs import is_thread, signs
from site_builder.importing.html.piece.second_opinion import opinions, other_text
from site_builder.importing.html.piece.stated import letters, stated_text

_LEARNT: Final = "learnt from the page's blocks"
STATED: Final = "JSON-LD"
_EMBEDDED: Final = "the page's data"
_DATA_CONFIDENCE: Final = 0.6  # of a text that no block of the page bears out
_LITTLE: Final = 60  # words: with fewer found, a text among the page's data is taken that has so many more
_LINES: Final = re.compile(r"\n+|</p>|<br ?/?>\s*<br ?/?>", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]{1,2000}>")
_CAPTION: Final = 100  # words of the longest caption
_DEEP_IN_FIGURE: Final = 6  # places up
_MOST_STATED: Final = 1_000_000  # characters
_SHOWN: Final = 400  # words of a beginning, at most
_LONGER: Final = 1.5
_SAME: Final = 0.4  # of what is shown, a call to subscribe among it, stands in the whole
_SIGNATURE: Final = re.compile("_{8,}")  # what boards set between a post and the poster's signature
_WORD: Final = re.compile(r"\w+")


class Body(Struct, frozen=True):
    """The piece of a page: its blocks in order, all blocks of the page, and its text, blank lines between blocks.

    `confidence` is the F1, in words, that the judgement expects of itself; `rule` says what found the blocks:
    "learnt from the page's blocks", "JSON-LD", "the page's data", or "" where there is none. `hidden` is what stands
    between them and is hidden from the page's readers.
    """

    blocks: tuple[Block, ...] = ()
    page: tuple[Block, ...] = ()
    text: str = ""
    confidence: float = 0.0
    rule: str = ""
    hidden: str = ""


def find(tree: HtmlElement, url: str, title: str) -> Body:
    """Return the piece of the page at `url`; a block at its beginning that only repeats `title` is left out."""
    blocks = blocks_of(tree)
    page = _page(tree, url, blocks)
    scores = _scores(page, tree)
    kept = {id(block): score for block, score in zip(page.blocks, scores, strict=True) if score > THRESHOLD}
    words = sum(weight(block.text) for block in page.blocks if id(block) in kept)
    if words < _LITTLE and (data := _of_data(tree, page.stated_text, _LITTLE + words, blocks)):
        return data
    added = missed.taken(
        blocks, {at for at, block in enumerate(blocks) if id(block) in kept}, thread=is_thread(page.signs)
    )
    kept |= {id(blocks[at]): THRESHOLD for at in added if id(blocks[at]) not in kept}
    chosen = _with_pictures(blocks, kept, page)
    chosen = chosen[_opening(chosen, title) :]
    sure = _confidence(page, scores)
    chosen, hidden = unseen.shown([block for block in chosen if not _SIGNATURE.match(block.text)])
    return Body(tuple(chosen), tuple(blocks), text_of(chosen), sure, _LEARNT if chosen else "", hidden)


def described(tree: HtmlElement, url: str) -> Page:
    """Return the blocks of the page at `url` that have text, with what is counted over them."""
    return _page(tree, url, blocks_of(tree))


def rows_of(page: Page, other: str | None) -> list[list[float]]:
    """Return the features of each block, `other` being what another took for the piece."""
    return [row + opinion for row, opinion in zip(features(page), opinions(page, other), strict=True)]


def _page(tree: HtmlElement, url: str, blocks: list[Block]) -> Page:
    title = " ".join((tree.findtext(".//title") or "").split())
    return Page([block for block in blocks if block.text], title, stated_text(tree), signs(tree, url))


def _scores(page: Page, tree: HtmlElement) -> list[float]:
    return judged(page, rows_of(page, other_text(tree, page)))


def _with_pictures(blocks: list[Block], kept: dict[int, float], page: Page) -> list[Block]:
    """Return the blocks kept and the pictures between them, where what holds a picture holds mostly the piece."""
    words: dict[int, int] = {}
    for block, count in zip(page.blocks, page.words, strict=True):
        if id(block) in kept:
            words[block.place.number] = words.get(block.place.number, 0) + count
    for number in sorted(page.places, reverse=True):
        up = page.places[number].parent
        if up is not None and number in words:
            words[up.number] = words.get(up.number, 0) + words[number]
    places = [place for place, block in enumerate(blocks) if id(block) in kept]
    if not places:
        return []
    return [
        block
        for block in blocks[places[0] : places[-1] + 1]
        if id(block) in kept or (not block.text and _stands_in(block, words))
    ]


def _stands_in(block: Block, words: dict[int, int]) -> bool:
    """Tell whether what holds a picture, beside its own caption, holds mostly the piece; `words` of it by place."""
    figure = _figure(block.place)
    place, own = (block.place, 0) if figure is None else (figure.parent or figure, figure.words)
    while place.parent is not None and place.words <= own:  # nothing but the picture and its caption
        place = place.parent
    return words.get(place.number, 0) * 2 > place.words


def _figure(place: Place) -> Place | None:
    """Return the figure that a place is within, if that says no more than a caption."""
    figure = next((step for step in place.upwards(_DEEP_IN_FIGURE) if step.tag == "figure"), None)
    return figure if figure is not None and figure.parent is not None and figure.words <= _CAPTION else None


def _opening(blocks: list[Block], title: str) -> int:
    """Return how many blocks at the beginning only say the title."""
    wanted = _WORD.findall(title.lower())
    first = next((place for place, block in enumerate(blocks) if block.text), 0)
    if not wanted or not blocks or _WORD.findall(blocks[first].text.lower()) != wanted:
        return 0
    return first + 1


def _confidence(page: Page, scores: list[float]) -> float:
    """Return the F1, in words, that the judgement expects of itself."""
    right = wrong = left_out = 0.0
    for words, score in zip(page.words, scores, strict=True):
        likely = chance(score) * words
        if score > THRESHOLD:
            right += likely
            wrong += words - likely
        else:
            left_out += likely
    return round(2 * right / (2 * right + wrong + left_out), 3) if right else 0.0


def text_of(blocks: Iterable[Block]) -> str:
    """Return the text of blocks, with blank lines between."""
    return "\n\n".join(text for block in blocks if (text := clean(block.text)))


def whole(tree: HtmlElement, piece: Body) -> Body:
    """Return the whole of a piece of which the page shows only the beginning to those who do not pay, if its data hold that."""
    shown, stated = weight(piece.text), stated_text(tree)
    if not 0 < shown <= _SHOWN or weight(stated) < _LONGER * shown or len(stated) > _MOST_STATED:
        return piece
    said = letters(unescape(stated))
    told = sum(weight(block.text) for block in piece.blocks if block.text and letters(block.text) in said)
    if told < _SAME * shown:
        return piece
    return _of_data(tree, stated, int(_LONGER * shown), list(piece.page)) or piece


def _of_data(tree: HtmlElement, stated: str, least: int, page: list[Block]) -> Body | None:
    """Return the body that a page holds as data for machines, if that has `least` words."""
    paragraphs = (
        f"<p>{escape(_TAG.sub(' ', line))}</p>" for line in _LINES.split(unescape(stated[:_MOST_STATED]))
    )
    for rule, markup in ((STATED, "".join(paragraphs)), (_EMBEDDED, embedded_markup(tree)[:_MOST_STATED])):
        blocks = [block for block in blocks_of(parsed(f"<body>{markup}</body>")) if block.text]
        if sum(weight(block.text) for block in blocks) >= least:
            return Body(tuple(blocks), tuple(page), text_of(blocks), _DATA_CONFIDENCE, rule)
    return None
