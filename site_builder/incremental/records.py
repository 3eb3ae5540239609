"""Records as bytes: msgpack, never pickle; for the state file and for the way from one process to another."""

from typing import Final

import msgspec

from site_builder.model import (
    Asset,
    Author,
    Catalogue,
    Entry,
    Record,
    Region,
    Site,
    Source,
    StandingPage,
    Topic,
)

_ENCODER: Final = msgspec.msgpack.Encoder()
_DECODERS: Final[dict[str, msgspec.msgpack.Decoder[Record]]] = {
    "site": msgspec.msgpack.Decoder(Site),
    "region": msgspec.msgpack.Decoder(Region),
    "author": msgspec.msgpack.Decoder(Author),
    "source": msgspec.msgpack.Decoder(Source),
    "topic": msgspec.msgpack.Decoder(Topic),
    "standing": msgspec.msgpack.Decoder(StandingPage),
    "asset": msgspec.msgpack.Decoder(Asset),
    "catalogue": msgspec.msgpack.Decoder(Catalogue),
    "entry": msgspec.msgpack.Decoder(Entry),
}


def encode(record: Record) -> bytes:
    """Return a record as bytes."""
    return _ENCODER.encode(record)


def decode(key: str, data: bytes) -> Record:
    """Return the record of a key such as `region/africa`; raises msgspec.DecodeError where the bytes are damaged."""
    return _DECODERS[key.partition("/")[0]].decode(data)
