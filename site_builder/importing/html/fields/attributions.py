"""Attributions: every place where a page says who wrote it, from its linked data to the lines around its title."""

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml.etree import XPath
from lxml.html import HtmlElement

from site_builder.importing.html.fields import signatures, signed_lines
from site_builder.importing.html.fields.signals import Signals
from site_builder.importing.html.fields.signed_lines import Attribution
from site_builder.importing.html.fields.site import owner
from site_builder.importing.html.markup import linked_data, zones
from site_builder.importing.html.markup.folding import letters
from site_builder.importing.html.markup.meta import unescaped
from site_builder.importing.html.markup.zones import Zone
from site_builder.importing.recognising import bylines
from site_builder.importing.recognising.bylines import Writer
from site_builder.importing.text import other_hands

RULES: Final = {
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
    "about": "biography",
    "dated": "name beside the date",
    "end": "name below the text",
    "agency": "byline with an agency",
    "owner": "owner of the site",
}
"""What each signal is called in the evidence."""
_META: Final = {
    "meta": ("author", "authors", "item:author", "article:author_name", "article.author", "web_author"),
    "article": ("article:author", "og:author", "og:article:author", "book:author"),
    "scholar": (
        "citation_author", "dc.creator", "dc:creator", "dcterms.creator", "dc.contributor", "dc.author", "citation_authors",
    ),
    "vendor": (
        "byline", "parsely-author", "sailthru.author", "byl", "cxenseparse:author", "lp.article:author", "rbauthors",
        "author_name", "cxense-author", "dcsext.author",
    ),
}  # fmt: skip
"""The names of `meta` that each signal is stated under."""
_TEXTS: Final = XPath(".//text()")
_MOST_TEXTS: Final = 60  # of an element that names authors
_LONGEST: Final = 240  # characters of what names authors
_FAMILY_FIRST: Final = re.compile(
    r"((?:(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ten|ter|zu|af)\s+)+[^\W\d_][\w'’-]*),\s*([^\W\d_][\w'’. -]*)"
)


def read(signals: Signals) -> Iterator[Attribution]:
    """Yield what each signal of a page says of its authors, those first that are stated for machines."""
    yield from _linked(signals)
    yield from _meta(signals)
    yield from _owner(signals)
    yield from _marked(signals)
    yield from signed_lines.read(signals)


def _owner(signals: Signals) -> Iterator[Attribution]:
    """Yield the person whose site it is: the name that the title of the page or its copyright line ends with."""
    parts = re.split(r"\s+[|–—:·•-]\s+|\s*\|\s*", signals.meta.title)
    named = [parts[-1], parts[0]] if len(parts) > 1 else []
    named += [owner(line.text) for line in signals.lines[-40:]]
    for name in named:
        if name and bylines.is_person(name):
            yield Attribution("owner", signatures.read(name, one=True))


def _linked(signals: Signals) -> Iterator[Attribution]:
    for rank, item in enumerate(signals.pieces[:6]):
        for name in ("author", "creator"):
            writers = _of_property(item.says.get(name), signals)
            yield Attribution("ld_more" if rank or name != "author" else "ld", writers)
    for item in signals.items[:60]:
        if item.is_page and not item.is_piece:
            yield Attribution("ld_more", _of_property(item.says.get("author"), signals))
        elif "Person" in item.types and item.depth <= 1:
            yield Attribution("ld_person", signatures.read(linked_data.text(item.says.get("name")), one=True))


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
                writers = signatures.body(text) if body else signatures.read(text)
                role = linked_data.text(one.get("jobTitle"))[:100]
                found += [Writer(w.name, w.role or role, body or w.organisation) for w in writers]
        elif isinstance(one, str) and "://" not in one:
            found += signatures.read(linked_data.text(one))
    return tuple(dict.fromkeys(found))


def _meta(signals: Signals) -> Iterator[Attribution]:
    for signal, names in _META.items():
        one = signal == "scholar"  # each of these states one name
        for name in names:
            stated = [value for value in signals.meta.all(name) if "://" not in value][:30]
            named = (
                w for value in stated for w in signatures.read(_turned(value) if one else value, one=one)
            )
            yield Attribution(signal, tuple(dict.fromkeys(named)))
    for number in ("1", "2"):
        if re.search(
            r"writ|author|by|von|auteur|autor", signals.meta.first(f"twitter:label{number}"), re.IGNORECASE
        ):
            yield Attribution("label", signatures.read(signals.meta.first(f"twitter:data{number}")))


def _turned(name: str) -> str:
    """Return a name that is stated family name first, "van der Meer, Pieter J.", as it is said."""
    found = _FAMILY_FIRST.fullmatch(name.strip()[:_LONGEST])
    return f"{found[2]} {found[1]}" if found else name


def _marked(signals: Signals) -> Iterator[Attribution]:
    """Yield what elements that are marked as authors name, each alone and all of one kind together."""
    places = {line.element: line.place for line in signals.lines}
    kinds: dict[str, list[Writer]] = {}
    said = [one for one in signals.marked if zones.of(one) & (Zone.AUTHOR | Zone.BYLINE)]
    for element in said[:60]:
        place = _place(element, places)
        if place < 0:
            continue
        prop = f"{element.get('itemprop') or ''} {element.get('property') or ''}"
        signal = (
            "item"
            if "author" in prop or "creator" in prop
            else "rel"
            if "author" in (element.get("rel") or "")
            else "byline"
        )
        writers = _named_in(element)
        yield Attribution(signal, writers, place)
        if (
            signal in {"item", "rel"}
            and writers
            and not signals.zones_at(place) & (Zone.RELATED | Zone.COMMENT)
        ):
            kinds.setdefault(signal, []).extend(writers)
    for signal, writers_ in kinds.items():
        unique = {letters(writer.name): writer for writer in reversed(writers_)}
        yield Attribution(signal, tuple(reversed(unique.values())))


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
        texts = [unescaped("".join(one.itertext())) or unescaped(one.get("content") or "") for one in inner]
        return tuple(dict.fromkeys(w for text in texts for w in signatures.read(text[:100])))
    pieces = [unescaped(text) for text in _own_texts(element)]
    text = "\n".join(piece for piece in pieces if piece)
    flat = " ".join(text.split("\n"))
    if not text or len(text) > _LONGEST:
        return ()
    whole = signatures.read(flat)
    return whole or signatures.read(text)


def _own_texts(element: HtmlElement) -> Iterator[str]:
    """Yield the texts of an element but those of its lines that say who did something else than write the piece."""
    rows: list[list[str]] = [[]]
    for text in _TEXTS(element)[:_MOST_TEXTS]:
        if text.is_tail and text.getparent().tag == "br":
            rows.append([])
        rows[-1].append(str(text))
    for row in rows:
        if len(rows) == 1 or not other_hands.is_work(unescaped("".join(row))):
            yield from row
