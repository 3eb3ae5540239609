"""Mention: a record that a file names and that must therefore exist."""

from msgspec import Struct

from site_builder.content.faults import Faults
from site_builder.content.nodes import Node
from site_builder.diagnostics import Location


class Mention(Struct, frozen=True, gc=False):
    """A record key (`region/africa`, `entry/ID`) named at a place.

    `field` is the field that names it, "" for a `[[reference]]` in the body; `source_line` and `length` serve
    the code frame of a diagnostic.
    """

    target: str
    location: Location
    field: str = ""
    source_line: str = ""
    length: int = 1


def mention(faults: Faults, target: str, field: str, at: Node) -> Mention:
    """Return the mention of record `target` by the value `at` of a field."""
    location = Location(faults.path, at.line, at.column)
    return Mention(target, location, field, faults.line(at.line), at.length)
