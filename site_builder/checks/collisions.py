"""No two files may say that they are the same thing, or stand at the same place."""

from collections.abc import Iterator

from site_builder.checks.snapshot import Snapshot
from site_builder.diagnostics import Diagnostic, Location


def collisions(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Yield an error for each claim that several files make, at every file but the first.

    Files with the same id share their permalink too; that is not said again.
    """
    clashes = list(snapshot.clashes())
    same_id = {paths for claim, paths in clashes if claim.startswith("id:")}
    for claim, paths in clashes:
        sort, _, name = claim.partition(":")
        if sort == "path" and paths in same_id:
            continue
        for path in paths[1:]:
            yield _diagnostic(sort, name, path, paths[0])


def _diagnostic(sort: str, name: str, path: str, first: str) -> Diagnostic:
    if sort == "id":
        code, message = "duplicate-id", f"`{name}` is defined twice"
        hint = f"the first is {first}; names may not differ by case alone, or by how an accent is encoded"
    else:
        code, message = "duplicate-permalink", f"the address `{name}` is taken"
        hint = f"it is that of {first}; change the id, the file's name or the alias"
    return Diagnostic(Location(path), "error", code, message, hint)
