"""Around: what stands around the piece of a page and tells of it: tags, a region, where it first appeared, a forum's frame."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from lxml.html import HtmlElement
from msgspec.structs import replace

from site_builder.importing import frames, links, segments, tail
from site_builder.importing.draft import Draft, Evidence
from site_builder.importing.names import Names, fold
from site_builder.importing.segments import Segment

_TAGS: Final = "//meta[@property='article:tag' or @name='keywords' or @name='news_keywords']/@content"
_TAGGED: Final = "//a[contains(concat(' ', @rel, ' '), ' tag ')]"
_SECTIONS: Final = (
    "//meta[@property='article:section' or @name='section' or @itemprop='articleSection']/@content"
)
_LINES: Final = 400  # segments that are looked at on either side of the piece
_MOST: Final = 12
_TAG_LENGTH: Final = 80


def joined(draft: Draft, tree: HtmlElement, names: Names, *, forum: bool) -> Draft:
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
    if region := _region(tree, near, names):
        changes["region"], line, rule = region
        evidence.append(Evidence("region", line, rule))
    if link := next((one for one in links.find(near) if one.url and (one.first or one.partial)), None):
        changes |= {
            "link": link.url,
            "frame": "reprint" if link.first else draft.frame,
            "partial": link.partial,
        }
        evidence.append(Evidence("source_url", link.line, "address of the piece stated in the page"))
    if forum and (frame := frames.find(found, names)):
        changes |= {"frame": "forum", "poster": frame.poster, "posted": frame.posted}
        evidence.append(Evidence("poster", frame.poster_line, frame.poster_rule))
    kept = [one for one in draft.evidence if one.field not in {said.field for said in evidence}]
    return replace(draft, **changes, evidence=(*kept, *evidence))


def _topics(tree: HtmlElement, names: Names) -> tuple[str, ...]:
    """Return the digest's topics that the page is tagged with."""
    stated = [tag for content in tree.xpath(_TAGS) for tag in str(content)[:4000].split(",")]
    stated += [element.text_content() for element in tree.xpath(_TAGGED)[: 4 * _MOST]]
    slugs = (names.topics.get(fold(tag)) for tag in stated if len(tag) <= _TAG_LENGTH)
    return tuple(dict.fromkeys(slug for slug in slugs if slug))[:_MOST]


def _region(tree: HtmlElement, near: Sequence[Segment], names: Names) -> tuple[str, int, str] | None:
    """Return the digest's region that a section or a label names, with its line and the rule."""
    for section in _short(tree.xpath(_SECTIONS)):
        if slug := names.region(section):
            return slug, 0, "section of the page"
    label, line = tail.labelled_region(near)
    slug = names.region(label) if label else ""
    return (slug, line, "line that labels the region") if slug else None


def _short(values: Sequence[Any]) -> Iterator[str]:
    return (str(value) for value in values[:_MOST] if len(str(value)) <= _TAG_LENGTH)
