"""Relations of blocks: what a first judgement of each says of the others.

Neighbours, the blocks of the same container and the blocks alike mostly belong to the piece together or not at
all, so the second judgement sees their first scores, each block's own left out.
"""

from itertools import accumulate
from math import exp
from typing import Final

from site_builder.importing.html.page_counts import Page

_STEPS: Final = (-3, -2, -1, 1, 2, 3)
_WINDOWS: Final = (3, 8)
_LEVELS: Final = 5
_OUTSIDE: Final = -9.0
_FAR: Final = 30
RELATIONS: Final = (
    "first",
    *(f"first_{step:+d}" for step in _STEPS),
    *(f"window_{size}" for size in _WINDOWS),
    "share_before",
    "certain",
    "most_certain",
    *(f"{what}_{level}" for level in range(_LEVELS) for what in ("container", "container_share")),
    "alike",
    "alike_evenly",
    "since_kept",
    "until_kept",
)
"""The names of the features that `relations` gives, in order."""


def relations(page: Page, scores: list[float]) -> list[list[float]]:
    """Return for each block of a page the values of `RELATIONS`, from the log-odds of a first judgement."""
    if not scores:
        return []
    chances = [1 / (1 + exp(-max(-30.0, min(30.0, score)))) for score in scores]
    weights = [words + 1.0 for words in page.words]
    kept = [chance * weight for chance, weight in zip(chances, weights, strict=True)]
    total = sum(kept) + 1e-9
    containers = _containers(page, kept, weights, total)
    alike = _alike(page, chances, kept, weights)
    windows = _windows(kept, weights)
    before = [0.0, *accumulate(kept)]
    since = _since(chances)
    until = _since(chances[::-1])[::-1]
    padded = [_OUTSIDE] * 3 + scores + [_OUTSIDE] * 3
    words = max(1, sum(page.words))
    most = max(chances)
    return [
        [
            scores[place],
            *(padded[place + 3 + step] for step in _STEPS),
            *windows[place],
            before[place] / total,
            total / words,
            most,
            *containers[place],
            *alike[place],
            since[place],
            until[place],
        ]
        for place in range(len(scores))
    ]


def _containers(page: Page, kept: list[float], weights: list[float], total: float) -> list[list[float]]:
    sums: dict[int, list[float]] = {}
    for block, mass, weight in zip(page.blocks, kept, weights, strict=True):
        found = sums.setdefault(block.place.number, [0.0, 0.0])
        found[0] += mass
        found[1] += weight
    for number in sorted(page.places, reverse=True):
        up = page.places[number].parent
        if up is not None and number in sums:
            found = sums.setdefault(up.number, [0.0, 0.0])
            found[0] += sums[number][0]
            found[1] += sums[number][1]
    rows = []
    for block, mass, weight in zip(page.blocks, kept, weights, strict=True):
        row = []
        place = block.place
        for _ in range(_LEVELS):
            found = sums[place.number]
            rest = found[1] - weight
            row += [(found[0] - mass) / rest if rest > 0.5 else -1.0, found[0] / total]  # noqa: PLR2004 - weights are whole
            place = place.parent or place
        rows.append(row)
    return rows


def _alike(
    page: Page, chances: list[float], kept: list[float], weights: list[float]
) -> list[tuple[float, float]]:
    sums: dict[tuple[str, str], list[float]] = {}
    for kind, chance, mass, weight in zip(page.kinds, chances, kept, weights, strict=True):
        found = sums.setdefault(kind, [0.0, 0.0, 0.0, 0.0])
        for place, value in enumerate((mass, weight, chance, 1.0)):
            found[place] += value
    rows = []
    for kind, chance, mass, weight in zip(page.kinds, chances, kept, weights, strict=True):
        found = sums[kind]
        alone = found[3] < 2  # noqa: PLR2004 - no other
        rows.append(
            (-1.0, -1.0)
            if alone
            else ((found[0] - mass) / (found[1] - weight), (found[2] - chance) / (found[3] - 1))
        )
    return rows


def _windows(kept: list[float], weights: list[float]) -> list[list[float]]:
    masses, sizes = [0.0, *accumulate(kept)], [0.0, *accumulate(weights)]
    count = len(kept)
    rows = []
    for place in range(count):
        row = []
        for size in _WINDOWS:
            low, high = max(0, place - size), min(count, place + size + 1)
            rest = sizes[high] - sizes[low] - weights[place]
            row.append((masses[high] - masses[low] - kept[place]) / rest if rest > 0.5 else 0.0)  # noqa: PLR2004 - whole
        rows.append(row)
    return rows


def _since(chances: list[float]) -> list[float]:
    found = []
    steps = _FAR
    for chance in chances:
        found.append(float(steps))
        steps = 0 if chance > 0.5 else min(_FAR, steps + 1)  # noqa: PLR2004 - more likely than not
    return found
