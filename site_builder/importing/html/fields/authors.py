"""Authors: who wrote a page, as sets of names that one signal or several give.

A candidate is a whole set, since an author too many is as wrong as one too few. Where the sets come from stands in
`attributions`; here each is described: what says it, how it stands to the others, and where its names are printed.
"""

import re
from collections import Counter
from typing import Final

from site_builder.importing.html.fields import attributions, signatures
from site_builder.importing.html.fields.attributions import RULES
from site_builder.importing.html.fields.choice import Candidate, offered
from site_builder.importing.html.fields.signals import DATED, Signals
from site_builder.importing.html.fields.signed_lines import ADDRESS
from site_builder.importing.html.markup.folding import folded, letters
from site_builder.importing.html.markup.zones import BITS, Zone
from site_builder.importing.recognising import bylines, given_names
from site_builder.importing.recognising.bylines import Writer

_GROUPS: Final = {
    "stated": frozenset({"ld", "meta", "article", "scholar", "vendor", "label"}),
    "signed": frozenset({"by", "byline", "item", "rel"}),
    "weak": frozenset({"address", "marked", "row", "beside", "bio"}),
}
_ZONES: Final = (
    "AUTHOR", "BYLINE", "BIO", "COMMENT", "RELATED", "NAV", "FOOTER", "HEADER", "ARTICLE", "CAPTION", "DATE", "AVATAR", "ITEM", "TITLE",
)  # fmt: skip
_OFF: Final = Zone.NAV | Zone.FOOTER | Zone.LOGO | Zone.RELATED | Zone.COMMENT | Zone.OFFER
_TEAM: Final = re.compile(
    r"\b(?:team|staff|editor\w*|redak\w+|redac\w+|desk|admin\w*|support|marketing|official|contributors?)\b",
    re.IGNORECASE,
)
_MIXED: Final = re.compile(r"[^\W\d_a-z]?[a-z]+[A-Z]")
_MOST: Final = 40  # candidates; a page of many names has its own authors among the first
_MOST_WRITERS: Final = 25  # more are a list of somebody else


def candidates(signals: Signals) -> list[Candidate[tuple[Writer, ...]]]:
    """Return the sets of authors that a page may have, described."""
    found: dict[str, Candidate[tuple[Writer, ...]]] = {}
    places: dict[str, list[int]] = {}
    for said in attributions.read(signals):
        writers = said.writers
        if not 0 < len(writers) <= _MOST_WRITERS:
            continue
        key = "\n".join(sorted({letters(writer.name) for writer in writers}))
        if key not in found and len(found) >= _MOST:
            continue
        one = offered(found, key, writers, said.signal, RULES[said.signal])
        if any(writer.role for writer in writers) and not any(writer.role for writer in one.value):
            one.value = writers
        if said.place >= 0:
            places.setdefault(key, []).append(said.place)
    every = list(found.values())
    support = Counter(name for one in every for name in one.key.split("\n") for _ in one.signals)
    for one in every:
        _describe(one, support, signals)
        _among(one, every, signals)
        _printed(one, signals)
        _where(one, places, signals)
    _by_name(every)
    return every


def _describe(one: Candidate[tuple[Writer, ...]], support: Counter[str], signals: Signals) -> None:
    features, names = one.features, set(one.key.split("\n"))
    for signal in RULES:
        features[signal] = float(signal in one.signals)
    features["signals"] = len(one.signals)
    features.update(signals.kind)
    features["names"] = len(names)
    kinds = [bylines.is_person(writer.name) for writer in one.value]
    features["people"] = sum(kinds) / len(kinds)
    features["given"] = sum(given_names.is_given(writer.name) for writer in one.value) / len(kinds)
    features["firm"] = sum(given_names.is_firm(writer.name) for writer in one.value) / len(kinds)
    features["section"] = sum(given_names.is_section(writer.name) for writer in one.value) / len(kinds)
    features["mixed"] = float(any(_MIXED.search(writer.name) for writer in one.value))
    features["spaced"] = float(all(" " in writer.name for writer in one.value))
    features["bodies"] = sum(writer.organisation for writer in one.value)
    features["fewest"] = min(len(writer.name.split()) for writer in one.value)
    features["most"] = max(len(writer.name.split()) for writer in one.value)
    features["lower"] = float(any(writer.name[:1].islower() for writer in one.value))
    features["digits"] = float(any(mark.isdigit() for writer in one.value for mark in writer.name))
    features["longest"] = max(len(writer.name) for writer in one.value)
    features["site"] = max(signals.site.likeness(writer.name) for writer in one.value)
    features["team"] = float(any(_TEAM.search(writer.name) for writer in one.value))
    features["dotted"] = float(
        any("." in writer.name.strip(".") and " " not in writer.name for writer in one.value)
    )
    features["rich"] = max((signals.richness(folded(writer.name)) for writer in one.value), default=0)
    features["capitals"] = float(all(writer.name.isupper() for writer in one.value))
    features["roles"] = sum(bool(writer.role) for writer in one.value)
    shares = [support[name] for name in names]
    features["least"], features["greatest"] = min(shares), max(shares)
    features["rival"] = max((count for name, count in support.items() if name not in names), default=0)


def _among(
    one: Candidate[tuple[Writer, ...]], every: list[Candidate[tuple[Writer, ...]]], signals: Signals
) -> None:
    """Describe how a set stands to the others: what has more, what less, and what speaks against it."""
    features, names = one.features, set(one.key.split("\n"))
    features["candidates"] = len(every)
    others = [(other, set(other.key.split("\n"))) for other in every if other is not one]
    above = [other for other, theirs in others if names < theirs]
    below = [other for other, theirs in others if theirs < names]
    features["above"] = max((len(other.signals) for other in above), default=0)
    features["below"] = max((len(other.signals) for other in below), default=0)
    for signal in ("ld", "meta", "byline", "by", "item", "rel", "address", "row", "marked"):
        said = [(other, theirs) for other, theirs in others if signal in other.signals]
        features[f"above_{signal}"] = float(any(names < theirs for _, theirs in said))
        features[f"below_{signal}"] = float(any(theirs < names for _, theirs in said))
        features[f"against_{signal}"] = float(any(not names & theirs for _, theirs in said))
        features[f"no_{signal}"] = float(not said and signal not in one.signals)
    features["part"] = float(
        any(
            name != theirs and (name in theirs or theirs in name)
            for name in names
            for other, set_ in others
            for theirs in set_
        )
    )
    features["ld_any"] = float(bool(signals.pieces))


def _by_name(every: list[Candidate[tuple[Writer, ...]]]) -> None:
    """Describe each set by how many signals of each group give its names, and names that it lacks."""
    for group, members in _GROUPS.items():
        counts = Counter(name for one in every for name in one.key.split("\n") for _ in one.signals & members)
        for one in every:
            names = set(one.key.split("\n"))
            one.features[f"least_{group}"] = min(counts[name] for name in names)
            one.features[f"most_{group}"] = max(counts[name] for name in names)
            rivals = [count for name, count in counts.items() if name not in names]
            one.features[f"rival_{group}"] = max(rivals, default=0)
            one.features[f"rivals_{group}"] = len(rivals)


def _printed(one: Candidate[tuple[Writer, ...]], signals: Signals) -> None:
    """Describe where the names are printed in short lines, whatever marks them there."""
    features = one.features
    anchor = signals.lines[signals.anchor].place if signals.lines else 0
    names = [folded(writer.name) for writer in one.value[:5]]
    hits = [line for line, text in signals.short if names[0] in text]
    content = [line for line in hits if not signals.zones(line) & _OFF]
    features["short_hits"], features["content_hits"] = len(hits), len(content)
    for kind, some in (("near", content), ("any", hits)):
        nearest = min(
            some,
            key=lambda line: abs(line.place - anchor) + (20 if line.place < anchor - 8 else 0),
            default=None,
        )
        features[f"{kind}_print"] = nearest.place - anchor if nearest else 999
        features[f"{kind}_length"] = len(nearest.text) - len("".join(names)) if nearest else 0
        features[f"{kind}_signed"] = float(bool(nearest and signatures.opening(nearest.text)))
        features[f"{kind}_marked"] = float(bool(nearest and nearest.near & (Zone.AUTHOR | Zone.BYLINE)))
    if hits:
        around = signals.zones(hits[0])
        features["first_print"] = hits[0].place - anchor
        features["last_print"] = hits[-1].place - anchor
        features["first_off"] = sum(
            bool(around & zone) for zone in (Zone.NAV, Zone.FOOTER, Zone.LOGO, Zone.RELATED)
        )
        features["first_comment"] = float(bool(around & Zone.COMMENT))
    before = [one for one in hits if one.place >= anchor - 8]
    features["after_print"] = before[0].place - anchor if before else 999
    features["dated"] = float(any(DATED.search(line.text) for line in hits[:4]))


def _where(one: Candidate[tuple[Writer, ...]], everywhere: dict[str, list[int]], signals: Signals) -> None:
    features, places = one.features, everywhere.get(one.key, [])
    if not places or not signals.lines:
        features["distance"] = 999.0
        return
    anchor = signals.lines[signals.anchor].place
    nearest = [min(some, key=lambda place: abs(place - anchor)) for some in everywhere.values()]
    mine = min(places, key=lambda place: abs(place - anchor))
    features["closer"] = sum(abs(place - anchor) < abs(mine - anchor) for place in nearest)
    features["earlier"] = sum(anchor - 6 <= place < mine for place in nearest)
    place = min(places, key=lambda place: abs(place - anchor) + (30 if place < anchor - 8 else 0))
    around = signals.zones_at(place)
    features["distance"] = place - anchor
    features["mentions"] = len(places)
    features["end"] = signals.lines[-1].place - place
    for name in _ZONES:
        features[name] = float(bool(around & BITS[name]))
    line = signals.line_at(place)
    features["line"] = len(line.text) if line else 0
    features["level"] = line.heading if line else 0
    features["linked"] = float(bool(line and line.links))
    features["author_link"] = float(bool(line and any(ADDRESS.search(link) for link in line.links)))
