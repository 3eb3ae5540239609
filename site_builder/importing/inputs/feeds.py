"""Feeds: each item of an RSS, Atom or JSON feed as a document of its own, with what the feed says of it.

An item that holds its whole text is a document; one that only announces a page, or gives the beginning of it, is an
address to fetch.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from html import escape, unescape
from typing import Any, Final
from urllib.parse import urljoin

from lxml import etree

from site_builder.diagnostics import Diagnostic
from site_builder.importing.document import Stated, clean, refusal
from site_builder.importing.inputs.messages import day_of
from site_builder.importing.inputs.parts import Part
from site_builder.importing.inputs.well_formed import breaks_off, well_formed

LIMIT: Final = 20_000_000  # bytes
_MOST_ITEMS: Final = 5_000  # of one feed
_BODY: Final = ("encoded", "content", "content_html", "body", "fullitem")
_SUMMARY: Final = ("description", "summary", "subtitle")
_ITEMS: Final = frozenset({"item", "entry"})
_ATOM: Final = frozenset({"http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"})
_OF_ITEMS: Final = frozenset({
    "", *_ATOM, "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/", "http://backend.userland.com/rss2",
    "http://purl.org/rss/1.0/modules/content/", "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/",
    "http://www.w3.org/1999/xhtml",
})  # fmt: skip
"""The vocabularies that speak of an item's piece; those of players and podcasts speak of pictures and sounds."""
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>")
_INLINE: Final = re.compile(
    r"</(?:a|b|i|em|strong|span|sub|sup|u|font|cite|q|code|small|mark|del|ins)>", re.IGNORECASE
)
_CUT: Final = re.compile(
    r"(?:…|\.\.\.|\b(?:read|continue|weiter|lire|leer|see) ?(?:more|reading|on|lesen|la suite|m[aá]s|the (?:full|whole|rest)\b.{0,60}))[\s\])>»→.…]*$",
    re.IGNORECASE,
)
_END: Final = 200  # characters of a text in which it may say that it goes on elsewhere
_SUMMED_UP: Final = 150  # words: a summary is no longer


def parts(name: str, data: bytes, url: str = "") -> Iterator[Part | Diagnostic]:
    """Yield the items of a feed; `url` is the feed's own address, to which relative ones are resolved."""
    if len(data) > LIMIT:
        yield refusal(name, "document-too-large", f"the feed is larger than {LIMIT // 1_000_000} MB", "")
        return
    try:
        items, faults = _json_items(name, data) if _is_json(data) else _xml_items(name, data)
    except (
        etree.XMLSyntaxError,
        json.JSONDecodeError,
        UnicodeDecodeError,
        RecursionError,
        ValueError,
    ) as error:
        said = f"the feed cannot be read: {clean(str(error))[:120]}"
        yield refusal(name, "damaged-document", said, "look whether it is a feed")
        return
    if not items and not faults:
        yield refusal(name, "empty-document", "the feed has no items", "")
    for number, item in enumerate(items, 1):
        yield _part(f"{name}#{number}", item, url)
    yield from faults


def _is_json(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


class _Item(dict[str, str]):
    """The texts of an item by the local names of its elements; `authors` and `topics` are lists."""

    def __init__(self) -> None:
        super().__init__()
        self.authors: list[str] = []
        self.topics: list[str] = []


def _part(name: str, item: _Item, base: str) -> Part | Diagnostic:
    title = clean(item.get("title", ""))
    link = urljoin(base, item.get("link", "")) if item.get("link") else ""
    body = _body(item)
    if not body:
        said = f"the feed only announces “{title[:80]}”"
        return refusal(name, "empty-document", said, f"hand in its address{f', {link}' if link else ''}")
    stated = Stated(
        by="the feed's item",
        firm=True,
        title=title,
        authors=tuple(dict.fromkeys(filter(None, map(_person, item.authors)))),
        date=_day(_first(item, "published", "pubdate", "date", "issued")),
        updated=_day(_first(item, "updated", "modified")),
        site_name=clean(item.get("feed", "")),
        language=item.get("language", ""),
        topics=tuple(dict.fromkeys(filter(None, map(clean, item.topics)))),
    )
    head = f'<title>{escape(title)}</title><link rel="canonical" href="{escape(link)}">'
    page = f"<!DOCTYPE html><html><head>{head}</head><body><article><h1>{escape(title)}</h1>\n{body}\n</article></body></html>"
    return Part(name, page.encode("utf-8", "replace"), "html", "utf-8", link, stated)


def _body(item: _Item) -> str:
    """Return the text of an item, "" where it holds no more than the beginning or a summary of what its address has."""
    if body := next((item[field] for field in _BODY if item.get(field, "").strip()), ""):
        return body
    field = next((field for field in _SUMMARY if item.get(field, "").strip()), "")
    body = item.get(field, "")
    text = _shown(body[-5 * _END :])[-_END:] if item.get("link") else ""
    if text and (_CUT.search(text) or (field != "description" and len(_shown(body).split()) < _SUMMED_UP)):
        return ""
    return body


def _first(item: _Item, *names: str) -> str:
    return next((found for name in names if (found := item.get(name))), "")


def _shown(markup: str) -> str:
    return unescape(_TAG.sub(" ", unescape(markup))).strip()


def _person(text: str) -> str:
    """Return the name in "name (address)" or "address (name)", as RSS has it."""
    text = clean(text)
    before, bracket, within = text.partition("(")
    if "@" in before and bracket:
        return within.rstrip(") ")
    return "" if "@" in before else before.strip()


def _day(text: str) -> str:
    """Return the day of a date as RSS (RFC 2822) or Atom (RFC 3339) writes it, or ""."""
    text = text.strip()
    try:
        return str(date.fromisoformat(text[:10]))
    except ValueError:
        return day_of(text)


def _xml_items(name: str, data: bytes) -> tuple[list[_Item], list[Diagnostic]]:
    """Return the items of RSS or Atom and what is wrong with it; entities are not resolved and nothing is fetched."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        recover=True,
        remove_comments=True,
    )
    data = well_formed(data)
    root = etree.fromstring(data, parser)
    if root is None:
        raise ValueError("there is no XML in it")
    found = [one for one in root.iter("{*}item", "{*}entry") if _name(one) in _ITEMS]
    faults = _too_many(name, len(found))
    if breaks_off(data):
        whole = len(re.findall(rb"</(?:[\w.-]+:)?(?:item|entry)\s*>", data))
        said = (
            f"the feed breaks off {f'in item {whole + 1}' if len(found) > whole else f'behind item {whole}'}"
        )
        found = found[:whole]
        faults.append(refusal(name, "damaged-document", said, "fetch or copy it again"))
    channel = next(iter(root.iter("{*}channel")), root)
    about = {_name(one): _text(one) for one in channel if _name(one) in {"title", "language"}}
    language = about.get("language", "") or root.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    shared = [_author(one) for one in root if _name(one) == "author"]
    items = [_item(element) for element in found[:_MOST_ITEMS]]
    for item in items:
        item.setdefault("feed", about.get("title", ""))
        item.setdefault("language", language)
        item.authors = item.authors or shared
    return items, faults


def _too_many(name: str, count: int) -> list[Diagnostic]:
    if count <= _MOST_ITEMS:
        return []
    said = f"of the feed's {count:,} items the first {_MOST_ITEMS:,} are read"
    return [refusal(name, "document-too-large", said, "divide it")]


def _item(element: Any) -> _Item:
    item = _Item()
    for child in element:
        name = _name(child)
        if name in {"author", "creator"}:
            item.authors.append(_author(child))
        elif name in {"category", "subject"}:
            item.topics.append(child.get("term") or _text(child))
        elif name == "link" and child.get("href"):
            if child.get("rel", "alternate") == "alternate":
                item.setdefault("link", child.get("href"))
        elif name == "title":
            item.setdefault(name, _title(child))
        elif name == "source":
            item["feed"] = next((_text(one) for one in child if _name(one) == "title"), _text(child))
        elif name:
            item.setdefault(name, _markup(child) if name in {*_BODY, *_SUMMARY} else _text(child))
    if not item.get("link") and item.get("guid", "").startswith("http"):
        item["link"] = item["guid"]
    return item


def _name(element: Any) -> str:
    """Return the local name of an element in lower case, "" where it belongs to a vocabulary of other things."""
    if not isinstance(element.tag, str):
        return ""
    space, _, name = element.tag.removeprefix("{").rpartition("}")
    prefix, _, local = name.rpartition(":")  # a prefix that the feed forgot to declare
    return local.lower() if space in _OF_ITEMS and prefix in {"", "dc", "content", "atom"} else ""


def _title(element: Any) -> str:
    """Return a title as plain text: Atom says what it is written in, RSS does not."""
    text = _text(element)
    in_atom = element.tag.removeprefix("{").rpartition("}")[0] in _ATOM
    if element.get("type") == "html" if in_atom else _INLINE.search(text):
        text = _TAG.sub("", text)
    return text if in_atom and element.get("type") != "html" else unescape(text)


def _text(element: Any) -> str:
    return "".join(element.itertext()).strip()


def _author(element: Any) -> str:
    named = next((one for one in element if _name(one) == "name"), element)
    return _text(named)


def _markup(element: Any) -> str:
    """Return the HTML of an element: escaped text as RSS has it, or the tree of Atom's `type="xhtml"`."""
    if len(element):
        inside = [etree.tostring(child, encoding="unicode", method="html") for child in element]
        return (element.text or "") + "".join(inside)
    text = element.text or ""
    return escape(text) if element.get("type") == "text" else text


def _json_items(name: str, data: bytes) -> tuple[list[_Item], list[Diagnostic]]:
    feed = json.loads(data.decode("utf-8-sig"))
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise ValueError("there is no list of items in it")  # noqa: TRY004 - a fault of the document
    found = [_json_item(one, feed) for one in items[:_MOST_ITEMS] if isinstance(one, dict)]
    return found, _too_many(name, len(items))


def _json_item(one: dict[str, Any], feed: dict[str, Any]) -> _Item:
    item = _Item()
    fields = {"title": "title", "content_html": "content_html", "summary": "summary", "link": "url"}
    dates = {"published": "date_published", "updated": "date_modified", "language": "language"}
    for ours, theirs in (fields | dates).items():
        if isinstance(one.get(theirs), str):
            item[ours] = _whole(one[theirs])
    if "content_html" not in item and isinstance(one.get("content_text"), str):
        item["content_html"] = "".join(
            f"<p>{escape(line)}</p>" for line in _whole(one["content_text"]).split("\n") if line.strip()
        )
    people = one.get("authors") or ([one["author"]] if one.get("author") else feed.get("authors"))
    item.authors = [str(person["name"]) for person in _dicts(people) if isinstance(person.get("name"), str)]
    tags = one.get("tags")
    item.topics = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    item["feed"] = feed["title"] if isinstance(feed.get("title"), str) else ""
    item.setdefault("language", feed["language"] if isinstance(feed.get("language"), str) else "")
    return item


def _whole(text: str) -> str:
    """Return a text without halves of characters, which JSON can name and no file can hold."""
    return text.encode("utf-8", "replace").decode()


def _dicts(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
