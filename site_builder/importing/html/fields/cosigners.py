"""Cosigners: all who sign a page, told from the elements around the names that the model chose.

Few of the pages that the model has learnt from have several authors, so it stops at one too soon. Where a card, or what
the page states for machines, names those it chose and others with them, they have signed together; where it
chose nobody, or no person, several people named that way have.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import structs

from site_builder.importing.html.fields import cards, undersigned
from site_builder.importing.html.fields.choice import Candidate, Found
from site_builder.importing.html.fields.signals import Signals
from site_builder.importing.html.markup.folding import letters
from site_builder.importing.recognising import bylines, given_names
from site_builder.importing.recognising.bylines import Writer

Writers = tuple[Writer, ...]

_STATED: Final = frozenset({"ld", "scholar", "label", "vendor", "rel", "by"})
_CARDS: Final = "names in elements built alike"
_UNDERSIGNED: Final = "names with roles below the text"
_HANDLE: Final = re.compile(r"@?[a-z][a-z0-9._-]{2,30}")  # as an account is called
_LABELLED: Final = "byline behind a label"
_LABEL: Final = re.compile(
    r"(?:tekst|testo|texto|texte?|words|door|skribent|tekst og foto|autor\w*|auteurs?|автор\w*|текст)\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_DESK: Final = re.compile(  # in scripts without capitals, where any two words may be a name
    r"(?:डेस्क|डेस्‍क|ब्यूरो|ডেস্ক|ڈیسک|تحریریہ|هيئة التحرير|غرفة الأخبار|מערכת|编辑部|編輯部|編集部|편집국|뉴스팀)"
)
_SEVERAL: Final = 0.8  # confidence of people whom the model did not choose
_SITE: Final = 0.9  # likeness
_NEAR: Final = range(-2, 7)  # lines from the title


def joined(
    found: Found[Writers] | None,
    likeliest: Found[Writers] | None,
    candidates: Sequence[Candidate[Writers]],
    signals: Signals,
) -> Found[Writers] | None:
    """Return who signs: those that were `found`, with the others and the roles that the page states beside them.

    `likeliest` are those whom the model holds likeliest, whether it is sure enough or not.
    """
    rows = list(cards.read(signals))
    found, likeliest = _unlabelled(found), _unlabelled(likeliest)
    if together := _together(found, signals):
        return together
    if found is None:
        return next(_unsure(likeliest, candidates, rows), None)
    if len(found.value) == 1 and _HANDLE.fullmatch(found.value[0].name):
        stated = (
            one.value
            for one in candidates
            if "ld" in one.signals and all(bylines.is_person(w.name) for w in one.value)
        )
        return next((Found(writers, "JSON-LD", found.confidence) for writers in stated), found)
    if not any(_is_person(one, signals) for one in found.value):
        return next(_instead(candidates, rows), found)
    names = _names(found.value)
    larger = [(_CARDS, row) for row in rows if names < _names(row)]
    larger += [
        (one.rule, one.value)
        for one in candidates
        if one.signals & _STATED and names < _names(one.value) and all(map(_is_known, one.value))
    ]
    if larger:
        rule, writers = max(larger, key=lambda one: len(one[1]))
        found = Found(writers, rule, found.confidence)
    return structs.replace(found, value=_with_roles(found.value, rows))


def _together(found: Found[Writers] | None, signals: Signals) -> Found[Writers] | None:
    """Return who signs together below the text, where no person was found or only some of these."""
    people = [
        one
        for one in (found.value if found else ())
        if bylines.is_person(one.name) and not _is_site(one, signals)
    ]
    writers = undersigned.read(signals)
    return (
        Found(writers, _UNDERSIGNED, _SEVERAL)
        if writers and _names(tuple(people)) < _names(writers)
        else None
    )


def _unlabelled(found: Found[Writers] | None) -> Found[Writers] | None:
    """Return authors without the word for one that stands before the first name: "Tekst: Wouter Bos"."""
    if found is None or not (label := _LABEL.match(found.value[0].name)):
        return found
    first = structs.replace(found.value[0], name=found.value[0].name[label.end() :])
    return (
        structs.replace(found, value=(first, *found.value[1:]), rule=_LABELLED) if _is_known(first) else found
    )


def _unsure(
    likeliest: Found[Writers] | None, candidates: Sequence[Candidate[Writers]], rows: Sequence[Writers]
) -> Iterator[Found[Writers]]:
    """Yield who signs a page of which the model is unsure that anybody does."""
    yield from (Found(row, _CARDS, _SEVERAL) for row in rows if any(map(_is_known, row)))
    if likeliest is not None and likeliest.rule == _LABELLED:
        yield structs.replace(likeliest, confidence=_SEVERAL)
    for one in candidates:
        people = all(bylines.is_person(writer.name) for writer in one.value)
        if people and ("scholar" in one.signals or _are_told(one.value)):
            yield Found(one.value, one.rule, _SEVERAL)
    if likeliest is not None and len(likeliest.value) > 1 and all(map(_is_known, likeliest.value)):
        yield Found(likeliest.value, likeliest.rule, _SEVERAL)


def _instead(candidates: Sequence[Candidate[Writers]], rows: Sequence[Writers]) -> Iterator[Found[Writers]]:
    """Yield the people who sign by the title of a page that names a site or a desk as its author elsewhere."""
    yield from (Found(row, _CARDS, _SEVERAL) for row in rows if sum(map(_is_known, row)) > 1)
    for one in candidates:
        told, near = one.features, one.features.get("near_print", _NEAR.stop)
        if (
            "by" in one.signals
            and near in _NEAR
            and told["near_signed"]
            and not told.get("COMMENT")
            and all(map(_is_known, one.value))
        ):
            yield Found(one.value, one.rule, _SEVERAL)
        several = len(one.value) > 1 and "beside" in one.signals and 0 < near < _NEAR.stop
        if several and all(map(_is_known, one.value)):
            yield Found(one.value, one.rule, _SEVERAL)


def _is_person(one: Writer, signals: Signals) -> bool:
    """Tell whether a name is a person's, and not the site's or that of a desk of its."""
    return bylines.is_person(one.name) and not _is_site(one, signals) and not _DESK.search(one.name)


def _are_told(writers: Writers) -> bool:
    """Tell whether several people are named, each with what they are."""
    return len(writers) > 1 and all(one.role for one in writers) and any(map(_is_known, writers))


def _is_known(writer: Writer) -> bool:
    """Tell whether a name is a person's by its first word; those of scripts without a list may be any."""
    foreign = unicodedata.name(writer.name[0], "").partition(" ")[0] != "LATIN"
    return bylines.is_person(writer.name) and (foreign or given_names.is_known(writer.name))


def _is_site(writer: Writer, signals: Signals) -> bool:
    return signals.site.likeness(writer.name) >= _SITE


def _with_roles(writers: Writers, rows: Sequence[Writers]) -> Writers:
    """Return people with the roles that their cards state, where they have none yet."""
    roles = {letters(one.name): one.role for row in rows for one in row if one.role}
    return tuple(
        one if one.role else structs.replace(one, role=roles.get(letters(one.name), "")) for one in writers
    )


def _names(writers: Writers) -> frozenset[str]:
    return frozenset(letters(one.name) for one in writers)
