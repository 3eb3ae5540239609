"""Placeholders: `{outlet}` in a message stands for something that is put in when it is said."""

import re
from functools import lru_cache
from typing import Final

_PLACEHOLDER: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")


@lru_cache(maxsize=1 << 10)
def pieces(message: str) -> tuple[str, ...]:
    """Return a message in pieces: what stands between its placeholders, and at every second place a name.

    Raises ValueError for a brace that belongs to no placeholder.

    >>> pieces("Read it at {outlet}")
    ('Read it at ', 'outlet', '')
    """
    found = tuple(_PLACEHOLDER.split(message))
    if any("{" in text or "}" in text for text in found[::2]):
        raise ValueError(message)
    return found


def names(message: str) -> frozenset[str]:
    """Return the names of the placeholders of a message; raises ValueError as `pieces` does."""
    return frozenset(pieces(message)[1::2])
