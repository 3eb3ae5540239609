"""The Markdown that a page shows, as values that a view can build without knowing a renderer."""

from msgspec import Struct

from site_builder.model import Rights


class Link(Struct, frozen=True, gc=False):
    """What `[[target]]` stands for: the entry's title and its address; `url` "" when the site does not show it."""

    target: str
    title: str
    url: str = ""


class Text(Struct, frozen=True):
    """Markdown with its references resolved and the rights under which it is published (None: all of it).

    `base` is the path that the site lives under: an address `/about/` in the text leads to `about/` below it.
    `anchor` is a prefix for the ids of its notes; texts that stand on one page need different ones.
    """

    markdown: str
    links: tuple[Link, ...] = ()
    rights: Rights | None = None
    base: str = "/"
    anchor: str = ""
