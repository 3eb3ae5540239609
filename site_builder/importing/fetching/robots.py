"""Robots: what a site's robots.txt lets us fetch (RFC 9309). Pure."""

import re
from typing import Final
from urllib.parse import quote, unquote, urlsplit

LIMIT: Final = 500_000  # bytes: what RFC 9309 (2.5) has every reader take
_MOST_RULES: Final = 5_000  # of one file
_MOST_STARS: Final = 20  # in one rule


def allows(text: str, product: str, url: str) -> bool:
    """Tell whether the rules for `product` in a robots.txt, or else those for all, let `url` be fetched.

    The longest rule that fits decides; of two as long, the one that allows.
    """
    parts = urlsplit(url)
    path = _normal((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    best, allowed = -1, True
    for allow, pattern in _rules(text, product.casefold()):
        if len(pattern) >= best and _fits(pattern, path) and (len(pattern) > best or allow):
            best, allowed = len(pattern), allow
    return allowed


def _rules(text: str, product: str) -> list[tuple[bool, str]]:
    """Return the rules of all groups that name `product`, or else of those for `*`."""
    ours: list[tuple[bool, str]] = []
    everyones: list[tuple[bool, str]] = []
    named: set[str] = set()
    in_rules, is_named = False, False
    for line in text.splitlines():
        field, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        match field.casefold():
            case "user-agent":
                named = set() if in_rules else named
                named.add(value.casefold())
                is_named = is_named or value.casefold() == product
                in_rules = False
            case "allow" | "disallow" as rule:
                in_rules = True
                found = (rule == "allow", _normal(value))
                for agent, rules in ((product, ours), ("*", everyones)):
                    if value and agent in named and len(rules) < _MOST_RULES:
                        rules.append(found)
    return ours if is_named else everyones


def _normal(path: str) -> str:
    """Return a path with the same characters escaped, whoever wrote it."""
    return quote(unquote(path), safe="/*$?&=:@!,;+~'()%")


def _fits(pattern: str, path: str) -> bool:
    """Tell whether a path begins as `pattern` says; `*` is anything, `$` at the end is the end."""
    ends = pattern.endswith("$")
    pieces = re.sub(r"\*+", "*", pattern.removesuffix("$")).split("*")[:_MOST_STARS]
    if not path.startswith(pieces[0]):
        return False
    at = len(pieces[0])
    for piece in pieces[1:-1]:
        at = path.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    if len(pieces) == 1:
        return not ends or at == len(path)
    last = pieces[-1]
    return (path.endswith(last) and len(path) - len(last) >= at) if ends else path.find(last, at) >= 0
