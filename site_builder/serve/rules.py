"""The rules of a `_headers` file, read as hosts read it: which headers go with the file at a path."""

from collections.abc import Iterable
from functools import lru_cache

Rules = tuple[tuple[tuple[str, ...], tuple[tuple[str, str], ...]], ...]
"""Each pattern's parts, and the names and values of its headers."""


@lru_cache(maxsize=4)
def read(text: str) -> Rules:
    """Return the rules of the file, whose patterns stand at the margin and their headers below, indented."""
    found: list[tuple[tuple[str, ...], list[tuple[str, str]]]] = []
    for line in text.splitlines():
        name, colon, value = line.partition(":")
        if line[:1].isspace() and colon and found:
            found[-1][1].append((name.strip(), value.strip()))
        elif line.strip() and not line.startswith((" ", "\t", "#")):
            found.append((tuple(line.strip().split("/")), []))
    return tuple((pattern, tuple(headers)) for pattern, headers in found)


def said_of(path: str, rules: Rules) -> dict[str, str]:
    """Return the headers of the file at `path`, which begins with a slash; values that two rules set are joined."""
    parts, said = path.split("/"), dict[str, str]()
    for name, value in _fitting(parts, rules):
        said[name] = f"{said[name]}, {value}" if name in said else value
    return said


def _fitting(parts: list[str], rules: Rules) -> Iterable[tuple[str, str]]:
    for pattern, headers in rules:
        if _fits(pattern, parts):
            yield from headers


def _fits(pattern: tuple[str, ...], parts: list[str]) -> bool:
    """Tell whether a path has a pattern's form: `:name` is any one part, `*` at the end all the rest."""
    if pattern[-1] == "*":
        pattern, parts = pattern[:-1], parts[: len(pattern) - 1]
    return len(pattern) == len(parts) and all(
        one.startswith(":") or one == other for one, other in zip(pattern, parts, strict=True)
    )
