"""No two files may say that they are the same thing, or stand at the same place."""

from collections.abc import Iterator

from site_builder.checks.claims import folded
from site_builder.checks.snapshot import Snapshot
from site_builder.content.mentions import Mention
from site_builder.diagnostics import Diagnostic, Location


def collisions(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Yield an error for each claim that several files make, at every file but one.

    That one is the first whose page it is, rather than an alias. Files with the same id share their permalink
    too; that is not said again.
    """
    clashes = list(snapshot.clashes())
    same_id = {paths for claim, paths in clashes if claim.startswith("id:")}
    for claim, paths in clashes:
        sort, _, name = claim.partition(":")
        if sort == "path" and paths in same_id:
            continue
        places = {path: _place(snapshot, path, sort, name) for path in paths}
        owner = min(paths, key=lambda path: places[path].field == "aliases")
        for path in paths:
            if path != owner:
                yield _diagnostic(sort, name, places[path], places[owner])


def _place(snapshot: Snapshot, path: str, sort: str, name: str) -> Mention:
    """Return where a file makes a claim: at an alias, at its id, or by its name."""
    places = list(snapshot.claimed(path)) if path.startswith("content/entries/") else []
    aliases = [one for one in places if one.field == "aliases" and folded(one.target) == name]
    ids = [one for one in places if one.field == "id"]
    return next(iter(aliases if aliases and sort == "path" else ids), Mention(name, Location(path)))


def _diagnostic(sort: str, name: str, place: Mention, owner: Mention) -> Diagnostic:
    first = f"{owner.location.path}:{owner.location.line}" if owner.location.line else owner.location.path
    if sort == "id":
        kind, _, key = name.partition("/")
        what = "the id" if kind == "entry" else "the page" if kind == "standing" else f"the {kind}"
        code, message = "duplicate-id", f"{what} `{key}` is defined twice"
        hint = f"the first is {first}"
        if place.target != owner.target:
            hint += "; names may not differ by case alone, or by how an accent is encoded"
    else:
        code, message = "duplicate-permalink", f"the address `{name}` is taken"
        hint = f"it is that of {first}; change the id, the file's name or the alias"
    return Diagnostic(place.location, "error", code, message, hint, place.source_line, place.length)
