"""The incremental build: edits applied to the state, the Change looked up in the Traces, the Plan made."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, structs

from site_builder.building.cold import edit_of, settle_later
from site_builder.building.inputs import Inputs
from site_builder.building.making import Finished, compose
from site_builder.building.run import Outcome, Run, Stopped, doubled, make
from site_builder.building.snapshots import StoredSnapshot
from site_builder.checks import CHECKS
from site_builder.content.parse import Parsed
from site_builder.diagnostics import Diagnostic, has_errors
from site_builder.incremental.change import Change
from site_builder.incremental.plan import Plan, plan
from site_builder.incremental.shape import PageKey, shown
from site_builder.incremental.store import Store
from site_builder.incremental.stored_edits import StoredEdits
from site_builder.incremental.stored_index import StoredIndex, Version
from site_builder.incremental.stored_pages import MadePage, StoredPages
from site_builder.incremental.stored_sources import StoredSources


class Applied(Struct, frozen=True):
    """The Change that inputs made to the state, and what the rules of `checks/` say of the result."""

    change: Change
    diagnostics: tuple[Diagnostic, ...]


ParseAgain = Callable[[str], Parsed]
"""path of a content file -> what it says, read again."""


def update(
    run: Run, index: StoredIndex, inputs: Inputs, forced: frozenset[PageKey], again: ParseAgain
) -> Outcome:
    """Bring state and staged files up to date with `inputs`; raises Stopped where the content has errors.

    `forced` are pages whose output file is missing or not what was written.
    """
    diagnostics = list(inputs.diagnostics)
    closures = _new_closures(run, inputs, diagnostics)
    pages = StoredPages(run.store)
    with run.store.transaction():
        with run.clock.stage("index"):
            applied = apply(run.store, index, inputs, run.as_of, again)
        diagnostics += applied.diagnostics
        if has_errors(diagnostics):
            raise Stopped(diagnostics)
        with run.clock.stage("plan"):
            change = structs.replace(applied.change, kinds=_kinds(run.store.closures(), closures))
            planned = _with_forced(plan(change, pages), forced)
        with run.clock.stage("render"):
            before = {page: made for page in planned.render if (made := pages.made(page))}
            finished = _make(run, index, planned, before, forced, closures)
        with run.clock.stage("state"):
            removed = _save(pages, planned, before, finished, inputs)
            run.store.set_closures(closures)
            settle_later(run, finished, removed)
            count = pages.count()
    return Outcome(tuple(finished), count, removed, tuple(diagnostics))


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


def _make(
    run: Run,
    index: StoredIndex,
    planned: Plan,
    before: Mapping[PageKey, MadePage],
    forced: frozenset[PageKey],
    closures: Mapping[str, str],
) -> list[Finished]:
    if not planned.render:
        return []
    composed = ((compose(index, closures, page), reason) for page, reason in planned.render.items())
    return make(run, composed, len(planned.render), before.get, forced)


def _save(
    pages: StoredPages,
    planned: Plan,
    before: Mapping[PageKey, MadePage],
    finished: Sequence[Finished],
    inputs: Inputs,
) -> tuple[str, ...]:
    """Write pages to the state; returns the output paths that no page has any more."""
    left = set(pages.remove(planned.remove))
    pages.save(done.made for done in finished)
    moved = {
        d.made.path for d in finished if d.made.page not in before or before[d.made.page].path != d.made.path
    }
    left |= {before[d.made.page].path for d in finished if d.made.path in moved and d.made.page in before}
    if clashes := doubled((path, pages.owners(path)) for path in sorted(moved)):
        raise Stopped([*inputs.diagnostics, *clashes])
    return tuple(sorted(path for path in left if not pages.owners(path)))


def apply(store: Store, index: StoredIndex, inputs: Inputs, as_of: str, again: ParseAgain) -> Applied:
    """Apply parsed inputs within the running transaction; the caller rolls back where there are errors.

    A file with errors counts as it was before, so that what refers to it isn't reported too.
    """
    edits_of_content = StoredEdits(store, index)
    faultless = [file for file in inputs.files if file.parsed.record is not None]
    before = edits_of_content.keys_of((*inputs.removed, *(file.path for file in faultless)))
    StoredSources(store).save(inputs.stamps, inputs.removed)
    edits = [edit_of(file, file.parsed.record, as_of) for file in faultless if file.parsed.record]
    versions: dict[str, Version | None] = {}
    versions |= _flipped(edits_of_content.flips(store.meta("as_of"), as_of), as_of)
    versions |= dict.fromkeys(before)
    versions |= {edit.key: edit.version for edit in edits}
    gone = [key for key, found in versions.items() if found is None]
    change = edits_of_content.apply(versions)
    edits_of_content.replace_names(inputs.removed, edits)
    snapshot = StoredSnapshot(inputs.files, gone, store, index, again)
    return Applied(change, tuple(d for check in CHECKS for d in check(snapshot)))


def _flipped(versions: Mapping[str, Version], as_of: str) -> dict[str, Version]:
    return {key: structs.replace(found, shown=shown(found.record, as_of)) for key, found in versions.items()}
