"""Counts of a page: its blocks with their words, links and prose, summed over places and over blocks alike."""

import re
from collections import Counter
from typing import Final

from msgspec import Struct

from site_builder.importing.html.markup.blocks import Block, Place
from site_builder.importing.html.markup.folding import weight
from site_builder.importing.html.piece.stated import letters
from site_builder.importing.recognising.chrome import is_chrome, is_end

READ: Final = 4_000
"""The characters of a block that are looked at."""
SHORT: Final = 12
"""Words: what has fewer may be a label."""
STOPS: Final = re.compile(r"[.!?…。！？।؟](?:[\s\"'”’»)\]]|$)")  # noqa: RUF001 - the full stops of other scripts
WORD: Final = re.compile(r"\w+")
_STATED: Final = 200_000  # characters of a stated text that are looked at
_PROSE_WORDS: Final = 10  # fewer are no running text, whatever they end in
_HALF: Final = 0.5  # of a block in links makes it a list of links
_NOTICE: Final = 40  # words of the longest notice
_LINE: Final = 600  # characters of a notice or label
_FADING: Final = 0.6  # of a paragraph's prose, for each place further up


class Alike(Struct):
    """How many blocks are alike, and their words, in links and in running text."""

    blocks: int = 0
    words: int = 0
    linked: float = 0
    prose: int = 0


class Page:
    """The blocks of a page that have text, with what is counted over all of them."""

    def __init__(self, blocks: list[Block], title: str, stated: str, signs: tuple[float, ...]) -> None:
        self.signs = signs
        self.blocks = blocks
        self.words = [weight(block.text) for block in blocks]
        self.linked = [block.linked / max(1, len(block.text)) for block in blocks]
        self.prose = [
            words if words >= _PROSE_WORDS and linked < _HALF and STOPS.search(block.text[:READ]) else 0
            for block, words, linked in zip(blocks, self.words, self.linked, strict=True)
        ]
        pairs = list(zip(blocks, self.words, strict=True))
        self.chrome = [words < _NOTICE and is_chrome(block.text[:_LINE]) for block, words in pairs]
        self.ends = [words < SHORT and is_end(block.text[:_LINE]) for block, words in pairs]
        self.headings = [block.place.heading for block in blocks]
        self.repeats = Counter(block.text for block in blocks)
        self.title = set(WORD.findall(title.lower()))
        self.stated_text = stated
        self.stated = letters(stated[:_STATED])
        self._count()
        self._group()

    def _count(self) -> None:
        places: dict[int, Place] = {}
        for block, words, linked, prose in zip(self.blocks, self.words, self.linked, self.prose, strict=True):
            place: Place | None = block.place
            while place is not None and place.number not in places:
                places[place.number] = place
                place.words = place.linked = place.prose = place.blocks = 0
                place = place.parent
            block.place.words += words
            block.place.linked += round(words * linked)
            block.place.prose += prose
            block.place.blocks += 1
        for number in sorted(places, reverse=True):
            place = places[number]
            if (up := place.parent) is not None:
                up.words += place.words
                up.linked += place.linked
                up.prose += place.prose
                up.blocks += place.blocks
        self.places = places
        self.articles = sorted(number for number, place in places.items() if place.tag == "article")
        self.best = self._best()

    def _best(self) -> Place | None:
        """Return the place whose own blocks and grandchildren hold most prose, as readability scores count it."""
        scores: dict[int, float] = {}
        for block, prose in zip(self.blocks, self.prose, strict=True):
            if not prose:
                continue
            place, share = block.place, 1.0
            if place.tag in {"p", "li", "blockquote", "td", "pre"} and place.parent:
                place = place.parent
            for _ in range(4):
                scores[place.number] = scores.get(place.number, 0.0) + prose * share
                share *= _FADING
                if place.parent is None:
                    break
                place = place.parent
        return self.places[max(scores, key=lambda number: (scores[number], number))] if scores else None

    def _group(self) -> None:
        """Count over the blocks alike: whose place, and the one above, have the same names."""
        self.alike: dict[tuple[str, str], Alike] = {}
        self.kinds = []
        for block, words, linked, prose in zip(self.blocks, self.words, self.linked, self.prose, strict=True):
            place = block.place
            kind = (place.name, place.parent.name if place.parent else "")
            self.kinds.append(kind)
            found = self.alike.setdefault(kind, Alike())
            found.blocks += 1
            found.words += words
            found.linked += words * linked
            found.prose += prose
