"""Posted: pages of an archive of mail that show a message as it was sent, its fields and its text in one preformatted block.

Nothing in such a page is marked; what it says stands in the message, which is read as any other one is.
"""

import re
from itertools import islice
from typing import Final

from lxml.html import HtmlElement
from msgspec.structs import replace

from site_builder.importing.document import Document
from site_builder.importing.draft import Draft
from site_builder.importing.html.markup import unseen
from site_builder.importing.recognising.names import Names
from site_builder.importing.text import plain_text

_FIELD: Final = re.compile(
    r"(?P<name>from|to|cc|date|subject|message-id|reply-to|in-reply-to|references)\s*:\s*\S", re.IGNORECASE
)
_NEEDED: Final = frozenset({"from", "subject", "date"})
_REACH: Final = 12  # lines of a message's head
_PLAIN: Final = frozenset({"pre", "a", "b", "i", "em", "strong", "u", "font", "span", "tt", "code"})
_HALF: Final = 0.5  # of the words of the page
_MOST: Final = 20  # preformatted blocks that are looked at


def read(tree: HtmlElement, document: Document, names: Names) -> Draft | None:
    """Return the draft of the message that a page shows, with the address that the page states, or None."""
    for block in islice(tree.iter("pre"), _MOST):
        text = "".join(block.itertext()).strip()
        lines = text.split("\n")[:_REACH]
        fields = {match["name"].casefold() for line in lines if (match := _FIELD.match(line))}
        if fields >= _NEEDED and _is_the_piece(block, text, tree):
            return replace(plain_text.extract(replace(document, text=text), names), text=text)
    return None


def _is_the_piece(block: HtmlElement, text: str, tree: HtmlElement) -> bool:
    """Tell whether a block is shown as a whole, holds nothing but words and links, and most of what the page says."""
    plain = all(one.tag in _PLAIN and not unseen.hides(one) for one in block.iter())
    words = sum(
        len(said.split()) for said in tree.itertext("p", "div", "li", "td", "pre", "a", "b", "i", "font")
    )
    return plain and unseen.hider(block) is None and len(text.split()) >= _HALF * words
