"""Complete: add fields to front matter that somebody else wrote, touching no other byte.

Only what is absent or empty is filled in. The editor's values, comments, order, quoting, line ends and body
stay as they are, and the result is read again to prove that nothing but the additions changed.
"""

import re
from collections.abc import Mapping
from typing import Final

from site_builder.content.entries import ENTRY_FIELDS
from site_builder.content.parse import parse
from site_builder.diagnostics import has_errors
from site_builder.importing.writing.emit import DRAFT_NOTE

DRAFT_LINE: Final = f"status: draft  # {DRAFT_NOTE}"
_KEY: Final = re.compile(r"([A-Za-z_][\w]*)[ \t]*:(?=\s|$)")
_EMPTY: Final = re.compile(r"[ \t]*(?:#.*)?")
_ENDS: Final = re.compile(r"\r?\n?$")


def complete(
    data: bytes, additions: Mapping[str, str], *, revise: Mapping[str, tuple[str, str]] | None = None
) -> bytes:
    """Return `data` with each of `additions` (YAML text by key; `a.b` is key b in mapping a) where it is missing.

    `revise` maps a key to (old, new): the value is changed only where it is still exactly `old`; an empty `new`
    takes the line away, and one of several lines may stand under another key. Returns `data` itself when the front matter cannot be edited with certainty.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data
    lines = text.splitlines(keepends=True) if "\x85" not in text else re.split(r"(?<=\n)", text)
    end = next((index for index, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if not end or lines[0].lstrip("\ufeff").rstrip() != "---":
        return data
    head = lines[1:end]
    for key, value in additions.items():
        outer, _, inner = key.partition(".")
        head = _add_inner(head, outer, inner, value) if inner else _add(head, key, value)
    for key, (old, new) in (revise or {}).items():
        head = _revise(head, key, old, new)
    changed = "".join([lines[0], *head, *lines[end:]]).encode()
    return changed if _safe(lines[1:end], head, additions, revise or {}) else data


def settled(path: str, entry: bytes) -> bytes:
    """Return an entry's file without our line that makes it a draft, if nothing is missing in it any more."""
    without = complete(entry, {}, revise={"status": (DRAFT_LINE, "")})
    return entry if has_errors(parse(path, without).diagnostics) else without


def _starts(lines: list[str], indent: str = "") -> dict[str, int]:
    """Return the line of each key at this depth."""
    found: dict[str, int] = {}
    for index, line in enumerate(lines):
        if line.startswith(indent) and (match := _KEY.match(line, len(indent))):
            found.setdefault(match[1], index)
    return found


def _line_end(lines: list[str]) -> str:
    match = _ENDS.search(lines[0]) if lines else None
    return (match[0] if match else "") or "\n"


def _add(lines: list[str], key: str, value: str) -> list[str]:
    starts = _starts(lines)
    if key in starts:
        return _fill(lines, starts[key], key, value)
    later = ENTRY_FIELDS[ENTRY_FIELDS.index(key) + 1 :]
    at = min((starts[name] for name in later if name in starts), default=len(lines))
    return [*lines[:at], f"{key}: {value}{_line_end(lines)}", *lines[at:]]


def _fill(lines: list[str], index: int, key: str, value: str) -> list[str]:
    """Put a value behind a key that has none; a comment behind it stays."""
    line = lines[index]
    colon = line.index(":", len(key)) + 1
    follows = lines[index + 1] if index + 1 < len(lines) else ""
    ending = _ENDS.search(line)
    content = line[colon : ending.start() if ending else None]
    if not _EMPTY.fullmatch(content) or follows.startswith((" ", "\t", "- ")):
        return lines
    return [*lines[:index], f"{line[:colon]} {value}{line[colon:]}", *lines[index + 1 :]]


def _add_inner(lines: list[str], outer: str, inner: str, value: str) -> list[str]:
    """Add a key to a block mapping, as its last but for `capture`; one in flow style is left alone."""
    starts = _starts(lines)
    if outer not in starts:
        return _add(lines, outer, f"{{{inner}: {value}}}")
    first = starts[outer] + 1
    last = next((at for at in range(first, len(lines)) if not lines[at].startswith((" ", "\t"))), len(lines))
    block = lines[first:last]
    indent = block[0][: len(block[0]) - len(block[0].lstrip(" "))] if block else ""
    known = _starts(block, indent)
    if not block or not known or inner in known:
        return lines
    at = first + known.get("capture", len(block))
    return [*lines[:at], f"{indent}{inner}: {value}{_line_end(lines)}", *lines[at:]]


def _revise(lines: list[str], key: str, old: str, new: str) -> list[str]:
    index = _starts(lines).get(key, -1)
    if index < 0 or lines[index].rstrip("\r\n") != old:
        return lines
    ending = _line_end(lines)
    written = [f"{line}{ending}" for line in new.split("\n")] if new else []
    return [*lines[:index], *written, *lines[index + 1 :]]


def _safe(
    before: list[str], after: list[str], additions: Mapping[str, str], revise: Mapping[str, tuple[str, str]]
) -> bool:
    """Tell whether the two differ in nothing but the fields that were to change."""
    import yaml

    try:
        old, new = (
            yaml.load("".join(lines), Loader=yaml.CBaseLoader) or {}  # noqa: S506 - BaseLoader makes strings only
            for lines in (before, after)
        )
    except yaml.YAMLError:
        return False
    nested = {key.partition(".")[::2] for key in additions if "." in key}
    if any(inner not in (new.get(outer) or {}) for outer, inner in nested):
        return False
    kept = {key: value for key, value in old.items() if value and key not in revise}
    named = {key.partition(".")[0] for key in additions} | {to.partition(":")[0] for _, to in revise.values()}
    return set(new) <= set(old) | named and all(
        new.get(key) == value or (isinstance(value, dict) and new[key].items() >= value.items())
        for key, value in kept.items()
    )
