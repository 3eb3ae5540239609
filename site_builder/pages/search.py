"""The search page: a form, and the words in which its script speaks; the index itself is made by `site_builder.search`."""

from typing import Final

from site_builder.incremental.reader import Reader
from site_builder.language.speech import Speech
from site_builder.language.speech import marked as _
from site_builder.model import EntryKind, Value
from site_builder.pages.items import kind_in_words
from site_builder.pages.layout import Frame, Layout, layout
from site_builder.pages.speaking import speaking

_FACETS: Final = (
    ("region", _("Region")),
    ("topic", _("Topic")),
    ("source", _("Source")),
    ("author", _("Author")),
    ("year", _("Year")),
    ("kind", _("Kind of entry")),
)


def kind_named(speech: Speech, kind: EntryKind) -> str:
    """Return what readers call a kind of entries, also that which needs no name elsewhere."""
    return kind_in_words(speech, kind) or speech.gettext("Commentary")


class Facet(Value):
    """A facet by which results can be narrowed."""

    name: str
    label: str


class SearchPage(Value):
    """The search page."""

    layout: Layout
    facets: tuple[Facet, ...]


def view(reader: Reader, _key: str) -> SearchPage:
    """Return the search page."""
    site = reader.site()
    say = speaking(reader, site)
    frame = Frame("search/", say.gettext("Search"), section="search")
    return SearchPage(
        layout(reader, site, frame), tuple(Facet(name, say.gettext(label)) for name, label in _FACETS)
    )
