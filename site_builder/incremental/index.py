"""Index: a snapshot of the site, in memory or in the state file, as a Reader reads from it."""

from typing import TYPE_CHECKING, Protocol

from site_builder.model import Body, Metadata, Record

if TYPE_CHECKING:
    from site_builder.incremental.reader import Parts


class Index(Protocol):
    """A snapshot of the site that a Reader reads from: in memory or in the state file."""

    def record(self, key: str) -> Record | None:
        """Return the record of a key such as `region/africa`, or None."""

    def metadata(self, entry: str) -> Metadata | None:
        """Return the metadata of an entry that the site shows (no draft), or None."""

    def body(self, entry: str) -> Body | None:
        """Return the body of an entry that the site shows, or None."""

    def ascending(self, collection: str, low: str, high: str, limit: int) -> list[str]:
        """Return at most `limit` positions (all if negative) in [low, high], lowest first."""

    def descending(self, collection: str, low: str, high: str, limit: int) -> list[str]:
        """Return at most `limit` positions (all if negative) in [low, high], highest first."""

    def neighbours(self, collection: str, position: str, reach: int) -> tuple[list[str], list[str]]:
        """Return at most `reach` positions below one, and at most as many above it, each lowest first."""

    def below(self, collection: str, position: str) -> str:
        """Return the highest position lower than `position`, LOWEST if there is none."""

    def count(self, collection: str) -> int:
        """Return the number of members of a collection (0 if there is none)."""

    def number(self, collection: str, low: str, high: str, most: int) -> int:
        """Return the number of positions in [low, high], `most` where there are more."""

    @property
    def parts(self) -> "Parts":
        """The parts that were made of this snapshot."""
