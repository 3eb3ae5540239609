"""explain: what a page read, and why it was last made.

The state keeps facts by number only; their names come from running the page's view once more.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from site_builder.building.again import Again
from site_builder.incremental.reader import Reader
from site_builder.incremental.shape import PageKey
from site_builder.incremental.store import STATE, Store
from site_builder.incremental.stored_index import StoredIndex
from site_builder.incremental.stored_pages import MadePage, StoredPages, facts_of
from site_builder.pages import PAGE_KINDS
from site_builder.project import Project


def explain(project: Project, page: str) -> str | None:
    """Return the explanation of a page named by its path below the output or by its address, or None."""
    store = Store(project.cache / STATE)
    try:
        pages = StoredPages(store)
        made = next((made for path in _paths(page) if (made := pages.at(path))), None)
        return describe(project, store, made) if made else None
    finally:
        store.close()


def _paths(page: str) -> list[str]:
    path = unquote(urlsplit(page).path).removeprefix("./").lstrip("/")
    inner = path.removeprefix("output/")
    return [
        path,
        f"{path.rstrip('/')}/index.html".lstrip("/"),
        inner,
        f"{inner.rstrip('/')}/index.html".lstrip("/"),
    ]


def describe(project: Project, store: Store, made: MadePage) -> str:
    """Return what a page is, why it was last made, and every read of its trace, one a line."""
    key = f" {made.page.key}" if made.page.key else ""
    lines = [f"{made.path} is the page {made.page.kind}{key}", f"last made because {made.reason}", "it read"]
    names = _names(project, store, made.page)
    read = [names[number] for number in facts_of(made.trace) if number in names]
    lines += [f"    {line}" for line in _told(read)]
    others = len(facts_of(made.trace)) - len(read)
    if others:
        lines.append(f"    and {others} facts that it would not read now")
    return "\n".join(lines)


def _names(project: Project, store: Store, page: PageKey) -> dict[int, str]:
    names: dict[int, str] = {}
    reader = Reader(StoredIndex(store, Again(project.root).body), names)
    kind = PAGE_KINDS[page.kind]
    kind.path(reader, page.key)
    kind.view(reader, page.key)
    return names


def _told(names: Iterable[str]) -> Iterator[str]:
    """Yield one line a point, then one line a collection of which a stretch was read."""
    stretches: defaultdict[str, list[str]] = defaultdict(list)
    points = []
    for name in sorted(names):
        collection, _, position = name.replace(" after ", " at ").partition(" at ")
        start = name.removesuffix(" from the start")
        if position:
            stretches[collection].append(position)
        elif start != name:
            stretches[start].append("")
        else:
            points.append(name)
    yield from points
    for collection, positions in sorted(stretches.items()):
        low, high = min(positions), max(positions)
        first = f"from {low}" if low else "from the start"
        yield f"{collection} {first} to {high}" if high != low else f"{collection} {first}"
