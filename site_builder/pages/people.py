"""People: a name as it is printed, taken apart where a reference manager must know the family name.

No rule finds it in all languages. This one is BibTeX's: the last word, with the lower-case words before it. Where it
can't hold (one word, a script without capital letters, a comma, words of an institution), a name stays whole.
"""

from functools import lru_cache
from typing import Final, NamedTuple

from site_builder.model import Byline

_SUFFIXES: Final = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
_NO_NAMES: Final = frozenset({"and", "of", "the", "for", "by", "with", "others", "&"})


class Name(NamedTuple):
    """The parts of a name; of one that stays whole, `family` is all of it and `given` is ""."""

    family: str
    given: str = ""
    suffix: str = ""

    @property
    def whole(self) -> bool:
        """Whether the name was not taken apart."""
        return not self.given


def taken_apart(byline: Byline) -> Name:
    """Return the parts of the name of an author; an organisation's stays whole."""
    return Name(byline.name) if byline.organisation else _person(byline.name)


@lru_cache(maxsize=1 << 10)
def _person(name: str) -> Name:
    """Return the parts of a person's name; remembered, since each is wanted in several forms and on several pages."""
    words = name.split()
    suffix = words[-1] if len(words) > 1 and words[-1] in _SUFFIXES else ""
    parts = words[:-1] if suffix else words
    if len(parts) <= 1 or not all(map(_may_be_a_name, parts)) or _is_low(parts[0]):
        return Name(name)
    low = next((place for place, word in enumerate(parts) if _is_low(word)), len(parts) - 1)
    return Name(" ".join(parts[low:]), " ".join(parts[:low]), suffix)


def _may_be_a_name(word: str) -> bool:
    cased = word.lower() != word.upper()
    return cased and "," not in word and ";" not in word and word.casefold() not in _NO_NAMES


def _is_low(word: str) -> bool:
    return word[:1].islower()
