"""Slugs and entry ids: lower-case letters of any script, digits and hyphens, in Unicode's NFC form."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

MAX_LENGTH: Final = 120
MAX_BYTES: Final = 240  # a slug names a folder of the output; file systems end at 255 bytes

_PLAIN: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_APOSTROPHES: Final = str.maketrans("", "", "'’‘ʼ`´")  # noqa: RUF001 - these are what titles contain
_DATE_PREFIX: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-")


def is_slug(text: str) -> bool:
    """Tell whether `text` can be a slug or an entry's id.

    >>> is_slug("2014-06-17-iran"), is_slug("القاهرة"), is_slug("Iran"), is_slug("-a")
    (True, True, False, False)
    """
    if _PLAIN.fullmatch(text):
        return len(text) <= MAX_LENGTH
    if len(text) > MAX_LENGTH or len(text.encode("utf-8", "replace")) > MAX_BYTES:
        return False
    if text.isascii() or text.startswith("-") or text.endswith("-") or text != text.lower():
        return False
    if not unicodedata.is_normalized("NFC", text) or unicodedata.category(text[0])[0] == "M":
        return False
    return all(character == "-" or _in_words(character) for character in text)


def slug_fault(text: str) -> str:
    """Say why `text` is no slug, in words that follow its name."""
    length, size = len(text), len(text.encode("utf-8", "replace"))
    if length > MAX_LENGTH:
        return f"is too long: {length} characters, of which there may be {MAX_LENGTH}"
    if size > MAX_BYTES:
        return f"is too long: {size} bytes in UTF-8, of which there may be {MAX_BYTES}"
    return "is not made of lower-case letters, digits and hyphens only"


@lru_cache(maxsize=1_024)  # the same authors sign many entries
def slugify(text: str) -> str:
    """Return the slug nearest to `text`, or "" when it has no letter and no digit.

    >>> slugify("  The Queen’s «Speech», 2014 ")
    'the-queens-speech-2014'
    """
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_APOSTROPHES).lower())
    kept = (character if _in_words(character) else _gap(character) for character in text)
    slug = re.sub(r"-+", "-", "".join(kept)).strip("-")
    while slug and unicodedata.category(slug[0])[0] == "M":  # a mark needs a letter before it
        slug = slug[1:].lstrip("-")
    return _shorten(unicodedata.normalize("NFC", slug))


def without_date(entry_id: str) -> str:
    """Return an entry's slug: its id without a leading `YYYY-MM-DD-`.

    >>> without_date("2014-06-17-iran"), without_date("iran")
    ('iran', 'iran')
    """
    return _DATE_PREFIX.sub("", entry_id, count=1)


def _in_words(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LM" or category == "Nd"


def _gap(character: str) -> str:
    return "" if unicodedata.category(character) == "Cf" else "-"


def _shorten(slug: str) -> str:
    """Cut at a hyphen where there is one in the second half of what fits."""
    if len(slug) <= MAX_LENGTH and len(slug.encode("utf-8", "replace")) <= MAX_BYTES:
        return slug
    cut = slug[:MAX_LENGTH].encode("utf-8", "replace")[:MAX_BYTES].decode("utf-8", "ignore")
    words = cut.rpartition("-")[0]
    return (words if len(words) > len(cut) // 2 else cut).strip("-")
