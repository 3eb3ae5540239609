"""What describes a text that may be the description of a page: who says it, who agrees, and where it stands."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from site_builder.importing.html.fields import signatures
from site_builder.importing.html.fields.choice import Candidate
from site_builder.importing.html.fields.signals import TIMED, Signals
from site_builder.importing.html.markup.folding import letters, likeness, words
from site_builder.importing.html.markup.lines import Line
from site_builder.importing.html.markup.zones import BITS, Zone

_ZONES: Final = (
    "SUBTITLE", "NAV", "RELATED", "COMMENT", "CAPTION", "ARTICLE", "HEADER", "AUTHOR", "BYLINE", "DATE", "FOOTER", "OFFER", "TITLE", "BIO", "SHARE", "TAG",
)  # fmt: skip
_LIKE: Final = ("meta", "og", "ld", "stood", "below1", "below2")
_PARAGRAPH: Final = 160  # characters
_FAR: Final = 99.0  # lines from what there isn't
_NAME: Final = 4  # letters of a site's name that says something
_CREDIT: Final = re.compile(
    r"photo|foto|credit|©|getty|image|bild|picture|reuters|\bap\b|afp|illustration|courtesy|source:|quelle:",
    re.IGNORECASE,
)
_BOLD: Final = frozenset({"b", "strong", "em", "i"})


def describe(
    every: Sequence[Candidate[str]], lines: Mapping[str, Line], names: Sequence[str], signals: Signals
) -> None:
    """Describe all candidates of a page; `lines` are those that show one, by its key, `names` those of the signals."""
    told = {one.key: frozenset(words(one.value)) for one in every}
    title = frozenset(words(signals.lines[signals.anchor].text)) if signals.lines else frozenset[str]()
    for one in every:
        _among(one, every, told, names)
        _wording(one, title, signals)
        one.features["candidates"] = len(every)
        one.features["distance"] = 0.0
        if one.key in lines:
            _where(one, lines[one.key], signals)


def _among(
    one: Candidate[str],
    every: Sequence[Candidate[str]],
    told: Mapping[str, frozenset[str]],
    names: Sequence[str],
) -> None:
    """Describe who says a text, who says more or less of it, and how long what the others say is."""
    features, mine = one.features, told[one.key]
    for signal in names:
        features[signal] = float(signal in one.signals)
        others = [other.key for other in every if other is not one and signal in other.signals]
        features[f"no_{signal}"] = float(not others and signal not in one.signals)
        features[f"in_{signal}"] = float(any(one.key in other for other in others))
        features[f"has_{signal}"] = float(any(other in one.key for other in others))
        features[f"start_{signal}"] = float(any(other[:40] == one.key[:40] for other in others))
        features[f"length_{signal}"] = max(map(len, others), default=0)
        if signal in _LIKE:
            features[f"like_{signal}"] = max((likeness(mine, told[other]) for other in others), default=-1.0)
    features["signals"] = len(one.signals)


def _wording(one: Candidate[str], title: frozenset[str], signals: Signals) -> None:
    features, bare = one.features, words(one.value)
    features.update(signals.kind)
    features["length"] = len(one.value)
    features["words"] = len(bare)
    features["sentences"] = sum(one.value.count(mark) for mark in (". ", "! ", "? ", "。"))
    features["cut"] = float(one.value.endswith(("...", "…", "[…]", "[...]")))
    features["ended"] = float(one.value.endswith((".", "!", "?", "”", '"', "。")))
    features["claim"] = float(one.key in signals.claims)
    features["site"] = signals.site.likeness(one.value)
    features["printed"] = float(one.key[:120] in signals.shown_words)
    features["of_title"] = len(title & set(bare)) / max(1, len(title))
    text = signals.opening_words
    told = [word for word in bare if len(word) >= _NAME]
    features["covered"] = sum(word in text for word in told) / max(1, len(told))
    label = letters(signals.site.registered)
    features["names_site"] = float(len(label) >= _NAME and label in letters(one.value))
    features["credit"] = float(bool(_CREDIT.search(one.value)))
    features["dated"] = float(bool(TIMED.search(one.value)))
    features["signed"] = float(bool(signatures.opening(one.value)))
    features["bars"] = one.value.count("|") + one.value.count("»") + one.value.count(">")
    features["in_slug"] = len(signals.slug & set(bare)) / max(1, len(signals.slug))


def _where(one: Candidate[str], line: Line, signals: Signals) -> None:
    features, lines = one.features, signals.lines
    anchor = lines[signals.anchor].place
    features["distance"] = line.place - anchor
    features["level"] = line.heading
    features["is_p"] = float(line.tag == "p")
    features["is_div"] = float(line.tag == "div")
    features["linked"] = float(bool(line.links))
    features["bold"] = float(
        bool(len(line.element)) and line.element[0].tag in _BOLD and not (line.element.text or "").strip()
    )
    zones = signals.zones(line)
    for name in _ZONES:
        features[name] = float(bool(zones & BITS[name]))
    features["own_subtitle"] = float(bool(line.near & Zone.SUBTITLE))
    index = next((index for index, each in enumerate(lines) if each is line), 0)
    features["before"] = len(lines[index - 1].text) if index else 0
    features["after"] = len(lines[index + 1].text) if index + 1 < len(lines) else 0
    below = lines[signals.anchor + 1 : signals.anchor + 30]
    signed = [
        each.place
        for each in below
        if each.near & (Zone.BYLINE | Zone.AUTHOR | Zone.DATE) and len(each.text) < _PARAGRAPH
    ]
    features["to_signed"] = line.place - signed[0] if signed else _FAR
    features["ordinal"] = index - signals.anchor
    features["paragraph"] = sum(
        each.tag == "p" and each is not line for each in lines[signals.anchor + 1 : index]
    )
    long = [each.place for each in below if len(each.text) > _PARAGRAPH]
    features["to_text"] = line.place - long[0] if long else _FAR
    features["long_before"] = sum(place < line.place for place in long)
