"""Blocks: which of them a template fills that no template it extends has, so that what is in them is never shown."""

from collections.abc import Callable, Iterable, Iterator

from jinja2 import nodes

Tree = Callable[[str], nodes.Template]
"""name of a template -> what Jinja reads in it."""


def strays(name: str, tree: Tree) -> Iterator[tuple[int, str, frozenset[str]]]:
    """Yield (line, name, the blocks that there are) for each stray block of a template."""
    found = tree(name)
    parent = _parent(found)
    if not parent:
        return
    known = set[str]()
    seen = {name}
    while parent and parent not in seen:
        seen.add(parent)
        above = tree(parent)
        known |= {block.name for block in above.find_all(nodes.Block)}
        parent = _parent(above)
    for block in _outermost(found.body):
        if block.name not in known:
            yield block.lineno, block.name, frozenset(known)


def _parent(tree: nodes.Template) -> str:
    """Return the name of the template that one extends, "" for none."""
    extends = tree.find(nodes.Extends)
    named = extends.template if extends else None
    return named.value if isinstance(named, nodes.Const) and isinstance(named.value, str) else ""


def _outermost(below: Iterable[nodes.Node]) -> Iterator[nodes.Block]:
    """Yield the blocks that lie in no other: those within one are shown with it."""
    for node in below:
        if isinstance(node, nodes.Block):
            yield node
        else:
            yield from _outermost(node.iter_child_nodes())
