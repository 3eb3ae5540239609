"""Which blocks of a body an excerpt holds whole, however the body was read."""

from typing import Protocol, TypeVar


class Counted(Protocol):
    """A block with its words; headings and rules are none that count."""

    @property
    def words(self) -> int: ...  # noqa: D102

    @property
    def counted(self) -> bool: ...  # noqa: D102


_B = TypeVar("_B", bound=Counted)


def whole_blocks(blocks: list[_B], room: int, words: int) -> list[_B]:
    """Return the first of the `blocks`: no more than `room` that count, and no more than `words` words."""
    kept: list[_B] = []
    for block in blocks if words else ():
        room -= block.counted
        if room < 0 or block.words > words:
            break
        words -= block.words
        kept.append(block)
    return kept
