"""Front matter as other generators write it: YAML, TOML and JSON between marks, and Pelican's lines of metadata.

Every value comes out as text, as a list or as a mapping of such, with lower-case keys: dates and numbers are as
written, so that nothing is made of them before it is known what they stand for.
"""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any, Final, Union

from msgspec import Struct

from site_builder.content import nodes
from site_builder.content.faults import Faults
from site_builder.content.frontmatter import compose
from site_builder.diagnostics import Diagnostic
from site_builder.importing.document import refusal

Value = Union[str, list["Value"], dict[str, "Value"]]  # noqa: UP007 - a recursive alias is no expression

LIMIT: Final = 65_536
_FENCED: Final = {
    "---": re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE),
    "+++": re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*$\n?", re.DOTALL | re.MULTILINE),
}
_LINE: Final = re.compile(r"([A-Za-z][\w -]{0,60}):[ \t]*(.*)")
_MORE: Final = re.compile(r"(?:[ ]{4}|\t)(.*)")


class Matter(Struct, frozen=True):
    """The fields of a post, and its body, which begins on line `body_line` of the file."""

    fields: dict[str, Value]
    body: str
    body_line: int


def split(path: str, text: str, *, lines: bool = False) -> Matter | Diagnostic:
    """Take a post apart; `lines`: without marks its first lines are metadata, as Pelican has it.

    Front matter that cannot be read gives its first fault. A file without any has no fields.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for mark, pattern in _FENCED.items():
        if text.startswith(mark) and (match := pattern.match(text)):
            if len(match[1]) > LIMIT:
                return _unreadable(path, f"it has more than {LIMIT:,} characters")
            fields = _yaml(path, match[1]) if mark == "---" else _toml(path, match[1])
            return fields if isinstance(fields, Diagnostic) else _matter(fields, text, match.end())
    if text.startswith("{"):
        return _json(path, text)
    return _lined(text) if lines else Matter({}, text, 1)


def _matter(fields: Mapping[str, Any], text: str, end: int) -> Matter:
    lowered = {str(key).strip().casefold(): _plain(value) for key, value in fields.items()}
    return Matter(lowered, text[end:], text.count("\n", 0, end) + 1)


def _yaml(path: str, text: str) -> dict[str, Any] | Diagnostic:
    faults = Faults(path)
    faults.read(f"---\n{text}")
    found = compose(faults, text, 1)
    if found is None or not faults.clean:
        return faults.sorted()[0]
    return {key: _node(value) for key, (_, value) in found.fields.items()}


def _node(node: nodes.Node) -> Value:
    match node:
        case nodes.Scalar():
            return "" if node.is_empty else node.text
        case nodes.Sequence():
            return [_node(item) for item in node.items]
        case nodes.Mapping():
            return {key: _node(value) for key, (_, value) in node.fields.items()}
    return ""


def _toml(path: str, text: str) -> dict[str, Any] | Diagnostic:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return _unreadable(path, str(error)[:200])


def _json(path: str, text: str) -> Matter | Diagnostic:
    try:
        fields, end = json.JSONDecoder().raw_decode(text[:LIMIT])
    except (ValueError, RecursionError) as error:
        return _unreadable(path, str(error)[:200])
    return _matter(fields, text, end)


def _lined(text: str) -> Matter:
    """Read lines `Key: value` up to the first line that is none; an indented line goes on with the value above."""
    fields: dict[str, Value] = {}
    key, end = "", 0
    for line in text.split("\n"):
        if match := _LINE.fullmatch(line):
            key = match[1].strip().casefold()
            fields.setdefault(key, match[2].strip())
        elif key and (more := _MORE.fullmatch(line)):
            fields[key] = f"{fields[key]} {more[1].strip()}".strip()
        else:
            break
        end += len(line) + 1
    return _matter(fields, text, min(end, len(text)))


def _plain(value: object, depth: int = 0) -> Value:
    """Return a value of TOML or JSON as text, or as a list or a mapping of texts."""
    if isinstance(value, Mapping) and depth < 8:  # noqa: PLR2004 - as deep as the content may be
        return {str(key): _plain(one, depth + 1) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str) and depth < 8:  # noqa: PLR2004 - the same
        return [_plain(one, depth + 1) for one in value]
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _unreadable(path: str, why: str) -> Diagnostic:
    return refusal(
        path, "unreadable-front-matter", f"the front matter cannot be read: {why}", "mend it and import again"
    )
