"""Signals: all that a page says of itself and all that it shows, gathered once for every field."""

import re
from functools import cached_property
from typing import Any, Final
from urllib.parse import unquote

from lxml.etree import XPath
from lxml.html import HtmlElement
from msgspec import Struct

from site_builder.importing.html.fields.site import Site, host_of, path_of
from site_builder.importing.html.markup import lines, linked_data, meta, zones
from site_builder.importing.html.markup.folding import folded, words
from site_builder.importing.html.markup.lines import Line
from site_builder.importing.html.markup.linked_data import Item
from site_builder.importing.html.markup.meta import Meta
from site_builder.importing.html.markup.zones import Zone

_SCRIPTS: Final = XPath("//script[contains(@type, 'ld+json')]")
_PIECE_OFF: Final = Zone.NAV | Zone.FOOTER | Zone.RELATED | Zone.COMMENT | Zone.LOGO | Zone.OFFER
_WHERE: Final = Zone.ARTICLE | Zone.HEADER
_DISCUSSIONS: Final = frozenset({"DiscussionForumPosting", "QAPage", "Question", "SocialMediaPosting"})
_NEWS: Final = frozenset({"NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle"})
_POSTS: Final = frozenset({"BlogPosting", "Article"})
_NO_PIECES: Final = frozenset({"Product", "Event", "FAQPage", "CollectionPage", "Organization", "Service"})
_OF_FORUM: Final = re.compile(
    r"forum|viewtopic|showthread|[/.](?:threads?|topics?|discussions?|t|communit(?:y|ies)|questions?|(?:message)?boards?)(?:[/.?_-]|$)",
    re.IGNORECASE,
)
_YEAR_IN_PATH: Final = re.compile(r"/20\d\d")
_OF_INSTITUTION: Final = re.compile(r"\.(?:gov|edu|org|int|mil|ac)(?:\.|$)")
_LABEL: Final = 160  # characters
_PARAGRAPH: Final = 200  # characters

DATED: Final = re.compile(r"(?:19|20)\d\d|\d\.\d+\.\d\d", re.ASCII)
"""What a line with a date has: a year, or figures between full stops."""
TIMED: Final = re.compile(rf"{DATED.pattern}|\d:\d\d", re.ASCII)
"""The same, or a time of day."""


class Said(Struct, frozen=True, eq=False):
    """What a signal of a page says, and the line that shows it, if one does."""

    signal: str
    text: str
    line: Line | None = None


def _own_address(head: Meta) -> str:
    """Return the address that a page states for itself, "" if it is none or that of a front page.

    It serves where nobody knows the page's address, as of one that was saved as a file.
    """
    stated = (*head.links.get("canonical", ())[:1], head.first("og:url"))
    return next((one for one in stated if host_of(one) and path_of(one).strip("/")), "")


class Signals:
    """What a page says and shows: its head, its linked data, its lines, and the line where the piece's title stands."""

    def __init__(self, tree: HtmlElement, url: str) -> None:
        self.tree = tree
        self.url = url.strip()
        self.meta = meta.read(tree)
        self.items = linked_data.read(script.text or "" for script in _SCRIPTS(tree)[:100])
        self.site = Site(self.url or _own_address(self.meta), self.meta, self.items)
        shown = lines.shown(tree)
        self.lines, self.marked = shown.lines, shown.marked
        self.datings: list[Any] | None = None  # what `datings` has gathered

    @cached_property
    def slug(self) -> frozenset[str]:
        """The words of the path of the page's address."""
        return frozenset(words(unquote(path_of(self.site.address))))

    @cached_property
    def pieces(self) -> list[Item]:
        """The items of linked data that are a piece, those first that stand at the top."""
        return sorted((item for item in self.items if item.is_piece), key=lambda item: item.depth)

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """The items of linked data by their `@id`."""
        return linked_data.by_id(self.items)

    @cached_property
    def claims(self) -> list[str]:
        """The titles that the head and the linked data claim, folded."""
        stated = [linked_data.text(item.says.get("headline")) for item in self.pieces[:3]]
        stated += [self.meta.first("og:title"), self.meta.first("twitter:title"), self.meta.title]
        return [folded(one) for one in stated if one]

    @cached_property
    def anchor(self) -> int:
        """The index in `lines` of the title as shown: the heading that agrees best with what is claimed, else 0."""
        best, found = 0.0, 0
        for index, line in enumerate(self.lines):
            if len(line.text) <= 400 and (grade := self._as_title(line)) > best:  # noqa: PLR2004 - no title is longer
                best, found = grade, index
        return found

    def _as_title(self, line: Line) -> float:
        text = folded(line.text)
        if len(text) < 4 or (not line.heading and text not in self.claims):  # noqa: PLR2004 - a title's letters
            return 0.0
        level = {0: 0.1, 1: 1.0, 2: 0.4}.get(line.heading, 0.2)
        agreed = max(
            (1.0 if text == claim else 0.7 if text in claim else 0.0 for claim in self.claims), default=0
        )
        off = 0.6 if (line.near | line.above) & _PIECE_OFF else 0.0
        return agreed * 2 * min(1, len(text) / 20) + level - off

    @cached_property
    def _by_place(self) -> dict[int, Line]:
        return {line.place: line for line in self.lines}

    def line_at(self, place: int) -> Line | None:
        """Return the line that stands at a place."""
        return self._by_place.get(place)

    def zones_at(self, place: int) -> int:
        """Return the zones in and around the line at a place."""
        line = self._by_place.get(place)
        return self.zones(line) if line else 0

    def zones(self, line: Line) -> int:
        """Return the zones in and around a line; a frame that the title stands in too sets nothing apart."""
        return line.inline | (line.above & _WHERE) | self._outside(line.element)

    def _outside(self, element: HtmlElement) -> int:
        """Return the zones of an element and of those around it that do not surround the title as well."""
        chain: list[HtmlElement] = []
        step: HtmlElement | None = element
        while step is not None and step not in self._zones:
            chain.append(step)
            step = step.getparent()
        found = self._zones[step] if step is not None else 0
        for one in reversed(chain):
            found |= zones.of(one)
            self._zones[one] = found
        return self._zones[element]

    @cached_property
    def _zones(self) -> dict[HtmlElement, int]:
        """The zones in which elements stand apart from the title, as far as they were asked for."""
        return dict.fromkeys(self.lines[self.anchor].element.iterancestors(), 0) if self.lines else {}

    @cached_property
    def is_forum(self) -> bool:
        """Whether the page says that it is a discussion, or its address does."""
        return any(item.types & _DISCUSSIONS for item in self.items) or bool(
            _OF_FORUM.search(self.site.address)
        )

    @cached_property
    def short(self) -> list[tuple[Line, str]]:
        """The lines that are no paragraphs, each with its folded text; at most the first and last three hundred."""
        some = [line for line in self.lines if len(line.text) <= _LABEL]
        some = some if len(some) <= 600 else some[:300] + some[-300:]  # noqa: PLR2004 - lines
        return [(line, folded(line.text)) for line in some]

    def richness(self, name: str) -> int:
        """Return how much the linked data says of a person of a folded name: a portrait, a role, an address, a life."""
        return self._people.get(name, 0)

    @cached_property
    def _people(self) -> dict[str, int]:
        told = ("url", "sameAs", "jobTitle", "image", "description", "worksFor", "knowsAbout")
        found: dict[str, int] = {}
        for item in self.items[:200]:
            if "Person" in item.types:
                name = folded(linked_data.text(item.says.get("name")))
                found[name] = max(found.get(name, 0), 1 + sum(bool(item.says.get(key)) for key in told))
        return found

    @cached_property
    def kind(self) -> dict[str, float]:
        """What tells a piece from another page: what it says it is, the form of its address, and how much text it has."""
        path = path_of(self.site.address).casefold()
        types = {kind for item in self.items for kind in item.types}
        around = self.lines[max(0, self.anchor - 4) : self.anchor + 10]
        told = {
            "kind_article": self.meta.first("og:type") == "article",
            "kind_news": types & _NEWS,
            "kind_post": types & _POSTS,
            "kind_other": types & _NO_PIECES,
            "kind_published": self.meta.first("article:published_time"),
            "path_home": path in {"", "/"},
            "path_blog": any(word in path for word in ("blog", "news", "article", "post")),
            "path_year": _YEAR_IN_PATH.search(path),
            "dated_near": any(DATED.search(line.text) for line in around if len(line.text) < _LABEL),
            "marked_near": any(line.near & Zone.BYLINE for line in around),
            "forum": self.is_forum,
            "english": self.language.casefold().startswith("en"),
            "institution": _OF_INSTITUTION.search(self.site.host),
        }
        counted = {
            "path_depth": path.count("/"),
            "slug_words": len(words(path.rsplit("/", 1)[-1])),
            "paragraphs": sum(len(line.text) > _PARAGRAPH for line in self.lines),
            "lines": len(self.lines),
        }
        return {name: float(bool(value)) for name, value in told.items()} | counted

    @cached_property
    def language(self) -> str:
        """The language that the page states for itself, as it states it."""
        stated = self.tree.get("lang") or self.tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        return (stated or self.meta.first("og:locale", "content-language", "dc.language")).strip()

    @cached_property
    def script_text(self) -> str:
        """The text of the scripts that carry data, as much as can be read quickly."""
        held: list[str] = []
        left = 400_000
        for script in self.tree.iter("script"):
            text = script.text or ""
            if left <= 0:
                break
            if "20" in text and "ld+json" not in (script.get("type") or ""):
                held.append(text[:left])
                left -= len(held[-1])
        return "\n".join(held)

    @cached_property
    def opening_words(self) -> frozenset[str]:
        """The words of the title and of the first paragraphs below it, folded."""
        below = [line.text for line in self.lines[self.anchor + 1 :] if len(line.text) > 80]  # noqa: PLR2004 - a sentence
        title = self.lines[self.anchor].text if self.lines else ""
        return frozenset(words(" ".join([title, *below[:12]])[:8_000]))

    @cached_property
    def top_headings(self) -> int:
        """How many headings of the first level the page shows."""
        return sum(line.tag == "h1" for line in self.lines)

    @cached_property
    def shown_words(self) -> str:
        """All that is shown, folded, to look a phrase up in; at most 60,000 characters of their beginning."""
        return folded(" ".join(line.text for line in self.lines)[:60_000])
