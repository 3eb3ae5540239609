"""Layout: what the frame around every page shows.

It reads the site's settings and one fact more: whether there is a standing page `about`. Nothing here may
depend on an entry, or every edit would touch every page.
"""

from msgspec import Struct

from site_builder.incremental.reader import Reader
from site_builder.model import Site
from site_builder.pages.languages import direction
from site_builder.pages.links import absolute, href
from site_builder.pages.speaking import speaking


class Feed(Struct, frozen=True, gc=False):
    """An Atom feed that a page offers."""

    title: str
    url: str


class Layout(Struct, frozen=True, gc=False):
    """The frame of an HTML page.

    `base` is the site's base path, `title` the page's own title ("" on the home page), `section` the entry of
    the navigation that it belongs to, and `here` tells whether it is that very entry. `index` is false for
    pages that search engines shall leave out.
    """

    site: str
    tagline: str
    editor: str
    language: str
    direction: str
    base: str
    about: bool
    title: str
    description: str
    canonical: str
    image: str
    section: str
    here: bool
    feeds: tuple[Feed, ...]
    index: bool


class Frame(Struct, frozen=True, gc=False):
    """What one page says of itself to its frame; see `Layout`. `feed` is the path of a feed of its own."""

    path: str
    title: str = ""
    description: str = ""
    section: str = ""
    feed: str = ""
    index: bool = True


def layout(reader: Reader, site: Site, frame: Frame) -> Layout:
    """Return the layout of a page of `site`."""
    feeds = [Feed(site.title, href(site.base_path, "feed.xml"))]
    if frame.feed:
        title = speaking(reader, site).gettext("{site}: {page}", site=site.title, page=frame.title)
        feeds.insert(0, Feed(title, href(site.base_path, frame.feed)))
    return Layout(
        site=site.title,
        tagline=site.tagline,
        editor=site.editor,
        language=site.language,
        direction=direction(site.language),
        base=site.base_path,
        about=reader.standing("about") is not None,
        title=frame.title,
        description=frame.description or site.description or site.tagline or site.title,
        canonical=absolute(site, frame.path),
        image=absolute(site, "assets/share.png"),
        section=frame.section,
        here=frame.path in {"", f"{frame.section}/"},
        feeds=tuple(feeds),
        index=frame.index,
    )
