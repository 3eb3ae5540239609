"""Geography: of which countries a text speaks, and so of which region of the digest it is.

`places.json` gives the words for each country: its names in a few languages, its people, its largest cities
(`tests/training/places.py` makes it). The region is that of the countries which the title, the standfirst and the
first paragraphs name, and to which the text comes back. Where two regions share a piece, it is of the one above
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
_CLEAR: Final = 0.7
_ENOUGH: Final = 4.0
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


def countries_in(text: str) -> Counter[str]:
    """Return how often a text speaks of each country, by code."""
    names, found = _names(), Counter[str]()
    words = [_bare(word) for word in _WORD.findall(text[:_READ])]
    at = 0
    while at < len(words):
        size = 1
        if words[at][:1].isupper():
            for length in range(min(_LONGEST, len(words) - at), 0, -1):
                code = names.get(" ".join(words[at : at + length]))
                if code:
                    found[code] += 1
                    size = length
                    break
        at += size
    return found


def place(title: str, standfirst: str, paragraphs: Sequence[str], atlas: Atlas) -> Placed | None:
    """Return the region that a piece is of, or None where that is not clear."""
    weights: defaultdict[str, float] = defaultdict(float)
    for text, weight in ((title, _TITLE), (standfirst, _STANDFIRST), *_leads(paragraphs)):
        for code in countries_in(text):
            weights[code] += weight
    within = countries_in(" ".join(paragraphs))
    for code, number in within.items():
        weights[code] += _TEXT * number / max(within.total(), _OFTEN)
    known = sorted((-weight, code) for code, weight in weights.items() if code in atlas.of_country)
    total = -sum(weight for weight, _ in known)
    if total < _ENOUGH:
        return None
    regions: defaultdict[str, float] = defaultdict(float)
    for weight, code in known:
        for region in atlas.lineage(atlas.of_country[code]):
            regions[region] -= weight
    clear = [region for region, weight in regions.items() if weight >= _CLEAR * total]
    if not clear:
        return None
    region = max(clear, key=lambda one: (len(atlas.lineage(one)), regions[one], one))
    speak = [code for _, code in known if region in atlas.lineage(atlas.of_country[code])]
    return Placed(region, regions[region] / total, tuple(speak))


def _leads(paragraphs: Iterable[str]) -> Iterable[tuple[str, float]]:
    return ((text, _LEAD) for text in list(paragraphs)[:_LEAD_PARAGRAPHS])


def _bare(word: str) -> str:
    word = _JOINED.sub("", word)
    return word if word.count(".") > 1 or not word.endswith(".") else word[:-1]


@cache
def _names() -> Mapping[str, str]:
    """Return the country of each word that stands for one."""
    text = (files("site_builder.importing") / "places.json").read_text(encoding="utf-8")
    return {_spelt(word): code for code, words in json.loads(text).items() for word in words}


def _spelt(name: str) -> str:
    """Return a name as its words are found in a text."""
    return " ".join(_bare(word) for word in _WORD.findall(name))
