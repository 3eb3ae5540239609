"""Speaking: the language in which a page says what no record says; and names in a row, as that language joins them."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from site_builder.incremental.reader import Reader
from site_builder.language.placeholders import pieces
from site_builder.language.speech import Phrase, Speech, speech_of
from site_builder.model import Site


def speaking(reader: Reader, site: Site) -> Speech:
    """Return the speech of a site, with the catalogues of its own that the reader has."""
    return reader.part(_speech, site.language)


def _speech(reader: Reader, tag: str) -> Speech:
    return speech_of(tag, reader.catalogue)


class Joints(NamedTuple):
    """What stands between names in a row: before all but the last, before the last, and instead of more."""

    comma: str
    last: str
    others: str


@lru_cache(maxsize=8)
def joints(speech: Speech) -> Joints:
    """Return how a language joins names."""
    return Joints(
        pieces(speech.pgettext("names in a row", "{names}, {next}"))[2],
        pieces(speech.pgettext("names in a row", "{names} and {last}"))[2],
        pieces(speech.pgettext("names in a row", "{names} and others"))[2],
    )


def in_a_row(speech: Speech, names: Sequence[str], most: int) -> Phrase:
    """Return "A", "A and B", "A, B and C" or, of more than `most`, "A, B and others"; nothing for none."""
    joint = joints(speech)
    if len(names) > most:
        return (*((name, joint.comma) for name in names[: most - 2]), (names[most - 2], joint.others))
    if not names[1:]:
        return ((names[0], ""),) if names else ()
    *first, before, last = names
    return (*((name, joint.comma) for name in first), (before, joint.last), (last, ""))
