"""The Markdown that a page shows, as values that a view can build without knowing a renderer."""

from site_builder.model import Rights, Value


class Link(Value):
    """What `[[target]]` stands for: the entry's title and its address; `url` "" when the site does not show it.

    `language` and `direction` are "" where the title is in the language of the text.
    """

    target: str
    title: str
    url: str = ""
    language: str = ""
    direction: str = ""


class Labels(Value):
    """What notes and tables are called to those who can't see them, and the ways back from notes: to a first and a later place.

    In these, `{number}` is the note's and `{time}` says to which of several places it leads; in `table` it is the table's.
    """

    notes: str = "Notes"
    back: str = "Back to reference {number}"
    back_again: str = "Back to reference {number} ({time})"
    table: str = "Table {number}"


class Text(Value):
    """Markdown with its references resolved and the rights under which it is published (None: all of it).

    `base` is the path that the site lives under: an address `/about/` in the text leads to `about/` below it.
    `anchor` is a prefix for the ids of its notes; texts that stand on one page need different ones. `labels` are in
    the language of the page, None where nothing is called by any. `highest` is the level of the text's highest headings.
    """

    markdown: str
    links: tuple[Link, ...] = ()
    rights: Rights | None = None
    base: str = "/"
    anchor: str = ""
    labels: Labels | None = None
    highest: int = 2
