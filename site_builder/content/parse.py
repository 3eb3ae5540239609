"""parse: one file of `content/` to a record, what it mentions, and everything that is wrong with it.

Pure: the same path and bytes give the same answer. Bad input is answered with diagnostics, never exceptions.
"""

from collections.abc import Callable
from functools import cache

from msgspec import Struct

from site_builder.content.faults import Faults
from site_builder.content.mentions import Mention
from site_builder.diagnostics import Diagnostic
from site_builder.model import Record


class Parsed(Struct, frozen=True):
    """What a file says; `record` is None if any of `diagnostics` is an error.

    `mentions` are there even so: what they miss is told together with the file's own faults.
    """

    record: Record | None
    mentions: tuple[Mention, ...]
    diagnostics: tuple[Diagnostic, ...]


@cache
def _reader() -> Callable[[Faults, bytes], tuple[Record | None, list[Mention]]]:
    from site_builder.content.records import read  # only the first file to parse loads what reads them

    return read


def parse(path: str, data: bytes) -> Parsed:
    """Return what the file `path` (relative to the project, such as `content/entries/2014/x.md`) says.

    The folder below `content/` decides what it is; a path elsewhere is an `unexpected-file`.
    """
    faults = Faults(path)
    record, mentions = _reader()(faults, data)
    return Parsed(record if faults.clean else None, tuple(mentions), faults.sorted())
