"""Ensembles of small decision trees: weights that were learnt offline, asked here without any learning library.

A model is a file of `importing/models/`, made by a script of `tests/training/` from the development pages: JSON
`{"features": [name, …], "base": score, "trees": [node, …]}`, where a node is a number (a leaf) or
`[feature, threshold, low, high]`: `low` is followed where the feature's value is at most the threshold. The sum
over the trees is a log-odds. An optional `"sure"`, a list of `[log-odds, probability]` that rise together, says how often
a choice of that log-odds was right on sites the model had not seen; between two of them the probability is on the
line that joins them.
"""

import json
import math
from collections.abc import Sequence
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Final

from msgspec import Struct

from site_builder.importing.forest import Forest, Node

_FOLDER: Final = "models"
_LEAST: Final = 1e-9
_STEEPEST: Final = 700.0  # beyond it, `math.exp` overflows


class Ensemble(Struct, frozen=True, eq=False, dict=True):
    """A learnt model: the names of its features, in order, and its trees."""

    features: tuple[str, ...]
    base: float
    trees: tuple[Node, ...]
    sure: tuple[tuple[float, float], ...] = ()

    def score(self, values: Sequence[float]) -> float:
        """Return the log-odds for the values of the features, in the order of `features`."""
        return self._forest.total(self.base, values)

    @cached_property
    def _forest(self) -> Forest:
        return Forest(self.trees)

    def probability(self, values: Sequence[float]) -> float:
        """Return the same as a probability, from 0 to 1."""
        return chance(self.score(values))

    def parts(self, trees: int) -> tuple["Ensemble", "Ensemble"]:
        """Return the first trees and the others, each as an ensemble: what they say is added up."""
        if trees not in self._parts:
            first = Ensemble(self.features, self.base, self.trees[:trees])
            self._parts[trees] = first, Ensemble(self.features, 0.0, self.trees[trees:])
        return self._parts[trees]

    @cached_property
    def _parts(self) -> dict[int, tuple["Ensemble", "Ensemble"]]:
        return {}

    def confidence(self, log_odds: float) -> float:
        """Return how often a choice of these log-odds is right; the plain probability where that was not measured."""
        if not self.sure:
            return chance(log_odds)
        below = [point for point in self.sure if point[0] <= log_odds]
        above = self.sure[len(below) :]
        if not below or not above:
            return (below or above)[-1 if below else 0][1]
        (low, least), (high, most) = below[-1], above[0]
        return least + (most - least) * (log_odds - low) / (high - low)

    def race(self, rows: Sequence[Sequence[float]], *, trees: int, behind: float) -> list[float]:
        """Return the log-odds of each row, where only those that may win matter.

        After so many trees, those that are further `behind` the best of them are out of the race: what they have is
        all they get.
        """
        first, rest = self.parts(trees)
        early = [first.score(row) for row in rows]
        least = max(early, default=0.0) - behind
        return [
            score + rest.score(row) if score >= least else score
            for score, row in zip(early, rows, strict=True)
        ]


def chance(log_odds: float) -> float:
    """Return log-odds as a probability, from 0 to 1."""
    return 1 / (1 + math.exp(-max(-_STEEPEST, min(_STEEPEST, log_odds))))


def log_odds(chance: float) -> float:
    """Return a probability as log-odds, finite for every one."""
    kept = min(1 - _LEAST, max(_LEAST, chance))
    return math.log(kept / (1 - kept))


@cache
def ensemble(name: str) -> Ensemble:
    """Return the model of a name, such as `body-blocks`; each is read once in a process."""
    text = (files("site_builder.importing") / _FOLDER / f"{name}.json").read_text(encoding="utf-8")
    return from_json(json.loads(text))


def from_json(model: dict[str, Any]) -> Ensemble:
    """Return the ensemble that a model file's content describes."""
    return Ensemble(
        tuple(model["features"]),
        float(model["base"]),
        tuple(_node(tree) for tree in model["trees"]),
        tuple((float(log_odds), float(chance)) for log_odds, chance in model.get("sure", ())),
    )


def _node(found: Any) -> Node:
    if not isinstance(found, list):
        return float(found)
    feature, threshold, low, high = found
    return int(feature), float(threshold), _node(low), _node(high)
