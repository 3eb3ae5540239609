"""Texts: Markdown with its `[[entry-id]]` references resolved to titles and addresses."""

import re
import unicodedata
from typing import Final

from site_builder.incremental.reader import Reader
from site_builder.model import Rights
from site_builder.pages.links import href
from site_builder.render.text import Link, Text

_REFERENCE: Final = re.compile(r"\[\[([^\[\]\n]{1,200})\]\]")


def text(reader: Reader, base: str, markdown: str, rights: Rights | None = None) -> Text:
    """Return `markdown` with what its references stand for, to be published under `rights`.

    Every `[[id]]` is looked up, also one in a code block that will not be shown as a link: an extra read is
    harmless, a missing one would leave a page stale. Unknown entries are left to the renderer.
    """
    if "[[" not in markdown:
        return Text(markdown, (), rights, base)
    found = (unicodedata.normalize("NFC", match[1].strip()) for match in _REFERENCE.finditer(markdown))
    links = (
        Link(target, metadata.title, href(base, metadata.permalink))
        for target in dict.fromkeys(found)
        if (metadata := reader.metadata(target))
    )
    return Text(markdown, tuple(links), rights, base)
