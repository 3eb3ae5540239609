"""Emit: front matter as YAML text, in a fixed order of keys, quoted only where YAML needs it."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final

Value = str | bool | None | Sequence[str] | Mapping[str, "Value"] | Sequence[Mapping[str, "Value"]]

DRAFT_NOTE: Final = "until the fields left empty are filled in"

# A plain scalar: a letter first, and none of the characters with which YAML 1.2 (7.3.3) may mean something else.
_PLAIN: Final = re.compile(r"[^\W\d_](?:[\w ,.;’‘“”'()/?!–—…«»%+=-]*[\w.;’”')?!…»%])?")
_TYPED: Final = re.compile(
    r"(?:y|n|yes|no|on|off|true|false|null)\Z|(?:0[ox])?[\d.]+(?:e[+-]?\d+)?\Z|\.?(?:inf|nan)\Z",
    re.IGNORECASE,
)
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:-[\w-]+)?")
_UNPRINTABLE: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def front_matter(fields: Mapping[str, Value], comments: Mapping[str, str] | None = None) -> str:
    """Return the block between two `---` lines; a field that is None is written as an empty key."""
    lines = [f"{line}\n" for key, value in fields.items() for line in _field(key, value, comments or {})]
    return f"---\n{''.join(lines)}---\n"


def scalar(text: str, *, flow: bool = False) -> str:
    """Return `text` as a YAML scalar: plain if that is safe, else in double quotes; `flow` is inside [ ]."""
    plain = _DATE.fullmatch(text) or (_PLAIN.fullmatch(text) and not (flow and "," in text))
    if plain and not _TYPED.match(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def flow_list(items: Sequence[str]) -> str:
    """Return a list of short texts in one line."""
    return f"[{', '.join(scalar(item, flow=True) for item in items)}]"


def _field(key: str, value: Value, comments: Mapping[str, str], indent: str = "") -> list[str]:
    note = f"  # {comments[key]}" if key in comments else ""
    match value:
        case None:
            return [f"{indent}{key}:{note}"]
        case bool():
            return [f"{indent}{key}: {str(value).lower()}{note}"]
        case str():
            return [f"{indent}{key}: {scalar(value)}{note}"]
        case Mapping():
            inner = [line for name, part in value.items() for line in _field(name, part, {}, indent + "  ")]
            return [f"{indent}{key}:{note}", *inner]
        case _:
            return _sequence(key, value, indent, note)


def _sequence(
    key: str, value: Sequence[str] | Sequence[Mapping[str, Value]], indent: str, note: str
) -> list[str]:
    texts = [item for item in value if isinstance(item, str)]
    if len(texts) == len(value):
        return [f"{indent}{key}: {flow_list(texts)}{note}"]
    lines = [f"{indent}{key}:{note}"]
    for item in value:
        if isinstance(item, Mapping):
            inner = [line for name, part in item.items() for line in _field(name, part, {}, indent + "    ")]
            lines += [f"{indent}  - {inner[0].lstrip()}", *inner[1:]]
    return lines
