"""Nodes: what YAML says, each with its place in the file, before any of it means anything.

Plain scalars mean what the YAML 1.2 core schema says (https://yaml.org/spec/1.2.2/, section 10.3.2): only
null, booleans, integers and floats are not strings. So `no`, `on`, `12:30:00` and `2014-06-17` are strings.
"""

import re
from typing import Final, Literal

from msgspec import Struct

Meaning = Literal["null", "bool", "int", "float", "string"]

_WORDS: Final[dict[str, Meaning]] = {
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), "null"),
    **dict.fromkeys(("true", "True", "TRUE", "false", "False", "FALSE"), "bool"),
}
_NUMBER: Final = re.compile(
    r"(?P<int>[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
)
_BEGINS_NUMBERS: Final = frozenset("-+.0123456789")


class Node(Struct, gc=False):
    """A place: `line` and `column` from 1, `length` in characters (of the first line)."""

    line: int
    column: int
    length: int


class Scalar(Node):
    """A scalar as written; `plain` when it stands without quotes and is not a block."""

    text: str
    plain: bool

    @property
    def meaning(self) -> Meaning:
        """What the core schema makes of the scalar."""
        if not self.plain:
            return "string"
        if self.text[:1] not in _BEGINS_NUMBERS:
            return _WORDS.get(self.text, "string")
        match = _NUMBER.fullmatch(self.text)
        return match.lastgroup if match else "string"  # type: ignore[return-value]  # group names are Meanings

    @property
    def is_empty(self) -> bool:
        """Whether the scalar says nothing: null, or no text."""
        return not self.text or self.text.isspace() or (self.plain and _WORDS.get(self.text) == "null")


class Sequence(Node):
    """A list."""

    items: list[Node]


class Mapping(Node):
    """Fields with their values; the first one wins where a key stands twice (which is reported)."""

    fields: dict[str, tuple[Scalar, Node]]
