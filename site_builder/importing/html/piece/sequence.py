"""Sequence: where a block stands among the others of its page, and what the page is as a whole, as numbers."""

import re
from typing import Final

from site_builder.importing.html.markup.surroundings import SIGNS
from site_builder.importing.html.piece.page_counts import WORD, Page
from site_builder.importing.html.piece.page_signs import NAMES
from site_builder.importing.html.piece.stated import letters
from site_builder.importing.html.piece.wording import DATE

ORDER: Final = (
    "position", "words_before", "words_after", "page_words", "page_prose", "page_blocks", "title_likeness", "after_title",
    "words_since_title", "title_known", "heads", "repeats", "stated", "stated_known", "since_heading", "heading_level_before",
    "first_end_before", "words_since_end", "ends_before", "since_prose", "until_prose", "same_as_before", "same_as_after", "below_comments",
)  # fmt: skip
NEAR: Final = tuple(
    f"{side}{distance}_{what}"
    for side in ("before", "after")
    for distance in (1, 2, 3)
    for what in ("words", "linked", "heading", "chrome", "same_parent")
)
WHOLE: Final = (
    *NAMES,
    "thread_share",
    "comment_share",
    "prose_share",
    "prose_alike",
    "user_share",
    "date_share",
)
"""The names of the values, in order."""

_BESIDE: Final = 2  # places up
_WITHIN: Final = 6  # places up
_LABEL: Final = 8  # words
_LIKE: Final = 0.4  # of the title's words, at least, in a block that may show it
_LIKE_ENOUGH: Final = 0.5  # a score above which it does
_KEY: Final = 15  # letters: fewer say too little
_KEY_LENGTH: Final = 40  # letters of a block that are looked up in the stated text
_FIRST_HEADING: Final = 0.3  # what being the page's first heading adds to the score
_OTHER_HEADING: Final = 0.15  # what being another one does
_NONE: Final = [-1.0, -1.0, -1.0, -1.0, -1.0]
_UNTITLED: Final = -999  # behind the title, on a page that shows none
_FAR: Final = 99  # blocks
_COMMENTS: Final = re.compile(
    r"(?:\d+|leave a|post a|add a|join the|view|show|all|write a)?\s*(?:comments?|repl(?:y|ies)|responses?|discussion|conversation|kommentare?|commentaires?"
    r"|comentarios?|commenti)\b.{0,30}",
    re.IGNORECASE,
)


class _Tally:
    """What was passed on the way through a page's blocks."""

    def __init__(self, titled: int) -> None:
        self.titled = titled
        self.words = self.heads = self.ends = self.level = 0
        self.since_title = self.since_heading = self.since_end = self.since_prose = 0
        self.below_comments = 0.0

    def add(self, page: Page, place: int) -> None:
        words = page.words[place]
        self.words += words
        self.since_heading += words
        self.since_title += words if place >= self.titled >= 0 else 0
        self.since_end += words if self.ends else 0
        self.since_prose = 0 if page.prose[place] else self.since_prose + 1
        if words < _LABEL and _COMMENTS.fullmatch(page.blocks[place].text):
            self.below_comments = 2.0 if page.headings[place] else max(self.below_comments, 1.0)
        if page.ends[place]:
            self.ends, self.since_end = self.ends + 1, 0
        if page.headings[place]:
            self.heads, self.since_heading, self.level = self.heads + 1, 0, page.headings[place]


def order(page: Page) -> list[list[float]]:
    """Return the values of `ORDER` for each block: position, title, ends, prose before and after."""
    total, prose, count = sum(page.words), sum(page.prose), len(page.blocks)
    likeness = [_likeness(page, place) for place in range(count)]
    tally = _Tally(_title(page, likeness))
    until = _until(page.prose)
    titled = 1.0 if tally.titled >= 0 else 0.0
    rows: list[list[float]] = []
    for place, block in enumerate(page.blocks):
        rows.append([
            place / count, tally.words, total - tally.words, total, prose, count, likeness[place],
            place - tally.titled if titled else _UNTITLED, tally.since_title, titled, tally.heads, page.repeats[block.text],
            _stated(page, block.text), 1.0 if page.stated else 0.0, tally.since_heading, tally.level,
            1.0 if tally.ends else 0.0, tally.since_end, tally.ends, tally.since_prose, until[place],
            1.0 if place and page.kinds[place] == page.kinds[place - 1] else 0.0,
            1.0 if place + 1 < count and page.kinds[place] == page.kinds[place + 1] else 0.0,
            tally.below_comments,
        ])  # fmt: skip
        tally.add(page, place)
    return rows


def _stated(page: Page, text: str) -> float:
    """Return whether the page's stated text has a block's beginning: 1 or 0, or 0.5 where that can't be told."""
    if not page.stated:
        return -1.0
    key = letters(text[: 2 * _KEY_LENGTH])[:_KEY_LENGTH]
    return (1.0 if key in page.stated else 0.0) if len(key) > _KEY else 0.5


def _likeness(page: Page, place: int) -> float:
    """Return how much of a block's words and of the title's are the same (Dice)."""
    if not page.title or page.words[place] > 3 * len(page.title) + 6:
        return 0.0
    words = set(WORD.findall(page.blocks[place].text.lower()))
    return 2 * len(words & page.title) / (len(words) + len(page.title)) if words else 0.0


def _title(page: Page, likeness: list[float]) -> int:
    """Return the place of the block that shows the title, or -1: the likest heading, or else block."""
    best, at = _LIKE_ENOUGH, -1
    for place, like in enumerate(likeness):
        level = page.headings[place]
        score = like + (_FIRST_HEADING if level == 1 else _OTHER_HEADING if level else 0)
        if like > _LIKE and score > best + 1e-9:
            best, at = score, place
    return at


def _until(prose: list[int]) -> list[int]:
    found = [0] * len(prose)
    steps = _FAR
    for place in range(len(prose) - 1, -1, -1):
        found[place] = steps
        steps = 0 if prose[place] else min(_FAR, steps + 1)
    return found


def near(page: Page) -> list[list[float]]:
    """Return the values of `NEAR` for each block; -1 beyond the ends of the page."""
    count = len(page.blocks)
    own = [
        [words, linked, level, 1.0 if chrome else 0.0]
        for words, linked, level, chrome in zip(
            page.words, page.linked, page.headings, page.chrome, strict=True
        )
    ]
    uppers = [block.place.parent.number if block.place.parent else -1 for block in page.blocks]
    rows = []
    for place in range(count):
        row: list[float] = []
        for step in (-1, -2, -3, 1, 2, 3):
            at = place + step
            row += [*own[at], 1.0 if uppers[at] == uppers[place] else 0.0] if 0 <= at < count else _NONE
        rows.append(row)
    return rows


def whole(page: Page) -> list[float]:
    """Return the values of `WHOLE`, the same for all blocks of a page: its signs, and how much of its text stands in posts."""
    total, prose = max(1, sum(page.words)), sum(page.prose)
    shares = []
    for sign in ("thread", "comment"):
        number = SIGNS.index(sign)
        within = sum(
            words
            for block, words in zip(page.blocks, page.prose, strict=True)
            if block.place.distances[number] < _WITHIN
        )
        shares.append(within / max(1, prose))
    largest = max((found.prose for found in page.alike.values()), default=0)
    user = SIGNS.index("user")
    count = max(1, len(page.blocks))
    posters = sum(block.place.distances[user] <= _BESIDE for block in page.blocks)
    dated = sum(
        words < _LABEL and bool(DATE.search(block.text))
        for block, words in zip(page.blocks, page.words, strict=True)
    )
    return [*page.signs, *shares, prose / total, largest / max(1, prose), posters / count, dated / count]
