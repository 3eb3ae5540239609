"""The incremental build: edits applied to the state, the Change looked up in the Traces, the Plan made."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, structs

from site_builder.building.again import Again
from site_builder.building.cold import names_of, settle_later, version_of
from site_builder.building.inputs import Inputs
from site_builder.building.making import Before, Composed, compose
from site_builder.building.run import Outcome, Run, Stopped, doubled, make
from site_builder.building.snapshots import StoredSnapshot
from site_builder.checks import CHECKS
from site_builder.diagnostics import Diagnostic, has_errors
from site_builder.incremental.change import Change
from site_builder.incremental.plan import Plan, plan
from site_builder.incremental.shape import PageKey, shown
from site_builder.incremental.store import Store
from site_builder.incremental.stored_edits import StoredEdits
from site_builder.incremental.stored_hints import StoredHints
from site_builder.incremental.stored_index import StoredIndex, Version
from site_builder.incremental.stored_pages import MadePage, StoredPages
from site_builder.incremental.stored_sources import StoredSources


class Applied(Struct, frozen=True):
    """The Change that inputs made to the state, and what the rules of `checks/` say of the result."""

    change: Change
    diagnostics: tuple[Diagnostic, ...]


def update(run: Run, index: StoredIndex, inputs: Inputs, forced: frozenset[PageKey], again: Again) -> Outcome:
    """Bring state and staged files up to date with `inputs`; raises Stopped where the content has errors.

    `forced` are pages whose output file is missing or not what was written.
    """
    diagnostics = list(inputs.diagnostics)
    run.theming.speak(index.record)
    closures = _new_closures(run, inputs, diagnostics)
    flips = StoredEdits(run.store, index).flips(run.store.meta("as_of"), run.as_of)
    outcome = Outcome(pages=int(run.store.meta("pages")), touched=frozenset(), diagnostics=tuple(diagnostics))
    if inputs.nothing_new and not forced and not flips and not has_errors(diagnostics):
        return outcome
    with run.store.transaction():
        with run.clock.stage("index"):
            applied = apply(run.store, index, inputs, flips, run.as_of, again)
        diagnostics += applied.diagnostics
        if has_errors(diagnostics):
            raise Stopped(diagnostics)
        with run.clock.stage("plan"):
            if inputs.wording:
                run.theming.speak(index.record)
                closures = run.theming.closures()
            change = structs.replace(applied.change, kinds=_kinds(run.store.closures(), closures))
            planned = _with_forced(plan(change, StoredPages(run.store)), forced)
            outcome.touched = frozenset((*planned.render, *planned.remove))
        with run.clock.stage("render"):
            made = list(_make(run, index, planned, forced, closures, outcome))
        with run.clock.stage("state"):
            outcome.removed = _save(StoredPages(run.store), planned, made, diagnostics)
            outcome.pages += len(change.born) - len(change.dead)
            if inputs.templates or inputs.wording:
                run.store.set_closures(closures)
            settle_later(run, outcome)
    outcome.diagnostics = tuple(diagnostics)
    return outcome


def _new_closures(run: Run, inputs: Inputs, diagnostics: list[Diagnostic]) -> dict[str, str]:
    """Return the templates' closure digests, from the state where no template changed."""
    run.theming.forget(inputs.templates)
    if not inputs.templates:
        return run.store.closures()
    diagnostics += run.theming.faults()
    if has_errors(diagnostics):
        raise Stopped(diagnostics)
    return run.theming.closures()


def _kinds(old: Mapping[str, str], new: Mapping[str, str]) -> frozenset[str]:
    return frozenset(kind for kind, closure in new.items() if old.get(kind) != closure)


def _with_forced(planned: Plan, forced: frozenset[PageKey]) -> Plan:
    gone = set(planned.remove)
    missing = {page: "its file was missing or altered" for page in sorted(forced) if page not in gone}
    return Plan(dict(sorted((missing | planned.render).items())), planned.remove)


class _Made(Struct, frozen=True):
    """A page made again, and the output path it had before ("" for none)."""

    now: MadePage
    path_before: str


def _make(
    run: Run,
    index: StoredIndex,
    planned: Plan,
    forced: frozenset[PageKey],
    closures: Mapping[str, str],
    outcome: Outcome,
) -> Iterator[_Made]:
    if not planned.render:
        return
    pages = StoredPages(run.store)
    paths: dict[PageKey, str] = {}

    def before(composed: Composed) -> Before:
        made = pages.made(composed.page)
        paths[composed.page] = made.path if made else ""
        if made is None or composed.page in forced:
            return Before()
        return Before(made.path, made.model_digest, made.output_digest, made.size, made.mtime_ns)

    composed = ((compose(index, closures, page), reason) for page, reason in planned.render.items())
    for done in make(run, composed, len(planned.render), before, outcome):
        yield _Made(done.made, paths.pop(done.made.page))


def _save(
    pages: StoredPages, planned: Plan, made: list[_Made], diagnostics: Iterable[Diagnostic]
) -> tuple[str, ...]:
    """Write pages to the state; returns the output paths that no page has any more."""
    left = set(pages.remove(planned.remove))
    pages.save(each.now for each in made)
    moved = [each for each in made if each.path_before != each.now.path]
    left |= {each.path_before for each in moved if each.path_before}
    if clashes := doubled((path, pages.owners(path)) for path in sorted({each.now.path for each in moved})):
        raise Stopped([*diagnostics, *clashes])
    return tuple(sorted(path for path in left if not pages.owners(path)))


def apply(
    store: Store,
    index: StoredIndex,
    inputs: Inputs,
    flips: Mapping[str, Version],
    as_of: str,
    again: Again,
) -> Applied:
    """Apply parsed inputs within the running transaction; the caller rolls back where there are errors.

    A file with errors counts as it was before, so that what refers to it isn't reported too. `flips` are records that
    time alone shows or hides.
    """
    edits, sources, hints = StoredEdits(store, index), StoredSources(store), StoredHints(store)
    faultless = [(file, file.record) for file in inputs.files if file.record is not None]
    before = edits.keys_of((*inputs.removed, *(file.path for file, _ in faultless)))
    sources.save(inputs.stamps, inputs.removed)
    versions: dict[str, Version | None] = {}
    versions |= _flipped(flips, as_of)
    versions |= dict.fromkeys(before)
    versions |= {record.key: version_of(file, record, as_of) for file, record in faultless}
    gone = [key for key, found in versions.items() if found is None]
    change = edits.apply(versions)
    index.parts.forget(change.facts)
    hints.add((names_of(*each) for each in faultless), sources.numbers(file.path for file, _ in faultless))
    snapshot = StoredSnapshot(inputs.files, gone, hints, index, again)
    return Applied(change, tuple(d for check in CHECKS for d in check(snapshot)))


def _flipped(versions: Mapping[str, Version], as_of: str) -> dict[str, Version]:
    return {key: structs.replace(found, shown=shown(found.record, as_of)) for key, found in versions.items()}
