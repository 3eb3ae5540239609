"""Words: a text to the terms under which it is found. `templates/assets/search-words.js` does the same to what readers type.

A term is a word without case, accents, Arabic vowel signs and the commonest endings, so that *Élections* is found by *election*
and *والحكومات* by *حكومة*. What both sides make of a word stands in `tests/golden/search/words.json`.
"""

import re
import sys
import unicodedata
from collections import Counter
from functools import cache
from typing import Final

LONGEST: Final = 32
"""Letters of a term; what is longer is no word, and is cut."""
_REMEMBERED: Final = 200_000
_LETTERS: Final = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th", "ς": "σ",
    "ـ": "", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ٱ": "ا",
}  # fmt: skip
_SPELT: Final = str.maketrans(_LETTERS)
_ARABIC: Final = re.compile("[\u0621-\u064a]+")
_ARTICLE: Final = re.compile("(?:[وفبك]?ال|لل)(?=..)")
_ARABIC_ENDING: Final = re.compile("(?<=...)(?:ها|ان|ات|ون|ين|يه|ه|ي)$")
_seen: dict[str, str] = {}


def term(word: str) -> str:
    """Return the term of a word, "" for one under which nothing is found: a single Latin letter."""
    found = _seen.get(word)
    if found is None:
        if len(_seen) >= _REMEMBERED:
            _seen.clear()
        found = _seen[word] = _stem(_folded(word))
    return found


def terms(text: str) -> dict[str, int]:
    """Return the terms of a text, and how often each occurs."""
    counted: dict[str, int] = {}
    for word, times in Counter(_words().findall(text.replace("_", " "))).items():
        found = _seen.get(word)
        if found is None:
            found = term(word)
        counted[found] = counted.get(found, 0) + times
    counted.pop("", None)
    return counted


@cache
def _words() -> re.Pattern[str]:
    """Return the pattern of words: letters and digits, and the marks upon them, which are no letters."""
    marks = (chr(code) for code in range(0x300, min(sys.maxunicode, 0xFFFF)) if _is_mark(chr(code)))
    return re.compile(rf"[\w{''.join(marks)}]+")


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M"


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", word) if letter.isalnum())
    return plain.lower().translate(_SPELT)


def _stem(word: str) -> str:
    """Take the commonest endings from a folded word: the plural's, and the articles and endings of Arabic."""
    if len(word) == 1 and "a" <= word <= "z":
        return ""
    if _ARABIC.fullmatch(word):
        word = _ARABIC_ENDING.sub("", _ARTICLE.sub("", word, count=1), count=1)
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):  # noqa: PLR2004
        word = f"{word[:-3]}y" if word.endswith("ies") and len(word) > 4 else word[:-1]  # noqa: PLR2004
    return word[:LONGEST]
