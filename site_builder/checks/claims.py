"""Claims: what a record wants for itself alone, written so that two claims clash when they are equal.

File systems and servers may ignore the case of letters, so claims are case-folded; all are in NFC.
"""

import unicodedata
from collections.abc import Iterator

from site_builder.model import Entry, Record, StandingPage


def claims(record: Record) -> Iterator[str]:
    """Yield every claim of a record, each once: `id:KEY`, and `path:/…/` for each path of the site it takes.

    A draft has no page yet, so it claims its id only.
    """
    yield f"id:{folded(record.key)}"
    yield from dict.fromkeys(f"path:{folded(path)}" for path in _paths(record))


def _paths(record: Record) -> Iterator[str]:
    match record:
        case Entry(metadata=metadata):
            if metadata.status != "draft":
                yield metadata.permalink
                yield from record.aliases
        case StandingPage():
            yield f"/{record.slug}/"


def folded(text: str) -> str:
    """Return a name as file systems and servers may compare it."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
