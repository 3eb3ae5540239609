"""Subjects: region and topics of a piece, from what it speaks of, where its document has no labels for them.

They are inferred, not stated; so each carries a confidence below 1 and the words that speak for it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from site_builder.importing.draft import Draft, Evidence
from site_builder.importing.recognising.geography import place
from site_builder.importing.recognising.names import Names, fold

_PARAGRAPHS: Final = re.compile(r"\n\s*\n")
_TITLED: Final = 0.8  # confidence of a topic that the title or standfirst names
_REPEATED: Final = 0.6  # confidence of one that only the text does
_OFTEN: Final = 4  # times
_MOST: Final = 5  # topics of a piece, countries in its evidence


def inferred(draft: Draft, names: Names, given: Iterable[str] = ()) -> Draft:
    """Return the draft with a region and topics, where it states none and its body makes them clear.

    What is `given` ("region", "topics") is known otherwise, as from an original.
    """
    found, text = draft, draft.body_text
    if not (draft.region or "region" in given or not names.atlas.of_country) and (
        placed := place(draft.title, draft.standfirst, _paragraphs(text), names.atlas)
    ):
        rule = f"speaks of {_listed(placed.countries)}"
        evidence = Evidence("region", 0, rule, round(placed.share * 0.9, 2))
        found = replace(found, region=placed.region, evidence=(*found.evidence, evidence))
    if not (draft.topics or "topics" in given or not names.topics) and (
        topics := _topics_of(draft, text, names.topics)
    ):
        told = [Evidence("topics", 0, f"`{slug}`: {rule}", sure) for slug, rule, sure in topics]
        slugs = tuple(slug for slug, _, _ in topics)
        found = replace(found, topics=slugs, evidence=(*found.evidence, *told))
    return found


def _topics_of(draft: Draft, text: str, topics: Mapping[str, str]) -> list[tuple[str, str, float]]:
    """Return (slug, reason, confidence) for the digest's topics that title and text name, the surest first."""
    title, body = (f" {fold(part)} " for part in (f"{draft.title} {draft.standfirst}", text))
    found: dict[str, tuple[float, int, str]] = {}
    for name, slug in topics.items():
        phrase = f" {name} "
        often = body.count(phrase)
        if phrase in title:
            found[slug] = max(
                found.get(slug, (0.0, 0, "")), (_TITLED, often, "named in the title or standfirst")
            )
        elif often >= _OFTEN:
            found[slug] = max(found.get(slug, (0.0, 0, "")), (_REPEATED, often, f"named {often} times"))
    ordered = sorted(found.items(), key=lambda item: (item[1][:2], item[0]), reverse=True)
    return [(slug, rule, sure) for slug, (sure, _, rule) in ordered[:_MOST]]


def _paragraphs(text: str) -> Sequence[str]:
    return [one for one in _PARAGRAPHS.split(text) if one.strip()]


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(list(codes)[:_MOST])
