"""Where in a file a name or an address is claimed; asked only where two files claim the same."""

from collections.abc import Iterator

from site_builder.content import addresses
from site_builder.content.faults import Faults
from site_builder.content.mentions import Mention, mention
from site_builder.content.nodes import Node, Scalar, Sequence
from site_builder.content.records import fields_of
from site_builder.content.slugs import is_slug


def claimed(path: str, data: bytes) -> Iterator[Mention]:
    """Yield the places of what a file claims by its fields `id` and `aliases`; other files claim by their names.

    The target of each is the id, or the path of the alias.
    """
    faults = Faults(path)
    mapping = fields_of(faults, data)
    said = {} if mapping is None else mapping.fields
    for field in ("id", "aliases"):
        for node in _values(said[field][1]) if field in said else ():
            target = node.text if field == "id" else addresses.normal_path(node.text)
            if field == "aliases" or is_slug(target):
                yield mention(faults, target, field, node)


def _values(node: Node) -> Iterator[Scalar]:
    for item in node.items if isinstance(node, Sequence) else [node]:
        if isinstance(item, Scalar):
            yield item
