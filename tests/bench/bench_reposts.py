"""Bench: how well copies are recognised, and how long a look-up takes in a large digest.

    python -m tests.bench.bench_reposts --data DIR [--entries 10000] [--work DIR]

`DIR` holds `corpus.jsonl` and `queries.jsonl` (see the tests' README); the figures are those of models that have
seen nothing of the site they are tried on, with the threshold that was chosen on the other folds. The digest is
generated under `--work`, once; each look-up is a process of its own.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import statistics
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.training.reposts import Example

PRECISION: Final = 0.99
ROUNDS: Final = 9
"""Look-ups that are timed; the median is told."""


def report(queries: Sequence[dict[str, Any]], found: Sequence[Example], scores: Sequence[float]) -> None:
    """Print F1 at a precision of .99, and recall by kind of copy and by damage."""
    from tests.training.learning import FOLDS, fold_of

    answers = best(found, scores)
    wanted = sum(bool(query["source"]) for query in queries)
    threshold = threshold_for(answers.values(), wanted)
    print(f"F1 {f1(answers.values(), wanted, threshold)}, threshold {threshold:.2f} ({odds(threshold):.3f})")
    held_out = []
    for fold in range(FOLDS):
        others = [one for one in answers.values() if fold_of(one[1].site) != fold]
        share = wanted * len(others) / max(1, len(answers))
        limit = threshold_for(others, round(share))
        held_out += [one for one in answers.values() if fold_of(one[1].site) == fold and one[0] >= limit]
    print(f"F1 {f1(held_out, wanted, -math.inf)} with the threshold of the other folds")
    right = {query for query, (score, one) in answers.items() if score >= threshold and one.copied}
    for kind in ("relation", "level"):
        made = Counter(query[kind] for query in queries if query["source"])
        hits = Counter(query[kind] for query in queries if query["id"] in right)
        print(f"recall by {kind}: " + ", ".join(f"{one} {hits[one] / made[one]:.3f}" for one in sorted(made)))


def best(found: Sequence[Example], scores: Sequence[float]) -> dict[str, tuple[float, Example]]:
    """Return the answer to each query: the article of the best score."""
    answers: dict[str, tuple[float, Example]] = {}
    for one, score in zip(found, scores, strict=True):
        if one.query not in answers or score > answers[one.query][0]:
            answers[one.query] = (score, one)
    return answers


def threshold_for(answers: Iterable[tuple[float, Example]], wanted: int) -> float:
    """Return the threshold with the best F1 at the precision that is asked for."""
    ranked = sorted(answers, key=lambda answer: -answer[0])
    right, chosen = 0, (0.0, math.inf)
    for count, (score, one) in enumerate(ranked, 1):
        right += one.copied
        if right / count >= PRECISION:
            chosen = max(chosen, (2 * right / (count + wanted), score))
    return chosen[1]


def f1(answers: Iterable[tuple[float, Example]], wanted: int, threshold: float) -> str:
    """Return F1, precision and recall in words."""
    given = [one for score, one in answers if score >= threshold]
    right = sum(one.copied for one in given)
    precision, recall = right / max(1, len(given)), right / wanted
    return f"{2 * right / (len(given) + wanted):.4f} (precision {precision:.4f}, recall {recall:.4f})"


def odds(score: float) -> float:
    """Return a log-odds as a probability."""
    return 1 / (1 + math.exp(-score))
