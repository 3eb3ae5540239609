"""Features of blocks: what can be told of each block of a page, as numbers, before any is judged.

They say how the text reads, where it stands, what is around it, how much the blocks alike hold together, and what the
page says twice.
"""

from typing import Final

from site_builder.importing.html.markup.surroundings import SIGNS
from site_builder.importing.html.piece.page_counts import Page
from site_builder.importing.html.piece.retelling import RETELLING, retelling
from site_builder.importing.html.piece.sequence import NEAR, ORDER, WHOLE, near, order, whole
from site_builder.importing.html.piece.standing import KINDS, PLACES, kind, standing, with_alike
from site_builder.importing.html.piece.wording import WORDING, wording

FEATURES: Final = (
    *WORDING,
    *KINDS,
    *PLACES,
    *ORDER,
    *NEAR,
    *(f"near_{sign}" for sign in SIGNS),
    *WHOLE,
    *RETELLING,
)
"""The names of the features of a block, in order."""


def features(page: Page) -> list[list[float]]:
    """Return for each block of a page the values of `FEATURES`."""
    of_places: dict[int, list[float]] = {}
    in_order = order(page)
    beside = near(page)
    of_all = whole(page)
    told = retelling(page)
    rows = []
    for place, block in enumerate(page.blocks):
        at = block.place
        if at.number not in of_places:
            of_places[at.number] = standing(page, at)
        rows.append(
            wording(page, place)
            + kind(at, page.headings[place])
            + with_alike(page, of_places[at.number], page.kinds[place])
            + in_order[place]
            + beside[place]
            + at.distances
            + of_all
            + told[place]
        )
    return rows
