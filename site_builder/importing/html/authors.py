"""Authors: who wrote a page, as sets of names that one signal or several give.

A candidate is a whole set, since an author too many is as wrong as one too few: what the linked data, the head,
the microdata, a byline or a row of author links name together.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from lxml.etree import XPath
from lxml.html import HtmlElement

from site_builder.importing import bylines
from site_builder.importing.bylines import Writer
from site_builder.importing.html import linked_data, signatures
from site_builder.importing.html.choice import Candidate
from site_builder.importing.html.lines import Line
from site_builder.importing.html.meta import clean
from site_builder.importing.html.signals import Signals, folded, letters
from site_builder.importing.html.zones import Zone

_MARKED: Final = XPath(
    "//*[contains(@itemprop, 'author') or contains(@itemprop, 'creator') or contains(concat(' ', @rel, ' '), ' author ')"
    " or contains(@property, 'author') or contains(@class, 'author') or contains(@class, 'byline')"
    " or contains(@class, 'Author') or contains(@class, 'Byline') or contains(@id, 'author') or contains(@class, 'username')]"
)
_ADDRESS: Final = re.compile(
    r"/(?:authors?|autor(?:en|in|es)?|auteurs?|people|profiles?|staff|users?|members?|contributors?|writers?|team|by|journalists?|redakteure?|u|person|expert)s?[/=-]|[?&]author=|/@\w",
    re.IGNORECASE,
)
_RULES: Final = {
    "ld": "JSON-LD",
    "ld_more": "JSON-LD",
    "ld_person": "JSON-LD",
    "meta": "meta author",
    "article": "article:author",
    "scholar": "citation or Dublin Core meta",
    "vendor": "meta of a publishing system",
    "label": "Twitter card",
    "item": "microdata",
    "rel": "rel=author",
    "byline": "element marked as the byline",
    "address": "link to an author's page, near the title",
    "by": "byline",
    "beside": "name beside the date",
    "marked": "line marked as the author",
    "row": "lines marked as authors",
    "bio": "biography",
    "owner": "owner of the site",
}
_ZONES: Final = ("AUTHOR", "BYLINE", "BIO", "COMMENT", "RELATED", "NAV", "FOOTER", "HEADER", "ARTICLE", "CAPTION", "DATE", "AVATAR", "ITEM", "TITLE")
_COPYRIGHT: Final = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\)|copyright)?\s*(?:\d{4}\s*[-–—]?\s*)*(?:by\s+)?(?P<name>[^\W\d_][^.|©,;•·()]{1,40}?)(?=\s*(?:[.|©,;•·()]|\d{4}|all rights|$))",
    re.IGNORECASE,
)
_OFF: Final = Zone.NAV | Zone.FOOTER | Zone.LOGO | Zone.RELATED | Zone.COMMENT | Zone.OFFER
_TEAM: Final = re.compile(r"\b(?:team|staff|editor\w*|redak\w+|redac\w+|desk|admin\w*|support|marketing|official|contributors?)\b", re.IGNORECASE)
_DATED: Final = re.compile(r"(?:19|20)\d\d|\d\.\d+\.\d\d", re.ASCII)
_NEAR: Final = 40
_LONGEST: Final = 240


class _Said(tuple[str, tuple[Writer, ...], int]):
    """A signal, whom it names, and the place of its line, or -1."""

    __slots__ = ()


def candidates(signals: Signals) -> list[Candidate[tuple[Writer, ...]]]:
    """Return the sets of authors that a page may have, described."""
    found: dict[str, Candidate[tuple[Writer, ...]]] = {}
    places: dict[str, list[int]] = {}
    for signal, writers, place in _said(signals):
        if not writers or len(writers) > 25:  # noqa: PLR2004 - more are a list of somebody else
            continue
        key = _key(writers)
        one = found.setdefault(key, Candidate(key, writers, _RULES[signal], set(), {}))
        one.signals.add(signal)
        if any(writer.role for writer in writers) and not any(writer.role for writer in one.value):
            one.value = writers
        if place >= 0:
            places.setdefault(key, []).append(place)
    every = list(found.values())
    support = Counter(name for one in every for name in one.key.split("\n") for _ in one.signals)
    grouped = _by_name(every)
    anchor = signals.lines[signals.anchor].place if signals.lines else 0
    signed = sorted(min(places[one.key], key=lambda place: abs(place - anchor)) for one in every if one.key in places)
    for one in every:
        _describe(one, every, support, signals)
        _printed(one, signals)
        mine = min(places.get(one.key, [9_999]), key=lambda place: abs(place - anchor))
        one.features["closer"] = sum(abs(place - anchor) < abs(mine - anchor) for place in signed)
        one.features["earlier"] = sum(anchor - 6 <= place < mine for place in signed)
        names = set(one.key.split("\n"))
        for group, counts in grouped.items():
            one.features[f"least_{group}"] = min(counts[name] for name in names)
            one.features[f"most_{group}"] = max(counts[name] for name in names)
            one.features[f"rival_{group}"] = max((n for name, n in counts.items() if name not in names), default=0)
            one.features[f"rivals_{group}"] = sum(name not in names for name in counts)
        _where(one, places.get(one.key, []), signals)
    return every


def _key(writers: Iterable[Writer]) -> str:
    return "\n".join(sorted({letters(writer.name) for writer in writers}))


def _said(signals: Signals) -> Iterator[tuple[str, tuple[Writer, ...], int]]:
    for signal, writers in (*_linked(signals), *_meta(signals)):
        yield signal, writers, -1
    by_element = {line.element: line.place for line in signals.lines}
    yield from _marked(signals, by_element)
    yield from _shown(signals)
    yield from _owner(signals)


def _owner(signals: Signals) -> Iterator[tuple[str, tuple[Writer, ...], int]]:
    """Yield the person whose site it is: the name that the title of the page or its copyright line ends with."""
    parts = re.split(r"\s+[|–—:·•-]\s+|\s*\|\s*", signals.meta.title)
    named = [parts[-1], parts[0]] if len(parts) > 1 else []
    named += [match["name"] for line in signals.lines[-40:] if (match := _COPYRIGHT.search(line.text[:200]))]
    for name in named:
        if bylines.is_person(name):
            yield "owner", signatures.read(name, one=True), -1


def _linked(signals: Signals) -> Iterator[tuple[str, tuple[Writer, ...]]]:
    for rank, item in enumerate(signals.pieces[:6]):
        for name in ("author", "creator"):
            writers = _of_property(item.says.get(name), signals)
            yield ("ld_more" if rank or name != "author" else "ld"), writers
    for item in signals.items[:60]:
        if item.is_page and not item.is_piece:
            yield "ld_more", _of_property(item.says.get("author"), signals)
        elif "Person" in item.types and item.depth <= 1:
            yield "ld_person", signatures.read(linked_data.text(item.says.get("name")), one=True)


def _of_property(value: Any, signals: Signals) -> tuple[Writer, ...]:
    found: list[Writer] = []
    for one in linked_data.each(value)[:30]:
        if isinstance(one, dict):
            name = one.get("name") or one.get("@value")
            if not name and isinstance(one.get("@id"), str) and one["@id"] in signals.by_id:
                one = signals.by_id[one["@id"]].says  # noqa: PLW2901
                name = one.get("name")
            body = "Organization" in str(one.get("@type"))
            for each in linked_data.each(name):
                text = linked_data.text(each)
                writers = signatures.read(text, one=body)
                role = linked_data.text(one.get("jobTitle"))[:100]
                found += [Writer(w.name, w.role or role, body or w.organisation) for w in writers]
        elif isinstance(one, str) and "://" not in one:
            found += signatures.read(linked_data.text(one))
    return tuple(dict.fromkeys(found))


def _meta(signals: Signals) -> Iterator[tuple[str, tuple[Writer, ...]]]:
    meta = signals.meta
    named = {
        "meta": ("author", "authors", "item:author", "article:author_name", "article.author", "web_author"),
        "article": ("article:author", "og:author", "og:article:author", "book:author"),
        "scholar": ("citation_author", "dc.creator", "dc:creator", "dcterms.creator", "dc.contributor", "dc.author", "citation_authors"),
        "vendor": ("byline", "parsely-author", "sailthru.author", "byl", "cxenseparse:author", "lp.article:author", "rbauthors", "author_name", "cxense-author", "dcsext.author"),
    }
    for signal, names in named.items():
        for name in names:
            stated = [value for value in meta.all(name) if "://" not in value]
            one = signal == "scholar"
            yield signal, tuple(dict.fromkeys(w for value in stated[:30] for w in signatures.read(value, one=one)))
    for number in ("1", "2"):
        if re.search(r"writ|author|by|von|auteur|autor", meta.first(f"twitter:label{number}"), re.IGNORECASE):
            yield "label", signatures.read(meta.first(f"twitter:data{number}"))


def _marked(signals: Signals, places: dict[HtmlElement, int]) -> Iterator[tuple[str, tuple[Writer, ...], int]]:
    """Yield what elements that are marked as authors name, each alone and all of one kind together."""
    kinds: dict[str, list[Writer]] = {}
    for element in _MARKED(signals.tree)[:60]:
        place = _place(element, places)
        if place < 0:
            continue
        prop = f"{element.get('itemprop') or ''} {element.get('property') or ''}"
        signal = (
            "item" if "author" in prop or "creator" in prop else "rel" if "author" in (element.get("rel") or "") else "byline"
        )
        writers = _named_in(element)
        yield signal, writers, place
        if signal in {"item", "rel"} and writers and not signals.lines_at(place) & (Zone.RELATED | Zone.COMMENT):
            kinds.setdefault(signal, []).extend(writers)
    for signal, writers_ in kinds.items():
        unique = {letters(writer.name): writer for writer in reversed(writers_)}
        yield signal, tuple(reversed(unique.values())), -1


def _place(element: HtmlElement, places: dict[HtmlElement, int]) -> int:
    """Return the place of the line that an element is in or begins, or -1 when it shows nothing."""
    step: HtmlElement | None = element
    for _ in range(4):
        if step is None:
            break
        if step in places:
            return places[step]
        step = step.getparent()
    for count, inner in enumerate(element.iter()):
        if inner in places:
            return places[inner]
        if count > 40:  # noqa: PLR2004 - elements of a byline
            break
    return -1


def _named_in(element: HtmlElement) -> tuple[Writer, ...]:
    """Return whom an element names: the part that is marked as the name, else its links, else its text."""
    inner = element.xpath(".//*[contains(@itemprop, 'name')]")[:10]
    if inner:
        texts = [clean("".join(one.itertext())) or clean(one.get("content") or "") for one in inner]
        return tuple(dict.fromkeys(w for text in texts for w in signatures.read(text[:100])))
    pieces = [clean(text) for text, _ in zip(element.itertext(), range(60), strict=False)]
    text = "\n".join(piece for piece in pieces if piece)
    flat = " ".join(text.split("\n"))
    if not text or len(text) > _LONGEST:
        return ()
    whole = signatures.read(flat)
    return whole or signatures.read(text)


def _shown(signals: Signals) -> Iterator[tuple[str, tuple[Writer, ...], int]]:
    lines = signals.lines
    row: list[tuple[Writer, Line]] = []
    for index, line in enumerate(lines):
        distance = index - signals.anchor
        if len(line.text) > _LONGEST or (distance > _NEAR and not line.near & (Zone.AUTHOR | Zone.BIO) and index < len(lines) - 60):
            continue
        marked = line.near & (Zone.AUTHOR | Zone.BYLINE)
        if signatures.opening(line.text + " "):
            yield "by", signatures.read(line.text), line.place
            if len(line.text) < 18 and index + 1 < len(lines):  # noqa: PLR2004 - "Written by:"
                yield "by", signatures.read(lines[index + 1].text), lines[index + 1].place
        elif abs(distance) < _NEAR and (opening := bylines.starts(line.text)) and 0 < opening[0] < 60:  # noqa: PLR2004 - "18 May 2012 by ..."
            yield "by", signatures.read(line.text[opening[1] :]), line.place
        if line.links and any(_ADDRESS.search(link) for link in line.links):
            yield "address", signatures.read(line.text), line.place
        if marked and len(line.text) < 160:  # noqa: PLR2004 - a line of names
            writers = signatures.read(line.text)
            yield ("bio" if line.near & Zone.BIO else "marked"), writers, line.place
            row = _row(row, writers, line)
            if len(row) > 1:
                yield "row", tuple(dict.fromkeys(writer for writer, _ in row)), line.place
        elif -4 < distance < 12 and bylines.is_person(line.text):  # noqa: PLR2004 - lines around a title
            yield "beside", signatures.read(line.text), line.place


def _row(row: list[tuple[Writer, Line]], writers: tuple[Writer, ...], line: Line) -> list[tuple[Writer, Line]]:
    """Add the writers of a line to the row of lines before it, where both stand close and are marked alike."""
    if row and (line.place - row[-1][1].place > 4 or line.tag != row[-1][1].tag):  # noqa: PLR2004 - lines between two names
        row = []
    return [*row, *((writer, line) for writer in writers if all(writer.name != other.name for other, _ in row))][-12:]


def _describe(
    one: Candidate[tuple[Writer, ...]], every: list[Candidate[tuple[Writer, ...]]], support: Counter[str], signals: Signals
) -> None:
    features, names = one.features, set(one.key.split("\n"))
    for signal in _RULES:
        features[signal] = float(signal in one.signals)
    features["signals"] = len(one.signals)
    features.update(signals.kind)
    features["names"] = len(names)
    features["candidates"] = len(every)
    kinds = [bylines.is_person(writer.name) for writer in one.value]
    features["people"] = sum(kinds) / len(kinds)
    features["bodies"] = sum(writer.organisation for writer in one.value)
    features["fewest"] = min(len(writer.name.split()) for writer in one.value)
    features["most"] = max(len(writer.name.split()) for writer in one.value)
    features["lower"] = float(any(writer.name[:1].islower() for writer in one.value))
    features["digits"] = float(any(mark.isdigit() for writer in one.value for mark in writer.name))
    features["longest"] = max(len(writer.name) for writer in one.value)
    features["site"] = max(signals.is_site(writer.name) for writer in one.value)
    features["team"] = float(any(_TEAM.search(writer.name) for writer in one.value))
    features["dotted"] = float(any("." in writer.name.strip(".") and " " not in writer.name for writer in one.value))
    features["rich"] = max((signals.richness(folded(writer.name)) for writer in one.value), default=0)
    features["capitals"] = float(all(writer.name.isupper() for writer in one.value))
    features["roles"] = sum(bool(writer.role) for writer in one.value)
    shares = [support[name] for name in names]
    features["least"], features["greatest"] = min(shares), max(shares)
    features["rival"] = max((count for name, count in support.items() if name not in names), default=0)
    _among(one, every, names, signals)


def _among(
    one: Candidate[tuple[Writer, ...]], every: list[Candidate[tuple[Writer, ...]]], names: set[str], signals: Signals
) -> None:
    features = one.features
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
        any(name != theirs and (name in theirs or theirs in name) for name in names for other, set_ in others for theirs in set_)
    )
    features["ld_any"] = float(bool(signals.pieces))
    shown = signals.shown_words
    counts = [shown.count(folded(writer.name)) for writer in one.value]
    features["printed"], features["times"] = min(counts), max(counts)


_GROUPS: Final = {
    "stated": frozenset({"ld", "meta", "article", "scholar", "vendor", "label"}),
    "signed": frozenset({"by", "byline", "item", "rel"}),
    "weak": frozenset({"address", "marked", "row", "beside", "bio"}),
}


def _by_name(every: list[Candidate[tuple[Writer, ...]]]) -> dict[str, Counter[str]]:
    """Count for each group of signals how many of them give each name."""
    return {
        group: Counter(name for one in every for name in one.key.split("\n") for _ in one.signals & members)
        for group, members in _GROUPS.items()
    }


def _printed(one: Candidate[tuple[Writer, ...]], signals: Signals) -> None:
    """Describe where the names are printed in short lines, whatever marks them there."""
    features = one.features
    anchor = signals.lines[signals.anchor].place if signals.lines else 0
    names = [folded(writer.name) for writer in one.value[:5]]
    hits = [line for line, text in signals.short if all(name in text for name in names[:1])]
    content = [line for line in hits if not signals.zones(line) & _OFF]
    features["short_hits"], features["content_hits"] = len(hits), len(content)
    for kind, some in (("near", content), ("any", hits)):
        nearest = min(some, key=lambda line: abs(line.place - anchor) + (20 if line.place < anchor - 8 else 0), default=None)
        features[f"{kind}_print"] = nearest.place - anchor if nearest else 999
        features[f"{kind}_length"] = len(nearest.text) - len("".join(names)) if nearest else 0
        features[f"{kind}_signed"] = float(bool(nearest and signatures.opening(nearest.text)))
        features[f"{kind}_marked"] = float(bool(nearest and nearest.near & (Zone.AUTHOR | Zone.BYLINE)))
    if hits:
        zones = signals.zones(hits[0])
        features["first_print"] = hits[0].place - anchor
        features["last_print"] = hits[-1].place - anchor
        features["first_off"] = sum(bool(zones & zone) for zone in (Zone.NAV, Zone.FOOTER, Zone.LOGO, Zone.RELATED))
        features["first_comment"] = float(bool(zones & Zone.COMMENT))
    before = [one for one in hits if one.place >= anchor - 8]
    features["after_print"] = before[0].place - anchor if before else 999
    features["dated"] = float(any(_DATED.search(line.text) for line in hits[:4]))


def _where(one: Candidate[tuple[Writer, ...]], places: list[int], signals: Signals) -> None:
    features = one.features
    if not places or not signals.lines:
        features["distance"] = 999.0
        return
    anchor = signals.lines[signals.anchor].place
    place = min(places, key=lambda place: abs(place - anchor) + (30 if place < anchor - 8 else 0))
    zones = signals.lines_at(place)
    features["distance"] = place - anchor
    features["mentions"] = len(places)
    features["end"] = signals.lines[-1].place - place
    for name in _ZONES:
        features[name] = float(bool(zones & Zone[name]))
    line = signals.line_at(place)
    features["line"] = len(line.text) if line else 0
    features["level"] = line.heading if line else 0
    features["linked"] = float(bool(line and line.links))
    features["author_link"] = float(bool(line and any(_ADDRESS.search(link) for link in line.links)))
