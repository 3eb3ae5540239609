"""What must be kept and what is aimed at, and how far one run can tell."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST_NOISE: Final = 0.1


@dataclass(frozen=True)
class Bar:
    """A figure with its bars; more is better where the aim is above what must be."""

    what: str
    rounds: Sequence[float]
    must: float
    aim: float
    unit: str = "×"
    exact: bool = False
    """Whether the figure is the same in every run, as a size is."""

    @property
    def measured(self) -> float:
        return statistics.median(self.rounds)

    @property
    def noise(self) -> float:
        """Half of what the rounds of this run differ by, as a part of the median; a tenth at the least."""
        if self.exact:
            return 0.0
        return max((max(self.rounds) - min(self.rounds)) / 2 / self.measured, LEAST_NOISE)

    @property
    def missed(self) -> bool:
        """Whether the bar is missed by more than the noise."""
        return not self._reaches(self.must, self.noise)

    @property
    def verdict(self) -> str:
        if self._reaches(self.aim, 0.0):
            return "aim reached"
        if self._reaches(self.must, 0.0):
            return "kept"
        return "MISSED" if self.missed else "within noise"

    def _reaches(self, bar: float, slack: float) -> bool:
        if self.aim > self.must:
            return self.measured * (1 + slack) >= bar
        return self.measured <= bar * (1 + slack)

    def row(self) -> str:
        sign = "≥" if self.aim > self.must else "≤"
        measured, must, aim = (_figure(value, self.unit) for value in (self.measured, self.must, self.aim))
        return f"{self.what:64} {measured:>11} {sign + must:>11} {sign + aim:>11}   {self.verdict} (±{self.noise:.0%})"

    def as_json(self) -> dict[str, Any]:
        return {
            "what": self.what,
            "measured": self.measured,
            "rounds": list(self.rounds),
            "must": self.must,
            "aim": self.aim,
            "unit": self.unit,
            "noise": self.noise,
            "verdict": self.verdict,
        }


HEADING: Final = f"{'ratio or figure':64} {'measured':>11} {'must':>11} {'aim':>11}"


def _figure(value: float, unit: str) -> str:
    if unit == "×":
        return f"{value:.2f}"
    return f"{value:,.0f} {unit}" if value >= 100 or value == int(value) else f"{value:.1f} {unit}"
