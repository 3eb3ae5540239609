"""Geography: of which countries a text speaks, and so of which region of the digest it is.

`places.json` gives the words for each country: its names in a few languages and its largest cities, and those of its
people (`tests/training/places.py` makes it). Who speaks of a country names it: words of its people alone may be about a dish or a
language. The region is that of the countries which the title or the standfirst name, or the first paragraphs, if the text
comes back to them: what it mentions once is seldom what it is about. Where two regions share a piece, it is of the one above
both, if there is one; else nothing is said.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"\w+(?:[.'’&-]\w+)*\.?")
_JOINED: Final = re.compile(r"^(?:[LlDd]|[Dd]ell)['’](?=\w)|['’]s?$")  # elided articles and possessives
_LONGEST: Final = 5  # words of a name
_TITLE, _STANDFIRST, _LEAD, _TEXT = 5.0, 3.0, 2.0, 6.0
_LEAD_PARAGRAPHS: Final = 2
_CLEAR: Final = 0.7  # share of all that is said of places, that a region must have
_ENOUGH: Final = 4.0  # weight of all places named, below which a piece is of none
_AGAIN: Final = 3  # mentions in a text, of what its first paragraphs name
_OFTEN: Final = 6  # mentions from which a text has its whole weight
_READ: Final = 40_000  # characters of a text that are looked at


class Atlas(NamedTuple):
    """The regions of a digest: that of each country (ISO 3166 alpha-2), and that above each region."""

    of_country: Mapping[str, str]
    above: Mapping[str, str]

    def lineage(self, region: str) -> list[str]:
        """Return a region and those above it, the nearest first."""
        found: list[str] = []
        while region and region not in found:
            found.append(region)
            region = self.above.get(region, "")
        return found


class Placed(NamedTuple):
    """A region, the share of what was found that speaks for it (0 to 1), and the countries that do, by weight."""

    region: str
    share: float
    countries: tuple[str, ...]


class Word(NamedTuple):
    """A word that speaks of a country: by naming it, or a place in it, or else its people."""

    country: str
    names: bool


class Mentions(NamedTuple):
    """How often a text speaks of each country (ISO 3166 alpha-2), and which of them it names, not their people alone."""

    number: Counter[str]
    named: frozenset[str]


def mentions(text: str) -> Mentions:
    """Return of which countries a text speaks."""
    known, found = _words(), list[Word]()
    words = [_bare(word) for word in _WORD.findall(text[:_READ])]
    at = 0
    while at < len(words):
        size = 1
        if words[at][:1].isupper():
            for length in range(min(_LONGEST, len(words) - at), 0, -1):
                word = known.get(" ".join(words[at : at + length]))
                if word:
                    found.append(word)
                    size = length
                    break
        at += size
    return Mentions(
        Counter(one.country for one in found), frozenset(one.country for one in found if one.names)
    )


def place(title: str, standfirst: str, paragraphs: Sequence[str], atlas: Atlas) -> Placed | None:
    """Return the region that a piece is of, or None where that is not clear."""
    weights: defaultdict[str, float] = defaultdict(float)
    named, headed, led = set[str](), set[str](), set[str]()
    for text, weight in ((title, _TITLE), (standfirst, _STANDFIRST), *_leads(paragraphs)):
        found = mentions(text)
        named |= found.named
        (led if weight == _LEAD else headed).update(found.number)
        for code in found.number:
            weights[code] += weight
    within = mentions(" ".join(paragraphs))
    named |= within.named
    for code, number in within.number.items():
        weights[code] += _TEXT * number / max(within.number.total(), _OFTEN)
    told = [(code, weight) for code, weight in weights.items() if code in atlas.of_country and code in named]
    known = sorted(told, key=lambda one: (-one[1], one[0]))
    total = sum(weight for _, weight in known)
    if total < _ENOUGH:
        return None
    regions: defaultdict[str, float] = defaultdict(float)
    for code, weight in known:
        for region in atlas.lineage(atlas.of_country[code]):
            regions[region] += weight
    clear = [region for region, weight in regions.items() if weight >= _CLEAR * total]
    if not clear:
        return None
    region = max(clear, key=lambda one: (len(atlas.lineage(one)), regions[one], one))
    speak = [code for code, _ in known if region in atlas.lineage(atlas.of_country[code])]
    again = led.intersection(speak) and sum(within.number[code] for code in speak) >= _AGAIN
    return Placed(region, regions[region] / total, tuple(speak)) if again or headed & {*speak} else None


def _leads(paragraphs: Iterable[str]) -> Iterable[tuple[str, float]]:
    return ((text, _LEAD) for text in list(paragraphs)[:_LEAD_PARAGRAPHS])


def _bare(word: str) -> str:
    word = _JOINED.sub("", word) if "'" in word or "’" in word else word
    return word if word.count(".") > 1 or not word.endswith(".") else word[:-1]


@cache
def _words() -> Mapping[str, Word]:
    """Return what each word stands for that speaks of a country."""
    text = (files("site_builder.importing.recognising") / "places.json").read_text(encoding="utf-8")
    return {
        _spelt(word): Word(code, names=kind == "names")
        for code, kinds in json.loads(text).items()
        for kind, words in kinds.items()
        for word in words
    }


def _spelt(name: str) -> str:
    """Return a name as its words are found in a text."""
    return " ".join(_bare(word) for word in _WORD.findall(name))
