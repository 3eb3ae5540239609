"""What the rules of this package see of a site's content."""

from collections.abc import Callable, Iterable
from typing import Protocol

from site_builder.content.mentions import Mention
from site_builder.diagnostics import Diagnostic
from site_builder.model import Relation


class Snapshot(Protocol):
    """The content after a change, and what the change touched: the rest passed the same rules before."""

    def mentions(self) -> Iterable[tuple[str, Mention]]:
        """Yield (path, mention) for each mention of a file that changed, or whose target did, if one is dangling."""

    def mentions_in(self, path: str) -> Iterable[Mention]:
        """Return every mention of a file that changed."""

    def defines(self, key: str) -> bool:
        """Tell whether a record of this key exists, shown or not."""

    def keys(self, kind: str) -> Iterable[str]:
        """Yield the slug or id of every record of a kind."""

    def clashes(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Yield (claim, sorted paths) for each claim that two files or more make, among those changed."""

    def claimed(self, path: str) -> Iterable[Mention]:
        """Return the places where a file claims an id (field `id`) or an address (field `aliases`)."""

    def relations(self, entry: str) -> tuple[Relation, ...] | None:
        """Return the relations of an entry, or None if there is no such entry."""

    def parent(self, region: str) -> str | None:
        """Return the slug of a region's parent ("" for a root), or None if there is no such region."""

    def changed_entries(self) -> Iterable[tuple[str, str]]:
        """Yield (path, id) of each entry that changed."""

    def changed_regions(self) -> Iterable[tuple[str, str]]:
        """Yield (path, slug) of each region that changed."""


Check = Callable[[Snapshot], Iterable[Diagnostic]]
