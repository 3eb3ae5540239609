"""Picture files: what the file of a picture is called, in whatever size a page asks for it."""

import re
from typing import Final
from urllib.parse import urlsplit

_SIZE: Final = re.compile(r"(?:[-_]\d{2,4}x\d{2,4})?(?:\.\w{2,5})?$")


def name_of(address: str) -> str:
    """Return the name of an address's file, "" if it has none."""
    return urlsplit(address).path.rsplit("/", 1)[-1]


def without_size(name: str) -> str:
    """Return a file's name without its suffix and the size that many publishing systems add: "pier-300x200.jpg" is "pier"."""
    return _SIZE.sub("", name)
