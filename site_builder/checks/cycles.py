"""Nothing may be derived from itself: no entry from its own excerpt, no region below itself."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from site_builder.checks.snapshot import Snapshot
from site_builder.diagnostics import Diagnostic, Location

Above = Callable[[str], Iterable[str]]

# `cites` is left out: two pieces may well cite each other
_DERIVED: Final = frozenset({"excerpt_of", "repost_of", "adapts", "responds_to"})


def relation_cycles(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Yield an error for each ring of entries that follow from one another, and for one that cites itself."""

    def origins(entry: str) -> Iterator[str]:
        for relation in snapshot.relations(entry) or ():
            if relation.kind in _DERIVED or relation.target == entry:
                yield relation.target

    paths = {entry: path for path, entry in snapshot.changed_entries()}
    for cycle in _cycles(sorted(paths), origins):
        yield _diagnostic(snapshot, paths, cycle, "relation-cycle", "entry")


def region_cycles(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Yield an error for each ring of regions that lie below one another."""

    def parents(region: str) -> Iterator[str]:
        if parent := snapshot.parent(region):
            yield parent

    paths = {region: path for path, region in snapshot.changed_regions()}
    for cycle in _cycles(sorted(paths), parents):
        yield _diagnostic(snapshot, paths, cycle, "region-cycle", "region")


def _cycles(starts: Iterable[str], above: Above) -> Iterator[list[str]]:
    """Yield the rings found on the ways up from `starts`; every name is looked at once, and nothing recurs."""
    done: set[str] = set()
    for start in starts:
        way: dict[str, Iterator[str]] = {} if start in done else {start: iter(above(start))}
        while way:
            name, rest = next(reversed(way.items()))
            following = next(rest, None)
            if following is None:
                done.add(name)
                del way[name]
            elif following in way:
                names = list(way)
                yield names[names.index(following) :]
            elif following not in done:
                way[following] = iter(above(following))


def _diagnostic(
    snapshot: Snapshot, paths: dict[str, str], cycle: list[str], code: str, noun: str
) -> Diagnostic:
    """Locate a ring where one of the changed files ties it; a new ring has at least one."""
    at = next((name for name in cycle if name in paths), cycle[0])
    turn = cycle.index(at)
    ring = [*cycle[turn:], *cycle[:turn], at]
    message = f"the {noun} leads back to itself: {' → '.join(ring)}"
    path, hint = paths.get(at, ""), "take out one of these ties"
    for mention in snapshot.mentions_in(path) if path else ():
        if mention.field and mention.target == f"{noun}/{ring[1]}":
            place, line = mention.location, mention.source_line
            return Diagnostic(place, "error", code, message, hint, line, mention.length)
    return Diagnostic(Location(path), "error", code, message, hint)
