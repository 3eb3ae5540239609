"""explain: what a page read, and why it was last made."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from site_builder.incremental.reader import HIGHEST
from site_builder.incremental.store import Store
from site_builder.incremental.stored_pages import MadePage, StoredPages


def explain(state: Path, page: str) -> str | None:
    """Return the explanation of a page named by its path below the output or by its address, or None."""
    store = Store(state)
    try:
        pages = StoredPages(store)
        made = next((made for path in _paths(page) if (made := pages.at(path))), None)
        return describe(made) if made else None
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


def describe(made: MadePage) -> str:
    """Return what a page is, why it was last made, and every read of its trace, one a line."""
    key = f" {made.page.key}" if made.page.key else ""
    lines = [f"{made.path} is the page {made.page.kind}{key}", f"last made because {made.reason}", "it read"]
    lines += [f"    {point}" for point in made.trace.points]
    lines += [f"    {s.collection} from {_end(s.low)} to {_end(s.high)}" for s in made.trace.spans]
    return "\n".join(lines)


def _end(position: str) -> str:
    if not position:
        return "the first"
    return position.replace(HIGHEST, "…") if position != HIGHEST else "the last"
