"""Standing: what a block is in, and how much the places above it hold, as numbers."""

from typing import Final

from site_builder.importing.html.markup.blocks import Place
from site_builder.importing.html.piece.page_counts import Page

KINDS: Final = ("p", "li", "heading", "level", "td", "div", "blockquote", "pre", "dt", "other_kind")
PLACES: Final = (
    "depth", "parent_blocks", "parent_words", "parent_linked", "parent_prose", "upper_blocks", "upper_words", "upper_linked",
    "upper_prose", "third_words", "third_linked", "third_prose", "only_block", "alike_count", "alike_words", "alike_linked",
    "alike_prose", "best_distance", "best_share", "article_prose", "article_number", "main_prose", "section_prose", "articles",
)  # fmt: skip
"""The names of the values, in order."""

_ALIKE: Final = PLACES.index("alike_count")
_NOWHERE: Final = 20.0  # the distance of a best place that there isn't, and the largest one
_BELOW: Final = 10.0  # added where the best place is further down


def kind(place: Place, level: int) -> list[float]:
    """Return the values of `KINDS` for a block in a place and a heading of `level`."""
    kinds = {name: 1.0 if place.tag == name else 0.0 for name in KINDS}
    kinds["heading"], kinds["level"] = 1.0 if level else 0.0, level
    kinds["other_kind"] = 0.0 if any(kinds.values()) else 1.0
    return list(kinds.values())


def standing(page: Page, place: Place) -> list[float]:
    """Return the values of `PLACES` for the blocks of a place; those of the blocks alike are still 0."""
    up = place.parent or place
    upper = up.parent or up
    third = upper.parent or upper
    all_prose = max(1, page.places[0].prose) if 0 in page.places else 1
    best = page.best
    share = best.prose / all_prose if best else 0.0
    article, number, main, section = None, -1, None, None
    for at in place.upwards():
        if at.tag == "article":
            article, number = at, page.articles.index(at.number)
        elif at.tag == "main":
            main = at
        elif at.tag == "section" and section is None:
            section = at
    row: list[float] = [place.depth]
    for one in (up, upper):
        row += [one.blocks, one.words, one.linked / max(1, one.words), one.prose / all_prose]
    row += [third.words, third.linked / max(1, third.words), third.prose / all_prose]
    row += [1.0 if place.blocks == 1 else 0.0, 0, 0, 0, 0]
    row += [_steps(place, best), share]
    row += [article.prose / all_prose if article else -1, number]
    row += [one.prose / all_prose if one else -1 for one in (main, section)]
    row.append(len(page.articles))
    return row


def with_alike(page: Page, values: list[float], kind: tuple[str, str]) -> list[float]:
    """Return the values of `PLACES` with those of the blocks alike."""
    found = page.alike[kind]
    size = max(1, found.words)
    alike = [found.blocks, found.words / found.blocks, found.linked / size, found.prose / size]
    return [*values[:_ALIKE], *alike, *values[_ALIKE + 4 :]]


def _steps(place: Place, best: Place | None) -> float:
    """Return how many steps up from `place` the first ancestor is that holds the best place; minus, if that is it."""
    if best is None:
        return _NOWHERE
    above = {one.number for one in best.upwards()}
    steps = 0
    at: Place | None = place
    while at is not None and at.number not in above:
        steps += 1
        at = at.parent
    far = best.depth - at.depth if at is not None else best.depth
    return steps if not far else _BELOW + min(far, _NOWHERE)
