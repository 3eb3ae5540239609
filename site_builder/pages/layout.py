"""Layout: what the frame around every page shows.

It reads the site's settings and one fact more: whether there is a standing page `about`. Nothing here may
depend on an entry, or every edit would touch every page.
"""

from typing import Any

from msgspec import Struct

from site_builder.incremental.reader import Reader
from site_builder.model import Site, Value
from site_builder.pages.languages import direction
from site_builder.pages.links import Anchor, absolute, href
from site_builder.pages.list_data import collection_page, web_site
from site_builder.pages.open_graph import locale
from site_builder.pages.speaking import speaking


class Feed(Value):
    """A feed that a page offers: as Atom at `url`, as JSON Feed at `json`."""

    title: str
    url: str
    json: str


class Layout(Value):
    """The frame of an HTML page.

    `base` is the site's base path, `title` the page's own title ("" on the home page), `section` the entry of
    the navigation that it belongs to, and `here` tells whether it is that very entry. `index` is false for
    pages that search engines shall leave out; `data` is the linked data of a list.
    """

    site: str
    tagline: str
    editor: str
    language: str
    locale: str
    direction: str
    base: str
    about: bool
    search: bool
    title: str
    description: str
    canonical: str
    image: str
    section: str
    here: bool
    feeds: tuple[Feed, ...]
    index: bool
    data: dict[str, Any]


class Frame(Struct, frozen=True, gc=False):
    """What one page says of itself to its frame; see `Layout`. `feed` is the folder of feeds of its own.

    A list has `crumbs`, the way to it from the home page, and may be `about` a thing, named by its type in schema.org.
    """

    path: str
    title: str = ""
    description: str = ""
    section: str = ""
    feed: str = ""
    index: bool = True
    crumbs: tuple[Anchor, ...] | None = None
    about: str = ""


def layout(reader: Reader, site: Site, frame: Frame) -> Layout:
    """Return the layout of a page of `site`."""
    feeds = [_feed(site, site.title, "")]
    if frame.feed:
        title = speaking(reader, site).gettext("{site}: {page}", site=site.title, page=frame.title)
        feeds.insert(0, _feed(site, title, frame.feed))
    return Layout(
        site=site.title,
        tagline=site.tagline,
        editor=site.editor,
        language=site.language,
        locale=locale(site.language),
        direction=direction(site.language),
        base=site.base_path,
        about=reader.standing("about") is not None,
        search=site.search,
        title=frame.title,
        description=frame.description or site.description or site.tagline or site.title,
        canonical=absolute(site, frame.path),
        image=absolute(site, "assets/share.png"),
        section=frame.section,
        here=frame.path in {"", f"{frame.section}/"},
        feeds=tuple(feeds),
        index=frame.index,
        data=_data(site, frame),
    )


def _feed(site: Site, title: str, folder: str) -> Feed:
    start = href(site.base_path, folder)
    return Feed(title, f"{start}feed.xml", f"{start}feed.json")


def _data(site: Site, frame: Frame) -> dict[str, Any]:
    if not frame.path:
        return web_site(site)
    if frame.crumbs is None:
        return {}
    return collection_page(site, frame.path, frame.title, frame.description, frame.crumbs, frame.about)
