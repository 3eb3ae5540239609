"""Feeds: each item of an RSS, Atom or JSON feed as a document of its own, with what the feed says of it.

An item that holds its whole text is a document; one that only announces a page is an address to fetch.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from html import escape, unescape
from typing import Any, Final
from urllib.parse import urljoin

from lxml import etree

from site_builder.diagnostics import Diagnostic
from site_builder.importing.document import Stated, clean, refusal
from site_builder.importing.inputs.parts import Part

LIMIT: Final = 20_000_000
_MOST_ITEMS: Final = 5_000
_BODY: Final = ("encoded", "content", "content_html", "body", "fullitem")
_SUMMARY: Final = ("description", "summary", "subtitle")
_ITEMS: Final = frozenset({"item", "entry"})


def parts(name: str, data: bytes, url: str = "") -> Iterator[Part | Diagnostic]:
    """Yield the items of a feed; `url` is the feed's own address, to which relative ones are resolved."""
    if len(data) > LIMIT:
        yield refusal(name, "document-too-large", f"the feed is larger than {LIMIT // 1_000_000} MB", "")
        return
    try:
        items = list(
            _json_items(data) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else _xml_items(data)
        )
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
    if not items:
        yield refusal(name, "empty-document", "the feed has no items", "")
    for number, item in enumerate(items, 1):
        yield _part(f"{name}#{number}", item, url)


class _Item(dict[str, str]):
    """The texts of an item by the local names of its elements; `authors` and `topics` are lists."""

    def __init__(self) -> None:
        super().__init__()
        self.authors: list[str] = []
        self.topics: list[str] = []


def _part(name: str, item: _Item, base: str) -> Part | Diagnostic:
    body = next((item[field] for field in _BODY if item.get(field, "").strip()), "")
    body = body or next((item[field] for field in _SUMMARY if item.get(field, "").strip()), "")
    title = clean(unescape(item.get("title", "")))
    if not body.strip():
        return refusal(
            name, "empty-document", f"the feed only announces “{title[:80]}”", "hand in its address"
        )
    link = urljoin(base, item.get("link", "")) if item.get("link") else ""
    stated = Stated(
        by="the feed's item",
        firm=True,
        title=title,
        authors=tuple(dict.fromkeys(filter(None, map(_person, item.authors)))),
        date=_day(
            item.get("published", "")
            or item.get("pubdate", "")
            or item.get("date", "")
            or item.get("issued", "")
        ),
        updated=_day(item.get("updated", "") or item.get("modified", "")),
        site_name=clean(item.get("feed", "")),
        language=item.get("language", ""),
        topics=tuple(dict.fromkeys(filter(None, map(clean, item.topics)))),
    )
    head = f'<title>{escape(title)}</title><link rel="canonical" href="{escape(link)}">'
    page = f"<!DOCTYPE html><html><head>{head}</head><body><article><h1>{escape(title)}</h1>\n{body}\n</article></body></html>"
    return Part(name, page.encode("utf-8", "replace"), "html", "utf-8", link, stated)


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
        pass
    try:
        moment: datetime = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    return str(moment.date())


def _xml_items(data: bytes) -> Iterator[_Item]:
    """Yield the items of RSS or Atom; entities are not resolved and nothing is fetched."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        recover=True,
        remove_comments=True,
    )
    root = etree.fromstring(data.lstrip(), parser)
    if root is None:
        raise ValueError("there is no XML in it")
    found = [one for one in root.iter("{*}item", "{*}entry") if _name(one) in _ITEMS][:_MOST_ITEMS]
    channel = next(iter(root.iter("{*}channel")), root)
    about = {_name(one): _text(one) for one in channel if _name(one) in {"title", "language"}}
    language = about.get("language", "") or root.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    shared = [_author(one) for one in root if _name(one) == "author"]
    for element in found:
        item = _item(element)
        item.setdefault("feed", about.get("title", ""))
        item.setdefault("language", language)
        item.authors = item.authors or shared
        yield item


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
        elif name == "source":
            item["feed"] = next((_text(one) for one in child if _name(one) == "title"), _text(child))
        elif name:
            item.setdefault(name, _markup(child) if name in {*_BODY, *_SUMMARY} else _text(child))
    if not item.get("link") and item.get("guid", "").startswith("http"):
        item["link"] = item["guid"]
    return item


def _name(element: Any) -> str:
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


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


def _json_items(data: bytes) -> Iterator[_Item]:
    feed = json.loads(data.decode("utf-8-sig"))
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise ValueError("there is no list of items in it")  # noqa: TRY004 - a fault of the document
    for one in items[:_MOST_ITEMS]:
        if isinstance(one, dict):
            yield _json_item(one, feed)


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
