"""Descriptions: the standfirst of a piece: what its head claims, or what stands between title and text."""

from collections.abc import Iterator
from typing import Final

from site_builder.importing.html import linked_data
from site_builder.importing.html.choice import Candidate
from site_builder.importing.html.folding import folded, words
from site_builder.importing.html.lines import Line
from site_builder.importing.html.signals import Signals
from site_builder.importing.html.zones import BITS, Zone

_RULES: Final = {
    "meta": "meta description",
    "og": "Open Graph",
    "twitter": "Twitter card",
    "ld": "JSON-LD",
    "scholar": "Dublin Core or a publishing system's meta",
    "item": "microdata",
    "stood": "line marked as the standfirst",
    "heading": "heading below the title",
    "below1": "paragraph below the title",
    "below2": "paragraph below the title",
    "below3": "paragraph below the title",
    "below4": "paragraph below the title",
    "p": "first paragraph",
}
_ZONES: Final = (
    "SUBTITLE",
    "NAV",
    "RELATED",
    "COMMENT",
    "CAPTION",
    "ARTICLE",
    "HEADER",
    "AUTHOR",
    "DATE",
    "FOOTER",
    "OFFER",
    "TITLE",
    "BIO",
)
_STATED: Final = frozenset({"meta", "og"})
_PARAGRAPHS: Final = frozenset({"heading", "below1", "below2", "below3", "below4", "p"})
_SHORTEST: Final = 25
_LONGEST: Final = 2_000
_SENTENCE: Final = 40
_NEAR: Final = 25


def candidates(signals: Signals) -> list[Candidate[str]]:
    """Return the texts that may be the description of a page, described."""
    found: dict[str, Candidate[str]] = {}
    lines: dict[str, Line] = {}
    for signal, text, line in _said(signals):
        key = folded(text).rstrip(" .…")
        short = len(text) < _SHORTEST and signal not in {"meta", "og", "ld"}
        if short or not key or len(text) > _LONGEST:
            continue
        one = found.setdefault(key, Candidate(key, text, _RULES[signal], set(), {}))
        one.signals.add(signal)
        if line is not None:
            lines.setdefault(key, line)
    every = list(found.values())
    if any(
        one.signals & _STATED for one in every
    ):  # beside a description that is stated a mere paragraph is none
        every = [one for one in every if not one.signals <= _PARAGRAPHS]
    for one in every:
        _describe(one, every, lines.get(one.key), signals)
    return every


def _said(signals: Signals) -> Iterator[tuple[str, str, Line | None]]:
    meta = signals.meta
    yield "meta", meta.first("description"), None
    yield "og", meta.first("og:description"), None
    yield "twitter", meta.first("twitter:description"), None
    for item in signals.pieces[:3]:
        yield "ld", linked_data.text(item.says.get("description")), None
        yield "ld", linked_data.text(item.says.get("alternativeHeadline") or item.says.get("abstract")), None
    for name in (
        "dc.description",
        "dcterms.description",
        "dcterms.abstract",
        "sailthru.description",
        "excerpt",
        "lead",
        "abstract",
    ):
        yield "scholar", meta.first(name), None
    yield "item", meta.first("item:description"), None
    yield from _first_paragraphs(signals)
    for line in signals.lines[signals.anchor + 1 : signals.anchor + _NEAR]:
        if line.near & Zone.SUBTITLE:
            yield "stood", line.text, line
        elif line.heading:
            yield "heading", line.text, line


def _first_paragraphs(signals: Signals) -> Iterator[tuple[str, str, Line | None]]:
    """Yield the first paragraphs below the title, and the first of the page, which pages without a title have."""
    long = [
        line
        for line in signals.lines
        if len(line.text) > _SENTENCE and (line.tag == "p" or len(line.text) > 2 * _SENTENCE)
    ]
    below = [line for line in long if line.place > signals.lines[signals.anchor].place]
    for number, line in enumerate(below[:4], 1):
        yield f"below{number}", line.text, line
    for line in [line for line in long if line.tag == "p"][:2]:
        yield "p", line.text, line


def _describe(one: Candidate[str], every: list[Candidate[str]], line: Line | None, signals: Signals) -> None:
    features = one.features
    for signal in _RULES:
        features[signal] = float(signal in one.signals)
        others = [other for other in every if other is not one and signal in other.signals]
        features[f"no_{signal}"] = float(not others and signal not in one.signals)
        features[f"in_{signal}"] = float(any(one.key in other.key for other in others))
        features[f"has_{signal}"] = float(any(other.key in one.key for other in others))
        features[f"start_{signal}"] = float(any(other.key[:40] == one.key[:40] for other in others))
        features[f"length_{signal}"] = max((len(other.key) for other in others), default=0)
    features["signals"] = len(one.signals)
    features.update(signals.kind)
    features["length"] = len(one.value)
    features["words"] = len(words(one.value))
    features["cut"] = float(one.value.endswith(("...", "…", "[…]", "[...]")))
    features["ended"] = float(one.value.endswith((".", "!", "?", "”", '"')))
    features["claim"] = float(one.key in signals.claims)
    features["site"] = signals.site.likeness(one.value)
    features["printed"] = float(one.key[:120] in signals.shown_words)
    features["candidates"] = len(every)
    features["distance"] = 0.0
    if line is not None:
        features["distance"] = line.place - signals.lines[signals.anchor].place
        features["level"] = line.heading
        for name in _ZONES:
            features[name] = float(bool(signals.zones(line) & BITS[name]))
