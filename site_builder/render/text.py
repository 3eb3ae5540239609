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


class NoteLabels(Value):
    """What notes are called to those who can't see them, and the ways back from them: to a first and a later place.

    In the last two, `{number}` is the note's and `{time}` says to which of several places it leads.
    """

    notes: str = "Notes"
    back: str = "Back to reference {number}"
    back_again: str = "Back to reference {number} ({time})"


class Text(Value):
    """Markdown with its references resolved and the rights under which it is published (None: all of it).

    `base` is the path that the site lives under: an address `/about/` in the text leads to `about/` below it.
    `anchor` is a prefix for the ids of its notes; texts that stand on one page need different ones. `labels` are in
    the language of the page.
    """

    markdown: str
    links: tuple[Link, ...] = ()
    rights: Rights | None = None
    base: str = "/"
    anchor: str = ""
    labels: NoteLabels | None = None
