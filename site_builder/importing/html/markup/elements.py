"""Elements: what HTML's elements are, by their names."""

import re
from typing import Final

_NAME: Final = re.compile(r"\S+")

BLOCK_LEVEL: Final = frozenset(
    _NAME.findall(
        "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption"
        " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav noscript ol p pre search section"
        " summary table tbody td tfoot th thead tr ul"
    )
)
"""Those that a browser sets apart from the text around them."""
INLINE: Final = frozenset(
    _NAME.findall(
        "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark picture q s samp small span strong"
        " sub sup time tt u var wbr"
    )
)
"""Those that run on with the text around them."""
PICTURES: Final = frozenset(("img", "amp-img"))
LEVELS: Final = {f"h{level}": level for level in range(1, 7)}
"""The levels of headings."""


def level(tag: str) -> int:
    """Return the level of the heading that an element of this name is, or 0."""
    return LEVELS.get(tag, 0)
