"""Pages outside the stream: standing pages, redirects from old addresses, the page for what is not found."""

from site_builder.incremental.reader import Reader, member
from site_builder.model import Value
from site_builder.pages.items import Item, item
from site_builder.pages.layout import Frame, Layout, layout
from site_builder.pages.links import absolute, href
from site_builder.pages.names import Names, direction_of
from site_builder.pages.speaking import speaking
from site_builder.pages.texts import text
from site_builder.render.text import Text


class StandingView(Value):
    """A standing page."""

    layout: Layout
    title: str
    text: Text


class NotFoundPage(Value):
    """What a server shows for an address that leads nowhere; its links start at the root."""

    layout: Layout


class RedirectPage(Value):
    """An old address of an entry, and where it stands now; `base` begins the addresses of assets.

    `language` and `direction` are those of the page, `item` has those of the entry.
    """

    base: str
    language: str
    direction: str
    item: Item
    url: str
    canonical: str


class RobotsPage(Value):
    """The rules for crawlers: everything may be read; `sitemap` says where everything is."""

    sitemap: str


def standing(reader: Reader, key: str) -> StandingView:
    """Return a standing page."""
    site, page = reader.site(), reader.standing(key)
    if page is None:
        raise LookupError(f"a page is demanded for the standing page {key}, which does not exist")
    section = "about" if key == "about" else ""
    frame = Frame(f"{key}/", page.title, page.description, section)
    return StandingView(layout(reader, site, frame), page.title, text(Names(reader, site), page.text))


def redirect(reader: Reader, key: str) -> RedirectPage:
    """Return the redirect that stands at the path `key`; of two claimants the first id wins (a check reports it)."""
    site = reader.site()
    for position in reader.first(f"alias{key}", 1):
        if metadata := reader.metadata(member(position)):
            url = href(site.base_path, metadata.permalink)
            return RedirectPage(
                base=site.base_path,
                language=site.language,
                direction=direction_of(site.language),
                item=item(Names(reader, site), metadata),
                url=url,
                canonical=absolute(site, metadata.permalink),
            )
    raise LookupError(f"a redirect is demanded at {key}, but no entry once stood there")


def not_found(reader: Reader, _key: str) -> NotFoundPage:
    """Return the page for addresses that lead nowhere."""
    site = reader.site()
    return NotFoundPage(
        layout(reader, site, Frame("404.html", speaking(reader, site).gettext("Not found"), index=False))
    )


def robots(reader: Reader, _key: str) -> RobotsPage:
    """Return robots.txt."""
    return RobotsPage(absolute(reader.site(), "sitemap.xml"))
