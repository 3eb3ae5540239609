"""The cold build: everything parsed, everything rendered, from memory."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, structs

from site_builder.building.collector import expect_many_short_lives
from site_builder.building.inputs import Inputs
from site_builder.building.making import Composed, Finished, compose
from site_builder.building.output_files import damaged, strangers
from site_builder.building.run import Outcome, Run, Stopped, doubled, make
from site_builder.building.snapshots import MemorySnapshot, ParsedFile
from site_builder.checks import CHECKS
from site_builder.checks.claims import claims
from site_builder.diagnostics import Diagnostic, Location, has_errors
from site_builder.incremental.memory import MemoryIndex
from site_builder.incremental.shape import PageKey, demands, shown
from site_builder.incremental.stored_edits import Edit, load_snapshot
from site_builder.incremental.stored_index import version
from site_builder.incremental.stored_pages import MadePage, StoredPages
from site_builder.incremental.stored_sources import StoredSources
from site_builder.model import Record


class Site(Struct, frozen=True):
    """A whole site in memory: its index and how many records demand each page, pages in canonical order."""

    index: MemoryIndex
    demanded: dict[PageKey, int]


def check_all(files: Iterable[ParsedFile]) -> list[Diagnostic]:
    """Return what the rules of `checks/` find in a whole content folder."""
    snapshot = MemorySnapshot(files)
    return [diagnostic for check in CHECKS for diagnostic in check(snapshot)]


def whole_site(files: Iterable[ParsedFile], as_of: str) -> Site:
    """Return the site that faultless files make at an instant."""
    records = [
        record for file in files if (record := file.parsed.record) is not None and shown(record, as_of)
    ]
    counted = Counter(page for record in records for page in demands(record))
    return Site(MemoryIndex(records), dict(sorted(counted.items())))


def compose_all(site: Site, closures: Mapping[str, str], reason: str) -> Iterator[tuple[Composed, str]]:
    """Run every view of a site."""
    return ((compose(site.index, closures, page), reason) for page in site.demanded)


def edit_of(file: ParsedFile, record: Record, as_of: str) -> Edit:
    """Return what a parsed file puts into the state."""
    mentions = tuple(dict.fromkeys(mention.target for mention in file.parsed.mentions))
    return Edit(version(record, file.path, shown=shown(record, as_of)), tuple(claims(record)), mentions)


def cold_build(run: Run, inputs: Inputs, *, trust_output: bool) -> Outcome:
    """Build from whole `inputs` and replace the state; raises Stopped where the content has errors.

    With `trust_output`, files in the output that already have the right bytes are left alone.
    """
    expect_many_short_lives()
    files = inputs.files
    run.theming.forget(inputs.templates)
    diagnostics = [*inputs.diagnostics, *check_all(files), *run.theming.faults()]
    if has_errors(diagnostics):
        raise Stopped(diagnostics)
    with run.clock.stage("index"):
        site = whole_site(files, run.as_of)
    closures = run.theming.closures()
    with run.clock.stage("render"):
        composed = compose_all(site, closures, "a cold build makes every page")
        previous = _previous(run) if trust_output else _nothing
        finished = make(run, composed, len(site.demanded), previous, frozenset())
    owners: defaultdict[str, list[PageKey]] = defaultdict(list)
    for done in finished:
        owners[done.made.path].append(done.made.page)
    if clashes := doubled(owners.items()):
        raise Stopped([*diagnostics, *clashes])
    unknown = [] if _knows_output(run) else _unknown_files(run, owners)
    with run.clock.stage("state"):
        removed = _replace_state(run, inputs, site, finished, closures)
    return Outcome(tuple(finished), len(finished), removed, (*diagnostics, *unknown))


def _knows_output(run: Run) -> bool:
    """Tell whether the state knows which files of the output folder are ours."""
    return run.store.current and run.store.meta("output") == run.settings.output


def _unknown_files(run: Run, ours: Iterable[str]) -> list[Diagnostic]:
    """Return a warning if the output folder holds files that this build won't replace and may not remove."""
    found = strangers(run.project.output, ours)
    if not found:
        return []
    number = f"{len(found):,} files of the output folder belong" if found[1:] else "this file belongs"
    message = f"{number} to no page, and the build does not know who wrote {'them' if found[1:] else 'it'}"
    hint = "if an earlier build did, delete the output folder and build again"
    return [Diagnostic(Location(f"output/{found[0]}"), "warning", "unknown-output", message, hint)]


def _nothing(_page: PageKey) -> None:
    return None


def _previous(run: Run) -> Callable[[PageKey], MadePage | None]:
    """Return how pages were last made, for their bytes only: another generator may have made their models."""
    if not _knows_output(run):
        return _nothing
    pages = StoredPages(run.store)
    wrong = damaged(run.project.output, pages.files())

    def previous(page: PageKey) -> MadePage | None:
        made = None if page in wrong else pages.made(page)
        return structs.replace(made, model_digest=b"") if made else None

    return previous


def _replace_state(
    run: Run, inputs: Inputs, site: Site, finished: Sequence[Finished], closures: dict[str, str]
) -> tuple[str, ...]:
    store = run.store
    with store.transaction():
        ours = set(store.owned()) if _knows_output(run) else set()
        removed = tuple(sorted(ours - {done.made.path for done in finished}))
        store.empty()
        edits = [edit_of(f, f.parsed.record, run.as_of) for f in inputs.files if f.parsed.record is not None]
        load_snapshot(store, edits, site.index)
        StoredPages(store).load((done.made, site.demanded[done.made.page]) for done in finished)
        StoredSources(store).save(inputs.stamps, ())
        store.index()
        store.set_closures(closures)
        settle_later(run, finished, removed)
    return removed


def settle_later(run: Run, finished: Iterable[Finished], removed: Iterable[str]) -> None:
    """Record, within the running transaction, what the state rests on and what publishing has to do."""
    run.store.unsettle(
        (*((d.made.path, d.staged) for d in finished if d.staged), *((path, None) for path in removed))
    )
    run.store.set_meta(
        {
            "generator": run.settings.generator,
            "output": run.settings.output,
            "as_of": run.as_of,
            "scanned_at_ns": str(run.scanned_at_ns),
        }.items()
    )
