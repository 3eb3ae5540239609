"""Files read again, after the scan: for what a build doesn't keep of files that did not change."""

import hashlib
from pathlib import Path

from site_builder.content.mentions import Mention
from site_builder.content.parse import Parsed, parse
from site_builder.model import Body, Entry


class ContentMoved(Exception):
    """A file changed between its scan and its use; the build starts over."""


class Again:
    """Reads files of the project at `root` by their paths; raises ContentMoved where one is gone or another."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def parsed(self, path: str) -> Parsed:
        """Return what a file says."""
        return parse(path, self._bytes(path))

    def claimed(self, path: str) -> list[Mention]:
        """Return the places where a file claims an id (field `id`) and addresses (field `aliases`)."""
        from site_builder.content.claimed import claimed  # of most digests nobody asks

        return list(claimed(path, self._bytes(path)))

    def body(self, path: str, digest: str) -> Body:
        """Return the body of an entry whose file has the SHA-256 `digest`, in hex."""
        data = self._bytes(path)
        record = parse(path, data).record
        if hashlib.sha256(data).hexdigest() != digest or not isinstance(record, Entry):
            raise ContentMoved(path)
        return record.body

    def _bytes(self, path: str) -> bytes:
        try:
            return (self._root / path).read_bytes()
        except OSError as error:
            raise ContentMoved(path) from error
