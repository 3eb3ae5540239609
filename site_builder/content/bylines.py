"""Bylines: who signs an entry, as the front matter names them."""

from typing import Final

from site_builder.content import decode
from site_builder.content.decode import Fields
from site_builder.content.faults import Faults
from site_builder.content.nodes import Mapping, Node, Scalar
from site_builder.content.slugs import slugify
from site_builder.model import Byline

BYLINE_FIELDS: Final = ("name", "role", "organisation")


def bylines(fields: Fields) -> tuple[Byline, ...]:
    """Return the authors of an entry: from `author` or `authors`, which may each hold one or a list.

    `author: null`, so written, says that the source names nobody; an empty field says nothing and is missing.
    """
    if fields.stands("author") and (second := fields.stands("authors")):
        message = "`author` and `authors` cannot both be given"
        fields.faults.error("conflicting-fields", message, second, "put all names into `authors`")
    name = "authors" if fields.node("authors") else "author"
    if fields.node(name) is None and not _is_nobody(fields.stands("author")):
        hint = "write `author: null` if the source names nobody"
        fields.missing("author", "an entry needs `author` or `authors`", hint=hint)
    return fields.many(name, _byline)


def _is_nobody(node: Node | None) -> bool:
    return isinstance(node, Scalar) and node.plain and node.text in {"null", "Null", "NULL", "~"}


def _byline(faults: Faults, node: Node, name: str) -> Byline | None:
    if not isinstance(node, Mapping):
        stated = decode.text(faults, node, name)
        return None if stated is None else _signed(faults, node, stated)
    fields = Fields(faults, node, BYLINE_FIELDS, "an author", node)
    stated = fields.needed("name", decode.text, always=True)
    role = fields.one("role", decode.text, "")
    organisation = fields.one("organisation", decode.flag, default=False)
    return _signed(faults, node, stated, role, organisation=organisation) if stated else None


def _signed(
    faults: Faults, node: Node, name: str, role: str = "", *, organisation: bool = False
) -> Byline | None:
    slug = slugify(name)
    if not slug:
        faults.error("bad-name", f"the name `{name}` has neither a letter nor a digit", node)
        return None
    return Byline(name, slug, role, organisation)
