"""A digest of words as they are spoken, to judge what search finds: English, French, Arabic and Chinese by the frequencies of `wordfreq`.

Entry number n is a pure function of n, so that a judge can look at any of them without keeping all. Each has up to three topics with words
of their own; a title is made of such words and of what stands between words in that language; a text says its title's words again.
"""

from __future__ import annotations

import random
import re
from bisect import bisect
from functools import cache
from itertools import accumulate
from typing import Final, NamedTuple

import wordfreq

TOPICS: Final = 200
SOURCES: Final = 24
AUTHORS: Final = 4000
LANGUAGES: Final = (("en", 80), ("fr", 8), ("ar", 7), ("zh", 5))
REGIONS: Final = (  # noqa: SIM905 - more readable
    "Africa Asia Europe Oceania Maghreb Sahel Caribbean Balkans Iran Egypt Lebanon France Brazil Mexico Kenya Nigeria India "
    "Indonesia Japan Korea Turkey Greece Spain Ukraine Georgia Chile Peru Ghana Yemen Iraq"
).split()
PATTERNS: Final = {
    "en": "the {} of {}|{} and the {} of {}|why {} {} the {}|{} {}: {} after {}|what {} tells us about {}|{} without {}|the {} {} of {} {}|"
    "how the {} lost its {}|{} in the shadow of {}|a {} for {} and {}|against {} {}|the {} that {} forgot|{}, {} and {}|who is afraid of {} {}",
    "fr": "le {} de la {}|{} et {} : la {}|pourquoi {} {}|la {} sans {}|une {} pour {} et {}|l’{} du {} {}",
    "ar": "{} و{} في {}|{} {} بعد {}|لماذا {} {}|من {} إلى {}|{} {} {} بين {} و{}",
    "zh": "{}的{}与{}|{}{}：谁的{}|为什么{}{}|{}之后的{}{}",  # noqa: RUF001
}
_GLUE: Final = {"en": " ", "fr": " ", "ar": " ", "zh": ""}
_SYLLABLES: Final = "ba ko ri man del su ven ta lor ek mi shan ou rez na tol fi gar hu lin".split()  # noqa: SIM905


class Written(NamedTuple):
    """One entry: what a judge asks for, and what the index is made of."""

    number: int
    title: str
    author: str
    source: str
    region: str
    topics: tuple[str, ...]
    date: str
    language: str
    summary: str
    body: str
    original: int | None

    @property
    def id(self) -> str:
        return f"{self.date}-e{self.number}"


class _Language:
    def __init__(self, code: str) -> None:
        listed = wordfreq.top_n_list(code, 60_000, wordlist="best")
        least = 2 if code in {"zh", "ar"} else 3
        words = [word for word in listed if re.fullmatch(r"[^\W\d_]+", word) and len(word) >= least]
        self.code, self.glue = code, _GLUE[code]
        self.common, self.words = words[:150], words[150:40_000]
        self.shares = list(accumulate(1 / (rank + 20) for rank in range(len(self.words))))
        self.topics = [self._own(random.Random(f"{code} {topic}")) for topic in range(TOPICS)]  # noqa: S311

    def _own(self, chance: random.Random) -> list[str]:
        """The words of a topic: seldom the commonest, seldom the rarest."""
        top = len(self.words) - 1
        return [self.words[min(int(40 * (top / 40) ** chance.random()), top)] for _ in range(150)]

    def drawn(self, chance: random.Random, topics: list[int], count: int) -> list[str]:
        return [self._word(chance, topics, chance.random()) for _ in range(count)]

    def _word(self, chance: random.Random, topics: list[int], roll: float) -> str:
        if roll < 0.35:
            return self.common[int(150 * chance.random() ** 2)]
        if roll < 0.6:
            return self.topics[topics[int(len(topics) * chance.random())]][int(150 * chance.random() ** 1.5)]
        return self.words[bisect(self.shares, chance.random() * self.shares[-1])]

    def title(self, chance: random.Random, topics: list[int]) -> str:
        pattern = chance.choice(PATTERNS[self.code].split("|"))
        own = [
            self.topics[chance.choice(topics)][int(150 * chance.random())]
            if chance.random() < 0.6
            else self._word(chance, topics, 0.9)
            for _ in range(pattern.count("{}"))
        ]
        said = pattern.format(*own)
        return said[0].upper() + said[1:]


@cache
def language(code: str) -> _Language:
    return _Language(code)


@cache
def names(kind: str, count: int) -> tuple[str, ...]:
    """Names of people or of papers, of few syllables, no two the same."""
    chance, made = random.Random(kind), dict[str, None]()  # noqa: S311
    while len(made) < count:
        one, other = (
            "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 3))).capitalize() for _ in range(2)
        )
        made[
            f"{one} {other}"
            if kind == "author"
            else f"{one} {chance.choice(['Post', 'Courier', 'Review', 'Times'])}"
        ] = None
    return tuple(made)


def topic_name(topic: int) -> str:
    return " ".join(language("en").topics[topic][:2]).capitalize()


def written(number: int, seed: int = 1) -> Written:
    """Return an entry; one in fourteen repeats an earlier one's title."""
    chance = random.Random(f"{seed} {number}")  # noqa: S311
    code = chance.choices([code for code, _ in LANGUAGES], [share for _, share in LANGUAGES])[0]
    spoken = language(code)
    topics = sorted({int(TOPICS * chance.random() ** 2) for _ in range(chance.randint(1, 3))})
    title, original = spoken.title(chance, topics), None
    if number > 20 and chance.random() < 1 / 14:
        original = chance.randrange(number)
        earlier = written(original, seed)
        title, code, original = (
            earlier.title,
            earlier.language,
            earlier.original if earlier.original is not None else original,
        )
        spoken = language(code)
    body = spoken.drawn(chance, topics, min(max(int(chance.lognormvariate(5.9, 0.5)), 80), 1500))
    for word in re.findall(r"\w+", title):
        for _ in range(int(4 * chance.random() ** 2)):
            body.insert(int(chance.random() * len(body)), word.lower())
    return Written(
        number=number,
        title=title,
        author=names("author", AUTHORS)[int(AUTHORS * chance.random() ** 3)],
        source=names("source", SOURCES)[int(SOURCES * chance.random() ** 1.5)],
        region=chance.choice(REGIONS),
        topics=tuple(topic_name(topic) for topic in topics),
        date=f"{2014 + int(12 * chance.random())}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
        language=code,
        summary=spoken.glue.join(spoken.drawn(chance, topics, chance.randint(15, 30))),
        body=spoken.glue.join(body),
        original=original,
    )
