"""What a file of `content/` is, by the folder it lies in."""

from collections.abc import Callable, Collection, Mapping
from typing import Final, NamedTuple

from site_builder.content import nodes, simple_front_matter
from site_builder.content.entries import ENTRY_FIELDS, entry
from site_builder.content.faults import Faults
from site_builder.content.folders import is_catalogue
from site_builder.content.mentions import Mention
from site_builder.content.settings import site
from site_builder.content.text import Parts, split, to_text
from site_builder.content.vocabularies import (
    AUTHOR_FIELDS,
    PAGE_FIELDS,
    REGION_FIELDS,
    SOURCE_FIELDS,
    TOPIC_FIELDS,
    author,
    region,
    source,
    standing,
    topic,
)
from site_builder.model import Record

Read = tuple[Record | None, list[Mention]]


class Kind(NamedTuple):
    """What lies in a folder: one of it as people call it, the field that none is without, all fields, the reader."""

    one: str
    needs: str
    fields: Collection[str]
    reader: Callable[[Faults, nodes.Mapping, Parts], tuple[Record, list[Mention]]]


KINDS: Final[Mapping[str, Kind]] = {
    "entries": Kind("an entry", "id", ENTRY_FIELDS, entry),
    "authors": Kind("an author", "name", AUTHOR_FIELDS, author),
    "regions": Kind("a region", "name", REGION_FIELDS, region),
    "sources": Kind("a source", "name", SOURCE_FIELDS, source),
    "topics": Kind("a topic", "name", TOPIC_FIELDS, topic),
    "pages": Kind("a page", "title", PAGE_FIELDS, standing),
}


def read(faults: Faults, data: bytes) -> Read:
    """Return the record that the file says and the records it names, or (None, []) with the faults recorded."""
    if is_catalogue(faults.path):
        return _catalogue(faults, data), []
    top, _, rest = faults.path.partition("/")
    kind = KINDS.get(rest.partition("/")[0]) if rest.endswith(".md") and top == "content" else None
    if kind is None and faults.path != "content/site.yaml":
        faults.whole("unexpected-file", "this is not a place for a content file")
        return None, []
    text = to_text(faults, data)
    if text is None:
        return None, []
    return _settings(faults, text) if kind is None else _markdown(faults, text, kind)


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


def fields_of(faults: Faults, data: bytes) -> nodes.Mapping | None:
    """Return the front matter of a Markdown file, whatever it says, or None with the faults recorded."""
    text = to_text(faults, data)
    parts = None if text is None else split(faults, text)
    return None if parts is None else _mapping(faults, parts.front, line_offset=1)


def _markdown(faults: Faults, text: str, kind: Kind) -> Read:
    parts = split(faults, text)
    mapping = None if parts is None else _mapping(faults, parts.front, line_offset=1)
    if parts is None or mapping is None or _belongs_elsewhere(faults, mapping, kind):
        return None, []
    return kind.reader(faults, mapping, parts)


def _belongs_elsewhere(faults: Faults, mapping: nodes.Mapping, kind: Kind) -> bool:
    """Report a file whose fields are all those of another kind: one fault, not one for each field."""
    if kind.needs in mapping.fields:
        return False
    said = mapping.fields
    foreign = next((key for name, (key, _) in said.items() if name not in kind.fields), None)
    folders = [
        folder
        for folder, other in KINDS.items()
        if other.needs in said and set(other.fields).issuperset(said)
    ]
    if foreign is None or not folders:
        return False
    ones = " or ".join(KINDS[folder].one for folder in folders)
    message = f"the fields are those of {ones}, and the file lies where {kind.one} should"
    hint = f"move it to {' or '.join(f'content/{folder}/' for folder in folders)}"
    faults.error("wrong-folder", message, foreign, hint)
    return True
