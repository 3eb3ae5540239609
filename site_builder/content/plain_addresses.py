"""Addresses of links that need neither percent-encoding nor a second look, as nearly all are."""

import re
from typing import Final

# test_content_markdown.py compares with markdown-it's own answer
PLAIN: Final = re.compile(
    r"(?:(?:https?://[a-z0-9][a-z0-9.-]*)?(?:/(?!/)[A-Za-z0-9._~/-]*)?|[A-Za-z0-9][A-Za-z0-9._~/-]*)"
    r"(?:\?[A-Za-z0-9._~=&+-]*)?(?:#[A-Za-z0-9_-]+)?"
)


def is_plain(address: str) -> bool:
    """Tell whether markdown-it would write the address of a link as it stands, and a link may lead there."""
    return PLAIN.fullmatch(address) is not None
