"""Which templates a template names in extends, include, import and from-import, and where."""

from collections.abc import Iterable
from typing import NamedTuple

from jinja2 import nodes

Mentioning = nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport


class Mention(NamedTuple):
    """The names tried in one place, in order (none: a name computed while rendering).

    `required` says that one of them must exist.
    """

    names: tuple[str, ...]
    line: int
    required: bool


def mentions(found: Iterable[Mentioning]) -> tuple[Mention, ...]:
    """Return the mentions that nodes of a parsed template are, by line."""
    return tuple(_mention(node) for node in sorted(found, key=lambda node: node.lineno))


def _mention(node: Mentioning) -> Mention:
    required = not (isinstance(node, nodes.Include) and node.ignore_missing)
    return Mention(_names(node.template), node.lineno, required)


def _names(expression: nodes.Expr) -> tuple[str, ...]:
    match expression:
        case nodes.Const(value=str(name)):
            return (name,)
        case nodes.Tuple(items=items) | nodes.List(items=items):
            names = [_names(item) for item in items]
            return tuple(name for group in names for name in group) if all(names) else ()
        case _:
            return ()
