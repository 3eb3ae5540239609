"""Progress: how long work tells whoever looks on how far it is."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""(stage, done, total): called often; must be cheap. A `total` of 0 makes the stage a notice."""


def quiet(_stage: str, _done: int, _total: int) -> None:
    """Show no progress."""
