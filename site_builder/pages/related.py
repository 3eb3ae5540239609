"""Related entries: the best of an entry's near neighbours in the collections that it belongs to.

The rule is local, so that an addition touches few pages: the three entries before and the three after this
one in each of its topics, of its authors' lists and in its region are candidates, and each such window that a
candidate stands in adds that collection's weight. A rare topic weighs more than a common one, by the bit
length of its size, which few additions change. Members of the entry's own cluster never count.
"""

from collections import defaultdict
from collections.abc import Container, Iterator
from functools import lru_cache
from itertools import islice
from typing import Final

from site_builder.incremental.reader import Reader, member
from site_builder.incremental.shape import position_of
from site_builder.language.placeholders import pieces
from site_builder.language.speech import Phrase, Speech
from site_builder.model import Metadata, Value
from site_builder.pages.items import Item, item_of
from site_builder.pages.names import Names
from site_builder.pages.speaking import joints

_BETWEEN: Final = " · "
_WINDOW: Final = 3
_BEST: Final = 4
_TOPIC: Final = 16
_AUTHOR: Final = 6
_REGION: Final = 2


class Related(Value):
    """An entry worth reading next, and what it has in common with this one, in words."""

    item: Item
    reason: Phrase


def related(reader: Reader, names: Names, metadata: Metadata, apart: Container[str]) -> tuple[Related, ...]:
    """Return the best four candidates outside `apart`; of equals, the newer first."""
    position = position_of(metadata)
    scores: dict[str, int] = defaultdict(int)
    for collection, weight in _collections(reader, metadata):
        for candidates in reader.around(collection, position, _WINDOW):
            for candidate in candidates:
                scores[candidate] += weight
    ranked = sorted(zip(scores.values(), scores, strict=True), reverse=True)
    ids = (entry for _, candidate in ranked if (entry := member(candidate)) not in apart)
    return tuple(
        Related(line, _reason(names, metadata, other))
        for entry in islice(ids, _BEST)
        if (other := reader.metadata(entry)) and (line := reader.part(item_of, entry))
    )


def _collections(reader: Reader, metadata: Metadata) -> Iterator[tuple[str, int]]:
    for slug in dict.fromkeys(metadata.topics):
        collection = f"topic/{slug}"
        yield collection, max(1, _TOPIC - reader.magnitude(collection))
    for slug in dict.fromkeys(byline.slug for byline in metadata.authors):
        yield f"author/{slug}", _AUTHOR
    if metadata.region:
        yield f"region/{metadata.region}", _REGION


def _reason(names: Names, metadata: Metadata, other: Metadata) -> Phrase:
    say, phrase, between = names.speech, [], ""
    if topics := [slug for slug in metadata.topics if slug in other.topics]:
        before, behind = _shared_topics(say, len(topics))
        phrase.append(("", before))
        phrase += [(names.term("topic", slug).text, joints(say).comma) for slug in topics]
        phrase[-1] = (phrase[-1][0], behind)
        between = _BETWEEN
    slugs = [byline.slug for byline in other.authors]
    if any(byline.slug in slugs for byline in metadata.authors):
        phrase.append(("", between + say.gettext("Same author")))
        between = _BETWEEN
    if metadata.region and metadata.region == other.region:
        phrase.append(("", between + say.gettext("Same region")))
    return tuple(phrase)


@lru_cache(maxsize=64)
def _shared_topics(speech: Speech, number: int) -> tuple[str, str]:
    """Return what stands before and behind the names of topics."""
    pattern = speech.ngettext("Same topic: {topics}", "Same topics: {topics}", number, topics="{topics}")
    before, _, behind = pieces(pattern)
    return before, behind
