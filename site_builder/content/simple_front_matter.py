r"""Front matter as nearly everybody writes it, read line by line: the nodes a YAML parser gives, in a third of the time.

Read are lines `name: value`. A value is one line: plain, in quotes without escapes, a flow list, or a flow
mapping. Or it is what follows on lines of its own: a folded text, a list of values, a mapping, or a list of
mappings, each one level deep and evenly indented.

This is safe because the words in question are few. In https://yaml.org/spec/1.2.2/ a plain scalar (7.3.3) of
one line begins with no indicator, holds neither `: ` nor ` #`, within brackets no `,[]{}` either, and ends
before trailing white space; a quoted scalar (7.3.1, 7.3.2) without line ends, `\` and the quote itself is what
stands between the quotes; the lines of a folded scalar (8.1.3) that are indented alike and not empty are joined
by spaces. All that remains (comments, anchors, tags, escapes, tabs, blank lines, empty values, values that go on
for several lines, a name given twice, whatever is wrong) is declined and left to the parser.
`tests/property/test_fast_front_matter.py` compares the two.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from site_builder.content.nodes import Mapping, Node, Scalar, Sequence

_MAX_LENGTH: Final = 4_000
"""Of a text that is read here, in characters; so that none holds more values than the parser accepts."""

_UNFIT: Final = r"\x00-\x1f\x7f-\x9f"  # of the characters up to U+00FF, which sets of `re` look up in a table
_UNFIT_ABOVE: Final = re.compile("[\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_NAME: Final = "[A-Za-z_][A-Za-z0-9_-]{0,60}"
_FIRST: Final = rf"[^{_UNFIT} \-?:,\[\]{{}}#&*!|>'\"%@`]"
_QUOTED: Final = rf"\"[^\"\\{_UNFIT}]*\"|'[^'{_UNFIT}]*'"
_PLAIN: Final = rf"{_FIRST}[^:#{_UNFIT}]*(?:(?::(?=[^ \n])|(?<! )\#)[^:#{_UNFIT}]*)*(?<! )"
_WITHIN: Final = rf"{_QUOTED}|{_FIRST}[^:#?,\[\]{{}}{_UNFIT}]*(?<! )"  # a scalar within brackets
_VALUE: Final = rf"{_QUOTED}|{_PLAIN}|\[[^{_UNFIT}]*\]|\{{[^{_UNFIT}]*\}}"  # `_within` looks into brackets

# a name with a value, with the sign of a folded text or with neither; or a line that belongs to the name above it
_LINE: Final = re.compile(
    rf"^(?:({_NAME}):(?: (?:({_VALUE})|(>-?)))?|( +|(?=- ))([^ {_UNFIT}][^{_UNFIT}]*))$", re.MULTILINE
)
_BELOW: Final = re.compile(rf"(?:({_NAME}): )?({_VALUE})")
_ITEM: Final = re.compile(rf"({_WITHIN}|\{{[^{{}}]*\}})(?:, |\]\Z)")
_FIELD: Final = re.compile(rf"({_NAME}|\"{_NAME}\"): ({_WITHIN})(?:, |\}}\Z)")

_Lines = list[tuple[str, str]]  # each as its indentation and the rest


class _NotSimple(Exception):
    """The text is none of those read here."""


def read(text: str, line_offset: int = 0) -> Mapping | None:
    """Return the mapping that `text` is, just as `frontmatter.compose` does, or None if it is not so simple.

    `line_offset` is the number of lines of the file before `text`.
    """
    if len(text) > _MAX_LENGTH or not (text.isascii() or _is_fit(text)):
        return None
    lines = _LINE.findall(text)
    if not lines or len(lines) != text.count("\n") or text[-1] != "\n":
        return None
    try:
        return _fields(lines, line_offset + 1)
    except _NotSimple:
        return None


def _is_fit(text: str) -> bool:
    return not _UNFIT_ABOVE.search(text) and unicodedata.is_normalized("NFC", text)


def _fields(lines: list[tuple[str, str, str, str, str]], first: int) -> Mapping:
    """Return the mapping of `lines`, as `_LINE` divides them; `first` is the number of the first one."""
    mapping = Mapping(first, 1, 1, {})
    index, count = 0, len(lines)
    while index < count:
        name, value, style, _, _ = lines[index]
        if not name:
            raise _NotSimple
        line, column = first + index, len(name) + 3
        index += 1
        if value:
            node = _value(value, line, column)
        else:
            start = index
            while index < count and not lines[index][0]:
                index += 1
            below = [(indent, rest) for _, _, _, indent, rest in lines[start:index]]
            node = _folded(style, below, line, column) if style else _block(below, line + 1)
        _put(mapping, Scalar(line, 1, len(name), name, True), node)
    return mapping


def _put(mapping: Mapping, key: Scalar, node: Node) -> None:
    if mapping.fields.setdefault(key.text, (key, node))[0] is not key:
        raise _NotSimple


def _value(text: str, line: int, column: int) -> Node:
    """Return the value that `text`, which matches `_VALUE`, is."""
    first = text[0]
    if first == "[":
        items = [_value(item[1], line, column + item.start()) for item in _within(_ITEM, text)]
        return Sequence(line, column, 1, items)
    if first == "{":
        mapping = Mapping(line, column, 1, {})
        for field in _within(_FIELD, text):
            key = _scalar(field[1], line, column + field.start())
            _put(mapping, key, _scalar(field[2], line, column + field.start(2)))
        return mapping
    return _scalar(text, line, column)


def _within(part: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what the brackets around `text` hold, which must be `part` after `part` and nothing else."""
    end = 1
    for match in part.finditer(text, 1):
        if match.start() != end:
            raise _NotSimple
        end = match.end()
        yield match
    if end != len(text) and len(text) > len("[]"):
        raise _NotSimple


def _scalar(text: str, line: int, column: int) -> Scalar:
    if text[0] in "\"'":
        return Scalar(line, column, len(text), text[1:-1], False)
    return Scalar(line, column, len(text), text, True)


def _folded(style: str, below: _Lines, line: int, column: int) -> Scalar:
    """Return the text `below` a name with `>` or `>-`, which stands at `column` of `line`."""
    if len({indent for indent, _ in below}) != 1 or not below[0][0]:
        raise _NotSimple
    text = " ".join([rest for _, rest in below])
    return Scalar(line, column, 1, text if style == ">-" else f"{text}\n", False)


def _block(below: _Lines, first: int) -> Node:
    """Return the list, mapping or value `below` a name without one; it begins on line `first`."""
    if not below:
        raise _NotSimple
    listed = below[0][1].startswith("- ")
    inner = len(below[0][0]) + (3 if listed else 1)  # the column of names and values
    items: list[Node] = []
    mapping: Mapping | None = None
    for line, (indent, rest) in enumerate(below, first):
        dash = 2 if listed and rest.startswith("- ") else 0
        match = _BELOW.fullmatch(rest, dash)
        if match is None or len(indent) + dash + 1 != inner:
            raise _NotSimple
        name, value = match.groups()
        if dash or line == first:
            mapping = Mapping(line, inner, 1, {}) if name else None
            items.append(mapping or _value(value, line, inner))
        elif not (name and mapping):
            raise _NotSimple
        if name and mapping:
            key = Scalar(line, inner, len(name), name, True)
            _put(mapping, key, _value(value, line, inner + len(name) + 2))
    return Sequence(first, inner - 2, 1, items) if listed else items[0]
