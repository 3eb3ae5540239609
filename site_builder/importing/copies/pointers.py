"""Pointers: where an original stands, as its copy says, when it does not say so itself.

A post that hands on half of a piece says where the other half is: "in full: https://…". The pasted text of the piece
has no address. What the copy says is offered to the editor; it is written without asking only where the address has the
words of the title, and nearly all of the copy stands in the original.
"""

from collections.abc import Sequence
from typing import Final
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from site_builder.content.slugs import slugify
from site_builder.importing import segments
from site_builder.importing.copies.relate import WHOLE, Tie
from site_builder.importing.draft import Draft
from site_builder.importing.recognising import links
from site_builder.integrity.captures import Capture
from site_builder.model import Entry

_LEAST_WORDS: Final = 4  # of a title that an address has; fewer may be those of a section
_MOST_LEFT: Final = 0.3  # of the words of the title that the address may lack, as a short form of it does


class Pointer(Struct, frozen=True):
    """The address that a copy gives for the whole piece; `said`: it says so in words, and not by a bare address."""

    url: str
    said: bool


def of_draft(draft: Draft) -> Pointer | None:
    """Return where a copy that was just read says that the whole piece stands."""
    return _pointer(draft.link, said=draft.partial) if draft.frame else None


def of_copy(copy: Entry, capture: Capture | None) -> Pointer | None:
    """Return where a copy that is there already says it: its text must, since an entry may also have its own address."""
    url = copy.metadata.source_url
    if (
        capture is None
        or not url
        or url in {links.canonical(one) for one in (capture.url, capture.final_url)}
    ):
        return None
    stated = [one for one in links.find(segments.split(capture.text)) if one.url == url]
    return _pointer(url, said=any(one.partial or one.first for one in stated)) if stated else None


def _pointer(url: str, *, said: bool) -> Pointer | None:
    """Return a pointer; the address of a whole site is that of no piece."""
    return Pointer(url, said) if url and urlsplit(url).path.strip("/") else None


def unmistakable(pointer: Pointer, found: Tie, title: str) -> bool:
    """Tell whether the address may be taken without asking: it is said to be the piece's, and has the words of its title."""
    return pointer.said and found.contained >= WHOLE and _has_title(pointer.url, title)


def _has_title(url: str, title: str) -> bool:
    wanted = slugify(title).split("-")
    parts = [slugify(part.partition(".")[0]).split("-") for part in unquote(urlsplit(url).path).split("/")]
    return any(_says(part, wanted) for part in parts)


def _says(part: Sequence[str], wanted: Sequence[str]) -> bool:
    """Tell whether a part of an address has the words of a title in their order, with numbers beside them."""
    own = [word for word in part if not (word.isdigit() and word not in wanted)]
    rest = iter(wanted)
    ordered = all(word in rest for word in own)
    return len(own) >= _LEAST_WORDS and ordered and len(own) >= (1 - _MOST_LEFT) * len(wanted)


def words(pointer: Pointer, found: Tie) -> str:
    """Return why an address is offered, or was taken: which copy gives it, and how."""
    copy = f"its {found.kind} {found.copy}"
    return f"{copy} says that the whole piece stands there" if pointer.said else f"{copy} links to it"
