"""Ensembles of small decision trees: weights that were learnt offline, asked here without any learning library.

A model is a file of `importing/models/`, made by a script of `tests/training/` from the development pages: JSON
`{"features": [name, …], "base": score, "trees": [node, …]}`, where a node is a number (a leaf) or
`[feature, threshold, low, high]`: `low` is followed where the feature's value is at most the threshold. The sum
over the trees is a log-odds.
"""

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

from msgspec import Struct

Node = float | tuple[int, float, "Node", "Node"]

_FOLDER: Final = "models"
_STEEPEST: Final = 700.0  # beyond it, `math.exp` overflows


class Ensemble(Struct, frozen=True):
    """A learnt model: the names of its features, in order, and its trees."""

    features: tuple[str, ...]
    base: float
    trees: tuple[Node, ...]

    def score(self, values: Sequence[float]) -> float:
        """Return the log-odds for the values of the features, in the order of `features`."""
        total = self.base
        for tree in self.trees:
            node = tree
            while type(node) is tuple:  # half as dear as `isinstance`, and most of the time goes here
                feature, threshold, low, high = node
                node = low if values[feature] <= threshold else high
            total += node  # type: ignore[operator] # a leaf
        return total

    def probability(self, values: Sequence[float]) -> float:
        """Return the same as a probability, from 0 to 1."""
        return chance(self.score(values))


def chance(log_odds: float) -> float:
    """Return log-odds as a probability, from 0 to 1."""
    return 1 / (1 + math.exp(-max(-_STEEPEST, min(_STEEPEST, log_odds))))


@cache
def ensemble(name: str) -> Ensemble:
    """Return the model of a name, such as `body-blocks`; each is read once in a process."""
    text = (files("site_builder.importing") / _FOLDER / f"{name}.json").read_text(encoding="utf-8")
    return from_json(json.loads(text))


def from_json(model: dict[str, Any]) -> Ensemble:
    """Return the ensemble that a model file's content describes."""
    return Ensemble(
        tuple(model["features"]), float(model["base"]), tuple(_node(tree) for tree in model["trees"])
    )


def _node(found: Any) -> Node:
    if not isinstance(found, list):
        return float(found)
    feature, threshold, low, high = found
    return int(feature), float(threshold), _node(low), _node(high)
