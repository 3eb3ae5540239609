"""All feeds in one place: a page that explains them, and an OPML 2.0 file by which programs subscribe to many at once.

The page lists no terms, since their indexes do, and so it never changes; the file changes when a term comes or goes.
"""

from typing import Final

from site_builder.incremental.reader import Reader
from site_builder.model import VOCABULARIES, Site, Value
from site_builder.pages.indexes import slugs
from site_builder.pages.layout import Frame, Layout, layout
from site_builder.pages.links import absolute, href, term_path
from site_builder.pages.names import Names
from site_builder.pages.regions import subtree
from site_builder.pages.speaking import speaking

PATH: Final = "feeds/"
OPML: Final = "feeds.opml"


class FeedsPage(Value):
    """The page about feeds; addresses of the site's feed in both forms, of the OPML file and of the data."""

    layout: Layout
    atom: str
    json: str
    opml: str
    data: str


class Outline(Value):
    """A feed of an OPML file, with the page that it belongs to."""

    text: str
    feed: str
    page: str


class Group(Value):
    """The feeds of a vocabulary."""

    text: str
    outlines: tuple[Outline, ...]


class OpmlPage(Value):
    """The OPML file: the site's feed, then those of each vocabulary that has any."""

    title: str
    owner: str
    site: Outline
    groups: tuple[Group, ...]


def feeds(reader: Reader, _key: str) -> FeedsPage:
    """Return the page about feeds."""
    site = reader.site()
    say = speaking(reader, site)
    described = say.gettext(
        "How to follow {site} with a feed reader or a program of your own", site=site.title
    )
    frame = Frame(PATH, say.gettext("Feeds"), described)
    return FeedsPage(
        layout=layout(reader, site, frame),
        atom=href(site.base_path, "feed.xml"),
        json=href(site.base_path, "feed.json"),
        opml=href(site.base_path, OPML),
        data=href(site.base_path, "entries.json"),
    )


def opml(reader: Reader, _key: str) -> OpmlPage:
    """Return the OPML file."""
    site = reader.site()
    names = Names(reader, site)
    groups = (
        Group(
            names.index(vocabulary).text,
            tuple(
                _outline(site, names.term(vocabulary, slug).text, term_path(vocabulary, slug))
                for slug in _slugs(reader, vocabulary)
            ),
        )
        for vocabulary in VOCABULARIES
    )
    return OpmlPage(
        title=site.title,
        owner=site.editor,
        site=_outline(site, site.title, ""),
        groups=tuple(group for group in groups if group.outlines),
    )


def _slugs(reader: Reader, vocabulary: str) -> list[str]:
    """Return the terms of a vocabulary that have feeds, by slug; regions have, even without entries, as the tree has them."""
    return subtree(reader, "")[1:] if vocabulary == "region" else list(slugs(reader, vocabulary))


def _outline(site: Site, text: str, path: str) -> Outline:
    return Outline(text, absolute(site, f"{path}feed.xml"), absolute(site, path))
