"""Forest: many small decision trees asked at once (after QuickScorer: Lucchese et al., SIGIR 2015).

Each leaf is a bit, those of a tree from left to right. A question that is answered by "above" rules out the leaves
below its other answer, so the questions of all trees about one feature that a value answers so rule out leaves that are
known beforehand. What is left of all that values rule out has one leaf of each tree as its lowest bit.
"""

from bisect import bisect_left
from collections.abc import Sequence
from operator import getitem
from struct import Struct
from typing import Final

Node = float | tuple[int, float, "Node", "Node"]
"""A leaf, or a feature, a threshold, and what follows where the feature's value is at most that, and where it is above."""

_WIDTHS: Final = {8: "B", 16: "H", 32: "I", 64: "Q"}  # bits of a tree


class Forest:
    """Trees of at most 64 leaves each, in the form in which they are asked."""

    def __init__(self, trees: Sequence[Node]) -> None:
        grown = [_leaves(tree) for tree in trees]
        width = next(width for width in _WIDTHS if width >= max(map(len, grown), default=0))
        self._leaves = [{1 << place: leaf for place, leaf in enumerate(leaves)} for leaves in grown]
        self._firsts = sum(1 << width * number for number in range(len(trees)))
        self._all = sum(((1 << len(leaves)) - 1) << width * number for number, leaves in enumerate(grown))
        self._form = Struct(f"<{len(trees)}{_WIDTHS[width]}")
        ruled_out: dict[int, dict[float, int]] = {}
        for number, tree in enumerate(trees):
            _question(tree, width * number, ruled_out)
        self._features = [self._asked(feature, found) for feature, found in sorted(ruled_out.items())]

    def _asked(self, feature: int, ruled_out: dict[float, int]) -> tuple[int, float, list[float], list[int]]:
        """Return a feature, its lowest threshold, all of them, and what is left where that many are below a value."""
        thresholds = sorted(ruled_out)
        left = [self._all]
        for threshold in thresholds:
            left.append(left[-1] & ~ruled_out[threshold])
        return feature, thresholds[0], thresholds, left

    def total(self, base: float, values: Sequence[float]) -> float:
        """Return `base` and the leaves that the values of the features lead to, added up one by one."""
        left = self._all
        for feature, lowest, thresholds, kept in self._features:
            value = values[feature]
            if value > lowest:
                left &= kept[bisect_left(thresholds, value)]
        reached = left ^ (left & (left - self._firsts))  # of each tree the lowest bit
        for leaf in map(
            getitem, self._leaves, self._form.unpack(reached.to_bytes(self._form.size, "little"))
        ):
            base += leaf  # not `sum`, which rounds otherwise in some versions of Python
        return base


def _leaves(node: Node) -> list[float]:
    return [*_leaves(node[2]), *_leaves(node[3])] if isinstance(node, tuple) else [node]


def _question(node: Node, first: int, ruled_out: dict[int, dict[float, int]]) -> int:
    """Add what each question of a tree, whose first leaf is the bit `first`, rules out; return the bit behind its last."""
    if not isinstance(node, tuple):
        return first + 1
    feature, threshold, low, high = node
    behind = _question(low, first, ruled_out)
    found = ruled_out.setdefault(feature, {})
    found[threshold] = found.get(threshold, 0) | (1 << behind) - (1 << first)
    return _question(high, behind, ruled_out)
