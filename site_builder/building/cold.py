"""The cold build: everything parsed, everything rendered, from memory."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct

from site_builder.building.again import Again
from site_builder.building.inputs import Inputs
from site_builder.building.making import Before, Composed, Finished, compose
from site_builder.building.output_files import damaged
from site_builder.building.reading import ReadFile, without_body
from site_builder.building.run import Outcome, Run, Stopped, doubled, make
from site_builder.building.searching import strangers
from site_builder.building.snapshots import MemorySnapshot
from site_builder.building.spool import Spool
from site_builder.checks import CHECKS
from site_builder.checks.claims import claims
from site_builder.diagnostics import Diagnostic, Location, has_errors
from site_builder.incremental.living import living
from site_builder.incremental.memory import BodyOf, MemoryIndex, own_body
from site_builder.incremental.shape import PageKey, demands, facets, shown
from site_builder.incremental.stored_edits import load_snapshot
from site_builder.incremental.stored_hints import Names, StoredHints
from site_builder.incremental.stored_index import Version
from site_builder.incremental.stored_pages import COLD, MadePage, StoredPages
from site_builder.incremental.stored_sources import StoredSources
from site_builder.model import Body, Catalogue, Entry, Record, Site


class WholeSite(Struct, frozen=True):
    """A whole site in memory: its index, and how many records demand each page, 1 where what collections hold does.

    `pages` are the same pages, in the order in which they are made.
    """

    index: MemoryIndex
    demanded: Counter[PageKey]
    pages: tuple[PageKey, ...]


def check_all(files: Iterable[ReadFile], again: Again) -> list[Diagnostic]:
    """Return what the rules of `checks/` find in a whole content folder."""
    snapshot = MemorySnapshot(files, again)
    return [diagnostic for check in CHECKS for diagnostic in check(snapshot)]


def whole_site(files: Iterable[ReadFile], as_of: str, spool: Spool | None = None) -> WholeSite:
    """Return the site that faultless files make at an instant; bodies may be spooled."""
    shown_files = [file for file in files if file.record is not None and shown(file.record, as_of)]
    records = [file.record for file in shown_files if file.record is not None]
    counted = Counter(page for record in records for page in demands(record))
    index = MemoryIndex(records, _bodies(shown_files, spool) if spool else own_body)
    counted.update(facets(index.combined))
    counted.update(living(index, index.collections))
    return WholeSite(index, counted, tuple(sorted(counted, key=_order)))


def wording(files: Iterable[ReadFile]) -> Callable[[str], Record | None]:
    """Return what looks up the records that decide on the language of the templates."""
    records = (file.record for file in files)
    return {each.key: each for each in records if isinstance(each, Site | Catalogue)}.get


def _bodies(files: Iterable[ReadFile], spool: Spool) -> BodyOf:
    slips = {file.record.key: file.slip for file in files if file.slip and file.record}

    def body_of(entry: Entry) -> Body:
        slip = slips.get(entry.key)
        return spool.get(slip) if slip else entry.body

    return body_of


def _order(page: PageKey) -> tuple[str, str, str]:
    """Make slices year by year, so that the cards they share are at hand."""
    return (page.kind, page.key.rpartition("/")[2] if page.kind == "slice" else "", page.key)


def compose_all(site: WholeSite, closures: Mapping[str, str], reason: str) -> Iterator[tuple[Composed, str]]:
    """Run every view of a site."""
    return ((compose(site.index, closures, page), reason) for page in site.pages)


def version_of(file: ReadFile, record: Record, as_of: str) -> Version:
    """Return what a file puts into the state: its record without the body."""
    kept = without_body(record) if isinstance(record, Entry) else record
    return Version(kept, file.path, shown(record, as_of), file.body_digest)


def names_of(file: ReadFile, record: Record) -> Names:
    """Return what a file claims and mentions."""
    return Names(file.path, tuple(claims(record)), file.targets)


def cold_build(run: Run, inputs: Inputs, spool: Spool, again: Again, *, trust_output: bool) -> Outcome:
    """Build from whole `inputs` and replace the state; raises Stopped where the content has errors.

    With `trust_output`, files in the output that already have the right bytes are left alone.
    """
    run.theming.forget(inputs.templates)
    run.theming.speak(wording(inputs.files))
    with run.clock.stage("check"):
        diagnostics = [*inputs.diagnostics, *check_all(inputs.files, again), *run.theming.faults()]
    if has_errors(diagnostics):
        raise Stopped(diagnostics)
    with run.clock.stage("index"):
        site = whole_site(inputs.files, run.as_of, spool)
    outcome = Outcome(pages=len(site.pages))
    knows_output = run.store.knows_output(run.settings)
    before = _before(run) if trust_output and knows_output else _nothing
    with run.store.transaction():
        ours = set(run.store.owned()) if knows_output else set()
        with run.clock.stage("state"):
            _load(run, inputs, site)
        with run.clock.stage("render"):
            paths = _make_all(run, site, before, outcome)
        unknown = [] if knows_output and run.store.sound else _unknown_files(run, site, paths | ours)
        with run.clock.stage("state"):
            outcome.removed = tuple(sorted(ours - paths))
            run.store.index()
            settle_later(run, outcome)
    outcome.diagnostics = (*diagnostics, *unknown)
    return outcome


def _load(run: Run, inputs: Inputs, site: WholeSite) -> None:
    """Empty the state and fill it with what the content says."""
    run.store.empty()
    numbers = StoredSources(run.store).load(inputs.stamps)
    told = [(file, file.record) for file in inputs.files if file.record is not None]
    load_snapshot(run.store, (version_of(*each, run.as_of) for each in told), numbers, site.index)
    StoredHints(run.store).add((names_of(*each) for each in told), numbers)


def _make_all(run: Run, site: WholeSite, before: Callable[[Composed], Before], outcome: Outcome) -> set[str]:
    """Make every page and store it; return the output paths, none of which two pages may have."""
    owners: dict[str, PageKey] = {}
    clashes: list[tuple[str, list[PageKey]]] = []

    def noted(made: Iterable[Finished]) -> Iterator[MadePage]:
        for each in made:
            first = owners.setdefault(each.made.path, each.made.page)
            if first != each.made.page:
                clashes.append((each.made.path, [first, each.made.page]))
            yield each.made

    closures = run.theming.closures()
    composed = compose_all(site, closures, COLD)
    pages = StoredPages(run.store)
    pages.load(noted(make(run, composed, len(site.pages), before, outcome)), site.demanded.__getitem__)
    if clashes:
        raise Stopped(doubled(clashes))
    run.store.set_closures(closures)
    return set(owners)


def _unknown_files(run: Run, site: WholeSite, ours: Iterable[str]) -> list[Diagnostic]:
    """Return a warning if the output folder holds files that this build won't replace and may not remove."""
    found = strangers(run.project.output, ours, site.index)
    if not found:
        return []
    number = f"{len(found):,} files of the output folder belong" if found[1:] else "this file belongs"
    message = f"{number} to no page, and the build does not know who wrote {'them' if found[1:] else 'it'}"
    hint = "if an earlier build did, delete the output folder and build again"
    return [Diagnostic(Location(f"output/{found[0]}"), "warning", "unknown-output", message, hint)]


def _nothing(_page: Composed) -> Before:
    return Before()


def _before(run: Run) -> Callable[[Composed], Before]:
    """Return what files of the output hold, for their bytes only: another generator may have made their models."""
    files = list(StoredPages(run.store).files())
    wrong = damaged(run.project.output, files)
    known = {path: Before(path, b"", found, size, mtime_ns)
             for page, path, size, mtime_ns, found in files if page not in wrong}  # fmt: skip
    return lambda composed: known.get(composed.path) or Before()


def settle_later(run: Run, outcome: Outcome) -> None:
    """Record, within the running transaction, what the state rests on and what publishing has to do."""
    run.store.unsettle((*outcome.staged.items(), *((path, None) for path in outcome.removed)))
    run.store.set_meta(
        {
            "generator": run.settings.generator,
            "output": run.settings.output,
            "as_of": run.as_of,
            "scanned_at_ns": str(run.scanned_at_ns),
            "pages": str(outcome.pages),
            "staging": outcome.staging,
        }.items()
    )
