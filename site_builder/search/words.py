"""Words: a text to the terms under which it is found. `templates/assets/search-words.js` does the same to what readers type.

A term is a word without case, accents, Arabic vowel signs and the commonest endings, so that *Élections* is found by *election*
and *والحكومات* by *حكومة*. Scripts that put no spaces between words are cut into overlapping pairs or triples of letters: 図書館 is
found under 図書 and 書館. C++, C#, R&D and an emoji are terms with their signs. What both sides make of a word stands in `tests/golden/search/words.json`, of a text in `texts.json`.
"""

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Final, NamedTuple, cast
from zlib import crc32

LONGEST: Final = 32
"""Letters of a term; what is longer is no word, and is cut."""
_REMEMBERED: Final = 200_000
_LETTERS: Final = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th", "ς": "σ",
    "ـ": "", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ٱ": "ا",
}  # fmt: skip
_SPELT: Final = str.maketrans(_LETTERS)
_PAIRED: Final = "\u3005-\u3007\u3041-\u3096\u309d-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
"""Letters of Chinese and Japanese: two of them mean as much as a word elsewhere."""
_TRIPLED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Letters and marks of Thai, Lao, Burmese and Khmer."""
_PAIR: Final = re.compile(f"[{_PAIRED}]")
_UNSPACED: Final = re.compile(f"([{_PAIRED}]+)|[{_TRIPLED}]+")
_SYMBOLS: Final = "\u2600-\u27bf\U0001f000-\U0001f3fa\U0001f400-\U0001faff"
"""Emoji and the like: each is a word."""
_SIGNED: Final = "[A-Za-z](?:\\+\\+|#(?!{0})|&[A-Za-z](?!{0}))"
"""C++, C#, R&D: letters that would be no word without their signs."""
_WITH_SIGNS: Final = re.compile(rf"\+\+|[#&{_SYMBOLS}]")
_SYMBOL: Final = re.compile(f"[{_SYMBOLS}]")
_HYPHENED: Final = re.compile(r"\w+(?:[-\u2010\u2011]\w+)+")
_HYPHEN: Final = re.compile(r"[-\u2010\u2011]")
_ARABIC: Final = re.compile("[\u0621-\u064a]+")
_ARTICLE: Final = re.compile("(?:[وفبك]?ال|لل)(?=..)")
_ARABIC_ENDING: Final = re.compile("(?<=...)(?:ها|ان|ات|ون|ين|يه|ه|ي)$")
_seen: dict[str, str] = {}
_signs: dict[str, int] = {}
SIGNS: Final = 32
"""How many signs there are for what stands behind a word."""


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
    for word, times in Counter(_in_order(text)).items():
        found = _seen.get(word)
        if found is None:
            found = term(word)
        counted[found] = counted.get(found, 0) + times
    counted.pop("", None)
    return counted


class Followed(NamedTuple):
    """The terms of a text: how often each occurs, and the `sign` of what stands behind it, the first time and the last."""

    times: Counter[str]
    first: dict[str, int]
    last: dict[str, int]


def followed(text: str) -> Followed:
    """Return the terms of a text, and what stands behind them."""
    words = _in_order(text)
    found = list(map(_seen.get, words))  # nearly all were seen before
    ordered = list(filter(None, map(term, words) if None in found else found))
    known = list(map(_signs.get, ordered[1:]))
    signs = list(map(sign, ordered[1:])) if None in known else cast("list[int]", known)
    signs += [sign("")] if ordered else []
    first = dict(zip(reversed(ordered), reversed(signs), strict=True))
    return Followed(Counter(ordered), first, dict(zip(ordered, signs, strict=True)))


def sign(of: str) -> int:
    """Return one of 32 numbers for a term: two words that stand together are told from others by it, mostly."""
    found = _signs.get(of)
    if found is None:
        if len(_signs) >= _REMEMBERED:
            _signs.clear()
        found = _signs[of] = crc32(of.encode()) % SIGNS
    return found


def compounds(text: str) -> dict[str, int]:
    """Return the terms of words with hyphens as if they had none: so *cease-fire* is found by *ceasefire*, too."""
    return terms(" ".join(_HYPHEN.sub("", word) for word in _HYPHENED.findall(text)))


def spaced(text: str) -> str:
    """Return a text in which what has no spaces between words is cut into pieces, with spaces between."""
    if text.isascii() or not _UNSPACED.search(text):
        return text
    return _UNSPACED.sub(_cut, unicodedata.normalize("NFKC", text))


def is_paired(letter: str) -> bool:
    """Tell whether a letter is one of Chinese or Japanese."""
    return not letter.isascii() and _PAIR.match(letter) is not None


def _in_order(text: str) -> list[str]:
    pattern = _words_and_signs() if _WITH_SIGNS.search(text) else _words()
    return pattern.findall(spaced(text.replace("_", " ")))


def _cut(found: re.Match[str]) -> str:
    units = _units().findall(found[0])
    size = 2 if found[1] else 3
    starts = range(max(len(units) - size, 0) + 1)
    return f" {' '.join(''.join(units[start : start + size]) for start in starts)} "


@cache
def _units() -> re.Pattern[str]:
    """Return the pattern of a letter with the marks upon it."""
    return re.compile(rf".[{_marks()}]*")


@cache
def _words() -> re.Pattern[str]:
    """Return the pattern of words: letters and digits, and the marks upon them, which are no letters."""
    return re.compile(rf"[\w{_marks()}]+")


@cache
def _words_and_signs() -> re.Pattern[str]:
    """Return the pattern of words and of what is one by its signs; apart from the other since it takes longer."""
    letter = rf"[\w{_marks()}]"
    return re.compile(rf"{_SIGNED.format(letter)}|[{_SYMBOLS}]|{letter}+")


@cache
def _marks() -> str:
    return "".join(letter for letter in map(chr, range(0x300, 0xFFFF)) if _is_mark(letter))


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M"


def _spells(letter: str) -> bool:
    """Tell whether a letter, or a mark, tells words apart: marks do from Devanagari to Khmer, where they are vowels."""
    return letter.isalnum() or ("\u0900" <= letter <= "\u1aaf" and _is_mark(letter))


def _folded(word: str) -> str:
    if word.isascii() or _SYMBOL.fullmatch(word):
        return word.lower()
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", word) if _spells(letter))
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
