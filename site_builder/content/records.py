"""What a file of `content/` is, by the folder it lies in."""

from collections.abc import Callable, Mapping
from typing import Final

from site_builder.content import nodes, simple_front_matter
from site_builder.content.entries import entry
from site_builder.content.faults import Faults
from site_builder.content.folders import is_catalogue
from site_builder.content.mentions import Mention
from site_builder.content.settings import site
from site_builder.content.text import Parts, split, to_text
from site_builder.content.vocabularies import author, region, source, standing, topic
from site_builder.model import Record

Read = tuple[Record | None, list[Mention]]

READERS: Final[Mapping[str, Callable[[Faults, nodes.Mapping, Parts], tuple[Record, list[Mention]]]]] = {
    "entries": entry,
    "authors": author,
    "regions": region,
    "sources": source,
    "topics": topic,
    "pages": standing,
}


def read(faults: Faults, data: bytes) -> Read:
    """Return the record that the file says and the records it names, or (None, []) with the faults recorded."""
    if is_catalogue(faults.path):
        return _catalogue(faults, data), []
    top, _, rest = faults.path.partition("/")
    reader = READERS.get(rest.partition("/")[0]) if rest.endswith(".md") and top == "content" else None
    if reader is None and faults.path != "content/site.yaml":
        faults.whole("unexpected-file", "this is not a place for a content file")
        return None, []
    text = to_text(faults, data)
    if text is None:
        return None, []
    return _settings(faults, text) if reader is None else _markdown(faults, text, reader)


def _mapping(faults: Faults, text: str, line_offset: int = 0) -> nodes.Mapping | None:
    """Return the fields that `text` gives, or None with the faults recorded."""
    mapping = simple_front_matter.read(text, line_offset)
    if mapping is not None:
        return mapping
    from site_builder.content.frontmatter import compose  # most digests never need the YAML parser

    return compose(faults, text, line_offset)


def _settings(faults: Faults, text: str) -> Read:
    mapping = _mapping(faults, text)
    return (None, []) if mapping is None else site(faults, mapping)


def _catalogue(faults: Faults, data: bytes) -> Record | None:
    text = to_text(faults, data)
    if text is None:
        return None
    from site_builder.content.catalogues import catalogue  # few digests have a catalogue of their own

    return catalogue(faults, text)


def _markdown(
    faults: Faults, text: str, reader: Callable[[Faults, nodes.Mapping, Parts], tuple[Record, list[Mention]]]
) -> Read:
    parts = split(faults, text)
    mapping = None if parts is None else _mapping(faults, parts.front, line_offset=1)
    return (None, []) if parts is None or mapping is None else reader(faults, mapping, parts)
