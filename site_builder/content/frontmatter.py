"""YAML to nodes: PyYAML's event stream (the C parser where there is one), composed within bounds.

Composing from events, not with PyYAML's composer, sees anchors, tags and depth before anything is built; so
hostile input ("billion laughs", 100,000 brackets, `!!python/object`) costs nothing.
"""

import unicodedata
from typing import Final, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from site_builder.content import cut_texts
from site_builder.content.cut_texts import Cut
from site_builder.content.faults import Faults
from site_builder.content.nodes import Mapping, Node, Scalar, Sequence
from site_builder.content.syntax import explain

try:
    from yaml._yaml import (
        CParser as EventParser,
    )  # private by name, but typed; it is what CSafeLoader is made of
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as EventParser  # type: ignore[assignment]

# PyYAML follows YAML 1.1, where these end a line; in YAML 1.2 (section 5.4) and in our line numbers they do not
_NO_BREAKS: Final = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
MAX_DEPTH: Final = 8
MAX_NODES: Final = 2_000


class _Stop(Exception):
    """Composing cannot go on; the fault is recorded."""


def compose(faults: Faults, text: str, line_offset: int = 0) -> Mapping | None:
    """Return the mapping that `text` is, or None with the faults recorded.

    `line_offset` is the number of lines of the file before `text`. Empty text is an empty mapping.
    """
    text = text if text.isascii() else text.translate(_NO_BREAKS)
    composer = _Composer(faults, line_offset, text if " #" in text else "")
    try:
        root = composer.run(EventParser(text))
    except _Stop:
        return None
    except yaml.YAMLError as error:
        explain(faults, error, line_offset)
        return None
    if root is None:
        return Mapping(1, 1, 1, {})
    if not isinstance(root, Mapping):
        faults.error("wrong-type", "the fields must be written as `name: value`, one a line", root)
        return None
    if composer.cuts:
        cut_texts.warn(faults, root, composer.cuts)
    return root


class _Composer:
    """Builds the nodes of one document from parser events."""

    __slots__ = ("_commented", "_count", "_faults", "_keys", "_offset", "_root", "_stack", "cuts")

    def __init__(self, faults: Faults, offset: int, commented: str) -> None:
        self._commented = commented  # the text, if comments may stand in it
        self.cuts: dict[int, Cut] = {}
        self._faults = faults
        self._offset = offset + 1
        self._root: Node | None = None
        self._stack: list[Mapping | Sequence] = []
        self._keys: list[Scalar | None] = []  # for each open mapping, the key that waits for its value
        self._count = 0

    def run(self, parser: EventParser) -> Node | None:
        """Return the root of the only document, None when there is none."""
        while parser.check_event():
            event = parser.get_event()
            if isinstance(event, ScalarEvent):
                self._scalar(event)
            elif isinstance(event, NodeEvent):
                self._node(event)
            elif isinstance(event, MappingEndEvent | SequenceEndEvent):
                self._stack.pop()
                self._keys.pop()
            elif isinstance(event, DocumentStartEvent) and self._root is not None:
                self._stop("yaml-syntax", "there must be one YAML document only", Node(*self._place(event)))
        return self._root

    def _scalar(self, event: ScalarEvent) -> None:
        line, column, length = self._place(event)
        text = event.value if event.value.isascii() else unicodedata.normalize("NFC", event.value)
        scalar = Scalar(line, column, length, text, not event.style)
        if event.anchor is not None or event.tag is not None:
            self._refuse(event, scalar)
        self._attach(scalar)
        if self._commented and scalar.plain and (end := event.end_mark):
            rest = cut_texts.behind(scalar, self._commented, end.index)
            if rest:
                self.cuts[id(scalar)] = Cut(scalar, rest, end.line + self._offset, end.column + 2)

    def _node(self, event: NodeEvent) -> None:
        node = Node(*self._place(event))
        self._refuse(event, node)
        if isinstance(event, MappingStartEvent):
            self._open(Mapping(node.line, node.column, 1, {}))
        elif isinstance(event, SequenceStartEvent):
            self._open(Sequence(node.line, node.column, 1, []))

    def _open(self, node: Mapping | Sequence) -> None:
        self._attach(node)
        self._stack.append(node)
        self._keys.append(None)
        if len(self._stack) > MAX_DEPTH:
            self._stop("front-matter-limit", f"values are nested more than {MAX_DEPTH} deep", node)

    def _attach(self, node: Node) -> None:
        self._count += 1
        if self._count > MAX_NODES:
            self._stop("front-matter-limit", f"there are more than {MAX_NODES:,} values", node)
        parent = self._stack[-1] if self._stack else None
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif isinstance(parent, Mapping):
            self._pair(parent, node)
        else:
            self._root = node

    def _pair(self, parent: Mapping, node: Node) -> None:
        key = self._keys[-1]
        if key is None:
            if not isinstance(node, Scalar):
                self._stop("wrong-type", "the name of a field must be a word", node)
            self._keys[-1] = node
            return
        self._keys[-1] = None
        first = parent.fields.setdefault(key.text, (key, node))[0]
        if first is not key:
            message = f"`{key.text}` is given twice; the first stands on line {first.line}"
            self._faults.error("duplicate-key", message, key, "keep one of them")

    def _refuse(self, event: NodeEvent, node: Node) -> None:
        if isinstance(event, AliasEvent) or event.anchor is not None:
            hint = "if the text begins with `*` or `&`, put it in quotes"
            self._stop("yaml-alias", "YAML anchors and aliases are not allowed here", node, hint)
        tag = getattr(event, "tag", None)
        if tag is not None:
            hint = "if the text begins with `!`, put it in quotes"
            self._stop("yaml-tag", f"the YAML tag `{tag}` is not allowed here", node, hint)

    def _place(self, event: yaml.Event) -> tuple[int, int, int]:
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:  # only events that were not parsed have no marks
            return self._offset, 1, 1
        line, column = start.line, start.column
        return line + self._offset, column + 1, end.column - column if end.line == line else 1

    def _stop(self, code: str, message: str, at: Node, hint: str = "") -> NoReturn:
        self._faults.error(code, message, at, hint)
        raise _Stop
