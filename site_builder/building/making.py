"""Making pages: view → model → (where the model is new) template → bytes → (where the bytes are new) a staged file.

Each arrow may cut the work off: a page whose model has the digest it had is not rendered, and one whose bytes
have the digest they had is not written. Views run here, where the index is; rendering may be done elsewhere, and what
it needs goes there as the very bytes that the model's digest is taken of.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from site_builder.building.again import ContentMoved
from site_builder.building.output_files import digest
from site_builder.building.theming import Theming
from site_builder.building.workers import Workers
from site_builder.collector import expect_many_short_lives
from site_builder.incremental.index import Index
from site_builder.incremental.reader import Reader
from site_builder.incremental.shape import PageKey
from site_builder.incremental.stored_pages import MadePage
from site_builder.language.speech import Speech
from site_builder.model import Asset
from site_builder.pages import PAGE_KINDS, PageKind
from site_builder.publish import Staging, stage

if TYPE_CHECKING:
    from site_builder.render.templates import Templates

BATCH: Final = 100
_MODELS: Final = msgspec.msgpack.Encoder()


class Composed(msgspec.Struct, frozen=True):
    """A page as its view made it: everything the bytes depend on, and what was read to know it."""

    page: PageKey
    path: str
    model: Any
    encoded: bytes
    model_digest: bytes
    trace: bytes


class Order(NamedTuple):
    """A rendering to be done: render the model, and stage it for `path` unless its bytes have the digest `unless`."""

    kind: str
    model: Any
    path: str
    unless: bytes


class Pressed(NamedTuple):
    """What a rendering gave; `mtime_ns` is 0 when nothing was staged."""

    digest: bytes
    size: int
    mtime_ns: int


class Finished(msgspec.Struct, frozen=True):
    """A page after its making; where it is not `staged`, the old file still stands."""

    made: MadePage
    staged: bool
    rendered: bool


class Before(NamedTuple):
    """What is known of a page's last making; `path` and `output_digest` are "" and b"" where its file isn't there."""

    path: str = ""
    model_digest: bytes = b""
    output_digest: bytes = b""
    size: int = 0
    mtime_ns: int = 0


def compose(index: Index, closures: Mapping[str, str], page: PageKey) -> Composed:
    """Run a page's view; `closures` gives the digest of each kind's template and all it draws in."""
    kind = PAGE_KINDS[page.kind]
    reader = Reader(index)
    path = kind.path(reader, page.key)
    model = kind.view(reader, page.key)
    encoded = _MODELS.encode(model)
    return Composed(
        page, path, model, encoded, digest(closures[page.kind].encode() + encoded), reader.trace()
    )


def press(templates: "Templates", theme_folders: tuple[Path, ...], kind: PageKind, model: Any) -> bytes:
    """Return the bytes of a page; an asset's, which has no template, are its file's."""
    if not kind.template:
        return _asset(theme_folders, model)
    return templates.render(kind.template, model)


def _asset(theme_folders: tuple[Path, ...], asset: Asset) -> bytes:
    """Return an asset's bytes; raises ContentMoved if they are not those that were scanned."""
    found = (folder / "assets" / asset.path for folder in theme_folders)
    try:
        data = next(path for path in found if path.is_file()).read_bytes()
    except (StopIteration, OSError) as error:
        raise ContentMoved(asset.path) from error
    if hashlib.sha256(data).hexdigest() != asset.digest:
        raise ContentMoved(asset.path)
    return data


class Press:
    """Renders orders into the staging folder, in whatever process."""

    def __init__(self, theming: Theming, staging: Staging) -> None:
        self._theming = theming
        self._staging = staging

    def here(self, work: "list[Work]") -> list[Pressed]:
        """Render the orders of a batch."""
        return [self._one(order) for _, order in work if order]

    def elsewhere(self, orders: list[Order]) -> list[Pressed]:
        """Render orders whose models come encoded."""
        return [self._one(order._replace(model=_model(order.kind, order.model))) for order in orders]

    def _one(self, order: Order) -> Pressed:
        data = press(self._theming.templates, self._theming.folders, PAGE_KINDS[order.kind], order.model)
        found = digest(data)
        if found == order.unless:
            return Pressed(found, len(data), 0)
        staged = stage(self._staging, order.path, data)
        return Pressed(found, staged.size, staged.mtime_ns)

    def __reduce__(self) -> tuple[Callable[..., "Press"], tuple[Any, ...]]:
        theming = self._theming
        return _press_in_worker, (
            theming.folders, theming.compiled, theming.speech, theming.edition, self._staging,
        )  # fmt: skip


def _model(kind: str, encoded: bytes) -> Any:
    return _decoder(kind).decode(encoded)


@cache
def _decoder(kind: str) -> "msgspec.msgpack.Decoder[Any]":
    return msgspec.msgpack.Decoder(PAGE_KINDS[kind].model)


@lru_cache(maxsize=1)
def _workers_theming(
    folders: tuple[Path, ...], compiled: Path | None, speech: Speech, _edition: str
) -> Theming:
    """Return the theming of a worker process, in which each edition of the templates is loaded once."""
    expect_many_short_lives()
    return Theming(folders, compiled, speech)


def _press_in_worker(
    folders: tuple[Path, ...], compiled: Path | None, speech: Speech, edition: str, staging: Staging
) -> Press:
    return Press(_workers_theming(folders, compiled, speech, edition), staging)


Work = tuple[MadePage, Order | None]


def finish(
    composed: Iterable[tuple[Composed, str]],
    before: Callable[[Composed], Before],
    press_: Press,
    workers: Workers,
    *,
    elsewhere: bool,
) -> Iterator[Finished]:
    """Carry (composed page, reason) on to staged files, with as little work as the digests allow; order is kept.

    `before` tells what is known of a page's last making. With `elsewhere`, workers render.
    """
    pages = iter(composed)
    work = (
        [_prepare(page, reason, before(page), encoded=elsewhere) for page, reason in batch]
        for batch in iter(lambda: list(islice(pages, BATCH)), [])
    )
    if elsewhere:
        done = workers.spread(press_.elsewhere, work, _orders)
    else:
        done = ((batch, press_.here(batch)) for batch in work)
    for batch, pressed in done:
        yield from _join(batch, pressed)


def _orders(work: list[Work]) -> list[Order]:
    return [order for _, order in work if order]


def _prepare(composed: Composed, reason: str, old: Before, *, encoded: bool) -> Work:
    page = composed.page
    same_place = old.path == composed.path
    made = MadePage(
        page,
        composed.path,
        composed.model_digest,
        old.output_digest if same_place else b"",
        old.size,
        old.mtime_ns,
        reason,
        composed.trace,
    )
    if same_place and old.model_digest == composed.model_digest:
        return msgspec.structs.replace(made, reason=f"{reason}; it shows the same"), None
    model = composed.encoded if encoded else composed.model
    return made, Order(page.kind, model, composed.path, made.output_digest)


def _join(work: list[Work], pressed: Iterable[Pressed]) -> Iterator[Finished]:
    results = iter(pressed)
    for made, order in work:
        if order is None:
            yield Finished(made, staged=False, rendered=False)
            continue
        found = next(results)
        now = msgspec.structs.replace(
            made, output_digest=found.digest, size=found.size, mtime_ns=found.mtime_ns or made.mtime_ns
        )
        yield Finished(now, staged=bool(found.mtime_ns), rendered=True)
