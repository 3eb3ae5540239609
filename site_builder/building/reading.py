"""Reading: files of content and theme to records, here or in other processes."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final, NamedTuple

import msgspec

from site_builder.building.output_files import digest
from site_builder.building.spool import Slip, Spool
from site_builder.building.workers import Workers
from site_builder.content.folders import is_catalogue
from site_builder.content.parse import parse
from site_builder.content.scan import Place, SourceFile, Stamp, read
from site_builder.diagnostics import Diagnostic
from site_builder.incremental import records
from site_builder.model import Asset, Body, Entry, Record, Value

BATCH: Final = 100
THEME: Final = "templates/"
ASSETS: Final = "templates/assets/"
_NO_BODY: Final = Body()
_ENCODER: Final = msgspec.msgpack.Encoder()


class ReadFile(msgspec.Struct, frozen=True):
    """A file as it was read.

    `stamp` is None and `digest` "" when it couldn't be. `record` is None for a template, and where the file has
    errors; an entry's body may be spooled at `slip`. `targets` are the record keys it names.
    """

    path: str
    stamp: Stamp | None
    digest: str
    record: Record | None = None
    body_digest: bytes = b""
    targets: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    slip: Slip | None = None


class _Sent(Value):
    """A ReadFile on its way from another process, its record encoded."""

    path: str
    stamp: Stamp | None
    digest: str
    key: str
    record: bytes
    body_digest: bytes
    targets: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    slip: Slip | None


_ARRIVED: Final = msgspec.msgpack.Decoder(list[_Sent])


class _Batch(NamedTuple):
    number: int
    places: list[Place]


def read_files(places: Iterable[Place], workers: Workers, spool: Spool | None) -> Iterator[ReadFile]:
    """Read and parse files; with a spool, and where they are many, in other processes."""
    places = list(places)
    if spool is None or not workers.pay(len(places)):
        yield from map(read_file, places)
        return
    batches = (
        _Batch(number, places[start : start + BATCH])
        for number, start in enumerate(range(0, len(places), BATCH))
    )
    for _, sent in workers.spread(partial(_read_batch, spool), batches, sent=lambda batch: batch):
        yield from map(_arrived, _ARRIVED.decode(sent))


def read_file(place: Place) -> ReadFile:
    """Read one file and parse it, unless it is a template."""
    file = read(place)
    if isinstance(file, Diagnostic):
        return ReadFile(place.path, None, "", diagnostics=(file,))
    if file.path.startswith(THEME) and not is_catalogue(file.path):
        return ReadFile(file.path, file.stamp, file.digest, _asset(file))
    parsed = parse(file.path, file.data)
    body_digest = b""
    if isinstance(parsed.record, Entry):
        body_digest = digest(_ENCODER.encode(parsed.record.body))
    targets = tuple(dict.fromkeys(mention.target for mention in parsed.mentions))
    return ReadFile(
        file.path, file.stamp, file.digest, parsed.record, body_digest, targets, parsed.diagnostics
    )  # fmt: skip


def _asset(file: SourceFile) -> Asset | None:
    if not file.path.startswith(ASSETS):
        return None
    return Asset(file.path.removeprefix(ASSETS), file.digest, len(file.data))


def _read_batch(spool: Spool, batch: _Batch) -> bytes:
    """Read a batch of files in another process; put the bodies aside and return the rest."""
    files = [read_file(place) for place in batch.places]
    bodies = [_ENCODER.encode(file.record.body) for file in files if isinstance(file.record, Entry)]
    slips = iter(spool.put(batch.number, bodies))
    return _ENCODER.encode([_sent(file, slips) for file in files])


def _sent(file: ReadFile, slips: Iterator[Slip]) -> _Sent:
    record, slip = file.record, None
    if isinstance(record, Entry):
        record, slip = without_body(record), next(slips)
    key, data = (record.key, records.encode(record)) if record else ("", b"")
    return _Sent(
        file.path, file.stamp, file.digest, key, data, file.body_digest, file.targets, file.diagnostics, slip
    )


def _arrived(sent: _Sent) -> ReadFile:
    record = records.decode(sent.key, sent.record) if sent.record else None
    return ReadFile(
        sent.path, sent.stamp, sent.digest, record, sent.body_digest, sent.targets, sent.diagnostics, sent.slip
    )  # fmt: skip


def without_body(entry: Entry) -> Entry:
    """Return an entry as the state keeps it: its body stays in its file."""
    return msgspec.structs.replace(entry, body=_NO_BODY)
