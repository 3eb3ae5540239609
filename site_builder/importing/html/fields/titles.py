"""Titles: what a piece is called, without the name of the site.

Candidates are what the head and the linked data claim, the headings shown, and the parts of both that a separator
sets apart from a site's name.
"""

import re
from collections.abc import Iterator
from typing import Final

from site_builder.importing.html.fields.choice import Candidate, offered
from site_builder.importing.html.fields.signals import Said, Signals
from site_builder.importing.html.markup import linked_data
from site_builder.importing.html.markup.folding import folded, likeness, words
from site_builder.importing.html.markup.lines import Line
from site_builder.importing.html.markup.meta import unescaped
from site_builder.importing.html.markup.zones import BITS, Zone

_SEPARATOR: Final = re.compile(
    r"\s+[|•·»«\u203a\u2039:\-–—~/\\*]+\s+|\s*[|•»\u203a]\s*|\s[-–—]|::|:\s+|[-–—_](?=[^\s\d_–—-]+$)"
)
_LONGEST: Final = 500  # characters
_HEADINGS: Final = 12  # of a page, and children of one heading
_BESIDE: Final = 6  # lines
_RULES: Final = {
    "headline": "JSON-LD",
    "name": "JSON-LD",
    "og": "Open Graph",
    "twitter": "Twitter card",
    "scholar": "citation or Dublin Core meta",
    "title": "title of the page",
    "item": "microdata",
    "h1": "heading",
    "h2": "heading",
    "shown": "line marked as the title",
    "part": "title of the page, without the site's name",
    "bound": "heading, without the site's name",
}
_SCHOLAR: Final = (
    "citation_title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "hdl", "title",
)  # fmt: skip
_ZONES: Final = ("NAV", "FOOTER", "HEADER", "RELATED", "COMMENT", "LOGO", "ARTICLE", "TITLE", "OFFER", "TAG")


def candidates(signals: Signals) -> list[Candidate[str]]:
    """Return all that may be the title of a page, described."""
    found: dict[str, Candidate[str]] = {}
    seen: dict[str, list[Line]] = {}
    for said in _said(signals):
        text = said.text.strip(" |–—-»\u203a·•") if said.signal in {"part", "bound"} else said.text
        key = folded(text)
        if not key or len(text) > _LONGEST:
            continue
        offered(found, key, text, said.signal, _RULES[said.signal])
        if said.line is not None:
            seen.setdefault(key, []).append(said.line)
    every = list(found.values())
    for one in every:
        _describe(one, every, seen.get(one.key, []), signals)
    return every


def _said(signals: Signals) -> Iterator[Said]:
    claimed = list(_claimed(signals))
    yield from claimed
    headings = list(_headings(signals))
    for signal, line in headings:
        yield Said(signal, line.text, line)
    for claim in claimed:
        if claim.signal in {"title", "og", "twitter", "headline"}:
            for part in _parts(claim.text):
                yield Said("part", part)
    for signal, line in headings[:4]:
        if signal == "h1":
            for part in (*_parts(line.text), *_inner(line)):
                yield Said("bound", part, line)


def _claimed(signals: Signals) -> Iterator[Said]:
    for item in signals.pieces[:4]:
        yield Said("headline", linked_data.text(item.says.get("headline")))
        yield Said("name", linked_data.text(item.says.get("name")))
    for item in signals.items[:50]:
        if item.is_page and not item.is_piece:
            yield Said("name", linked_data.text(item.says.get("name") or item.says.get("headline")))
    meta = signals.meta
    yield Said("title", meta.title)
    for value in meta.all("og:title")[:2]:
        yield Said("og", value)
    yield Said("twitter", meta.first("twitter:title"))
    for name in _SCHOLAR:
        yield Said("scholar", meta.first(name))
    yield Said("item", meta.first("item:headline", "item:name"))


def _headings(signals: Signals) -> Iterator[tuple[str, Line]]:
    count = 0
    for line in signals.lines:
        if line.heading in {1, 2} and count < _HEADINGS:
            count += 1
            yield f"h{line.heading}", line
        elif (
            line.near & Zone.TITLE
            and len(line.text) < _LONGEST
            and abs(line.place - signals.lines[signals.anchor].place) < _BESIDE
        ):
            yield "shown", line


def _parts(text: str) -> Iterator[str]:
    """Yield what stands before and behind each separator of a title, and between the outer ones."""
    marks = list(_SEPARATOR.finditer(text))[:6]
    for mark in marks:
        yield text[: mark.start()]
        yield text[mark.end() :]
    if len(marks) > 1:
        yield text[marks[0].end() : marks[-1].start()]


def _inner(line: Line) -> Iterator[str]:
    """Yield the texts of a heading's own children: a kicker may stand in the same heading as the title."""
    children = line.element.getchildren()
    if 0 < len(children) <= _HEADINGS:
        yield unescaped(line.element.text or "")
        for child in children:
            yield unescaped("".join(child.itertext())[:_LONGEST])
            yield unescaped((child.tail or "")[:_LONGEST])


def _describe(one: Candidate[str], every: list[Candidate[str]], seen: list[Line], signals: Signals) -> None:
    features = one.features
    for signal in _RULES:
        features[signal] = float(signal in one.signals)
    features["signals"] = len(one.signals)
    features.update(signals.kind)
    bare = words(one.value)
    features["words"] = len(bare)
    features["length"] = len(one.key)
    features["site"] = signals.site.likeness(one.value)
    features["slug"] = sum(word in signals.slug for word in bare) / max(1, len(bare))
    features["slug_cover"] = len(signals.slug & set(bare)) / max(1, len(signals.slug))
    features["capitals"] = float(one.value.isupper())
    features["cut"] = float(one.value.endswith(("...", "…")))
    features["candidates"] = len(every)
    features["piece"] = float(bool(signals.pieces))
    _among(one, every, signals)
    _where(one, seen, signals)


def _among(one: Candidate[str], every: list[Candidate[str]], signals: Signals) -> None:
    """Describe how a candidate stands to the others: what they have more, and whether that is the site's name."""
    features = one.features
    others = [other for other in every if other is not one]
    mine = set(words(one.key))
    longer = [other for other in others if one.key in other.key]
    shorter = [other for other in others if other.key in one.key and len(other.key) > 3]  # noqa: PLR2004 - letters
    features["longer"], features["shorter"] = len(longer), len(shorter)
    for signal in ("og", "title", "h1", "headline", "twitter", "scholar"):
        said = [other for other in others if signal in other.signals]
        features[f"in_{signal}"] = float(any(one.key in other.key for other in said))
        features[f"has_{signal}"] = float(any(other.key in one.key for other in said))
        features[f"no_{signal}"] = float(not said and signal not in one.signals)
        features[f"like_{signal}"] = max(
            (likeness(mine, set(words(other.key))) for other in said), default=0.0
        )
    rests = [_rest(one.key, other.key) for other in longer if other.signals - {"part", "bound"}]
    features["rest_site"] = max((signals.site.likeness(rest) for rest in rests), default=-1.0)
    features["rest_words"] = min((len(words(rest)) for rest in rests), default=0)
    extra = [_rest(other.key, one.key) for other in shorter if other.signals - {"part", "bound"}]
    features["extra_site"] = max((signals.site.likeness(rest) for rest in extra), default=-1.0)
    features["extra_words"] = max((len(words(rest)) for rest in extra), default=0)
    parts = list(_SEPARATOR.split(one.value))
    features["parts"] = len(parts)
    features["last_site"] = signals.site.likeness(parts[-1]) if len(parts) > 1 else 0.0
    features["first_site"] = signals.site.likeness(parts[0]) if len(parts) > 1 else 0.0
    features["bars"] = float("|" in one.value)


def _where(one: Candidate[str], seen: list[Line], signals: Signals) -> None:
    features = one.features
    features["shown_times"] = len(seen)
    features["levels"] = signals.top_headings
    anchor = signals.lines[signals.anchor] if signals.lines else None
    features["anchor"] = float(anchor is not None and folded(anchor.text) == one.key)
    if seen:
        line = min(seen, key=lambda line: abs(line.place - (anchor.place if anchor else 0)))
        features["place"] = line.place
        features["level"] = line.heading
        features["linked"] = float(bool(line.links))
        for name in _ZONES:
            features[name] = float(bool(signals.zones(line) & BITS[name]))
    features["printed"] = float(one.key in signals.shown_words)


def _rest(short: str, long: str) -> str:
    return long.replace(short, " ", 1).strip(" |-:·•»\u203a/")
