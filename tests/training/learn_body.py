"""Learn which blocks of a page are its piece, and say what is to be expected on sites never seen.

    python tests/training/learn_body.py --data DIR [--every N]

DIR holds `manifest.jsonl` and the pages. The model `body-blocks` comes out. Of one page in three the second
opinion is withheld, so that the model can do without it. `--every N` takes one page in N, to try a change; `--salt
WORD` deals the sites out otherwise, to see that a gain isn't chance. Neither of them writes a model.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import Any, Final

import numpy as np
from alignment import shares, words
from learning import FOLDS, fold_of, learnt, write

from site_builder.importing.encodings import decoded
from site_builder.importing.ensemble import from_json
from site_builder.importing.html.markup.parsing import parsed
from site_builder.importing.html.piece.block_features import FEATURES
from site_builder.importing.html.piece.body import described, rows_of
from site_builder.importing.html.piece.judging import (
    FIRST_TREES,
    MODEL,
    THRESHOLD,
    first_scores,
    outline,
    settled,
)
from site_builder.importing.html.piece.second_opinion import OPINION, other_text

SETTINGS: Final[dict[str, Any]] = {
    "trees": 240,
    "learning_rate": 0.05,
    "num_leaves": 16,
    "lambda_l2": 5.0,
    "min_data_in_leaf": 150,
    "feature_fraction": 0.3,
    "max_bin": 63,
}
NAMES: Final = (*FEATURES, *OPINION)
WITHHELD: Final = 3  # of so many pages, one has no second opinion
MOST_OTHERS: Final = 80  # blocks of a page that are not of its piece, to learn from
TYPICAL: Final = 800  # words of a piece of which only snippets are known
BELONGS: Final = 0.5  # share of a block's words
STEEPNESS: Final = (
    0.7  # a block counts by its words to this power: the score counts words, learning counts blocks
)
POOR: Final = 0.8  # F1 below which a page counts as missed

Rows = np.ndarray[Any, np.dtype[np.float64]]


class Example:
    """A page with what people took for its piece."""

    def __init__(self, record: dict[str, Any], markup: str) -> None:
        chosen = random.Random(record["id"])  # noqa: S311 - the same each time, no secret
        self.record = record
        tree = parsed(markup)
        page = described(tree, record["url"])
        self.outline = outline(page)
        self.rows: Rows = np.asarray(rows_of(page, other_text(tree, page))).reshape(-1, len(NAMES))
        self.alone = self.rows.copy()
        self.alone[:, len(FEATURES) :] = -1
        self.scores: list[float] = []
        self.scores_alone: list[float] = []
        self.learns_alone = chosen.randrange(WITHHELD) == 0
        self.bags = [words(block.text) for block in page.blocks]
        gold = words(record["gold"].get("body") or "")
        self.gold = Counter(gold)
        self.whole = bool(gold)
        self.labels = [0.0] * len(self.bags)
        self.used: list[int] = []
        if gold:
            self._label_all(gold, chosen)
        else:
            self._label_some()
        size = (len(gold or range(TYPICAL)) + 100) ** 0.5
        self.weights = [(len(bag) + 1) ** STEEPNESS / size for bag in self.bags]

    def _label_all(self, gold: list[str], chosen: random.Random) -> None:
        self.labels = [float(share >= BELONGS) for share in shares(self.bags, gold)]
        others = [place for place, label in enumerate(self.labels) if not label]
        chosen.shuffle(others)
        left = set(others[MOST_OTHERS:])
        self.used = [place for place in range(len(self.labels)) if place not in left]

    def _label_some(self) -> None:
        """Label the blocks that hold a snippet which is known to be, or not to be, of the piece."""
        for label, snippets in (
            (1.0, self.record["gold"].get("with")),
            (0.0, self.record["gold"].get("without")),
        ):
            for snippet in snippets or ():
                known = " ".join(words(snippet))
                holding = [place for place, bag in enumerate(self.bags) if known and known in " ".join(bag)]
                if len(holding) == 1 and holding[0] not in self.used:
                    self.labels[holding[0]] = label
                    self.used.append(holding[0])

    @property
    def learns_from(self) -> Rows:
        """The features to learn from: of one page in three, those without a second opinion."""
        return self.alone if self.learns_alone else self.rows

    def f1(self, scores: Sequence[float]) -> float:
        """Return how well the blocks scored above the threshold agree with the gold text, as bags of words."""
        found: Counter[str] = Counter()
        for bag, score in zip(self.bags, scores, strict=True):
            if score > THRESHOLD:
                found.update(bag)
        both = sum((found & self.gold).values())
        return 2 * both / (sum(found.values()) + sum(self.gold.values()))


def gathered(data: Path, every: int) -> list[Example]:
    records = [json.loads(line) for line in (data / "manifest.jsonl").read_bytes().splitlines()]
    return [
        Example(record, decoded((data / record["file"].removesuffix(".gz")).read_bytes())[0])
        for record in [one for one in records if one["gold"].get("body") or one["gold"].get("without")][
            ::every
        ]
    ]


def taught(examples: Sequence[Example]) -> dict[str, Any]:
    """Return the model learnt from examples."""
    taken = [(example, place) for example in examples for place in example.used]
    weights = [example.weights[place] for example, place in taken]
    mean = fmean(weights)
    return learnt(
        [example.learns_from[place] for example, place in taken],
        [example.labels[place] for example, place in taken],
        NAMES,
        weights=[weight / mean for weight in weights],
        **SETTINGS,
    )


def judge(examples: Sequence[Example], salt: str) -> None:
    """Give the examples the scores of a model that has seen no page of their site."""
    for fold in range(FOLDS):
        unseen = [example for example in examples if fold_of(example.record["site"], salt) == fold]
        seen = [example for example in examples if fold_of(example.record["site"], salt) != fold]
        first, others = from_json(taught(seen)).parts(FIRST_TREES)
        for example in unseen:
            example.scores = first_scores(first, others, example.rows.tolist())
            example.scores_alone = first_scores(first, others, example.alone.tolist())


def told(title: str, examples: Sequence[Example], scores: Sequence[Sequence[float]]) -> None:
    """Print the mean F1 and the share of pages missed, by kind and origin."""
    groups: dict[str, list[float]] = defaultdict(list)
    for example, score in zip(examples, scores, strict=True):
        if not example.whole:
            continue
        found = example.f1(score)
        kind = example.record["page_type"]
        groups[kind].append(found)
        groups[f"{kind} {example.record['origin']}"].append(found)
    print(title)
    for name, found in sorted(groups.items()):
        missed = fmean(one < POOR for one in found)
        print(f"  {name:22} n {len(found):4}  F1 {fmean(found):.4f}  below {POOR}: {missed:.3f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--salt", default="")
    asked = parser.parse_args()
    examples = gathered(asked.data, asked.every)
    judge(examples, asked.salt)
    told("sites unseen", examples, [settled(e.outline, e.scores) for e in examples])
    told("without a second opinion", examples, [settled(e.outline, e.scores_alone) for e in examples])
    if asked.every == 1 and not asked.salt:
        print(write(MODEL, taught(examples)))


if __name__ == "__main__":
    main()
