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

    `anchor` is a prefix for the ids of its notes; texts that stand on one page need different ones.
    """

    markdown: str
    links: tuple[Link, ...] = ()
    rights: Rights | None = None
    anchor: str = ""
