"""Around: what stands around the piece of a page and tells of it: tags, a region, where it first appeared, a forum's frame."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from lxml.etree import XPath
from lxml.html import HtmlElement
from msgspec.structs import replace

from site_builder.importing import segments
from site_builder.importing.draft import Draft, Evidence
from site_builder.importing.html.piece.body import Body
from site_builder.importing.recognising import links
from site_builder.importing.recognising.names import Names, fold
from site_builder.importing.text import frames

_TAGS: Final = XPath("//meta[@property='article:tag' or @name='keywords' or @name='news_keywords']/@content")
_TAGGED: Final = XPath("//a[contains(concat(' ', @rel, ' '), ' tag ')]")
_SECTIONS: Final = XPath(
    "//meta[@property='article:section' or @name='section' or @itemprop='articleSection']/@content"
)
_LINES: Final = 400  # segments that are looked at on either side of the piece
_MOST: Final = 12  # topics
_TAG_LENGTH: Final = 80  # characters
_LABEL: Final = re.compile(r"^regions?\s*:\s*", re.IGNORECASE)
_NEAR: Final = 15  # blocks around the piece in which its labels may stand
_DAY: Final = 10  # characters
_SHORT: Final = 12  # words; a block of more is the text itself
_SECTIONED, _LABELLED = 0.9, 0.8


def joined(draft: Draft, tree: HtmlElement, piece: Body, names: Names, *, forum: bool) -> Draft:
    """Return the draft of a page with what stands around its piece; `forum`: the page is one of a forum."""
    found = segments.split(draft.text)
    first, last = draft.body_lines
    outside = [one for one in found if not first <= one.first <= last]
    near = [one for one in outside if abs(one.first - (first if one.first < first else last)) <= 2 * _LINES]
    changes: dict[str, Any] = {}
    evidence: list[Evidence] = []
    if topics := _topics(tree, names):
        changes["topics"] = topics
        evidence.append(Evidence("topics", 0, "tags of the page"))
    if region := _region(tree, piece, names):
        changes["region"], rule, sure = region
        evidence.append(Evidence("region", 0, rule, sure))
    if link := next((one for one in links.find(near) if one.url and (one.first or one.partial)), None):
        changes |= {
            "link": link.url,
            "frame": "reprint" if link.first else draft.frame,
            "partial": link.partial,
        }
        evidence.append(Evidence("source_url", link.line, "address of the piece stated in the page"))
    if forum and (frame := frames.find(found, names)):
        same = not draft.date or frame.posted[:_DAY] == draft.date[:_DAY]  # else somebody joined that day
        posted = frame.posted if same else draft.date[:_DAY]
        changes |= {"frame": "forum", "poster": draft.poster or frame.poster, "posted": posted}
        evidence.append(Evidence("poster", frame.poster_line, frame.poster_rule))
    kept = [one for one in draft.evidence if one.field not in {said.field for said in evidence}]
    return replace(draft, **changes, evidence=(*kept, *evidence))


def _topics(tree: HtmlElement, names: Names) -> tuple[str, ...]:
    """Return the digest's topics that the page is tagged with."""
    stated = [tag for content in _TAGS(tree) for tag in str(content)[:4000].split(",")]
    stated += [element.text_content() for element in _TAGGED(tree)[: 4 * _MOST]]
    slugs = (names.topics.get(fold(tag)) for tag in stated if len(tag) <= _TAG_LENGTH)
    return tuple(dict.fromkeys(slug for slug in slugs if slug))[:_MOST]


def _region(tree: HtmlElement, piece: Body, names: Names) -> tuple[str, str, float] | None:
    """Return the digest's region that a section, or a label beside the piece, names; two different labels say nothing."""
    for section in _short(_SECTIONS(tree)):
        if slug := names.region(section):
            return slug, "section of the page", _SECTIONED
    found = {slug for text in _beside(piece) if (slug := names.region(_LABEL.sub("", text)))}
    return (found.pop(), "label beside the piece", _LABELLED) if len(found) == 1 else None


def _beside(piece: Body) -> Iterator[str]:
    """Yield the short blocks above the text, its first lines among them, and below it; further off are menus."""
    inside = {id(block) for block in piece.blocks}
    places = [index for index, block in enumerate(piece.page) if id(block) in inside]
    if not places:
        return
    prose = next((index for index in places if len(piece.page[index].text.split()) > _SHORT), places[0])
    above = piece.page[max(0, places[0] - _NEAR) : prose]
    below = [block for block in piece.page[prose : places[-1] + _NEAR] if id(block) not in inside]
    yield from (block.text for block in (*above, *below) if len(block.text) <= _TAG_LENGTH)


def _short(values: Sequence[Any]) -> Iterator[str]:
    return (str(value) for value in values[:_MOST] if len(str(value)) <= _TAG_LENGTH)
