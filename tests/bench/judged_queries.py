"""Sixty queries as readers type them, each with the entries that answer it: any that has all that was asked for, where it was asked for."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Final, NamedTuple

import wordfreq
from judged_corpus import Written, written

from site_builder.search.words import terms

Fits = Callable[[Written], bool]
COUNTS: Final = {
    "title": 9, "its rarest words": 9, "title begun": 6, "one mistake": 6, "author and word": 6, "source and year": 4,
    "region and topic": 5, "phrase of a text": 6, "French": 3, "Arabic": 3, "Chinese": 3,
}  # fmt: skip
PHRASES: Final = (
    ("quoted", "en", 14), ("bare", "en", 14), ("quoted", "fr", 2), ("bare", "fr", 2), ("quoted", "ar", 2), ("bare", "ar", 2), ("bare", "zh", 4),
)  # fmt: skip
SPOKEN: Final = {"French": "fr", "Arabic": "ar", "Chinese": "zh"}


class Judged(NamedTuple):
    """A query, and the numbers of the entries of which any is expected."""

    kind: str
    query: str
    expected: frozenset[int]


def words_of(title: str) -> list[str]:
    return re.findall(r"\w+", title)


def has_title(title: str) -> Fits:
    return lambda entry: entry.title == title


def has_in_title(words: list[str]) -> Fits:
    wanted = set(terms(" ".join(words)))
    return lambda entry: wanted <= terms(entry.title).keys()


def rarest(entry: Written, count: int) -> list[str]:
    words = [word for word in words_of(entry.title) if len(word) > 3]
    kept = sorted(words, key=lambda word: wordfreq.zipf_frequency(word, entry.language))[:count]
    return [word for word in words if word in kept]


def mistyped(chance: random.Random, title: str) -> str:
    """One word of five letters or more with one mistake behind its first letter."""
    words = words_of(title)
    place = max(range(len(words)), key=lambda n: (len(words[n]), n))
    word = words[place]
    at = chance.randrange(1, len(word) - 1)
    forms = [
        word[:at] + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + "e" + word[at:],
    ]
    words[place] = next((form for form in chance.sample(forms, 3) if form != word), word[:-1])
    return " ".join(words)


def asked(kind: str, chance: random.Random, entry: Written) -> tuple[str, Fits]:  # noqa: PLR0911 - one for each kind
    """Return a query of a kind for an entry, and what tells which others answer it as well."""
    same = has_title(entry.title)
    match kind:
        case "its rarest words":
            words = rarest(entry, chance.choice([2, 3]))
            return " ".join(words), has_in_title(words)
        case "title begun":
            begun = entry.title[: len(entry.title) * 3 // 5].lower()
            return begun, lambda other: other.title.lower().startswith(begun)
        case "one mistake":
            return mistyped(chance, entry.title), same
        case "author and word":
            word = rarest(entry, 1)
            holds = has_in_title(word)
            return (
                f"{entry.author.split()[1]} {word[0]}",
                lambda other: other.author.split()[1] == entry.author.split()[1] and holds(other),
            )
        case "source and year":
            return (
                f"{entry.source} {entry.date[:4]}",
                lambda other: other.source == entry.source and other.date[:4] == entry.date[:4],
            )
        case "region and topic":
            topic = entry.topics[0]
            word = topic.split()[0]
            holds = has_in_title([word])
            return (
                f"{entry.region} {word}",
                lambda other: other.region == entry.region and (topic in other.topics or holds(other)),
            )
        case "phrase of a text":
            words = entry.body.split()
            start = chance.randrange(len(words) - 6)
            phrase = " ".join(words[start : start + 5])
            return phrase, lambda other: phrase in other.body
        case "Chinese":
            part = "".join(words_of(entry.title))[-5:]
            return part, lambda other: part in "".join(words_of(other.title))
        case _:
            return entry.title, same


def judged(entries: int, seed: int = 7) -> list[Judged]:
    """Return the queries for a digest of so many entries; it takes a look at each of them."""
    chance = random.Random(seed)  # noqa: S311
    waiting: list[tuple[str, str, Fits]] = []
    for kind, count in COUNTS.items():
        left = count
        while left:
            entry = written(chance.randrange(entries))
            if entry.language != SPOKEN.get(kind, "en"):
                continue
            if kind == "Chinese" or len(rarest(entry, 3)) > 1:
                waiting.append((kind, *asked(kind, chance, entry)))
                left -= 1
    found: list[set[int]] = [set() for _ in waiting]
    for number in range(entries):
        entry = written(number)
        for numbers, (_, _, fits) in zip(found, waiting, strict=True):
            if fits(entry):
                numbers.add(number)
    return [
        Judged(kind, query, frozenset(numbers))
        for (kind, query, _), numbers in zip(waiting, found, strict=True)
    ]


def judged_phrases(entries: int, seed: int = 11) -> list[Judged]:
    """Return forty phrases of texts: six words in quotation marks, nine without; in Chinese, eight letters.

    What is expected is the entry that a phrase was taken from: so long a one stands in no other.
    """
    chance = random.Random(seed)  # noqa: S311
    made: list[Judged] = []
    for kind, code, count in PHRASES:
        left = count
        while left:
            entry = written(chance.randrange(entries))
            if entry.language != code:
                continue
            glue, size = ("", 8) if code == "zh" else (" ", 6 if kind == "quoted" else 9)
            words = list(entry.body) if code == "zh" else entry.body.split()
            start = chance.randrange(len(words) - size)
            phrase = glue.join(words[start : start + size])
            said = f"“{phrase.capitalize()}”" if kind == "quoted" else phrase
            made.append(Judged(f"{kind}, {code}", said, frozenset((entry.number,))))
            left -= 1
    return made
