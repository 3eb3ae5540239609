"""How much the fault tests do: a sample in `make test`, thousands of kills and a minute of saves in `make stress`."""

from __future__ import annotations

import os
import random

STRESS = bool(os.environ.get("STRESS"))


def rounds(usual: int, stress: int) -> int:
    return stress if STRESS else usual


def seeded(seed: int) -> random.Random:
    """Chance that comes out the same at each run, so that a failure can be repeated."""
    return random.Random(seed)  # noqa: S311 - nothing here is secret
