"""Which of the pages that are demanded live: for some kinds, it hangs on the sizes of collections."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from site_builder.incremental.shape import FOLLOWERS, PageKey, is_combination, overflows


def deciding(page: PageKey) -> tuple[str, ...]:
    """Return the collections one of which must be too large for a page to live, none where being demanded is enough."""
    match page.kind:
        case "slice":
            term = page.key.rpartition("/")[0]
            return (term, page.key) if is_combination(page.key) else (term,)
        case "cluster":
            return (f"{FOLLOWERS}{page.key}",)
        case "clusters-of-year":
            return ("ties",)
        case _:
            return ()


def lives(page: PageKey, size_of: Callable[[str], int]) -> bool:
    """Tell whether a page that records demand lives; `size_of` gives the number of members of a collection."""
    found = deciding(page)
    return not found or any(overflows(collection, size_of(collection)) for collection in found)


class Pages(NamedTuple):
    """The pages of one kind whose keys lie from `low` to `high`, both included."""

    kind: str
    low: str
    high: str


def decided(collection: str, before: int, after: int) -> Iterator[Pages]:
    """Yield the pages that may come to live or cease to, when a collection goes from `before` members to `after`."""
    if overflows(collection, before) == overflows(collection, after):
        return
    if collection.startswith(FOLLOWERS):
        entry = collection.partition("/")[2]
        yield Pages("cluster", entry, entry)
    elif collection == "ties":
        yield Pages("clusters-of-year", "0", "9999")
    elif is_combination(collection):
        yield Pages("slice", collection, collection)
    else:
        yield Pages("slice", f"{collection}/0", f"{collection}/9999")
