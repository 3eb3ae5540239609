"""Folding: texts as they are compared, whatever their quotes, dashes, spaces and case."""

import re
import unicodedata
from typing import Final

_QUOTES: Final = str.maketrans(
    dict.fromkeys("‘’‚‛´ʼ", "'") | dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‐‑‒–—―−", "-")  # noqa: RUF001 - the marks that are alike
)
_WORD: Final = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """Return a text as it is compared: one kind of quote and dash, single spaces, folded case."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_QUOTES))
    return " ".join(text.split()).casefold()


def words(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return _WORD.findall(folded(text))


def letters(text: str) -> str:
    """Return the letters and digits of a text, folded, with nothing between them."""
    return "".join(words(text))
