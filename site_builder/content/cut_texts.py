"""Cut texts: where YAML takes part of a text for a comment, since ` #` stands in it and no quotes around it.

A comment behind a value is legitimate, so two things tell a text that was cut. The field holds free text, in which a `#` may
well stand; and one space is before the `#`, where people who comment set two, or a line of its own.
"""

import json
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from site_builder.content import nodes
from site_builder.content.faults import Faults
from site_builder.content.nodes import Node, Scalar

FREE_TEXTS: Final = frozenset(
    (
        "title", "standfirst", "summary", "description", "tagline", "reason", "name", "role", "author", "authors", "aliases", "poster",
        "editor", "via", "was", "now",
    )
)  # fmt: skip
"""The fields of free text, of whatever record or part of one."""


class Cut(Struct, frozen=True):
    """A plain scalar, what stands behind it, and where that begins."""

    scalar: Scalar
    rest: str
    line: int
    column: int


def behind(scalar: Scalar, text: str, end: int) -> str:
    """Return what stands behind a plain scalar that ends at `end` of `text`, if it may belong to it; else "".

    Behind no value at all a comment tells what belongs there, unless it is glued to its `#`.
    """
    if not text.startswith(" #", end) or (not scalar.text and text.startswith(" # ", end)):
        return ""
    return text[end + 1 :].partition("\n")[0].rstrip()


def warn(faults: Faults, node: Node, cuts: Mapping[int, Cut], name: str = "") -> None:
    """Warn of each free text within `node`, the value of the field `name`, that is among `cuts` by its identity."""
    if isinstance(node, nodes.Mapping):
        for key, value in node.fields.values():
            warn(faults, value, cuts, key.text)
    elif isinstance(node, nodes.Sequence):
        for item in node.items:
            warn(faults, item, cuts, name)
    elif name in FREE_TEXTS and (cut := cuts.get(id(node))):
        whole = json.dumps(f"{cut.scalar.text} {cut.rest}".strip(), ensure_ascii=False)
        message = f"`{name}` ends before ` #`: what follows is a comment, `{cut.rest}`"
        hint = f"if it belongs to the text, put all in quotes: {whole}; else set two spaces before `#`"
        faults.at("warning", "cut-text", message, (cut.line, cut.column, len(cut.rest)), hint)
