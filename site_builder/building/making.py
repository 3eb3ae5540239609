"""Making pages: view → model → (where the model is new) template → bytes → (where the bytes are new) a staged file.

Each arrow may cut the work off: a page whose model has the digest it had is not rendered, and one whose bytes
have the digest they had is not written.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import msgspec

from site_builder.building.collector import expect_many_short_lives
from site_builder.building.theming import Theming
from site_builder.incremental.reader import Index, Reader, Trace
from site_builder.incremental.shape import PageKey
from site_builder.incremental.stored_pages import MadePage
from site_builder.model import Asset
from site_builder.pages import PAGE_KINDS
from site_builder.publish import stage, staged_name

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from site_builder.render.templates import Templates

BATCH: Final = 100
IN_FLIGHT: Final = 8
_T = TypeVar("_T")
_MODELS: Final = msgspec.json.Encoder()


class ContentMoved(Exception):
    """A file changed between its scan and its use; the build starts over."""


class Composed(msgspec.Struct, frozen=True):
    """A page as its view made it: everything the bytes depend on, and what was read to know it."""

    page: PageKey
    path: str
    template: str
    model: Any
    model_digest: bytes
    trace: Trace


class Order(msgspec.Struct, frozen=True):
    """A rendering to be done, here or in another process: render, and stage unless the digest is `unless`."""

    template: str
    model: Any
    name: str
    unless: bytes


class Pressed(msgspec.Struct, frozen=True):
    """What a rendering gave; `mtime_ns` is 0 when nothing was staged."""

    digest: bytes
    size: int
    mtime_ns: int


class Finished(msgspec.Struct, frozen=True):
    """A page after its making; `staged` is the staged file's name, or "" where the old file still stands."""

    made: MadePage
    staged: str
    rendered: bool


def compose(index: Index, closures: Mapping[str, str], page: PageKey) -> Composed:
    """Run a page's view; `closures` gives the digest of each kind's template and all it draws in."""
    kind = PAGE_KINDS[page.kind]
    reader = Reader(index)
    path = kind.path(reader, page.key)
    model = kind.view(reader, page.key)
    digest = hashlib.sha256(closures[page.kind].encode())
    digest.update(_MODELS.encode(model))
    return Composed(page, path, kind.template, model, digest.digest(), reader.trace())


def press(templates: "Templates", theme_folders: tuple[Path, ...], template: str, model: Any) -> bytes:
    """Return the bytes of a page; an asset's, which has no template, are its file's."""
    if not template:
        return _asset(theme_folders, model)
    return templates.render(template, model)


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
    """Renders orders into the staging folder, in this process or in batches on an executor."""

    def __init__(self, theming: Theming, staging: Path) -> None:
        self._theming = theming
        self._staging = staging

    def run(self, orders: list[Order]) -> list[Pressed]:
        """Render a batch here."""
        return [self._one(order) for order in orders]

    def _one(self, order: Order) -> Pressed:
        data = press(self._theming.templates, self._theming.folders, order.template, order.model)
        digest = hashlib.sha256(data).digest()
        if digest == order.unless:
            return Pressed(digest, len(data), 0)
        staged = stage(self._staging, order.name, data)
        return Pressed(digest, staged.size, staged.mtime_ns)

    def __reduce__(self) -> tuple[Callable[..., "Press"], tuple[Any, ...]]:
        return _press_in_worker, (self._theming.folders, self._theming.compiled, self._staging)


@cache
def _workers_theming(folders: tuple[Path, ...], compiled: Path | None) -> Theming:
    """Return the theming of a worker process, in which templates are loaded once."""
    expect_many_short_lives()
    return Theming(folders, compiled)


def _press_in_worker(folders: tuple[Path, ...], compiled: Path | None, staging: Path) -> Press:
    return Press(_workers_theming(folders, compiled), staging)


def finish(
    composed: Iterable[tuple[Composed, str]],
    previous: Callable[[PageKey], MadePage | None],
    forced: frozenset[PageKey],
    press_: Press,
    executor: "Executor | None",
) -> Iterator[Finished]:
    """Carry (composed page, reason) on to staged files, with as little work as the digests allow.

    `previous` gives a page as last made; pages of `forced` are written whatever the digests say. Order is kept.
    """
    pending: list[tuple[list[Work], list[Pressed] | Future[list[Pressed]]]] = []
    for batch in _batches(enumerate(composed), BATCH):
        work = [_prepare(number, page, reason, previous, forced) for number, (page, reason) in batch]
        orders = [order for _, order in work if order]
        pending.append((work, executor.submit(press_.run, orders) if executor else press_.run(orders)))
        while len(pending) > IN_FLIGHT:
            yield from _join(*pending.pop(0))
    for left in pending:
        yield from _join(*left)


Work = tuple[MadePage, Order | None]


def _prepare(
    number: int,
    composed: Composed,
    reason: str,
    previous: Callable[[PageKey], MadePage | None],
    forced: frozenset[PageKey],
) -> Work:
    page = composed.page
    old = None if page in forced else previous(page)
    if old and old.path == composed.path and old.model_digest == composed.model_digest:
        same = msgspec.structs.replace(old, reason=f"{reason}; it shows the same", trace=composed.trace)
        return same, None
    unless = old.output_digest if old and old.path == composed.path else b""
    name = staged_name(page.kind, number)
    made = MadePage(
        page,
        composed.path,
        composed.model_digest,
        unless,
        0,
        old.mtime_ns if old else 0,
        reason,
        composed.trace,
    )
    return made, Order(composed.template, composed.model, name, unless)


def _join(work: list[Work], pressed: "list[Pressed] | Future[list[Pressed]]") -> Iterator[Finished]:
    results = iter(pressed if isinstance(pressed, list) else pressed.result())
    for made, order in work:
        if order is None:
            yield Finished(made, "", rendered=False)
            continue
        result = next(results)
        now = msgspec.structs.replace(
            made, output_digest=result.digest, size=result.size, mtime_ns=result.mtime_ns or made.mtime_ns
        )
        yield Finished(now, order.name if result.mtime_ns else "", rendered=True)


def _batches(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
